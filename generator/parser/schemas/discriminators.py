"""Discriminators: their mappings, and the subtypes of components that have no alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.ir.types import Discriminator, Named, Type, Union
from generator.ir.walk import non_null
from generator.openapi import Address, Node
from generator.openapi.inheritance import bases, discriminator_of, own_parts
from generator.openapi.schema_keywords import UNIONS
from generator.parser.drafts import NameHint
from generator.parser.queries.keywords import branches
from generator.parser.schemas.registry import SchemaRegistry


def declared_discriminator(
    schemas: SchemaRegistry,
    declared: Node | None,
    options: Sequence[Node],
    members: Sequence[Type],
    nested: Sequence[Node],
) -> Discriminator | None:
    """The discriminator with its explicit mapping. The resolver adds implicit values once all models are known.

    Args:
        options: The alternatives, with their types in `members`.
        nested: The alternatives whose own alternatives the mapping can also select.
    """
    if declared is None or not declared.text("propertyName"):
        return None
    types = dict(_nested_types(schemas, nested)) if "mapping" in declared else {}
    for option, member in zip(options, members, strict=True):
        types[schemas.destination(option).address] = member
        if option.reference is not None:
            types[str(option.reference.value)] = member
    pairs = []
    for value, entry, target in _mapping(schemas, declared):
        name = _member_name(schemas, types, entry, target)
        if name is not None:
            pairs.append((value, name))
    default = None
    if "defaultMapping" in declared:
        target = _target(schemas, declared, "defaultMapping")
        default = _member_name(schemas, types, declared / "defaultMapping", target)
    return Discriminator(declared.text("propertyName"), tuple(pairs), default)


def _nested_types(
    schemas: SchemaRegistry, options: Sequence[Node]
) -> Iterator[tuple[object, Type]]:
    """The types of the components that are alternatives of alternatives, at any depth, by address and by reference."""
    waiting = [schemas.destination(option) for option in options]
    seen: set[Address] = set()
    while waiting:
        node = waiting.pop()
        if node.address in seen:
            continue
        seen.add(node.address)
        inner = [b for part in own_parts(node) for key in UNIONS for b in branches(part, key)]
        waiting += map(schemas.destination, [*bases(node), *inner])
        for branch in inner:
            if branch.reference is not None:
                target = schemas.destination(branch)
                yield target.address, schemas.named(target)
                yield str(branch.reference.value), schemas.named(target)


def mapped_subtypes(
    schemas: SchemaRegistry, declared: Node | None, options: Sequence[Node]
) -> list[Node]:
    """The targets of a mapping that are not alternatives but extend one of them: they are alternatives, too."""
    listed = {schemas.destination(option).address for option in options}
    targets: dict[Address, Node] = {}
    for _, _, target in _mapping(schemas, declared) if declared is not None else ():
        if target is not None and target.address not in listed:
            targets[target.address] = target
    if not targets:
        return []
    extending = {
        child.address for address in listed for _, child in _subtypes(schemas).get(address, ())
    }
    return [target for address, target in targets.items() if address in extending]


def _member_name(
    schemas: SchemaRegistry, types: Mapping[object, Type], entry: Node, target: Node | None
) -> str | None:
    """The name of the alternative that an entry of the mapping selects."""
    member = types.get(str(entry.value)) or (types.get(target.address) if target else None)
    type_ = non_null(member) if member is not None else None
    if isinstance(type_, Named):
        return type_.name
    message = f"{entry.value!r} is not a model among the alternatives, so nothing selects it"
    schemas.context.warn(entry, "conflicting-constraints", message)
    return None


def _mapping(
    schemas: SchemaRegistry, discriminator: Node
) -> Iterator[tuple[str, Node, Node | None]]:
    """The entries of a mapping, each with its target: a component by name, or the target of a reference."""
    mapping = discriminator.get("mapping")
    if mapping is None:
        return
    for value, entry in mapping.items():
        yield value, entry, _target(schemas, mapping, value)


def _target(schemas: SchemaRegistry, mapping: Node, key: str) -> Node | None:
    text = str((mapping / key).value)
    components = schemas.names.components
    target = components.get(text) or mapping.mapped(key) or _component(schemas, text)
    return schemas.destination(target) if target is not None else None


def _component(schemas: SchemaRegistry, text: str) -> Node | None:
    """The component whose name a text ends with, with or without the extension of a file."""
    name = text.rsplit("/", 1)[-1]
    stem = name.rsplit(".", 1)[0] if name.endswith((".yaml", ".yml", ".json")) else name
    components = schemas.names.components
    return components.get(name.replace("~1", "/")) or components.get(stem)


def union_of_subtypes(schemas: SchemaRegistry, node: Node, hint: NameHint) -> Type | None:
    """The union of a component with a discriminator, no alternatives and subtypes; None for any other schema.

    The component's own properties become a separate model. Its subtypes are the targets of the mapping, and the
    components that extend it. The names of these are values, too; the resolver adds them.
    """
    declared = discriminator_of(node)
    has_alternatives = any(branches(part, key) for part in own_parts(node) for key in UNIONS)
    if declared is None or not declared.text("propertyName") or has_alternatives:
        return None
    mapped = list(_reported_mapping(schemas, declared))
    extending = [child for _, child in _subtypes(schemas).get(node.address, [])]
    targets = {child.address: child for child in (*(child for _, child in mapped), *extending)}
    if not targets.keys() - {node.address}:
        return None
    own = NameHint(schemas.names.allocate(hint.name + "Base"), hint.module, owned=True)
    base = schemas.own_type(node, own)
    if not isinstance(base, Named):
        return None
    types = {address: schemas.named(child) for address, child in targets.items()}
    types[node.address] = base
    names = {address: type_.name for address, type_ in types.items() if isinstance(type_, Named)}
    mapping = [(value, names[c.address]) for value, c in mapped if c.address in names]
    has_default = "defaultMapping" in declared
    default = _target(schemas, declared, "defaultMapping") if has_default else None
    discriminator = Discriminator(
        declared.text("propertyName"),
        tuple(mapping),
        names.get(default.address) if default is not None else None,
        base.name,
    )
    members = dict.fromkeys((base.name, *names.values()))
    return Union(tuple(map(Named, members)), discriminator)


def _reported_mapping(schemas: SchemaRegistry, discriminator: Node) -> Iterator[tuple[str, Node]]:
    """The values of a mapping with their targets. Values without a target are reported."""
    for value, entry, target in _mapping(schemas, discriminator):
        if target is not None:
            yield value, target
        else:
            message = f"{entry.value!r} is not a schema, so nothing selects it"
            schemas.context.warn(entry, "conflicting-constraints", message)


def _subtypes(schemas: SchemaRegistry) -> dict[Address, list[tuple[str, Node]]]:
    """For each schema the components that extend it by `allOf`, directly or not, as (component name, schema)."""
    if schemas.subtypes is None:
        components = {
            wire: schemas.names.destinations.same(node)
            for wire, node in schemas.names.components.items()
        }
        extended = {
            node.address: [schemas.destination(base).address for base in bases(node)]
            for node in components.values()
        }
        schemas.subtypes = {}
        for wire, node in components.items():
            for ancestor in _ancestors(node.address, extended):
                schemas.subtypes.setdefault(ancestor, []).append((wire, node))
    return schemas.subtypes


def _ancestors(address: Address, extended: Mapping[Address, list[Address]]) -> set[Address]:
    ancestors: set[Address] = set()
    waiting = list(extended.get(address, ()))
    while waiting:
        base = waiting.pop()
        if base not in ancestors:
            ancestors.add(base)
            waiting.extend(extended.get(base, ()))
    return ancestors - {address}
