"""One schema -> one type, and the declarations that types refer to."""

from __future__ import annotations

from dataclasses import replace

from generator.ir.types import Anything, Binary, ListOf, Named, Nullable, TupleOf, Type, Union
from generator.ir.walk import non_null
from generator.openapi import Address, Node, cycles
from generator.parser.context import Context, flag, values
from generator.parser.drafts import Draft, DraftAlias, NameHint
from generator.parser.names.name_table import NameTable
from generator.parser.schemas import discriminators, enums, objects, scalars
from generator.parser.schemas.all_of import Subschema, merge_all_of
from generator.parser.schemas.conditions import is_checked
from generator.parser.schemas.keywords import (
    IGNORED,
    SUBSTANCE,
    branches,
    is_dangling,
    kinds,
    weight,
)


class Schemas:
    """Makes types of schemas. A schema that others refer to is declared once; the rest is typed where it stands.

    The types are drafts: `resolver` flattens their unions and dissolves the aliases that are not worth a name.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.names = NameTable(context)
        self.drafts: dict[str, Draft] = {}  # a model is kept before its fields, which can lead back
        self.nullable: set[str] = set()  # models whose schema admits null
        self.known_subtypes: dict[Address, list[tuple[str, Node]]] | None = None
        self.open: dict[object, Type] = {}  # models being made, by the parts they are made of
        self._types: dict[Address, Type] = {}
        self._started: set[str] = set()
        self._waiting: dict[str, tuple[NameHint, Node]] = {}  # referred to and not drafted yet
        self._active: dict[Address, Type | None] = {}
        self._noted: set[Address] = set()
        # Aliases of nothing but another declaration, with its name.
        self._leading: dict[str, tuple[Node, str]] = {}

    def declare_components(self) -> None:
        """Declare every component schema, used or not."""
        for node in self.names.components.values():
            hint = self.names.hint_for(node)
            if self.names.hint_for(self.destination(node)) is hint:
                self.named(self.destination(node))
            else:
                self.named(node)
        self.finish()

    def finish(self) -> None:
        """Draft what was referred to and not drafted yet, and what that refers to."""
        while self._waiting:
            self._draft(*self._waiting.pop(next(iter(self._waiting))))

    def break_cycles(self) -> None:
        """Report aliases that lead to each other and to nothing else, once for each cycle: any value passes."""
        for cycle in cycles({name: target for name, (_, target) in self._leading.items()}):
            node, target = self._leading[cycle[0]]
            message = f"this refers to nothing but itself, through {target}, so any value passes"
            self.context.fail(node, "widened-type", message)
            for name in cycle:
                draft = self.drafts[name]
                assert isinstance(draft, DraftAlias)
                self.drafts[name] = replace(draft, type=Anything())

    def destination(self, node: Node) -> Node:
        return self.names.destinations.of(node)

    def type_of(self, node: Node, hint: NameHint) -> Type:
        """The type of a schema or a reference to one; `hint` says what an inline declaration is called after."""
        if node.reference is not None:
            return self._referred(node, hint)
        if (own := self.names.existing_hint(node)) is not None and own.owned:
            return self.named(node)
        found = self._types.get(node.address)
        if found is None:
            if node.address in self._active:
                return self._within(node)
            self._active[node.address] = None
            found = self._types[node.address] = self._inline(node, hint)
            del self._active[node.address]
        return found

    def announce(self, origin: Node, named: Type) -> None:
        """Say what a schema that is being typed will be, so that it can be met again inside itself."""
        if origin.address in self._active:
            self._active[origin.address] = named

    def _within(self, node: Node) -> Type:
        """The type of an inline schema that is met inside itself, through an `allOf` that leads back to it."""
        known = self._active[node.address]
        if known is None:
            self.context.warn(
                node,
                "widened-type",
                "this contains itself without a name, so any value passes inside",
            )
        return known or Anything()

    def _referred(self, node: Node, hint: NameHint) -> Type:
        if not self.context.is_30 and weight(node, own=True) == SUBSTANCE:
            found = self._types.get(node.address)
            if found is None:
                found = merge_all_of(self, self.parts(node, hint), hint, node)
                self._types[node.address] = found
            return found
        target = self.destination(node)
        if is_dangling(target):
            self.context.fail(node, "widened-type", "this leads to no schema, so any value passes")
            return Anything()
        named = self.named(target)
        return Nullable(named) if flag(node, "nullable") else named

    def named(self, target: Node) -> Type:
        """A reference to the declaration of a schema, which is drafted later if it was not yet."""
        known = self._types.get(target.address)
        if known is not None:
            return known
        hint = self.names.hint_for(target)
        if hint.name not in self._started:
            self._started.add(hint.name)
            self._waiting[hint.name] = (hint, target)
        return Named(hint.name)

    def look(self, type_: Type) -> Type:
        """What an alias stands for; any other type is itself."""
        seen = set()
        while isinstance(type_, Named) and type_.name not in seen:
            seen.add(type_.name)
            if type_.name in self._waiting:
                self._draft(*self._waiting.pop(type_.name))
            draft = self.drafts.get(type_.name)
            if not isinstance(draft, DraftAlias):
                return type_
            type_ = draft.type
        return type_

    def _draft(self, hint: NameHint, node: Node) -> None:
        """Make the declaration of a schema that has a name."""
        type_ = discriminators.of_subtypes(self, node, hint) or self.shape(node, hint)
        if non_null(type_) == Named(hint.name) and hint.name not in self.drafts:
            self.context.fail(
                node, "widened-type", "this refers to nothing but itself, so any value passes"
            )
            type_ = Anything()
        if type_ == Named(hint.name):
            return
        if type_ == Nullable(Named(hint.name)):
            self.nullable.add(hint.name)
            return
        if isinstance(target := non_null(type_), Named):
            self._leading[hint.name] = node, target.name
        self.drafts[hint.name] = DraftAlias(
            hint.name,
            hint.module,
            self.names.component_name(node),
            node.json_pointer,
            type_,
            node.text("description"),
            enums.documented_members(node, type_),
            flag(node, "deprecated"),
        )

    def _inline(self, node: Node, hint: NameHint) -> Type:
        """The type of a schema where it stands; one that says more than an annotation can gets a declaration."""
        type_ = self.shape(node, hint)
        members = enums.documented_members(node, type_)
        inner = type_.inner if isinstance(type_, Nullable) else type_
        if not members and not self._tells_apart(inner):
            return type_
        name = self.names.allocate(hint.name)
        description = node.text("description")
        self.drafts[name] = DraftAlias(
            name, hint.module, "", node.json_pointer, inner, description, members
        )
        return Nullable(Named(name)) if isinstance(type_, Nullable) else Named(name)

    def _tells_apart(self, type_: Type) -> bool:
        """Whether a discriminator is said of a union, or of a union that is its member."""
        if not isinstance(type_, Union):
            return False
        inner = [type_, *(self.look(member) for member in type_.members)]
        return any(isinstance(u, Union) and u.discriminator is not None for u in inner)

    def shape(self, node: Node, hint: NameHint) -> Type:
        """The type that a schema's own keywords give; a model takes the name of an owned place."""
        if not isinstance(node.value, dict):
            if node.value is not True:
                self.context.fail(
                    node,
                    "widened-type",
                    "this is no schema that a value can have, so any value passes",
                )
            return Anything()
        self.note_ignored(node)
        type_ = self._stated(node, hint)
        return (
            Nullable(type_) if flag(node, "nullable") and not isinstance(type_, Nullable) else type_
        )

    def _stated(self, node: Node, hint: NameHint) -> Type:
        if any(key in node for key in ("enum", "const", "x-extensible-enum")):
            return enums.enumeration(self.context, node)
        if node.reference is not None or any(
            branches(node, key) for key in ("allOf", "oneOf", "anyOf")
        ):
            return merge_all_of(self, self.parts(node, hint), hint, node)
        return self.typed(node, hint)

    def parts(self, node: Node, hint: NameHint) -> list[Subschema]:
        """What a schema consists of: its reference, its `allOf`, and what it says itself."""
        found = [Subschema(branch, hint) for branch in branches(node, "allOf")]
        if node.reference is not None:
            target = self.destination(node)
            found.insert(0, Subschema(target, self.names.hint_for(target), named=True))
        return [*found, Subschema(node, hint, own=True)]

    def note_ignored(self, node: Node) -> None:
        """Say once which keywords of a schema the client does not enforce."""
        if node.address in self._noted:
            return
        self._noted.add(node.address)
        for key in IGNORED.intersection(node.keys):
            if key == "if" and is_checked(node):
                continue
            self.context.warn(
                node / key, "ignored-keyword", f"`{key}` is not checked by the client"
            )

    def typed(self, node: Node, hint: NameHint) -> Type:
        """The type of a schema without composition, by its `type`."""
        told = kinds(node)
        plain = [kind for kind in told if kind != "null"]
        if not plain:
            return Anything() if not told else scalars.scalar(self.context, node, "null")
        if len(plain) == 1:
            type_ = self._of_kind(node, plain[0], hint)
        else:
            type_ = Union(tuple(self._of_kind(node, kind, hint.child(kind)) for kind in plain))
        return Nullable(type_) if len(plain) < len(told) else type_

    def _of_kind(self, node: Node, kind: str, hint: NameHint) -> Type:
        if kind == "object":
            return objects.object_type(self, [Subschema(node, hint, own=True)], hint, node)
        if kind == "array":
            return self.array(node, hint)
        if kind in scalars.KINDS:
            return scalars.scalar(self.context, node, kind)
        if kind == "file":
            return Binary()
        self.context.fail(
            node, "widened-type", f"{kind!r} is no type of JSON Schema, so any value passes"
        )
        return Anything()

    def array(self, node: Node, hint: NameHint) -> Type:
        """A list, or a tuple where `prefixItems` says what stands at each position."""
        items = node.get("items")
        prefix = branches(node, "prefixItems") or (
            list(items.elements()) if items is not None else []
        )
        if prefix:
            typed = tuple(
                self.type_of(item, hint.child(f"item{i}")) for i, item in enumerate(prefix, 1)
            )
            return TupleOf(typed, self._rest(node, hint))
        constraints = scalars.length_constraints(node, "minItems", "maxItems")
        item = Anything() if items is None else self.type_of(items, hint.child("item"))
        return ListOf(item, constraints)

    def _rest(self, node: Node, hint: NameHint) -> Type | None:
        """The type of items after a tuple's own; documents that leave `items` out mean that there are none."""
        rest = node.get("items") if "prefixItems" in node else node.get("additionalItems")
        if rest is None or rest.value is False or values(rest):
            return None
        return self.type_of(rest, hint.child("item"))
