"""Validate recorded requests with openapi-core, in a separate environment.

    python validate.py DOCUMENT.json REQUESTS.jsonl

It prints JSON: the operation and the errors of each invalid request. It imports nothing from this project and needs
only openapi-core.
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
deserializers: Any = importlib.import_module("openapi_core.deserializing.media_types.deserializers")
structures: Any = importlib.import_module("werkzeug.datastructures")

BASE_URL = "http://corpus.example"  # the base URL in `calls` if the document has no host
_SHOWN = 300  # characters
_PARAMETER = re.compile(r"\{[^{}]*\}")


class Sent:
    """A recorded request that implements openapi-core's protocol."""

    def __init__(self, record: dict[str, Any]) -> None:
        parts = urlsplit(record["url"])
        headers = structures.Headers([tuple(pair) for pair in record["headers"]])
        cookies: SimpleCookie = SimpleCookie(headers.get("Cookie", ""))
        self.host_url = f"{parts.scheme}://{parts.netloc}"
        # An encoded slash does not separate segments.
        escaped = re.sub("%2f", "%252F", parts.path, flags=re.IGNORECASE)
        _, mark, constant = record["key"][1].partition("?")  # some paths contain a query
        self.path = unquote(escaped) + mark + constant + record["fragment"]
        self.method = record["key"][0].lower()
        self.content_type = headers.get("Content-Type", "")
        body = b64decode(record["body"])
        self.body = body if body or self.content_type else None  # an empty form is a body
        self.parameters = datatypes.RequestParameters(
            query=structures.ImmutableMultiDict(parse_qsl(parts.query, keep_blank_values=True)),
            header=headers,
            cookie=structures.ImmutableMultiDict(
                {key: unquote(each.value) for key, each in cookies.items()}
            ),
        )


class Parts(deserializers.MediaTypeDeserializer):  # type: ignore[misc]
    """openapi-core's deserializer, except that it reads a multipart part by its schema, like a form field, and `*/*` as
    JSON, as the sent body is.
    """

    mimetype: str

    def deserialize(self, value: bytes) -> Any:
        if self.mimetype == "*/*" and value[:1] in (b"{", b"["):
            self.mimetype = "application/json"
        if self.mimetype.endswith("+json"):  # of these, it knows only one
            self.mimetype = "application/json"
        result = super().deserialize(value)
        # The type of binary content in a schema is a string.
        return result.decode("latin-1") if isinstance(result, bytes) else result

    def decode_property_content_type(
        self, name: str, schema: Any, location: Any, encoding: Any = None
    ) -> Any:
        value = super().decode_property_content_type(name, schema, location, encoding)
        if encoding is not None and "contentType" in encoding:
            return value
        try:
            return self.schema_caster.evolve(schema).cast(value)
        except Exception:  # the validation reports it
            return value


def explained(error: BaseException) -> str:
    """Return the error with its causes, which contain the reasons."""
    texts = []
    link: BaseException | None = error
    while link is not None:
        texts.append(f"{type(link).__name__}: {_brief(str(link))}")
        schema_errors = getattr(link, "schema_errors", ())
        texts.extend(_brief(str(each.message)) for each in schema_errors)
        texts.extend(text[-_SHOWN:] for each in schema_errors for text in unresolved(each))
        link = link.__cause__
    return " <- ".join(texts)


def unresolved(error: Any) -> list[str]:
    """Return the lookups that openapi-core failed within alternatives, so that it rejects these alternatives."""
    own = [error.message] if error.message.endswith("could not be resolved") else []
    return own + [text for inner in error.context for text in unresolved(inner)]


def _brief(text: str) -> str:
    """Return the beginning of a message (the kind of error) and its end (the expected value)."""
    return text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]} ... {text[-_SHOWN:]}"


def main() -> None:
    warnings.simplefilter("ignore")
    factories = importlib.import_module("openapi_core.deserializing.media_types.factories")
    vars(factories)["MediaTypeDeserializer"] = Parts
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    if not any("://" in server["url"] for server in document.get("servers") or ()):
        document["servers"] = [{"url": BASE_URL}]
    validators: dict[frozenset[str], Any] = {}
    results = []
    with open(sys.argv[2], encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            sent = Sent(record)
            others = twins(document, record["key"][1] + record["fragment"])
            if others not in validators:
                validators[others] = validator(document, others)
            results += [(record, sent, explained(e)) for e in errors(validators[others], sent)]
    json.dump(
        [
            {
                "key": record["key"],
                "url": record["url"],
                "media_type": sent.content_type,
                "body": (sent.body or b"").decode("latin-1"),
                "error": text,
            }
            for record, sent, text in results
        ],
        sys.stdout,
    )


def twins(document: Any, path: str) -> frozenset[str]:
    """Return the other paths with parameters at the same positions, which openapi-core could confuse with this one."""
    blank = _PARAMETER.sub("{}", path)
    return frozenset(p for p in document["paths"] if p != path and _PARAMETER.sub("{}", p) == blank)


def validator(document: Any, without: frozenset[str]) -> Any:
    paths = {path: item for path, item in document["paths"].items() if path not in without}
    config = core.Config(spec_validator_cls=None)
    return core.OpenAPI.from_dict(document | {"paths": paths}, config=config)


def errors(openapi: Any, sent: Sent) -> list[BaseException]:
    """Return the errors that openapi-core reports, including its own failures."""
    try:
        return list(openapi.iter_apicall_request_errors(sent))
    except Exception as error:
        return [error]


if __name__ == "__main__":
    main()
