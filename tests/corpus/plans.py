"""Plan calls and answers from the document: its valid examples, or generated data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from documents import Json, Operation, resolve
from scalars import Unable
from values import Values

Content: TypeAlias = "tuple[str, Json]"  # a media type and its Media Type Object

_EVENT = {"event", "id", "retry", "data"}
_LINES = ("json-seq", "jsonl", "ndjson", "json-lines", "x-ndjson")


@dataclass(frozen=True, slots=True)
class Answer:
    """A success response of the document."""

    status: int
    media_type: str | None = None
    body: bytes = b""
    # The value of a generated JSON body, which has only declared properties.
    value: Json = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One call. Its values are JSON values."""

    operation: Operation
    minimal: bool
    answers: tuple[Answer, ...]  # the first one that the client accepts is sent
    parameters: dict[tuple[str, str], Json] = field(default_factory=dict)
    media_type: str | None = None
    body: Json = None
    generated: bool = False  # whether the body is generated and has only declared properties


def plans(operation: Operation, sent: Values, received: Values, root: Json) -> Iterator[Plan | str]:
    """Yield calls that together use every parameter, every media type of the body and every success response, and one
    with only the required arguments. A string names a call that could not be planned.
    """
    declared = operation.body or {}
    contents = list(declared.get("content", {}).items())
    tried = list(_answers(operation, received, root))
    yield from (each for each in tried if isinstance(each, str))
    answers = [each for each in tried if isinstance(each, Answer)]
    # If a document omits `required`, the body is probably required.
    needed = contents[:1] if declared.get("required", True) else []
    rounds: list[tuple[bool, Content | None, list[Answer]]] = []
    for number in range(max(len(contents), len(answers))):
        content = contents[number] if number < len(contents) else next(iter(needed), None)
        turn = number % len(answers) if answers else 0
        rounds.append((False, content, [*answers[turn:], *answers[:turn]]))
    rounds.append((True, next(iter(needed), None), answers))
    for minimal, content, alternatives in rounds if answers else ():
        try:
            yield _plan(operation, minimal, content, alternatives, sent, root)
        except Unable as error:
            yield f"no value for {error}"


def _plan(
    operation: Operation,
    minimal: bool,
    content: Content | None,
    answers: list[Answer],
    sent: Values,
    root: Json,
) -> Plan:
    parameters = {}
    for key, parameter in operation.parameters.items():
        needed = parameter.get("required") or parameter["in"] == "path"
        if needed or not minimal:
            try:
                parameters[key] = _parameter(parameter, sent, minimal, root)
            except Unable:
                if needed:
                    raise Unable(f"the {key[0]} parameter {key[1]}") from None
    if content is None:
        return Plan(operation, minimal, tuple(answers), parameters)
    media_type, declared = content
    try:
        examples = [each for each in _examples(declared, root) if each is not None]
        body = sent.conforming(declared.get("schema", True), minimal=minimal, examples=examples)
    except Unable:
        raise Unable(f"the body as {media_type}") from None
    return Plan(
        operation, minimal, tuple(answers), parameters, media_type, body, body not in examples
    )


def _parameter(parameter: Json, sent: Values, minimal: bool, root: Json) -> Json:
    for declared in (parameter.get("content") or {}).values():
        return sent.conforming(
            declared.get("schema", True), minimal=minimal, examples=_examples(declared, root)
        )
    examples = _examples(parameter, root)
    value = sent.conforming(parameter.get("schema", True), minimal=minimal, examples=examples)
    if value in ("", [], {}, None):  # on the wire, it equals an absent value
        value = sent.conforming(parameter.get("schema", True))
    return value


def _examples(declared: Json, root: Json) -> list[Json]:
    examples = declared.get("examples")
    named = examples.values() if isinstance(examples, dict) else ()
    resolved = [resolve(root, each) for each in named]
    own = [each["value"] for each in resolved if isinstance(each, dict) and "value" in each]
    return [declared["example"], *own] if "example" in declared else own


def _answers(operation: Operation, received: Values, root: Json) -> Iterator[Answer | str]:
    statuses = [status for status in operation.responses if status.startswith("2")]
    if not statuses and "default" in operation.responses:
        statuses = ["default"]
    for status in statuses:
        response = operation.responses[status]
        code = int(status) if status.isdecimal() else 200
        bodiless = operation.method == "HEAD" or code in {204, 205}
        contents = {} if bodiless else response.get("content") or {}
        if not contents:
            yield Answer(code)
        for media_type, declared in contents.items():
            try:
                yield _answer(code, media_type, declared, received, root)
            except Unable:
                yield f"no value for the {status} response as {media_type}"
    if not statuses:
        yield Answer(204)


def concrete(media_type: str) -> str:
    """Return a media type for a media range."""
    if media_type in ("*/*", "application/*"):
        return "application/json" if media_type == "*/*" else "application/octet-stream"
    return media_type.replace("/*", "/plain" if media_type.startswith("text") else "/png")


def _answer(code: int, media_type: str, declared: Json, received: Values, root: Json) -> Answer:
    name = media_type.partition(";")[0].strip().lower()
    schema = declared.get("itemSchema", declared.get("schema", True))
    examples = _examples(declared, root)
    is_json = (
        name == "*/*" or name.endswith(("/json", "+json")) or _is_structured(name, schema, root)
    )
    if name == "text/event-stream" or name.rpartition("/")[2] in _LINES:
        return Answer(code, concrete(media_type), _stream(name, declared, received, root))
    if not is_json:
        value = received.conforming(schema, examples=[e for e in examples if isinstance(e, str)])
        # A text that is not a string, such as a number, is one type for the client.
        is_plain = name == "text/plain" and isinstance(value, bool | int | float)
        body = _text("text" if isinstance(value, dict | list) else value)
        return Answer(code, concrete(media_type), body.encode(), value if is_plain else None)
    value = received.conforming(schema, examples=examples)
    if name == "*/*" and isinstance(value, str):
        return Answer(code, "text/plain", value.encode())
    expected = None if value in examples or schema is True else value
    return Answer(code, concrete(media_type), json.dumps(value).encode(), expected)


def _is_structured(name: str, schema: Json, root: Json) -> bool:
    """Return whether a vendor's media type is JSON: its schema is not a string."""
    kind = resolve(root, schema).get("type") if isinstance(schema, dict) else None
    vendor = name.startswith("application/vnd.") and not name.endswith(("+xml", "+yaml"))
    return vendor and kind in ("object", "array")


def _text(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _stream(name: str, declared: Json, received: Values, root: Json) -> bytes:
    """Return a body of one or more items: events, lines or records of RFC 7464."""
    schema = resolve(root, declared.get("schema", True))
    items = schema.get("items", True) if isinstance(schema, dict) else True
    is_array = isinstance(schema, dict) and schema.get("type") == "array"
    value = received.conforming(declared.get("itemSchema", items if is_array else schema))
    if name != "text/event-stream":
        start = "\x1e" if name.endswith("json-seq") else ""
        return f"{start}{json.dumps(value)}\n".encode()
    # A schema describes either the event with its fields, or only its data.
    is_event = isinstance(value, dict) and "data" in value and value.keys() <= _EVENT
    fields = value if is_event else {"data": json.dumps(value)}
    return "".join(f"{name}: {_text(each)}\n" for name, each in fields.items()).encode() + b"\n"
