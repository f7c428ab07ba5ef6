"""Error codes: from the conventions, or found in the schemas of error responses; and the names of their classes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from generator import reserved, runtime_facts
from generator.ir.api import ErrorCode
from generator.ir.operations import ContentKind
from generator.naming import fold, pascal_case, unique
from generator.openapi import Address, Node
from generator.openapi.conventions import Errors
from generator.openapi.operations import operations
from generator.openapi.pointers import escaped
from generator.parser.context import ParseContext
from generator.parser.queries.media_types import content_kind, media_types
from generator.parser.queries.nodes import description_of, resolved
from generator.parser.queries.properties import FIRST, Path, valued_paths, values_at
from generator.parser.queries.statuses import failures, responses_by_status

# The names of properties that hold an error code: everywhere, and in an error object. In lower case without `_`, `-`.
_CODES: Final = ("code", "errorcode", "error", "errortype", "errorname", "errorkey")
_CODES_OF_ERRORS: Final = ("type", "status", "reason", "name", "kind", "key", "id")
_ERROR_OBJECTS: Final = {"error", "errors"}
_NO_LETTERS: Final = re.compile(r"[_-]")
_AFFIXES: Final = re.compile(r"^(ERR|ERROR)[_-]|([_-]|(?<=[a-z]))(ERR|ERROR|EXCEPTION)$", re.I)
_URI: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_RESERVED: Final = frozenset(map(fold, reserved.ERRORS))
# The names of classes for codes that repeat the name of a status or of a class of the runtime.
_SYNONYMS: Final = {
    "Api": "InternalAPI",
    "BadRequest": "InvalidRequest",
    "Unauthorized": "AuthenticationFailed",
    "PaymentRequired": "PaymentMissing",
    "Forbidden": "AccessDenied",
    "NotFound": "ResourceNotFound",
    "MethodNotAllowed": "UnsupportedMethod",
    "NotAcceptable": "UnsupportedResponseFormat",
    "RequestTimeout": "RequestTimedOut",
    "Conflict": "ResourceConflict",
    "Gone": "ResourceGone",
    "PreconditionFailed": "PreconditionNotMet",
    "ContentTooLarge": "RequestTooLarge",
    "UnsupportedMediaType": "UnsupportedRequestFormat",
    "UnprocessableEntity": "InvalidContent",
    "Locked": "ResourceLocked",
    "TooManyRequests": "RateLimitExceeded",
    "InternalServer": "InternalFailure",
    "NotImplemented": "OperationNotImplemented",
    "BadGateway": "GatewayFailure",
    "ServiceUnavailable": "TemporarilyUnavailable",
    "GatewayTimeout": "GatewayTimedOut",
    "Timeout": "TimedOut",
}


CodesByWire: TypeAlias = Mapping[str, Sequence[ErrorCode]]
"""The classes of each error code: one, or one for each of its statuses."""


class Failure(NamedTuple):
    """An error response of an operation: the response or a reference to it, and the schema of its JSON body."""

    status: str
    response: Node
    schema: Node | None


class _Use(NamedTuple):
    """The values that a response admits at a path."""

    status: int
    values: tuple[str, ...]
    description: str


_Pairs = Mapping[tuple[int, str], str]
"""The descriptions of the documented pairs of a status and a code."""


def status_class(status: str) -> str:
    """The runtime's class for `404`, `4XX` or `default`."""
    by_status = runtime_facts.status_classes()
    return by_status.get(status) or by_status.get(f"{status[:1]}XX", "APIStatusError")


def error_codes(errors: Errors) -> CodesByWire:
    """The classes of the error codes that the conventions list."""
    return _classes({(code.status, wire): code.description for wire, code in errors.codes.items()})


def find_error_codes(context: ParseContext) -> tuple[str, CodesByWire]:
    """The pointer to the error code in error bodies, and the classes of the codes; empty if there are no codes.

    Error codes are the values of a property that differ between the responses of different statuses. Responses for
    ranges of statuses and `default` define no codes: the class of an error must extend the class of its status.
    """
    pairs = {path: _pairs(uses) for path, uses in _uses(context).items()}
    paths = [path for path, found in pairs.items() if _identifies_errors(path, found)]
    if not paths:
        return "", {}
    best = max(paths, key=lambda path: (_is_code(path), len(pairs[path]), path[-1] == "code"))
    return "".join(f"/{escaped(name)}" for name in best), _classes(pairs[best])


def failures_of(context: ParseContext, operation: Node) -> Iterator[Failure]:
    """The error responses of an operation."""
    for status, child in failures(operation):
        yield Failure(status, child, _first_json_schema(resolved(child)))


def _first_json_schema(response: Node) -> Node | None:
    """The schema of a response's JSON body."""
    for name, media_type in media_types(response):
        schema = media_type.get("schema")
        if schema is not None and content_kind(name, schema) is ContentKind.JSON:
            return schema
    return None


def covers(status: str, code: ErrorCode) -> bool:
    """Whether a response for `404`, `4XX` or `default` can have the code."""
    return status in (str(code.status), f"{code.status // 100}XX", "default")


def _uses(context: ParseContext) -> Mapping[Path, list[_Use]]:
    """The values that the error responses of the document admit, by path.

    A schema that is also a result describes no error.
    """
    uses: dict[Path, list[_Use]] = defaultdict(list)
    results = _results(context)
    seen = set()
    for operation in operations(context.document):
        for status, response, schema in failures_of(context, operation.node):
            if schema is None or not status.isdecimal() or (status, schema.address) in seen:
                continue
            seen.add((status, schema.address))
            if schema.resolve().address in results:
                continue
            description = description_of(context, response)
            for path in valued_paths(context, schema):
                listed = tuple(values_at(context, schema, path) or ())
                uses[path].append(_Use(int(status), listed, description))
    return uses


def _results(context: ParseContext) -> set[Address]:
    """The addresses of the schemas of successful responses."""
    nodes = (
        resolved(child)
        for operation in operations(context.document)
        for status, child in responses_by_status(operation.node)
        if status.startswith("2")
    )
    schemas = (_first_json_schema(node) for node in nodes)
    return {schema.resolve().address for schema in schemas if schema is not None}


def _pairs(uses: Sequence[_Use]) -> _Pairs:
    """The pairs of a status and a value, without lists that several statuses have in common.

    A value that repeats the status or says only "error" is no code.
    """
    statuses: dict[frozenset[str], set[int]] = defaultdict(set)
    for use in uses:
        statuses[frozenset(use.values)].add(use.status)
    pairs: dict[tuple[int, str], str] = {}
    for status, listed, description in uses:
        if len(listed) > 1 and len(statuses[frozenset(listed)]) > 1:
            continue
        for value in listed:
            if value not in (str(status), "error"):
                pairs.setdefault((status, value), description if len(listed) == 1 else "")
    return pairs


def _identifies_errors(path: Path, pairs: _Pairs) -> bool:
    """Whether the values at a path tell errors apart: by the name of the property, or because statuses differ."""
    by_status: dict[int, set[str]] = defaultdict(set)
    for status, value in pairs:
        by_status[status].add(value)
    codes = {value for _, value in pairs}
    if len(codes) == 1 and len(pairs) > 1:
        return False
    if _is_code(path):
        return bool(pairs)
    lists = list(by_status.values())
    return any(first.isdisjoint(second) for first in lists for second in lists)


def _is_code(path: Path) -> bool:
    """Whether the name of a property says that it holds an error code."""
    *outer, last = (_NO_LETTERS.sub("", name).lower() for name in path if name != FIRST)
    in_error = bool(outer) and outer[-1] in _ERROR_OBJECTS
    is_type = not outer and last == "type"  # RFC 9457
    return last in _CODES or is_type or (in_error and last in _CODES_OF_ERRORS)


def _classes(pairs: _Pairs) -> CodesByWire:
    """A class for each pair of a status and a code."""
    counts = Counter(wire for _, wire in pairs)
    direct = {fold(f"{_plain(wire)}Error") for wire in counts}
    names = [
        _class(wire, direct, str(status) if counts[wire] > 1 else "") for status, wire in pairs
    ]
    classes: dict[str, list[ErrorCode]] = defaultdict(list)
    for name, ((status, wire), description) in zip(
        unique(names, reserved.ERRORS), pairs.items(), strict=True
    ):
        base = status_class(str(status))
        classes[wire].append(ErrorCode(name, wire, status, base, description))
    return classes


def _class(wire: str, direct: Collection[str], status: str) -> str:
    """The name of a code's class: `ERR_NO_PET` -> NoPetError, `ERR_NOT_FOUND` -> ResourceNotFoundError."""
    plain = _plain(wire)
    name = f"{plain}{status}Error"
    if fold(name) not in _RESERVED:
        return name
    synonym = f"{_SYNONYMS.get(plain, plain)}{status}Error"
    others = (f"API{plain}{status}Error", f"{plain}{status}ResponseError")
    if fold(synonym) not in _RESERVED and fold(synonym) not in direct:
        return synonym
    return next(each for each in others if fold(each) not in _RESERVED)


def _plain(wire: str) -> str:
    """The name of a code in PascalCase, without the words for "error"; of a URI, the last part."""
    parts: Iterable[str] = re.split(r"[/#:]", wire) if _URI.match(wire) else (wire,)
    last = next(filter(None, reversed(list(parts))), wire)
    text = _AFFIXES.sub("", last)
    name = pascal_case(text.lower() if text.isupper() else text)
    return f"Code{text}" if text.isdecimal() else name
