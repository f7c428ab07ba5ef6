"""Validate requests with openapi-core: its environment, the document prepared for it, and its limits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from documents import IGNORED_HEADERS, Json, one_way, resolve
from values import AMBIGUOUS

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE.parents[1] / ".venv" / "corpus"
REQUIREMENT = "openapi-core==0.23.1"

# Requests that openapi-core 0.23 cannot read although they follow the standard, or that the standard does not define.
# Each item is a pattern of the error and the reason. A request that matches a pattern counts as not validated.
LIMITS = (
    (r"reference '#/components/schemas/\w+' could not be", "implicit discriminators by constants"),
    (r"TypeError: Expected a string value, got <class 'list'>", "type arrays in forms"),
    (
        r"b'.*' is not (of type|valid)|Value b'",
        "it reads binary content as bytes, not as the type in the schema",
    ),
    (
        r"Tried to write read-only property with \[\]",
        "it reads an empty array from forms without the property",
    ),
    (r"""'\{.*\}\\?' is not of type 'object'""", "nested values in forms"),
    (r"""(?s)^[\w/-]*form.*'\{.*\}\\?' is not valid under any""", "nested values in forms"),
    (r"TypeError: byte indices must be", "parts with media types that it does not support"),
    (AMBIGUOUS, "values that match several alternatives, as all values do in the document"),
    (r"^application/x-www-form-urlencoded: MissingRequired", "empty forms"),
    (r"Deserialize\w+: \('form', .*(sequence element|bytes-like)", "objects in forms and cookies"),
    (r"\('(space|pipe)Delimited', .*bytes-like", "delimited arrays in multipart bodies"),
    (
        r"\('deepObject', .*not available",
        "deepObject of a value that is not an object is undefined",
    ),
    (
        r"Value \{.*b'.*'\d+' is not of type 'integer'",
        "additional properties of multipart bodies",
    ),
    (r"is not a multiple of \d*\.\d", "it divides fractions in binary arithmetic"),
    (
        r"^text/plain: .*'[\w.-]+' is not of type '(integer|number|boolean)'",
        "it reads plain text as a string",
    ),
    (r"Value <Element ", "it reads XML as elements, not as objects"),
    (
        r"CastError: Failed to cast value to (object|array) type: [\[{]",
        "nested values in parameters",
    ),
)
_STYLED = ("matrix", "label")


@dataclass(frozen=True, slots=True)
class Result:
    """The invalid requests, and the number of requests that openapi-core cannot validate, by reason."""

    failures: list[str]
    skipped: dict[str, int]


def prepare() -> str:
    """Create the environment if necessary, and return the reason if that fails."""
    python = ENVIRONMENT / "bin" / "python"
    if python.exists() and _quiet([str(python), "-c", "import openapi_core"]) == "":
        return ""
    made = _quiet([sys.executable, "-m", "venv", str(ENVIRONMENT)])
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return made or _quiet([*install, REQUIREMENT])


def _quiet(command: list[str]) -> str:
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else (run.stderr.strip() or "failed").splitlines()[-1]


def validate(root: Json, requests: Path, folder: Path) -> Result:
    """Validate recorded requests against the document."""
    document = folder / "validated.json"
    document.write_text(json.dumps(_prepared(root)), "utf-8")
    python = str(ENVIRONMENT / "bin" / "python")
    command = [python, str(HERE / "validate.py"), str(document), str(requests)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        return Result([f"openapi-core: {run.stderr.strip().splitlines()[-1]}"], {})
    failures: list[str] = []
    skipped: dict[str, int] = {}
    for each in json.loads(run.stdout):
        error = f"{each['media_type']}: {each['error']}"
        reason = next((reason for text, reason in LIMITS if re.search(text, error)), "")
        reason = reason or _unread(each) or _nested(each) or _path_style(root, each)
        if reason:
            skipped[reason] = skipped.get(reason, 0) + 1
        else:
            failures.append(f"{' '.join(each['key'])}: {each['url'][:200]}: {each['error'][:500]}")
    return Result(failures, skipped)


def _unread(each: Json) -> str:
    is_empty = each["body"] in ("", "{}")
    seen = re.search(r"Value \{\} not valid for schema of type", each["error"])
    return "forms that consist of several objects" if seen and not is_empty else ""


def _nested(each: Json) -> str:
    """Return the reason if a `deepObject` contains nested values, which the standard does not define."""
    failed = "CastError: Failed to cast value to" in each["error"]
    return "nested deepObject" if failed and "%5D%5B" in each["url"] + each["body"] else ""


def _path_style(root: Json, each: Json) -> str:
    if "Missing required path parameter" not in each["error"]:
        return ""
    item = json.dumps(root["paths"].get(each["key"][1], {}))
    styled = any(f'"style": "{style}"' in item for style in _STYLED)
    return "matrix and label paths" if styled else ""


# --- preparation of the document ---


def _prepared(root: Json) -> Json:
    """Return the document in a form that openapi-core supports.

    Server variables are filled in, header parameters that the standard ignores are removed, `readOnly` properties are
    not required, and all required properties are declared.
    """
    document = one_way(root, "readOnly")
    _describe(document)
    schemes = document.get("components", {}).get("securitySchemes", {})
    for scheme in schemes.values():  # RFC 9110, 11.1: case-insensitive
        scheme |= {"scheme": scheme["scheme"].lower()} if "scheme" in scheme else {}
    unsupported = {name for name, each in schemes.items() if _is_unsupported(each)}
    for holder in _holders(document):
        if "servers" in holder:
            holder["servers"] = [_filled(server) for server in holder["servers"]]
        if "security" in holder:
            holder["security"] = [
                each for each in holder["security"] if not unsupported & each.keys()
            ]
        if isinstance(holder.get("parameters"), list):
            holder["parameters"] = [p for p in holder["parameters"] if not _ignored(document, p)]
    for parameters in [h["parameters"] for h in _holders(document) if "parameters" in h]:
        parameters[:] = [_plain(document, p) for p in parameters]
    return document


def _describe(value: Json) -> None:
    """Declare required properties that no schema describes, because openapi-core reads only declared form properties.

    A null schema counts as absent.
    """
    if isinstance(value, dict):
        value |= {"schema": {}} if value.get("schema", True) is None else {}
        properties, required = value.get("properties"), value.get("required")
        if isinstance(properties, dict) and isinstance(required, list):
            for name in required:
                properties.setdefault(name, {})
    for entry in value.values() if isinstance(value, dict) else value:
        if isinstance(entry, dict | list):
            _describe(entry)


def _plain(document: Json, parameter: Json) -> Json:
    """Return the parameter without keywords that openapi-core cannot read.

    These are `readOnly` of its schema, which applies only to properties, its default, which was not sent, and null,
    which no URL can contain.
    """
    resolved = resolve(document, parameter)
    if "schema" not in resolved:
        return resolved
    schema = _writable(resolve(document, resolved["schema"]))
    if "anyOf" in schema:
        members = [_writable(resolve(document, each)) for each in schema["anyOf"]]
        solid = [each for each in members if each.get("type") != "null"]
        schema = solid[0] if len(solid) == 1 else {**schema, "anyOf": members}
    return {**resolved, "schema": schema}


def _writable(schema: Json) -> Json:
    return {key: value for key, value in schema.items() if key not in ("readOnly", "default")}


def _holders(document: Json) -> Iterator[Json]:
    """Yield the root, the path items and the operations."""
    yield document
    items = [item for item in (document.get("paths") or {}).values() if isinstance(item, dict)]
    items += [file for file in document.get("x-files", {}).values() if isinstance(file, dict)]
    for item in items:
        yield item
        yield from (each for each in item.values() if isinstance(each, dict))


def _filled(server: Json) -> Json:
    url = server["url"]
    for name, variable in (server.get("variables") or {}).items():
        url = url.replace(f"{{{name}}}", str(variable["default"]))
    scheme = url.partition("://")[0]
    port = {"http": ":80", "https": ":443"}.get(scheme, "")
    url = re.sub(rf"{port}(?=/|$)", "", url) if port else url
    # RFC 3986, 3.2.2: the host is case-insensitive. The client sends it in lower case.
    return {"url": re.sub(r"^[^:/]+://[^/]*", lambda origin: origin[0].lower(), url)}


def _is_unsupported(scheme: Json) -> bool:
    """Return whether the scheme is an HTTP authentication that the client does not support (the generator warns)."""
    names = ("basic", "bearer")
    return bool(scheme.get("type") == "http" and scheme.get("scheme", "").lower() not in names)


def _ignored(document: Json, parameter: Json) -> bool:
    resolved = resolve(document, parameter)
    return resolved.get("in") == "header" and resolved.get("name", "").lower() in IGNORED_HEADERS
