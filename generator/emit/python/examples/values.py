"""Values of types as expressions, which the client accepts as arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.emit.python.examples.layout import Bracketed, Snippet, json_group
from generator.emit.python.examples.scalars import NoExampleError, is_in_length, scalar_example
from generator.emit.python.text.literals import literal, string
from generator.ir.types import (
    NUMBERS,
    Anything,
    Binary,
    Declaration,
    Discriminator,
    Field,
    ListOf,
    Literal,
    MapOf,
    Model,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Union,
)
from generator.ir.walk import non_null
from generator.json_types import Json

_DEEPEST = 8  # nested values
_DEEPEST_LIST = 3  # nested values, before lists that can be empty are empty
_MOST_VALUES = 500  # of one example, including values that are tried and not used
_MOST_ITEMS = 2  # of a list or mapping, unless the document requires more
_LONGEST_FILE = 72  # characters
_MOST_REQUIRED = 50  # items of a list; a longer one is no example


@dataclass(frozen=True, slots=True)
class Values:
    """Writes values of types.

    Args:
        declarations: The declarations of the Api by name.
        brief: Whether optional fields are left out.
        dicts: Whether dicts are in the place of models.
        depth: The number of values around the current one.
        deepest: The largest depth of a value.
        tried: One entry for each value so far. Copies of this object share the list.
    """

    declarations: Mapping[str, Declaration]
    brief: bool = False
    dicts: bool = False
    depth: int = 0
    deepest: int = _DEEPEST
    tried: list[None] = field(default_factory=list)

    def value(self, type_: Type, example: Json, name: str) -> Snippet:
        """Return a value of a type.

        Args:
            example: The example of the document, as JSON; None if there is none.
            name: The name of the argument or property.

        Raises:
            NoExampleError: No value is known.
        """
        self.tried.append(None)
        if self.depth > self.deepest or len(self.tried) > _MOST_VALUES:
            raise NoExampleError(name)
        inner = replace(self, depth=self.depth + 1)
        match type_:
            case Scalar():
                return scalar_example(type_, example, name)
            case Nullable(wrapped):
                return self.value(wrapped, example, name)
            case Literal():
                return _literal(type_, example)
            case Named(declared):
                return inner._named(self.declarations[declared], example, name)
            case ListOf() | MapOf():
                return inner._collection(type_, example, name)
            case TupleOf(items, rest):
                return inner._tuple(items, example, name, is_closed=rest is None and bool(items))
            case Union():
                return inner._union(type_, example, name)
            case Anything():
                return literal("value") if example is None else json_group(example)
            case Binary():
                return _bytes(example)

    def _named(self, declaration: Declaration, example: Json, name: str) -> Snippet:
        """Return a value of a declaration."""
        if not isinstance(declaration, Model):
            return self.value(declaration.type, example, name)
        pairs = self.fields(declaration, example)
        if self.dicts:
            return Bracketed("{", [(f"{string(each.name)}: ", v) for each, v in pairs], "}")
        items = [(f"{each.name}=", value) for each, value in pairs]
        return Bracketed(f"models.{declaration.name}(", items, ")")

    def fields(self, model: Model, example: Json) -> list[tuple[Field, Snippet]]:
        """Return the fields of a model to pass, with their values: the required ones, and the others of the example.

        A dict also has the constants.
        """
        given = example if isinstance(example, dict) else {}
        chosen = {each.name for each in _chosen_fields(model, given, brief=self.brief)}
        fields: list[tuple[Field, Snippet]] = []
        for each in model.fields:
            if each.name in chosen:
                fields.append((each, self.value(each.type, given.get(each.wire), each.wire)))
            elif each.constant is not None and self.dicts:
                fields.append((each, literal(each.constant)))
        return fields

    def _collection(self, type_: ListOf | MapOf, example: Json, name: str) -> Snippet:
        """Return a list or mapping with the first items of the example, or with as few as allowed."""
        least = type_.constraints.min_length or 0
        if least > _MOST_REQUIRED:
            raise NoExampleError(name)
        count = max(least, _MOST_ITEMS)
        if isinstance(type_, ListOf):
            items = example[:count] if isinstance(example, list) else []
            items = items if is_in_length(len(items), type_.constraints) else []
            can_fill = type_.constraints.max_length != 0 and self.depth <= _DEEPEST_LIST
            items = items or [None] * max(least, can_fill)
            return Bracketed("[", [("", self.value(type_.item, each, name)) for each in items], "]")
        entries = dict(list(example.items())[:count]) if isinstance(example, dict) else {}
        if not is_in_length(len(entries), type_.constraints):
            entries = {f"key{number}": None for number in range(1, least + 1)}
        pairs = [
            (f"{string(key)}: ", self.value(type_.value, each, key))
            for key, each in entries.items()
        ]
        return Bracketed("{", pairs, "}")

    def _tuple(
        self, items: tuple[Type, ...], example: Json, name: str, *, is_closed: bool
    ) -> Snippet:
        given = example if isinstance(example, list) and len(example) == len(items) else []
        examples = given or [None] * len(items)
        values = [self.value(each, part, name) for each, part in zip(items, examples, strict=True)]
        opening, closing = ("(", ")") if is_closed else ("[", "]")
        last = ",)" if is_closed and len(values) == 1 else closing
        return Bracketed(opening, [("", value) for value in values], last)

    def _union(self, type_: Union, example: Json, name: str) -> Snippet:
        """Return a value of the member that the example fits, otherwise of the one with the least nested value."""
        for deepest in sorted({min(self.depth + more, self.deepest) for more in (1, 3, _DEEPEST)}):
            values = replace(self, deepest=deepest)
            for member in _members(type_, example, self.declarations):
                tagged = _tagged(type_.discriminator, member, example)
                try:
                    return values.value(member, tagged, name)
                except NoExampleError:
                    continue
        raise NoExampleError(name)


def _chosen_fields(model: Model, given: Mapping[str, Json], *, brief: bool) -> Iterator[Field]:
    """Yield the fields to pass. If the model requires one of several groups, that is the example's or the first one."""
    present = {each.name for each in model.fields if given.get(each.wire) is not None}
    groups = {name for choice in model.choices for group in choice.groups for name in group}
    filled: set[str] = set()
    for choice in model.choices:
        if not any(present.issuperset(group) for group in choice.groups):
            filled.update(choice.groups[0])
    for each in model.fields:
        is_wanted = each.name in present and (not brief or each.name in groups)
        if each.constant is None and (each.required or is_wanted or each.name in filled):
            yield each


def path_example(type_: Type, declarations: Mapping[str, Declaration]) -> Json:
    """Return an example of an object in a path: with one property, because it cannot be empty there.

    Other types have no such example: the result is None.
    """
    inner = non_null(type_)
    declaration = declarations[inner.name] if isinstance(inner, Named) else None
    if isinstance(declaration, Model) and declaration.fields:
        return {declaration.fields[0].wire: "value"}
    return {"key": "value"} if isinstance(inner, MapOf) else None


def _bytes(example: Json) -> str:
    """Return the start of a file: whole lines if possible."""
    text = example if isinstance(example, str) and example.isascii() else "data"
    end = text.rfind("\n", 0, _LONGEST_FILE) + 1
    return f"b{string(text[: end or _LONGEST_FILE])}"


def _literal(type_: Literal, example: Json) -> Snippet:
    values = [each for each in type_.values if each is not None]
    if example is not None and any(
        each == example and type(each) is type(example) for each in values
    ):
        return literal(example)
    return literal(values[0]) if values else "None"


def _members(
    union: Union, example: Json, declarations: Mapping[str, Declaration]
) -> Iterator[Type]:
    """Yield the members of a union: the best for an example first."""
    tags = dict(union.discriminator.mapping) if union.discriminator is not None else {}
    if union.discriminator is not None and isinstance(example, dict):
        tag = example.get(union.discriminator.wire)
        if isinstance(tag, str) and tag in tags:
            yield Named(tags[tag])
    # A base class has the properties of all objects, but no tag of its own.
    base = union.discriminator.base if union.discriminator is not None else None
    members = [each for each in union.members if each != Named(base or "")]
    if example is not None:
        yield from (each for each in members if _admits(each, example, declarations))
    yield from members


def _tagged(discriminator: Discriminator | None, member: Type, example: Json) -> Json:
    """Return the example with the value of the discriminator for a member."""
    if discriminator is None or not isinstance(member, Named):
        return example
    given = example if isinstance(example, dict) else {}
    tags = [tag for tag, name in discriminator.mapping if name == member.name]
    current = given.get(discriminator.wire)
    return given if not tags or current in tags else {**given, discriminator.wire: tags[0]}


def _admits(type_: Type, example: Json, declarations: Mapping[str, Declaration]) -> bool:
    """Return whether an example has the JSON type of a type, and the required properties of a model."""
    match non_null(type_):
        case Named(name):
            declaration = declarations[name]
            if isinstance(declaration, Model):
                return isinstance(example, dict) and _has_fields(declaration, example)
            return _admits(declaration.type, example, declarations)
        case Scalar(ScalarKind.BOOLEAN | ScalarKind.TRUE | ScalarKind.FALSE):
            return isinstance(example, bool)
        case Scalar(kind) if kind in NUMBERS:
            return isinstance(example, int | float) and not isinstance(example, bool)
        case Scalar(ScalarKind.NULL):
            return False
        case Scalar():
            return isinstance(example, str)
        case Literal(values):
            return example in values
        case ListOf() | TupleOf():
            return isinstance(example, list)
        case MapOf():
            return isinstance(example, dict)
        case Union(members):
            return any(_admits(each, example, declarations) for each in members)
        case _:
            return True


def _has_fields(model: Model, example: Mapping[str, Json]) -> bool:
    """Return whether an example has the required properties and the constants of a model."""
    return all(
        (
            example.get(each.wire) == each.constant
            if each.constant is not None
            else each.wire in example or not each.required
        )
        for each in model.fields
    )
