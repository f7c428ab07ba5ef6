"""The docstrings of methods: summary, request, arguments, result and errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.emit import LINE_LENGTH
from generator.emit.python.text.bounds import bounds_sentence
from generator.emit.python.text.docstrings import docstring, section_entry
from generator.emit.python.text.html import as_markdown
from generator.emit.python.text.literals import literal
from generator.emit.python.text.paragraphs import (
    add_sentences,
    one_line,
    prose,
    split_summary,
    wrap,
)
from generator.ir.operations import CALL, BodyArgument, Operation, Parameter
from generator.ir.types import Field
from generator.ir.walk import non_null
from generator.naming import lower_words

_INDENT = " " * 8
_WIDTH = LINE_LENGTH - len(_INDENT)
_LIST_ITEM = re.compile(r"\s*([-*+]|\d+[.)])\s")
_RETURNS = re.compile(r"returns?\s+(?=\w)", re.IGNORECASE)
# A response description of these words only repeats the meaning of its status.
_SUCCESS_WORDS = frozenset(
    "a an the is was has been with ok success successful successfully request response operation "
    "call execution completed accepted default".split()
)
_NO_CONTENT = re.compile(r"(no|empty) (content|body|response|response body)\.?", re.IGNORECASE)


def method_docstring(
    operation: Operation,
    body_fields: list[tuple[BodyArgument, Field]],
    *,
    has_extras: bool,
    example: Sequence[str] = (),
) -> str:
    """Return the docstring of a method, in Google style.

    Args:
        has_extras: Whether the method accepts additional properties of the body.
        example: The lines of a call of the method.
    """
    link = f" <{one_line(operation.documentation)}>" if operation.documentation else ""
    lines = [*_summary(operation), *_description(operation), "", _request(operation) + link]
    lines += _deprecation(operation)
    texts = argument_texts(operation, body_fields, has_extras=has_extras)
    arguments = [line for name, text in texts for line in section_entry(name, text, _WIDTH)]
    lines += ["", "Args:", *arguments] if arguments else []
    lines += [*_returns(operation), *_raises(operation)]
    lines += ["", "Example:", *(f"    {line}" for line in example)] if example else []
    return docstring(lines, _INDENT)


def deprecation_warning(operation: Operation) -> str:
    """Return the warning that callers of a deprecated operation receive."""
    sunset = f" and will be removed on {one_line(operation.sunset)}" if operation.sunset else ""
    return f"{operation.method} {operation.path} is deprecated{sunset}"


def _summary(operation: Operation) -> list[str]:
    summary = split_summary(as_markdown(operation.summary))[0] or _action(operation)
    return prose(summary if summary.endswith((".", "!", "?")) else f"{summary}.", _WIDTH)


def _action(operation: Operation) -> str:
    """The words of a method's name. A resource that is itself an operation has the words of its path."""
    segments = [part for part in operation.path.split("/") if part and "{" not in part]
    name = segments[-1] if operation.name == CALL and segments else operation.name
    return " ".join(lower_words(name)).capitalize()


def _description(operation: Operation) -> list[str]:
    description = one_line(operation.description).rstrip(".")
    is_repeated = description == one_line(operation.summary).rstrip(".")
    rest = split_summary(as_markdown(operation.summary))[1]
    texts = [rest, "" if is_repeated else as_markdown(operation.description)]
    return [line for text in texts if text.strip() for line in ("", *prose(text, _WIDTH))]


def _request(operation: Operation) -> str:
    return f"`{operation.method} {operation.path}`"


def _deprecation(operation: Operation) -> list[str]:
    if not operation.deprecated:
        return []
    sunset = f" It will be removed on {one_line(operation.sunset)}." if operation.sunset else ""
    return ["", f"Deprecated.{sunset}"]


def argument_texts(
    operation: Operation, body_fields: list[tuple[BodyArgument, Field]], *, has_extras: bool
) -> Iterator[tuple[str, str]]:
    """Yield the arguments of a method with their descriptions."""
    for parameter in operation.parameters:
        yield parameter.name, _with_facts(as_markdown(parameter.description), parameter)
    body = operation.body
    if body and body.arguments is None:
        yield body.name, as_markdown(body.description) or "The request body."
    for argument, field in body_fields:
        yield argument.name, _with_facts(_first_paragraph(as_markdown(field.description)), field)
    if has_extras:
        yield "additional_properties", "Additional properties of the body."
    if body and len(body.contents) > 1:
        text = "The media type of the body."
        if body.arguments and body.is_multipart_for_files:
            text += " By default, multipart if there is a file."
        yield "content_type", text


def _first_paragraph(text: str) -> str:
    """Return the first paragraph and a list that belongs to it; the model has the full description."""
    first, _, rest = text.strip().partition("\n\n")
    if rest and _LIST_ITEM.match(rest) and not first.rstrip().endswith("."):
        items, _, _ = rest.partition("\n\n")
        return f"{first}\n{items}"
    return first


def _with_facts(text: str, argument: Parameter | Field) -> str:
    """Return a description with the bounds, the default and a note if the argument is deprecated."""
    bounds = bounds_sentence(non_null(argument.type))
    default = f"Default: `{one_line(literal(argument.default))}`." if argument.has_default else ""
    deprecated = "Deprecated." if argument.deprecated else ""
    return add_sentences(one_line(text), bounds, default, deprecated)


def _returns(operation: Operation) -> list[str]:
    """Return one paragraph of the response descriptions that say more than "OK"."""
    texts = dict.fromkeys(_result(response.description) for response in operation.responses)
    result = " ".join(text for text in texts if " " in text)
    return _section("Returns", result)


def _result(description: str) -> str:
    """Return the description of a result; empty if it only repeats the meaning of the status."""
    text = one_line(as_markdown(description))
    if _NO_CONTENT.fullmatch(text) or _SUCCESS_WORDS.issuperset(re.findall(r"\w+", text.lower())):
        return ""
    result = _RETURNS.sub("", text, count=1) if _RETURNS.match(text) else text
    return result[:1].upper() + result[1:]


def error_statuses(operation: Operation) -> dict[str, list[str]]:
    """Return the error classes with their statuses: those of documented codes first.

    A class of a status is listed if a response has no code, or is a range of statuses, whose codes can have other
    statuses. The class of all statuses is not listed alone, because every method raises it.
    """
    of_codes = [(name, each.status) for each in operation.errors for name in each.errors[:-1]]
    of_statuses = [
        (each.errors[-1], each.status)
        for each in operation.errors
        if len(each.errors) == 1 or not each.status.isdecimal()
    ]
    statuses: dict[str, list[str]] = {}
    for name, status in (*of_codes, *of_statuses):
        statuses.setdefault(name, []).append(status)
    return statuses


def _raises(operation: Operation) -> list[str]:
    statuses = error_statuses(operation)
    if not statuses or [*statuses] == ["APIStatusError"]:
        return []
    entries = (section_entry(name, _status(each), _WIDTH) for name, each in statuses.items())
    return ["", "Raises:", *(line for lines in entries for line in lines)]


def _status(statuses: list[str]) -> str:
    if "default" in statuses:
        return "Any other status."
    return f"Status {', '.join(dict.fromkeys(statuses))}."


def _section(title: str, text: str) -> list[str]:
    """Return the lines of a section with one entry; none if it is empty. Tools take equal indents for new entries."""
    return ["", f"{title}:", *wrap(text, _WIDTH, "    ", "        ")] if text else []
