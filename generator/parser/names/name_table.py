"""Declaration names and modules: which schema owns which name, and what inline ones are called."""

from __future__ import annotations

from generator.naming import Scope, assign, class_name, fold, module_name, pascal_case
from generator.openapi import Address, Node
from generator.parser.context import Context
from generator.parser.destinations import Destinations
from generator.parser.drafts import NameHint

# Segments of a pointer that say nothing of what stands there.
STRUCTURAL_KEYS = {
    *(
        "components",
        "schemas",
        "properties",
        "paths",
        "responses",
        "parameters",
        "content",
        "schema",
        "requestBody",
    ),
    *("allOf", "oneOf", "anyOf", "$defs", "definitions", "additionalProperties", "not"),
}


class NameTable:
    """The places of schemas that have a name of their own, and the names in use."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.destinations = Destinations(follows_siblings=context.is_30)
        self._scope = Scope()
        self._hints: dict[Address, NameHint] = {}
        self._component_names: dict[Address, str] = {}
        components = context.document.root.get("components")
        schemas = components.get("schemas") if components is not None else None
        listed = schemas.items() if schemas is not None else ()
        self.components: dict[str, Node] = dict(listed)
        self._name_components()

    def _name_components(self) -> None:
        """Name the components; one that only points to another of the same name shares it."""
        own = {node.address: wire for wire, node in self.components.items()}
        targets = {wire: self.destinations.of(node) for wire, node in self.components.items()}
        called = {wire: fold(class_name(wire)) for wire in self.components}
        meant = {wire: own.get(target.address, wire) for wire, target in targets.items()}
        owners = [w for w, other in meant.items() if w == other or called[w] != called[other]]
        hints: dict[str, NameHint] = {}
        for wire, name in zip(owners, assign(owners, class_name), strict=True):
            self._scope.claim(name)
            hints[wire] = NameHint(name, module_name(name), owned=True)
        for wire, node in self.components.items():
            hint = hints.get(wire) or hints[meant[wire]]
            self._own(node.address, hint, wire)
            if targets[wire].address not in own:  # what it points to is called after it
                self._own(targets[wire].address, hint, wire)

    def _own(self, address: Address, hint: NameHint, wire: str) -> None:
        self._hints.setdefault(address, hint)
        self._component_names.setdefault(address, wire)

    def existing_hint(self, node: Node) -> NameHint | None:
        """The place of a schema that has a name already."""
        return self._hints.get(node.address)

    def component_name(self, node: Node) -> str:
        """The component's name, which is the implicit value of a discriminator."""
        return self._component_names.get(node.address, "")

    def hint_for(self, node: Node) -> NameHint:
        """The place of a schema that is referred to: a component's own, or one told from its address."""
        found = self._hints.get(node.address)
        if found is None:
            wanted = _name_of_address(node)
            name = self.allocate(wanted)
            found = NameHint(name, self._module(node, wanted), owned=True)
            self._own(node.address, found, str(node.pointer[-1]) if node.pointer else "")
        return found

    def allocate(self, wanted: str) -> str:
        """The name for a declaration that has none: as wanted, numbered if that is taken."""
        return self._scope.claim(class_name(wanted))

    def _module(self, node: Node, wanted: str) -> str:
        """The module of the component that the schema stands in, otherwise its own."""
        parent = self._hints.get((node.file, node.pointer[:3]))
        return parent.module if parent is not None else module_name(wanted)


def _name_of_address(node: Node) -> str:
    """A name from an address: the words of the pointer that mean something, or the file's stem."""
    pointer = [str(part) for part in node.pointer]
    if not pointer:
        return pascal_case(str(node.file).replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    if len(pointer) == 1 or pointer[-2] in {"$defs", "definitions", "schemas"}:
        return pascal_case(pointer[-1])
    told = ["item" if part == "items" else part for part in pointer if part not in STRUCTURAL_KEYS]
    return "".join(pascal_case(part) for part in told) or pascal_case(pointer[-1])
