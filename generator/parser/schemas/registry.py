"""The declarations of a document, and the recursion that the modules of this package share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from generator.ir.types import Named, Type
from generator.openapi import Address, Node
from generator.parser.context import ParseContext
from generator.parser.drafts import Draft, NameHint
from generator.parser.names.name_table import NameTable
from generator.parser.queries.conditions import is_checked
from generator.parser.queries.keywords import IGNORED
from generator.parser.schemas.subschema import Subschema


class SchemaRegistry(ABC):
    """The state of the typing of schemas. The abstract methods lead back into it from inside a schema."""

    def __init__(self, context: ParseContext) -> None:
        self.context = context
        self.names = NameTable(context)
        # A model is added before its fields, which can refer to it.
        self.drafts: dict[str, Draft] = {}
        self.error_bodies: dict[object, Type] = {}  # inline bodies of errors, by file and content
        self.nullable: set[str] = set()  # models whose schema admits null
        self.subtypes: dict[Address, list[tuple[str, Node]]] | None = None
        self.open_objects: dict[object, Type] = {}  # objects being typed, by their subschemas
        # Models of several alternatives, by their subschemas.
        self.combined: dict[object, Named] = {}
        # Declarations that are drafted once the schema that refers to them has a type: they can contain it.
        self.postponed: list[Callable[[], None]] = []
        self._noted: set[Address] = set()

    def destination(self, node: Node) -> Node:
        """The schema at the end of a chain of references."""
        return self.names.destinations.of(node)

    def note_ignored(self, node: Node) -> None:
        """Report once which keywords of a schema the client does not check."""
        if node.address in self._noted:
            return
        self._noted.add(node.address)
        for key in IGNORED.intersection(node.keys):
            if key == "if" and is_checked(node):
                continue
            message = f"`{key}` is not checked by the client"
            self.context.warn(node / key, "ignored-keyword", message)

    @abstractmethod
    def type_of(self, node: Node, hint: NameHint) -> Type:
        """The type of a schema or a reference to one; an inline declaration is named after `hint`."""

    @abstractmethod
    def named(self, target: Node) -> Type:
        """A reference to the declaration of a schema; a new declaration is drafted later."""

    @abstractmethod
    def own_type(self, node: Node, hint: NameHint) -> Type:
        """The type that a schema's own keywords give; a model takes the name of an owned hint."""

    @abstractmethod
    def merged(self, subschemas: Sequence[Subschema], hint: NameHint, origin: Node) -> Type:
        """The type of a value for which all subschemas are valid."""

    @abstractmethod
    def alias_target(self, type_: Type) -> Type:
        """The type that an alias stands for; any other type is itself."""

    @abstractmethod
    def announce(self, origin: Node, named: Type) -> None:
        """Set the type of a schema that is still being typed, so that it can contain itself."""
