"""Declaration names and modules: which schema owns which name, and what inline ones are called."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.build.context import Context
from generator.build.destinations import Destinations
from generator.build.drafts import Place
from generator.build.units import Differs
from generator.naming import Scope, assign, class_name, fold, module_name, pascal_case
from generator.source import Address, Node

# Segments of a pointer that say nothing of what stands there.
NOISE = {
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


@dataclass(frozen=True, slots=True)
class Given:
    """What names a build gave: the places of schemas, the names of components on the wire, and names, folded."""

    places: Mapping[Address, Place]
    wires: Mapping[Address, str]
    used: frozenset[str]
    contested: frozenset[str]  # of those, the ones that another claim got first, or would have got


class Names:
    """The places of schemas that have a name of their own, and the names in use."""

    def __init__(self, context: Context, given: Given | None = None) -> None:
        """`given`: by an earlier build, which is given again, as `expect` says."""
        self._context = context
        self.destinations = Destinations(context.document, follows_siblings=context.is_30)
        self._scope = Scope()
        self._places: dict[Address, Place] = {}
        self._wires: dict[Address, str] = {}
        self._before = given
        self._used = set(given.used) if given is not None else set[str]()
        self._expected: deque[tuple[str, str]] = deque()
        self._yielding: set[str] = set()  # names of a unit, none of which anybody else wanted
        components = context.document.root.get("components")
        schemas = components.get("schemas") if components is not None else None
        listed = schemas.items() if schemas is not None else ()
        self.components: dict[str, Node] = {wire: node.from_elsewhere for wire, node in listed}
        if given is None:
            self._name_components()
        else:
            self._places, self._wires = dict(given.places), dict(given.wires)

    def _name_components(self) -> None:
        """Name the components; one that only points to another of the same name shares it."""
        own = {node.address: wire for wire, node in self.components.items()}
        targets = {wire: self.destinations.of(node) for wire, node in self.components.items()}
        called = {wire: fold(class_name(wire)) for wire in self.components}
        meant = {wire: own.get(target.address, wire) for wire, target in targets.items()}
        owners = [w for w, other in meant.items() if w == other or called[w] != called[other]]
        places: dict[str, Place] = {}
        for wire, name in zip(owners, assign(owners, class_name), strict=True):
            self._scope.claim(name)
            places[wire] = Place(name, module_name(name), owned=True)
        for wire, node in self.components.items():
            place = places.get(wire) or places[meant[wire]]
            self._own(node.address, place, wire)
            if targets[wire].address not in own:  # what it points to is called after it
                self._own(targets[wire].address, place, wire)

    def _own(self, address: Address, place: Place, wire: str) -> None:
        self._places.setdefault(address, place)
        self._wires.setdefault(address, wire)

    def _name(self, wanted: str) -> str:
        if self._before is None:
            return self._scope.claim(class_name(wanted))
        name = class_name(wanted)
        folded = fold(name)
        if folded in self._before.contested:
            if not self._expected or self._expected[0][0] != wanted:
                raise Differs(wanted)
            return self._expected.popleft()[1]
        if folded not in self._yielding and folded in self._used:
            raise Differs(wanted)
        self._yielding.discard(folded)
        self._used.add(folded)
        return name

    def expect(self, claims: Iterable[tuple[str, str]]) -> None:
        """Answer these claims. Those for names that nobody else wanted may be fewer, and there may be new ones.

        What else is not as it was raises Differs: here, or when it is claimed.
        """
        if self._expected:
            raise Differs(self._expected[0][0])
        contested = self._before.contested if self._before is not None else ()
        told = [(fold(class_name(wanted)), wanted, given) for wanted, given in claims]
        self._expected = deque((w, given) for name, w, given in told if name in contested)
        self._yielding = {name for name, _, _ in told if name not in contested}

    @property
    def given(self) -> Given:
        """What a later build may give again."""
        used, contested = frozenset(self._scope.used), frozenset(self._scope.contested)
        return Given(self._places, self._wires, used, contested)

    def known(self, node: Node) -> Place | None:
        """The place of a schema that has a name already."""
        return self._places.get(node.address)

    def wire(self, node: Node) -> str:
        """The component's name, which is the implicit value of a discriminator."""
        return self._wires.get(node.address, "")

    def place(self, node: Node) -> Place:
        """The place of a schema that is referred to: a component's own, or one told from its address."""
        found = self._places.get(node.address)
        if found is None:
            wanted = _spelled(node)
            if self._before is not None:
                raise Differs(wanted)
            name = self._scope.claim(class_name(wanted))
            found = Place(name, self._module(node, wanted), owned=True)
            self._own(node.address, found, str(node.pointer[-1]) if node.pointer else "")
        return found

    def claim(self, wanted: str) -> str:
        """The name for a declaration that has none: as wanted, numbered if that is taken."""
        given = self._name(wanted)
        unit = self._context.units.current
        if unit is not None:
            unit.claims.append((wanted, given))
        return given

    def _module(self, node: Node, wanted: str) -> str:
        """The module of the component that the schema stands in, otherwise its own."""
        parent = self._places.get((node.file, node.pointer[:3]))
        return parent.module if parent is not None else module_name(wanted)


def _spelled(node: Node) -> str:
    """A name from an address: the words of the pointer that mean something, or the file's stem."""
    pointer = [str(part) for part in node.pointer]
    if not pointer:
        return pascal_case(str(node.file).replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    if len(pointer) == 1 or pointer[-2] in {"$defs", "definitions", "schemas"}:
        return pascal_case(pointer[-1])
    told = ["item" if part == "items" else part for part in pointer if part not in NOISE]
    return "".join(pascal_case(part) for part in told) or pascal_case(pointer[-1])
