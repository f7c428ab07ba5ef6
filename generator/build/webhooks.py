"""What the API sends to its user: `webhooks`, and the `callbacks` of operations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.build.context import resolved
from generator.build.drafts import Place, shared_place
from generator.build.media import content_kind, media_types
from generator.build.resources import Group, Plan, item_operations
from generator.build.schemas import Schemas
from generator.build.units import Differs, Key
from generator.model import Anything, ContentKind, Scalar, ScalarKind, Type, Webhook
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

    address: Address
    place: Place
    hook: Webhook


def webhooks(schemas: Schemas, groups: list[Group]) -> dict[Key, Told]:
    """Every webhook and callback, by its unit."""
    names = Scope(_TAKEN)
    found = {}
    for number, (wire, label, node) in enumerate(_requests(schemas.context.document.root, groups)):
        name = names.claim(snake_case(label))
        spelled = class_name(label)
        place = Place(spelled, module_name(spelled))
        key = ("webhook", str(number))
        found[key] = Told(node.address, place, _webhook(schemas, key, node, place, name, wire))
    return found


def again(schemas: Schemas, key: Key, told: Told) -> Told:
    """The same webhook in a document that may have changed. Raises Differs where it is not there."""
    node, hook = schemas.context.document.at(told.address), told.hook
    if node is None:
        raise Differs(hook.name)
    return replace(told, hook=_webhook(schemas, key, node, told.place, hook.name, hook.wire))


def _webhook(schemas: Schemas, key: Key, node: Node, place: Place, name: str, wire: str) -> Webhook:
    with schemas.context.units.unit(*key, node.address):
        kind, type_ = _body(schemas, node, place)
    return Webhook(name, wire, type_, node.text("description") or node.text("summary"), kind)


def _requests(root: Node, groups: list[Group]) -> Iterator[tuple[str, str, Node]]:
    """The requests that the API sends: (wire name, what to call it, the operation)."""
    listed = root.get("webhooks") or root.get("x-webhooks")
    for wire, item in listed.items() if listed is not None else ():
        yield from of_item(wire, item)
    for group in groups:
        for plan in group.plans:
            yield from of_operation(plan)


def of_operation(plan: Plan) -> Iterator[tuple[str, str, Node]]:
    """The requests of an operation's callbacks."""
    callbacks = plan.node.get("callbacks")
    for wire, callback in callbacks.items() if callbacks is not None else ():
        items = [item for _, item in resolved(callback).items()]
        for item in items:
            yield from of_item(wire, item)


def of_item(wire: str, item: Node) -> Iterator[tuple[str, str, Node]]:
    """The requests that a Path Item Object of a webhook or a callback stands for."""
    plans = list(item_operations(wire, item))
    for plan in plans:
        yield wire, wire if len(plans) == 1 else f"{wire} {plan.method}", plan.node


def _body(schemas: Schemas, operation: Node, place: Place) -> tuple[ContentKind, Type]:
    """How the request's JSON body, or its first, is read, and its type."""
    child = operation.get("requestBody")
    if child is None:
        return ContentKind.JSON, Anything()
    node = resolved(child)
    place = shared_place(child, node, place)
    entries = [(content_kind(m, entry.get("schema")), entry) for m, entry in media_types(node)]
    entries.sort(key=lambda entry: entry[0] is not ContentKind.JSON)
    kind, entry = entries[0] if entries else (ContentKind.JSON, node)
    if kind is ContentKind.TEXT:
        return kind, Scalar(ScalarKind.STRING)
    if kind not in {ContentKind.JSON, ContentKind.FORM}:
        message = "the body is neither JSON nor a form nor a text, so it is given as bytes"
        schemas.context.warn(entry, "widened-type", message)
        return ContentKind.BINARY, Scalar(ScalarKind.BYTES)
    schema = entry.get("schema")
    if schema is None:
        return kind, Anything()
    target = _local(schema)
    if target is None:
        return kind, schemas.type_of(schema, place)
    return kind, schemas.named(schemas.destination(target))


def _local(schema: Node) -> Node | None:
    """What a `$ref` in `x-webhooks` means: extensions hold data, so it is not read as a reference."""
    text = schema.text("$ref")
    if schema.reference is not None or not text.startswith("#"):
        return None
    return schema.document.root.find(text[1:])
