"""The entry to the typing of schemas: one schema -> one type, and the declarations that types refer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.ir.types import Anything, Named, Nullable, Type, Union
from generator.ir.walk import non_null
from generator.openapi import Address, Node, cycles
from generator.openapi.inheritance import own_parts
from generator.openapi.schema_keywords import UNIONS
from generator.parser.context import ParseContext
from generator.parser.drafts import DraftAlias, DraftModel, NameHint
from generator.parser.queries.examples import add_examples
from generator.parser.queries.keywords import CONSTRAINED, branches, constraint_level, leads_nowhere
from generator.parser.queries.nodes import is_mapping, is_true
from generator.parser.schemas.all_of import merge_all_of
from generator.parser.schemas.discriminators import union_of_subtypes
from generator.parser.schemas.enums import documented_members, enumeration, is_enumeration
from generator.parser.schemas.flatten import subschemas_of
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.subschema import Subschema
from generator.parser.schemas.typed import typed

_COMPOSITION = frozenset(("allOf", *UNIONS))


class Schemas(SchemaRegistry):
    """Makes types of schemas. A schema with a name is declared once; any other is typed inline.

    The types are drafts: the resolver flattens their unions and inlines trivial aliases.
    """

    def __init__(self, context: ParseContext) -> None:
        super().__init__(context)
        self._types: dict[Address, Type] = {}
        self._active: dict[Address, Type | None] = {}  # inline schemas being typed
        self._started: set[str] = set()
        self._waiting: dict[str, tuple[NameHint, Node]] = {}  # referred to and not drafted yet
        # Aliases of nothing but another declaration, with its name.
        self._forwarding: dict[str, tuple[Node, str]] = {}

    def declare_components(self) -> None:
        """Declare every component schema, used or not."""
        for node in self.names.components.values():
            target = self.names.destinations.same(node)
            shares_name = self.names.hint_for(target) is self.names.hint_for(node)
            self.named(target if shares_name else node)
        self.finish()

    def finish(self) -> None:
        """Draft every declaration that is referred to, and in turn its own references."""
        while self._waiting or self.postponed:
            if self._waiting:
                self._draft(*self._waiting.pop(next(iter(self._waiting))))
            else:
                self.postponed.pop(0)()

    def break_cycles(self) -> None:
        """Report each cycle of aliases that refer only to each other; they become any value."""
        for cycle in cycles({name: target for name, (_, target) in self._forwarding.items()}):
            node, target = self._forwarding[cycle[0]]
            message = f"this refers to nothing but itself, through {target}, so any value passes"
            self.context.fail(node, "fallback-type", message)
            for name in cycle:
                draft = self.drafts[name]
                assert isinstance(draft, DraftAlias)
                self.drafts[name] = replace(draft, type=Anything())

    def type_of(self, node: Node, hint: NameHint) -> Type:
        if node.is_reference:
            return self._referenced(node, hint)
        if (own := self.names.existing_hint(node)) is not None and own.owned:
            return self.named(node)
        type_ = self._types.get(node.address)
        if type_ is None:
            if node.address in self._active:
                return self._inside_itself(node)
            self._active[node.address] = None
            type_ = self._types[node.address] = self._inline(node, hint)
            del self._active[node.address]
        return type_

    def announce(self, origin: Node, named: Type) -> None:
        if origin.address in self._active:
            self._active[origin.address] = named

    def _inside_itself(self, node: Node) -> Type:
        """The type of an inline schema inside itself, if an `allOf` leads back to it."""
        announced = self._active[node.address]
        if announced is None:
            message = "this contains itself without a name, so any value passes inside"
            self.context.warn(node, "fallback-type", message)
        return announced or Anything()

    def _referenced(self, node: Node, hint: NameHint) -> Type:
        if not self.context.is_30 and constraint_level(node, own=True) == CONSTRAINED:
            type_ = self._types.get(node.address)
            if type_ is None:
                type_ = self.merged(subschemas_of(self, node, hint), hint, node)
                self._types[node.address] = type_
            return type_
        target = self.destination(node)
        if leads_nowhere(target):
            message = "this leads to no schema, so any value passes"
            self.context.fail(node, "fallback-type", message)
            return Anything()
        self.names.hint_for(target, hint)
        named = self.named(target)
        return Nullable(named) if is_true(node, "nullable") else named

    def named(self, target: Node) -> Type:
        type_ = self._types.get(target.address)
        if type_ is not None:
            return type_
        hint = self.names.hint_for(target)
        if hint.name not in self._started:
            self._started.add(hint.name)
            self._waiting[hint.name] = (hint, target)
        return Named(hint.name)

    def alias_target(self, type_: Type) -> Type:
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
        type_ = union_of_subtypes(self, node, hint) or self.own_type(node, hint)
        if non_null(type_) == Named(hint.name) and hint.name not in self.drafts:
            message = "this refers to nothing but itself, so any value passes"
            self.context.fail(node, "fallback-type", message)
            type_ = Anything()
        if isinstance(draft := self.drafts.get(hint.name), DraftModel):
            add_examples(draft, own_parts(node))  # also those beside a single schema in `allOf`
        if type_ == Named(hint.name):
            return
        if type_ == Nullable(Named(hint.name)):
            self.nullable.add(hint.name)
            return
        if isinstance(target := non_null(type_), Named):
            self._forwarding[hint.name] = node, target.name
        self.drafts[hint.name] = DraftAlias(
            hint.name,
            hint.module,
            self.names.component_name(node),
            node.json_pointer,
            type_,
            node.text("description"),
            documented_members(node, type_),
            is_true(node, "deprecated"),
        )

    def _inline(self, node: Node, hint: NameHint) -> Type:
        """The type of an inline schema; documented members or a discriminator need a declaration."""
        type_ = self.own_type(node, hint)
        members = documented_members(node, type_)
        inner = non_null(type_)
        if not members and not self._has_discriminator(inner):
            return type_
        name = self.names.allocate(self.names.free_hint(hint, node).name)
        description = node.text("description")
        self.drafts[name] = DraftAlias(
            name, hint.module, "", node.json_pointer, inner, description, members
        )
        return Nullable(Named(name)) if isinstance(type_, Nullable) else Named(name)

    def _has_discriminator(self, type_: Type) -> bool:
        """Whether a union or one of its members has a discriminator."""
        if not isinstance(type_, Union):
            return False
        unions = [type_, *(self.alias_target(member) for member in type_.members)]
        return any(isinstance(u, Union) and u.discriminator is not None for u in unions)

    def own_type(self, node: Node, hint: NameHint) -> Type:
        if not is_mapping(node):
            if node.value is not True:
                message = "no value matches this schema, so the client lets any value pass"
                self.context.fail(node, "fallback-type", message)
            return Anything()
        self.note_ignored(node)
        type_ = self._by_keywords(node, hint)
        draft = self.drafts.get(hint.name) if hint.owned else None
        if isinstance(draft, DraftModel):  # made of the only member of `allOf`
            draft.wire = draft.wire or self.names.component_name(node)
            draft.description = node.text("description") or draft.description
            draft.deprecated |= is_true(node, "deprecated")
        is_nullable = is_true(node, "nullable") and not isinstance(type_, Nullable)
        return Nullable(type_) if is_nullable else type_

    def _by_keywords(self, node: Node, hint: NameHint) -> Type:
        if is_enumeration(node):
            return enumeration(self.context, node)
        if node.is_reference or any(
            branches(node, key) for key in _COMPOSITION.intersection(node.keys)
        ):
            return self.merged(subschemas_of(self, node, hint), hint, node)
        return typed(self, node, hint)

    def merged(self, subschemas: Sequence[Subschema], hint: NameHint, origin: Node) -> Type:
        return merge_all_of(self, subschemas, hint, origin)
