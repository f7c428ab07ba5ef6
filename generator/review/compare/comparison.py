"""The state of a comparison: the two sides, the declarations that correspond to each other, and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from generator.diagnostics import Location
from generator.emit.python.signatures import Signatures
from generator.ir.api import Api
from generator.ir.operations import Operation, Resource
from generator.ir.types import Declaration, Direction, Named, Type
from generator.ir.walk import replace_references
from generator.openapi import Document, Node
from generator.review.places import Spots, key_places, keyword_places
from generator.review.reach import Reach
from generator.symbols.places import Places

_NOT_USED: Final = Direction(0)
_DOCUMENTATION: Final = ("description", "summary", "externalDocs")


@dataclass(frozen=True, slots=True)
class Site:
    """What is compared: a symbol with its signatures and nodes on both sides, and how the client uses its value.

    A symbol that one side lacks has no signature and no node there. With `is_text`, the value is sent as a text, like
    those in URLs, and not as JSON. `method` is the method that is compared, if several have the fields of a model as
    arguments.
    """

    subject: str  # the symbol, by the name that callers use
    old: str | None  # signature
    new: str | None
    before: Node | None
    after: Node | None
    operations: tuple[str, ...] = ()
    direction: Direction = _NOT_USED
    is_text: bool = False
    method: str = ""

    def at(self, before: Node | None, after: Node | None) -> Site:
        """The same symbol with other nodes, such as those of its items."""
        return replace(self, before=before or self.before, after=after or self.after)

    @property
    def keys(self) -> Spots:
        """The places of the keys of the nodes."""
        return key_places(self.before, self.after)

    def sent(self) -> Site:
        """The same symbol in requests only."""
        return replace(self, direction=self.direction & Direction.INPUT)

    def received(self) -> Site:
        """The same symbol in responses only."""
        return replace(self, direction=self.direction & Direction.OUTPUT)


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference between two documents that a rule describes.

    `before` and `after` are None for a symbol that does not exist there. `anchor` is `after`, or the place of the
    nearest ancestor that still exists.
    """

    rule: str
    site: Site
    detail: str
    before: Location | None
    after: Location | None
    anchor: Location


class Side:
    """One of the two documents, with its Api."""

    def __init__(self, api: Api, document: Document) -> None:
        self.api = api
        self.places = Places(document)
        self.signatures = Signatures(api)
        self.declarations: dict[str, Declaration] = self.signatures.declarations

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.api)

    def origin(self, declaration: Declaration) -> str:
        """The address of the schema, without the name of the root document, which the other side can lack."""
        file, _, pointer = declaration.origin.partition("#")
        return pointer if file == self.places.root.file else declaration.origin

    def operations(self) -> Iterator[tuple[Resource, Operation]]:
        """All operations with their resources."""
        for resource in self.api.resources:
            for operation in resource.operations:
                yield resource, operation


@dataclass(slots=True)
class Comparison:
    """The base and the head, and the findings so far.

    `renamed` has the new names of declarations of the base by their old ones. `renamed_schemes` has those of security
    schemes. `replaced` has pairs of models, each with a place where the head uses the second instead of the first one.
    The head can still have both.
    """

    base: Side
    head: Side
    renamed: dict[str, str] = field(default_factory=dict)
    renamed_schemes: dict[str, str] = field(default_factory=dict)
    replaced: dict[tuple[str, str], Site] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def translated(self, type_: Type) -> Type:
        """A type of the base with the names that its declarations have in the head."""
        return replace_references(
            type_,
            lambda each: (
                Named(self.renamed.get(each.name, each.name)) if isinstance(each, Named) else each
            ),
        )

    def replace_model(self, old: str, new: str, site: Site) -> None:
        """Let the fields of two models be compared, because the second takes the place of the first one at a site."""
        known = self.replaced.get((old, new), site)
        operations = tuple(dict.fromkeys((*known.operations, *site.operations)))
        self.replaced[old, new] = replace(known, operations=operations)

    def add(
        self,
        rule: str,
        site: Site,
        detail: str = "",
        keys: Sequence[str] = (),
        places: Spots | None = None,
    ) -> None:
        """Record a finding at the keywords `keys` of the site's nodes, or at `places`."""
        before, after = places or self._places(site, keys)
        if site.old is None and site.before is None:
            before = None
        if site.new is None and site.after is None:
            after = None
        anchor = after or self._anchor(site) or self.head.places.root.location
        self.findings.append(Finding(rule, site, detail, before, after, anchor))

    def add_by_direction(
        self,
        kind: str,
        site: Site,
        detail: str = "",
        keys: Sequence[str] = (),
        places: Spots | None = None,
    ) -> None:
        """Record the finding of a rule for requests, for responses or for both."""
        if Direction.INPUT in site.direction:
            self.add(f"request-{kind}", site, detail, keys, places)
        if Direction.OUTPUT in site.direction:
            self.add(f"response-{kind}", site, detail, keys, places)

    def add_documentation(self, site: Site, old: Sequence[str], new: Sequence[str]) -> None:
        """Record another description of a symbol."""
        if tuple(old) != tuple(new):
            self.add("documentation-changed", site, keys=_DOCUMENTATION)

    def _places(self, site: Site, keys: Sequence[str]) -> Spots:
        if site.before is not None and site.after is not None:
            return keyword_places(site.before, site.after, keys)
        return site.keys

    def _anchor(self, site: Site) -> Location | None:
        return self.head.places.nearest(site.before) if site.before is not None else None


def operation_label(operation: Operation) -> str:
    """The name of an operation in reports: its operationId, else its method and path."""
    return operation.operation_id or f"{operation.method} {operation.path}"
