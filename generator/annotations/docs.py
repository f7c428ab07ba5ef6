"""The docstrings of methods: summary, wire line, arguments, result, errors."""

from __future__ import annotations

from collections.abc import Iterator

from generator.annotations.text import WIDTH, docstring, entry, literal, one_line, prose
from generator.model import BodyArgument, Field, Operation

_INDENT = " " * 8
_TEXT_WIDTH = WIDTH - len(_INDENT)


def operation_docstring(
    operation: Operation, body_fields: list[tuple[BodyArgument, Field]], *, full: bool
) -> str:
    """Google style. The asynchronous twin (`full=False`) leaves the long description to the synchronous method."""
    lines = _opening(operation, full)
    for title, section in (
        ("Args:", list(_arguments(operation, body_fields))),
        ("Returns:", list(_returns(operation))),
        ("Raises:", list(_raises(operation))),
    ):
        if section:
            lines += ["", title, *section]
    return docstring(lines, _INDENT)


def _opening(operation: Operation, full: bool) -> list[str]:
    summary = one_line(operation.summary) or operation.name.replace("_", " ").capitalize()
    lines = prose(summary, _TEXT_WIDTH)
    description = prose(operation.description, _TEXT_WIDTH) if full else []
    if description and one_line(operation.description).rstrip(".") != summary.rstrip("."):
        lines += ["", *description]
    lines += ["", f"`{operation.method} {operation.path}`"]
    if full and operation.documentation:
        lines[-1] += f" <{operation.documentation}>"
    if operation.deprecated:
        until = f" It goes away on {one_line(operation.sunset)}." if operation.sunset else ""
        lines += ["", f"Deprecated.{until}"]
    return lines


def _arguments(
    operation: Operation, body_fields: list[tuple[BodyArgument, Field]]
) -> Iterator[str]:
    for parameter in operation.parameters:
        default = parameter.default if parameter.has_default else None
        text = _described(
            parameter.description, default, parameter.has_default, parameter.deprecated
        )
        yield from entry(parameter.name, text, _TEXT_WIDTH)
    body = operation.body
    if body and body.arguments is None:
        yield from entry(body.name, body.description or "The request's body.", _TEXT_WIDTH)
    for argument, field in body_fields:
        text = _described(field.description, field.default, field.has_default, field.deprecated)
        yield from entry(argument.name, text, _TEXT_WIDTH)
    if body and len(body.contents) > 1:
        yield from entry("content_type", "The media type in which the body is sent.", _TEXT_WIDTH)


def _described(description: str, default: object, has_default: bool, deprecated: bool) -> str:
    """The first paragraph of a description (the model has the rest), the default, and whether it is deprecated."""
    first = one_line(description.strip().split("\n\n")[0])
    said = f" Default: `{one_line(literal(default))}`." if has_default else ""  # type: ignore[arg-type]
    return f"{first}{said}{' Deprecated.' if deprecated else ''}".strip()


def _returns(operation: Operation) -> Iterator[str]:
    texts = dict.fromkeys(one_line(response.description) for response in operation.responses)
    for text in filter(None, texts):
        yield from ("    " + line for line in prose(text, _TEXT_WIDTH - 4))


def _raises(operation: Operation) -> Iterator[str]:
    names = dict.fromkeys(error.errors[0] for error in operation.errors if error.errors)
    specific = dict.fromkeys(name for error in operation.errors for name in error.errors[:-1])
    listed = ", ".join(dict.fromkeys([*specific, *names]))
    yield from ("    " + line for line in prose(listed, _TEXT_WIDTH - 4))
