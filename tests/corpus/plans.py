"""What to call an operation with and what to answer, made of the document: examples where they conform, or data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from documents import Json, Operation, resolve
from values import Unable, Values

Content: TypeAlias = "tuple[str, Json]"  # a media type and its Media Type Object

_LINES = ("json-seq", "jsonl", "ndjson", "json-lines", "x-ndjson")


@dataclass(frozen=True, slots=True)
class Answer:
    """A success response as the document has it."""

    status: int
    media_type: str | None = None
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Plan:
    """One call. Values are as they stand in JSON."""

    operation: Operation
    minimal: bool
    answers: tuple[Answer, ...]  # the first one that the client accepts is sent
    parameters: dict[tuple[str, str], Json] = field(default_factory=dict)
    media_type: str | None = None
    body: Json = None


def plans(operation: Operation, sent: Values, received: Values, root: Json) -> Iterator[Plan | str]:
    """Calls that together have every parameter, every media type of the body, and every success response; and one
    with only what is required. A text says what could not be made.
    """
    declared = operation.body or {}
    contents = list(declared.get("content", {}).items())
    tried = list(_answers(operation, received, root))
    yield from (each for each in tried if isinstance(each, str))
    answers = [each for each in tried if isinstance(each, Answer)]
    needed = contents[:1] if declared.get("required") else []
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
        body = sent.conforming(
            declared.get("schema", True), minimal=minimal, given=_examples(declared, root)
        )
    except Unable:
        raise Unable(f"the body as {media_type}") from None
    return Plan(operation, minimal, tuple(answers), parameters, media_type, body)


def _parameter(parameter: Json, sent: Values, minimal: bool, root: Json) -> Json:
    for declared in (parameter.get("content") or {}).values():
        return sent.conforming(
            declared.get("schema", True), minimal=minimal, given=_examples(declared, root)
        )
    given = _examples(parameter, root)
    value = sent.conforming(parameter.get("schema", True), minimal=minimal, given=given)
    if value in ("", [], {}, None):  # which cannot be told from absent on the wire
        value = sent.conforming(parameter.get("schema", True))
    return value


def _examples(declared: Json, root: Json) -> list[Json]:
    examples = declared.get("examples")
    named = examples.values() if isinstance(examples, dict) else ()
    resolved = [resolve(root, each) for each in named]
    own = [each["value"] for each in resolved if isinstance(each, dict) and "value" in each]
    return [declared["example"], *own] if "example" in declared else own


def _answers(operation: Operation, received: Values, root: Json) -> Iterator[Answer | str]:
    found = False
    for status, response in operation.responses.items():
        if not (status.startswith("2") or status == "default"):
            continue
        if status == "default" and found:
            continue
        found = True
        code = int(status) if status.isdecimal() else 200
        contents = response.get("content") or {}
        if not contents or operation.method == "HEAD":
            yield Answer(code)
        for media_type, declared in contents.items() if operation.method != "HEAD" else ():
            try:
                yield Answer(
                    code, concrete(media_type), _encoded(media_type, declared, received, root)
                )
            except Unable:
                yield f"no value for the {status} response as {media_type}"
    if not found:
        yield Answer(204)


def concrete(media_type: str) -> str:
    """A media type for a range of them."""
    if media_type in ("*/*", "application/*"):
        return "application/json" if media_type == "*/*" else "application/octet-stream"
    return media_type.replace("/*", "/plain" if media_type.startswith("text") else "/png")


def _encoded(media_type: str, declared: Json, received: Values, root: Json) -> bytes:
    name = media_type.partition(";")[0].strip().lower()
    schema = declared.get("itemSchema", declared.get("schema", True))
    is_json = name == "*/*" or name.endswith(("/json", "+json"))
    is_stream = name == "text/event-stream" or name.rpartition("/")[2] in _LINES
    if not is_json and not is_stream:
        examples = [each for each in _examples(declared, root) if isinstance(each, str)]
        return (examples[0] if examples else "text").encode()
    value = received.conforming(schema, given=[] if is_stream else _examples(declared, root))
    data = json.dumps(value).encode()
    if name == "text/event-stream":
        return b"data: " + data + b"\n\n"
    if name.endswith("json-seq"):
        return b"\x1e" + data + b"\n"
    return data + b"\n" if is_stream else data
