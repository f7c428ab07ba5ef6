"""The docstrings of methods: summary, wire line, arguments, result, errors."""

from __future__ import annotations

from collections.abc import Iterator

from generator.annotations.text import WIDTH, docstring, entry, literal, one_line, prose, wrapped
from generator.model import BodyArgument, Field, Operation, Parameter

_INDENT = " " * 8
_TEXT_WIDTH = WIDTH - len(_INDENT)


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
    said = one_line(operation.summary) or operation.name.replace("_", " ").capitalize()
    return prose(said if said.endswith((".", "!", "?")) else f"{said}.", _TEXT_WIDTH)


def _description(operation: Operation) -> list[str]:
    said = one_line(operation.description).rstrip(".")
    if not said or said == one_line(operation.summary).rstrip("."):
        return []
    return ["", *prose(operation.description, _TEXT_WIDTH)]


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
        yield from entry(parameter.name, _described(parameter.description, parameter), _TEXT_WIDTH)
    body = operation.body
    if body and body.arguments is None:
        yield from entry(body.name, body.description or "The request's body.", _TEXT_WIDTH)
    for argument, field in body_fields:
        first = field.description.strip().split("\n\n")[0]  # the model says the rest
        yield from entry(argument.name, _described(first, field), _TEXT_WIDTH)
    if more:
        yield from entry("additional_properties", "Properties beside those above.", _TEXT_WIDTH)
    if body and len(body.contents) > 1:
        yield from entry(
            "content_type",
            "The media type in which the body is sent.",
            _TEXT_WIDTH,
        )


def _described(text: str, of: Parameter | Field) -> str:
    """A description with the default, and whether it is deprecated."""
    default = f" Default: `{one_line(literal(of.default))}`." if of.has_default else ""
    return f"{one_line(text)}{default}{' Deprecated.' if of.deprecated else ''}".strip()


def _returns(operation: Operation) -> list[str]:
    """One paragraph of what the responses' descriptions say beyond "OK"."""
    texts = dict.fromkeys(one_line(response.description) for response in operation.responses)
    said = " ".join(text for text in texts if " " in text)
    return _paragraph(f"Returns: {said}") if said else []


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
