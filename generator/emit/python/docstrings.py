"""The docstrings of methods: summary, wire line, arguments, result, errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.emit.python.html import as_markdown
from generator.emit.python.literals import (
    WIDTH,
    docstring,
    entry,
    literal,
    one_line,
    prose,
    sentences,
    wrapped,
)
from generator.ir.operations import BodyArgument, Operation, Parameter
from generator.ir.types import Field

_INDENT = " " * 8
_TEXT_WIDTH = WIDTH - len(_INDENT)
_LISTED = re.compile(r"\s*([-*+]|\d+[.)])\s")
_RETURNS = re.compile(r"returns?\s+(?=\w)", re.IGNORECASE)
# The words of descriptions that say no more than the status does.
_OF_SUCCESS = {
    *("a", "an", "the", "is", "was", "has", "been", "with", "ok", "success", "successful"),
    *("successfully", "request", "response", "operation", "call", "execution", "completed"),
    *("accepted", "default"),
}
_NO_CONTENT = re.compile(r"(no|empty) (content|body|response|response body)\.?", re.IGNORECASE)


def operation_docstring(
    operation: Operation, body_fields: list[tuple[BodyArgument, Field]], *, more: bool
) -> str:
    """Google style: what it does, the request, arguments, result and errors.

    `more` says that the body takes additional properties.
    """
    link = f" <{one_line(operation.documentation)}>" if operation.documentation else ""
    lines = [*_summary(operation), *_description(operation), "", _request(operation) + link]
    lines += _deprecation(operation)
    arguments = list(_arguments(operation, body_fields, more))
    outcome = [*_returns(operation), *_raises(operation)]
    lines += ["", "Args:", *arguments] if arguments else []
    return docstring([*lines, "", *outcome], _INDENT)


def twin_docstring(operation: Operation, twin: str) -> str:
    """What the asynchronous method says: the request and the errors, and where to read the rest."""
    summary = " ".join(_summary(operation)).rstrip(".")
    said = f"{summary} ({_request(operation)}); arguments and result as in `{twin}`."
    raised = _raised(operation)
    told = prose(f"{said} Raises: {raised}" if raised else said, _TEXT_WIDTH)
    return docstring([*told, *_deprecation(operation)], _INDENT)


def warning(operation: Operation) -> str:
    """What a caller of a deprecated operation is told."""
    until = f" and goes away on {one_line(operation.sunset)}" if operation.sunset else ""
    return f"{operation.method} {operation.path} is deprecated{until}"


def _summary(operation: Operation) -> list[str]:
    said = one_line(as_markdown(operation.summary)) or operation.name.replace("_", " ").capitalize()
    return prose(said if said.endswith((".", "!", "?")) else f"{said}.", _TEXT_WIDTH)


def _description(operation: Operation) -> list[str]:
    said = one_line(operation.description).rstrip(".")
    if not said or said == one_line(operation.summary).rstrip("."):
        return []
    return ["", *prose(as_markdown(operation.description), _TEXT_WIDTH)]


def _request(operation: Operation) -> str:
    return f"`{operation.method} {operation.path}`"


def _deprecation(operation: Operation) -> list[str]:
    if not operation.deprecated:
        return []
    until = f" It goes away on {one_line(operation.sunset)}." if operation.sunset else ""
    return ["", f"Deprecated.{until}"]


def _arguments(
    operation: Operation, body_fields: list[tuple[BodyArgument, Field]], more: bool
) -> Iterator[str]:
    for parameter in operation.parameters:
        said = _described(as_markdown(parameter.description), parameter)
        yield from entry(parameter.name, said, _TEXT_WIDTH)
    body = operation.body
    if body and body.arguments is None:
        said = as_markdown(body.description) or "The request's body."
        yield from entry(body.name, said, _TEXT_WIDTH)
    for argument, field in body_fields:
        said = _described(_first(as_markdown(field.description)), field)
        yield from entry(argument.name, said, _TEXT_WIDTH)
    if more:
        yield from entry("additional_properties", "Properties beside those above.", _TEXT_WIDTH)
    if body and len(body.contents) > 1:
        yield from entry(
            "content_type",
            "The media type in which the body is sent.",
            _TEXT_WIDTH,
        )


def _first(text: str) -> str:
    """The first paragraph, with a list that belongs to it; the model says the rest."""
    first, _, rest = text.strip().partition("\n\n")
    if rest and _LISTED.match(rest) and not first.rstrip().endswith("."):
        listed, _, _ = rest.partition("\n\n")
        return f"{first}\n{listed}"
    return first


def _described(text: str, of: Parameter | Field) -> str:
    """A description with the default, and whether it is deprecated."""
    default = f"Default: `{one_line(literal(of.default))}`." if of.has_default else ""
    return sentences(one_line(text), default, "Deprecated." if of.deprecated else "")


def _returns(operation: Operation) -> list[str]:
    """One paragraph of what the responses' descriptions say beyond "OK"."""
    texts = dict.fromkeys(_result(response.description) for response in operation.responses)
    said = " ".join(text for text in texts if " " in text)
    return _paragraph(f"Returns: {said}") if said else []


def _result(description: str) -> str:
    """What a response's description says of the result."""
    said = one_line(as_markdown(description))
    if _NO_CONTENT.fullmatch(said) or _OF_SUCCESS.issuperset(re.findall(r"\w+", said.lower())):
        return ""
    told = _RETURNS.sub("", said, count=1) if _RETURNS.match(said) else said
    return told[:1].upper() + told[1:]


def _raises(operation: Operation) -> list[str]:
    names = _raised(operation)
    return _paragraph(f"Raises: {names}") if names else []


def _raised(operation: Operation) -> str:
    """The names of the classes of documented codes first, then those of statuses."""
    specific = dict.fromkeys(name for error in operation.errors for name in error.errors[:-1])
    general = dict.fromkeys(error.errors[0] for error in operation.errors if error.errors)
    return ", ".join(dict.fromkeys([*specific, *general]))


def _paragraph(text: str) -> list[str]:
    return list(wrapped(text, _TEXT_WIDTH, further="    "))
