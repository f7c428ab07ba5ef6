"""Names and modules of declarations: which schema owns which name, and the names of inline declarations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Final

from generator.names.renames import Renames
from generator.naming import (
    UsedNames,
    assign,
    class_name,
    field_name,
    fold,
    module_name,
    pascal_case,
)
from generator.openapi import Address, Node
from generator.parser.context import ParseContext
from generator.parser.drafts import NameHint
from generator.parser.names.inflection import singular_of, without_repetition
from generator.parser.queries.destinations import Destinations

STRUCTURAL_KEYS: Final = frozenset(
    (
        "components schemas properties paths responses parameters content schema requestBody allOf oneOf anyOf"
        " $defs definitions additionalProperties not"
    ).split()
)
"""Segments of a pointer that describe no value."""


NAME_KEYS: Final = ("x-fern-type-name", "x-speakeasy-name-override")
"""Extensions that name a schema."""


def stated_name(node: Node, renamed: str = "") -> str:
    """The name that the user or an extension states for a schema; empty if there is none."""
    return renamed or next((name for key in NAME_KEYS if (name := node.text(key))), "")


def property_hint(owner: NameHint, wire: str, fields: Set[str]) -> NameHint:
    """The hint for a property of the object that has a hint; `fields` are the names of all its properties."""
    short = without_repetition(wire, owner.name, fields)
    return owner.property(wire, short, singular_of(short, fields))


class NameTable:
    """The hints of schemas that have a name, and the names in use."""

    def __init__(self, context: ParseContext) -> None:
        self.destinations = Destinations(follows_siblings=context.is_30)
        self._context = context
        self._used_names = UsedNames()
        self._hints: dict[Address, NameHint] = {}
        self._component_names: dict[Address, str] = {}
        components = context.document.root.get("components")
        schemas = components.get("schemas") if components is not None else None
        listed = schemas.items() if schemas is not None else ()
        self.components: dict[str, Node] = dict(listed)
        self._name_components(context.renames)

    def _name_components(self, renames: Renames) -> None:
        """Name the components. One that is only a reference to another of the same name shares it."""
        own = {node.address: wire for wire, node in self.components.items()}
        targets = {wire: self.destinations.same(node) for wire, node in self.components.items()}
        folded = {wire: fold(class_name(wire)) for wire in self.components}
        owners = {wire: own.get(target.address, wire) for wire, target in targets.items()}
        named = [w for w, owner in owners.items() if w == owner or folded[w] != folded[owner]]
        stated = {w: stated_name(self.components[w], renames.model(w)) for w in named}
        named.sort(key=lambda wire: not stated[wire])  # a name that somebody chose goes first
        chosen = [stated[wire] or wire for wire in named]
        hints: dict[str, NameHint] = {}
        for wire, text, name in zip(named, chosen, assign(chosen, class_name), strict=True):
            self._context.warn_if_numbered(self.components[wire], wire, name, text, class_name)
            self._used_names.allocate(name)
            hints[wire] = NameHint(name, module_name(name), owned=True)
        for wire, node in self.components.items():
            hint = hints.get(wire) or hints[owners[wire]]
            self._register(node.address, hint, wire)
            if targets[wire].address not in own:  # the target is not a component: it gets this name
                self._register(targets[wire].address, hint, wire)

    def _register(self, address: Address, hint: NameHint, wire: str) -> None:
        self._hints.setdefault(address, hint)
        self._component_names.setdefault(address, wire)

    def existing_hint(self, node: Node) -> NameHint | None:
        """The hint of a schema that has a name; None for any other schema."""
        return self._hints.get(node.address)

    def component_name(self, node: Node) -> str:
        """The name of a component, which is the implicit value of a discriminator."""
        return self._component_names.get(node.address, "")

    def hint_for(self, node: Node, near: NameHint | None = None) -> NameHint:
        """The hint of a schema that something refers to: the component's own, or one derived from its address.

        The binding of a dynamic reference has no place of its own: it is named after the reference (`near`).
        """
        hint = self._hints.get(node.address)
        if hint is None:
            name = _name_of_address(node)
            module = self._module(node, name)
            if near is not None and node.is_binding:
                name, module = near.name, near.module
            hint = NameHint(self.allocate(name), module, owned=True)
            self._register(node.address, hint, self._wire(node))
        return hint

    def _wire(self, node: Node) -> str:
        """The name of a schema that is not a component; of the binding of a component, the component's name."""
        at = node.document.original(*node.address) if node.is_binding else node.address
        return self._component_names.get(at) or "".join(str(key) for key in at[1][-1:])

    def own(self, nodes: Iterable[Node], name: str) -> None:
        """Give a new name to inline schemas that are equal."""
        hint = NameHint(self.allocate(name), module_name(name), owned=True)
        self._hints.update((node.address, hint) for node in nodes)

    def fields(self, wires: Sequence[str], places: Iterable[tuple[str, Node]]) -> dict[str, str]:
        """The names of a model's fields by wire name; `places` are the places of properties, for warnings."""
        names = dict(zip(wires, assign(wires, field_name), strict=True))
        for wire, node in places:
            self._context.warn_if_numbered(node, wire, names[wire], wire, field_name)
        return names

    def is_used(self, name: str) -> bool:
        """Whether a declaration has the name."""
        return class_name(name) in self._used_names

    def free_hint(self, hint: NameHint, node: Node) -> NameHint:
        """The hint, or its second name if another declaration has the first one, with a warning."""
        if hint.owned or not self.is_used(hint.name):
            return hint
        other = f"is {hint.second}" if hint.second else "has a number"
        message = f"another schema is called {hint.name}, so this one {other}"
        self._context.warn(node, "name-clash", message)
        return NameHint(hint.second, hint.module) if hint.second else hint

    def allocate(self, name: str) -> str:
        """A name for a new declaration: the given name, with a number if it is in use."""
        return self._used_names.allocate(class_name(name))

    def _module(self, node: Node, name: str) -> str:
        """The module of the component that contains the schema, otherwise one of its own."""
        parent = self._hints.get((node.file, node.pointer[:3]))
        return parent.module if parent is not None else module_name(name)


def _name_of_address(node: Node) -> str:
    """A name from an address: the descriptive segments of its pointer, or the file's stem."""
    pointer = [str(part) for part in node.pointer]
    if not pointer:
        return pascal_case(str(node.file).replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    if len(pointer) == 1 or pointer[-2] in {"$defs", "definitions", "schemas"}:
        return pascal_case(pointer[-1])
    words = ["item" if part == "items" else part for part in pointer if part not in STRUCTURAL_KEYS]
    return "".join(pascal_case(part) for part in words) or pascal_case(pointer[-1])
