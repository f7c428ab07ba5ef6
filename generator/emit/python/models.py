"""A declaration -> the lines of its class or alias."""

from __future__ import annotations

from dataclasses import dataclass

from generator.emit.python.annotations import Annotator, Place, literal_annotation
from generator.emit.python.html import as_markdown
from generator.emit.python.imports import Scope
from generator.emit.python.literals import (
    WIDTH,
    docstring,
    literal,
    one_line,
    prose,
    sentences,
)
from generator.emit.python.servers import sequence
from generator.ir.types import (
    Alias,
    Anything,
    Condition,
    Direction,
    Field,
    ListOf,
    Literal,
    LiteralMember,
    MapOf,
    Model,
    Named,
    Nullable,
    Scalar,
    Type,
    Union,
)
from generator.naming import camel, screaming_case


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field of a class: its line, and the docstring under it."""

    line: str
    docstring: str


def base(model: Model, scope: Scope) -> str:
    """The base classes and options of the model's class."""
    options = {
        "kw_only=True": bool(model.fields or model.extras),
        "gc=False": _has_plain_fields_only(model, scope),
        'rename="camel"': _renames(model),
    }
    kind = scope.use("Model" if model.extras is None else "OpenModel")
    return ", ".join([kind, *(option for option, applies in options.items() if applies)])


def class_docstring(declaration: Model | Alias, indent: str = "    ") -> str:
    text = as_markdown(declaration.description) or declaration.name
    lines = prose(text, WIDTH - len(indent))
    return docstring([*lines, *(["", "Deprecated."] if declaration.deprecated else [])], indent)


def field_texts(model: Model, scope: Scope) -> list[FieldText]:
    """Required fields come first only in the docs of the API; keyword-only, their order is the document's."""
    renamed = _renames(model)
    return [
        FieldText(_field(field, model, scope, renamed), _field_docstring(field))
        for field in model.fields
    ]


def extras_annotation(model: Model, scope: Scope) -> str:
    """The annotation of the field that holds the additional properties."""
    assert model.extras is not None
    scope.use("field")
    value = Annotator(scope, model.direction, Place.FIELD).annotate(model.extras)
    return f"{scope.builtin('dict')}[{scope.builtin('str')}, {value}]"


def field_annotation(
    field: Field, model: Model, scope: Scope, place: Place, direction: Direction
) -> str:
    """A field's type: what is optional admits None, or UNSET where null differs from absent."""
    text = Annotator(scope, direction, place).annotate(_inner(field.type))
    if field.required and (text == "None" or isinstance(_inner(field.type), Anything)):
        return text
    nullable = isinstance(field.type, Nullable)
    unset = [scope.use("UnsetType")] if tells_null(field, model) else []
    none = ["None"] if (nullable or not field.required) and text != "None" else []
    return " | ".join([text, *unset, *none])


def tells_null(field: Field, model: Model) -> bool:
    """Whether null and absent mean different things to the API, and a caller can say both."""
    nullable = isinstance(field.type, Nullable)
    return nullable and not field.required and Direction.INPUT in model.direction


def default(field: Field, model: Model, scope: Scope) -> str | None:
    """The default of an optional field or argument."""
    if field.required:
        return None
    return scope.use("UNSET") if tells_null(field, model) else "None"


def alias_text(alias: Alias, scope: Scope) -> str:
    """The statement(s) that define a named type.

    An enumeration is a plain alias. Any other alias is built when it is first used, because the models that it names
    may need this module themselves.
    """
    if isinstance(alias.type, Literal) and {type(value) for value in alias.type.values} <= {
        str,
        int,
    }:
        return f"{alias.name}: {scope.use('TypeAlias')} = {literal_annotation(scope, alias.type)}"
    plain = Annotator(scope, alias.direction, own=alias.name).annotate(alias.type)
    scope.use("TYPE_CHECKING")
    return (
        f'if TYPE_CHECKING:\n    {alias.name}: {scope.use("TypeAlias")} = "{_escaped(plain)}"\n'
        f"else:\n    {alias.name} = {_lazy(alias, scope)}"
    )


def alias_docstring(alias: Alias) -> str:
    """The description of a named type, with its documented values."""
    lines = prose(as_markdown(alias.description) or alias.name, WIDTH)
    values = [_documented(member) for member in alias.members if member.description or member.name]
    return docstring([*lines, *([""] if values else []), *values])


def _renames(model: Model) -> bool:
    """Whether msgspec's own camel case rule gives every wire name (and changes at least one)."""
    return all(camel(f.name) == f.wire for f in model.fields) and any(
        f.name != f.wire for f in model.fields
    )


def _has_plain_fields_only(model: Model, scope: Scope) -> bool:
    """Whether no cycle of references can lead through an instance, whatever a caller puts into its fields.

    The garbage collector need not know such an instance, which is smaller and read faster then.
    """
    fields = model.fields if model.extras is None else ()
    return bool(fields) and all(_is_plain(field.type, scope) for field in fields)


def _is_plain(type_: Type, scope: Scope) -> bool:
    """Whether values of this type can hold no model."""
    match type_:
        case Scalar() | Literal():
            return True
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            return _is_plain(inner, scope)
        case Union(members):
            return all(_is_plain(member, scope) for member in members)
        case Named(name):
            alias = scope.alias(name)
            return alias is not None and isinstance(alias.type, Scalar | Literal)
        case _:
            return False


def _field(field: Field, model: Model, scope: Scope, renamed: bool) -> str:
    annotation = field_annotation(field, model, scope, Place.FIELD, model.direction)
    value = default(field, model, scope)
    if not renamed and field.name != field.wire:
        options = f", default={value}" if value else ""
        return f"{field.name}: {annotation} = {scope.use('field')}(name={literal(field.wire)}{options})"
    return f"{field.name}: {annotation}" + (f" = {value}" if value else "")


def _field_docstring(field: Field) -> str:
    default_text = f"Default: `{one_line(literal(field.default))}`." if field.has_default else ""
    deprecated = "Deprecated." if field.deprecated else ""
    text = sentences(as_markdown(field.description).strip(), default_text, deprecated)
    return docstring(prose(text, WIDTH - 4), "    ") if text else ""


def _inner(type_: Type) -> Type:
    return type_.inner if isinstance(type_, Nullable) else type_


def _documented(member: LiteralMember) -> str:
    """A value with its name, unless it is what the value would be called anyway, and its description."""
    description = one_line(as_markdown(member.description))
    is_told = member.name and member.name != screaming_case(str(member.value))
    name = f" ({member.name})" if is_told and description else ""
    return f"- `{one_line(literal(member.value))}`{name}: {description or member.name}"


def _lazy(alias: Alias, scope: Scope) -> str:
    coded = Annotator(scope, alias.direction, Place.VALUE, own=alias.name)
    union = _inner(alias.type)
    members = union.members if isinstance(union, Union) else (union,)
    types = "".join(f"{coded.annotate(member)}, " for member in members)
    nothing = "None, " if isinstance(alias.type, Nullable) else ""
    return f"{scope.use('one_of')}(lambda: ({types}{nothing}){_discriminator(union, scope)})"


def _discriminator(type_: Type, scope: Scope) -> str:
    if not isinstance(type_, Union) or type_.discriminator is None:
        return ""
    found = type_.discriminator
    mapping = ", ".join(
        f"{literal(value)}: {scope.declared(name)}" for value, name in found.mapping
    )
    default = f", default=lambda: {scope.declared(found.default)}" if found.default else ""
    return f", discriminator={literal(found.wire)}, mapping=lambda: {{{mapping}}}{default}"


def _escaped(annotation: str) -> str:
    return annotation.replace("\\", "\\\\").replace('"', '\\"')


def checks(model: Model, scope: Scope) -> list[str]:
    """The statements that refuse an instance at its construction, if only callers construct it."""
    if model.direction is not Direction.INPUT:
        return []
    found = [_condition(condition, scope) for condition in model.conditions]
    if model.exactly_one_of:
        groups = (
            literal(group[0]) if len(group) == 1 else sequence(map(literal, group))
            for group in model.exactly_one_of
        )
        found.append(f"{scope.use('exactly_one')}(self, {', '.join(groups)})")
    return found


def _condition(condition: Condition, scope: Scope) -> str:
    lengths = {"min_length": condition.min_length, "max_length": condition.max_length}
    given = (f", {name}={bound}" for name, bound in lengths.items() if bound is not None)
    said = f"{literal(condition.name)}, {literal(condition.value)}, {literal(condition.then)}"
    return f"{scope.use('limited_when')}(self, {said}{''.join(given)})"
