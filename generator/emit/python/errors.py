"""The classes of error codes, as text."""

from __future__ import annotations

from dataclasses import dataclass

from generator import runtime_facts
from generator.emit.python.imports import Imports
from generator.emit.python.text.docstrings import description_docstring
from generator.emit.python.text.literals import literal
from generator.emit.python.text.paragraphs import one_line
from generator.emit.python.type_expressions import Position, TypeWriter
from generator.ir.api import ErrorCode
from generator.ir.types import Direction
from generator.ir.walk import nullable


@dataclass(frozen=True, slots=True)
class ErrorClassText:
    """The text of the class of an error code. `annotation` and `type` are empty if the body has no documented type.

    `is_first_of_status` says that the class states its status, because the runtime has no class for it.
    """

    name: str
    base: str
    docstring: str
    wire: str
    status: int
    literal: str
    is_first_of_status: bool
    annotation: str = ""
    data: str = ""
    type: str = ""


def error_class_text(code: ErrorCode, imports: Imports) -> ErrorClassText:
    """Return the text of the class of an error code."""
    meaning = f"`{one_line(code.wire)}` ({code.status})"
    text = f"{meaning}: {code.description}" if code.description else f"{meaning}."
    annotation = data = value = ""
    if code.type is not None:
        annotation = TypeWriter(imports, Direction.OUTPUT).expression(nullable(code.type))
        data = f"{imports.use('cast')}({literal(annotation)}, self._data)"
        value = TypeWriter(imports, Direction.OUTPUT, Position.VALUE).expression(code.type)
    return ErrorClassText(
        code.name,
        code.base,
        description_docstring(text, "    "),
        code.wire,
        code.status,
        f"{imports.use('Literal')}[{literal(code.wire)}]",
        str(code.status) not in runtime_facts.status_classes(),
        annotation,
        data,
        value,
    )
