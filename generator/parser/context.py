"""The state that all stages share: the document, the strictness and the diagnostics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generator.diagnostics import Diagnostic, Severity
from generator.ir.types import ScalarKind
from generator.names.renames import Renames
from generator.naming import unnumbered
from generator.openapi import Document, Node

_FLOAT_FORMATS: Final = frozenset({"float", "double"})


class ParseContext:
    """The document that is parsed, and the diagnostics of its parsing."""

    def __init__(
        self,
        document: Document,
        *,
        tolerant: bool,
        renames: Renames | None = None,
        decimal_numbers: bool = False,
    ) -> None:
        self.document = document
        self.renames = renames or Renames()
        self.tolerant = tolerant
        self.decimal_numbers = decimal_numbers
        self.diagnostics: list[Diagnostic] = []
        self.is_30 = document.version.startswith("3.0")

    def number_kind(self, node: Node) -> ScalarKind:
        """Return DECIMAL for the format `decimal`, and for all formats but `float` and `double` if the configuration
        says `decimal_numbers`; otherwise NUMBER.
        """
        format_ = node.text("format")
        is_decimal = self.decimal_numbers and format_ not in _FLOAT_FORMATS
        return ScalarKind.DECIMAL if is_decimal or format_ == "decimal" else ScalarKind.NUMBER

    def warn(self, node: Node, rule: str, message: str) -> None:
        """Report a problem that leaves the client usable."""
        self.diagnostics.append(Diagnostic(node.location, Severity.WARNING, rule, message))

    def warn_if_numbered(
        self, node: Node, wire: str, name: str, text: str, convert: Callable[[str], str]
    ) -> None:
        """Report a name that only a number distinguishes from that of another property or parameter.

        `text` is what `assign` converted to the name: the wire name, or words in its place.
        """
        others = unnumbered(text, convert) if name[-1].isdecimal() else (name,)
        if name not in others:
            message = f"another name gives {others[0]}, too, so {wire!r} is {name}"
            self.warn(node, "name-clash", message)

    def fail(self, node: Node, rule: str, message: str) -> None:
        """Report a schema or object that the client cannot express: an error, or a warning in tolerant mode."""
        severity = Severity.WARNING if self.tolerant else Severity.ERROR
        self.diagnostics.append(Diagnostic(node.location, severity, rule, message))
