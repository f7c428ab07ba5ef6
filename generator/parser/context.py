"""What every part of the build needs: the document, how strict to be, and where to report."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Severity
from generator.json_types import Json
from generator.openapi import Document, Node

RULES_OF_TOLERANCE = " (a wider type stands in its place)"


class Context:
    """The document being built and the problems found on the way."""

    def __init__(self, document: Document, *, tolerant: bool) -> None:
        self.document = document
        self.tolerant = tolerant
        self.diagnostics: list[Diagnostic] = []
        self.is_30 = document.version.startswith("3.0")

    def warn(self, node: Node, rule: str, message: str) -> None:
        """Report something that the client can live with."""
        self.diagnostics.append(Diagnostic(node.location, Severity.WARNING, rule, message))

    def fail(self, node: Node, rule: str, message: str) -> None:
        """Report something that cannot be expressed: an error, or a warning where the user asked for tolerance."""
        severity = Severity.WARNING if self.tolerant else Severity.ERROR
        self.diagnostics.append(Diagnostic(node.location, severity, rule, message))


def flag(node: Node, key: str) -> bool:
    """Whether a mapping says `key: true`."""
    value = node.value
    return isinstance(value, dict) and value.get(key) is True


def texts(node: Node | None) -> list[str]:
    """The strings of a sequence, or the one string there is."""
    if node is None:
        return []
    if isinstance(node.value, str):
        return [node.value]
    return [value for value in values(node) if isinstance(value, str)]


def values(node: Node | None) -> list[Json]:
    """The values of a sequence; nothing when there is none."""
    return list(node.value) if node is not None and isinstance(node.value, list) else []


def is_mapping(node: Node) -> bool:
    return isinstance(node.value, dict)


def described(context: Context, node: Node) -> str:
    """The description of an object; one beside a reference to it overrides its own (OpenAPI 3.1)."""
    own = "" if context.is_30 and node.reference is not None else node.text("description")
    return own or resolved(node).text("description")


def resolved(node: Node) -> Node:
    """The object that a Reference Object means, or the node itself."""
    return node.resolve() if node.reference is not None else node
