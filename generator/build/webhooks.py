"""What the API sends to its user: `webhooks`, and the `callbacks` of operations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.build.context import resolved
from generator.build.drafts import Place, shared_place
from generator.build.media import content_kind
from generator.build.resources import Group, item_operations
from generator.build.schemas import Schemas
from generator.build.units import Differs, Key
from generator.model import Anything, ContentKind, Type
from generator.naming import Scope, class_name, module_name, snake_case
from generator.source import Address, Node

_TAKEN = {
    "models",
    "builtins",
    "cast",
    "date",
    "datetime",
    "annotations",
}  # by the module that they stand in


@dataclass(frozen=True, slots=True)
class Told:
    """A webhook with the draft type of its body, and where it stands."""

    key: Key
    address: Address
    place: Place
    name: str
    wire: str
    type: Type
    description: str


def webhooks(schemas: Schemas, groups: list[Group]) -> list[Told]:
    """Every webhook and callback."""
    names = Scope(_TAKEN)
    found = []
    requests = _requests(schemas.context.document.root, groups)
    for number, (wire, label, node) in enumerate(requests):
        name = names.claim(snake_case(label))
        spelled = class_name(label)
        place = Place(spelled, module_name(spelled))
        found.append(
            Told(
                key_of(number),
                node.address,
                place,
                name,
                wire,
                *_said(schemas, key_of(number), node, place),
            )
        )
    return found


def again(schemas: Schemas, told: Told) -> Told:
    """The same webhook in a document that may have changed. Raises Differs where it is not there."""
    node = schemas.context.document.at(told.address)
    if node is None:
        raise Differs(told.name)
    type_, description = _said(schemas, told.key, node, told.place)
    return replace(told, type=type_, description=description)


def _said(schemas: Schemas, key: Key, node: Node, place: Place) -> tuple[Type, str]:
    with schemas.context.units.unit(*key, node.address):
        return _body(schemas, node, place), node.text("description") or node.text("summary")


def key_of(number: int) -> Key:
    return Key("webhook", str(number))


def _requests(root: Node, groups: list[Group]) -> Iterator[tuple[str, str, Node]]:
    """The requests that the API sends: (wire name, what to call it, the operation)."""
    listed = root.get("webhooks") or root.get("x-webhooks")
    for wire, item in listed.items() if listed is not None else ():
        yield from _of_item(wire, wire, item)
    for group in groups:
        for plan in group.plans:
            callbacks = plan.node.get("callbacks")
            for wire, callback in callbacks.items() if callbacks is not None else ():
                items = [item for _, item in resolved(callback).items()]
                for item in items:
                    yield from _of_item(wire, wire, item)


def _of_item(wire: str, label: str, item: Node) -> Iterator[tuple[str, str, Node]]:
    plans = list(item_operations(wire, item))
    for plan in plans:
        yield wire, label if len(plans) == 1 else f"{label} {plan.method}", plan.node


def _body(schemas: Schemas, operation: Node, place: Place) -> Type:
    """The type of the request's JSON body, or of its first."""
    child = operation.get("requestBody")
    if child is None:
        return Anything()
    node = resolved(child)
    place = shared_place(child, node, place)
    content = node.get("content")
    entries = (
        [(media, resolved(entry)) for media, entry in content.items()]
        if content is not None
        else []
    )
    entries.sort(
        key=lambda entry: content_kind(entry[0], entry[1].get("schema")) is not ContentKind.JSON
    )
    schema = entries[0][1].get("schema") if entries else None
    if schema is None:
        return Anything()
    target = _local(schema)
    return (
        schemas.type_of(schema, place)
        if target is None
        else schemas.named(schemas.destination(target))
    )


def _local(schema: Node) -> Node | None:
    """What a `$ref` in `x-webhooks` means: extensions hold data, so it is not read as a reference."""
    text = schema.text("$ref")
    if schema.reference is not None or not text.startswith("#"):
        return None
    return schema.document.root.find(text[1:])
