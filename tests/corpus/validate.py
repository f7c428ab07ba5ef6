"""Checks recorded requests against their document with openapi-core, in an environment of its own.

    python validate.py DOCUMENT.json REQUESTS.jsonl

Prints JSON: for each request that does not conform, its operation and what is wrong. Imports nothing of this project,
and needs nothing but openapi-core.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import warnings
from base64 import b64decode
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

core: Any = importlib.import_module("openapi_core")
datatypes: Any = importlib.import_module("openapi_core.datatypes")
structures: Any = importlib.import_module("werkzeug.datastructures")

BASE_URL = "http://corpus.example"  # that of `calls`, where the document names no host


class Sent:
    """A recorded request, as openapi-core's protocol wants it."""

    def __init__(self, record: dict[str, Any]) -> None:
        parts = urlsplit(record["url"])
        headers = structures.Headers([tuple(pair) for pair in record["headers"]])
        cookies: SimpleCookie = SimpleCookie(headers.get("Cookie", ""))
        self.host_url = f"{parts.scheme}://{parts.netloc}"
        escaped = re.sub(
            "%2f", "%252F", parts.path, flags=re.IGNORECASE
        )  # no separator of segments
        self.path = unquote(escaped) + record["fragment"]
        self.method = record["key"][0].lower()
        self.body = b64decode(record["body"]) or None
        self.content_type = headers.get("Content-Type", "")
        self.parameters = datatypes.RequestParameters(
            query=structures.ImmutableMultiDict(parse_qsl(parts.query, keep_blank_values=True)),
            header=headers,
            cookie=structures.ImmutableMultiDict(
                {key: unquote(each.value) for key, each in cookies.items()}
            ),
        )


def explained(error: BaseException) -> str:
    """The error with its causes, which say what is wrong."""
    texts = []
    link: BaseException | None = error
    while link is not None:
        texts.append(f"{type(link).__name__}: {link}")
        texts.extend(str(each.message) for each in getattr(link, "schema_errors", ()))
        link = link.__cause__
    return " <- ".join(texts)[-1500:]


def main() -> None:
    warnings.simplefilter("ignore")
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    if not any("://" in server["url"] for server in document.get("servers") or ()):
        document["servers"] = [{"url": BASE_URL}]
    openapi = core.OpenAPI.from_dict(document, config=core.Config(spec_validator_cls=None))
    faults = []
    with open(sys.argv[2], encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            faults += [(record, explained(e)) for e in errors(openapi, Sent(record))]
    json.dump(
        [
            {"key": r["key"], "url": r["url"], "body": r["body"], "fault": text}
            for r, text in faults
        ],
        sys.stdout,
    )


def errors(openapi: Any, sent: Sent) -> list[BaseException]:
    """What openapi-core finds; also where it fails itself."""
    try:
        return list(openapi.iter_apicall_request_errors(sent))
    except Exception as error:
        return [error]


if __name__ == "__main__":
    main()
