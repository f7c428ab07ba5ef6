"""Declaration -> the parts of its class or the statement of its alias."""

from __future__ import annotations

from dataclasses import dataclass

from generator.emit import LINE_LENGTH
from generator.emit.python.imports import Imports
from generator.emit.python.text.docstrings import docstring
from generator.emit.python.text.html import as_markdown
from generator.emit.python.text.literals import literal, tuple_of
from generator.emit.python.text.paragraphs import add_sentences, one_line, prose
from generator.emit.python.type_expressions import (
    Position,
    TypeWriter,
    is_literal_type,
    literal_type,
)
from generator.ir.types import (
    Alias,
    Anything,
    Condition,
    Direction,
    Field,
    FieldChoice,
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
from generator.ir.walk import non_null
from generator.naming import camel, screaming_case


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field of a class: its line and its docstring."""

    line: str
    docstring: str


def base_classes(model: Model, imports: Imports) -> str:
    """Return the base class of a model and the keyword arguments of its class statement."""
    options = {
        "kw_only=True": bool(model.fields or model.extras),
        "gc=False": _has_plain_fields_only(model, imports),
        'rename="camel"': _uses_camel_case(model),
    }
    has_special_fields = any(
        field.constant is not None or is_read_as_none(field, model, imports)
        for field in model.fields
    )
    closed = "ModelWithSpecialFields" if has_special_fields else "Model"
    kind = imports.use(closed if model.extras is None else "OpenModel")
    return ", ".join([kind, *(option for option, applies in options.items() if applies)])


def class_docstring(model: Model) -> str:
    """Return the description of a model."""
    lines = prose(as_markdown(model.description) or model.name, LINE_LENGTH - 4)
    return docstring([*lines, *(["", "Deprecated."] if model.deprecated else [])], "    ")


def field_texts(model: Model, imports: Imports) -> list[FieldText]:
    """Return the fields in the order of the document. They are keyword-only, so required ones need not come first."""
    uses_camel_case = _uses_camel_case(model)
    return [
        FieldText(_field(field, model, imports, uses_camel_case), _field_docstring(field))
        for field in model.fields
    ]


def extras_line(model: Model, imports: Imports) -> str:
    """Return the line of the field that holds the additional properties."""
    assert model.extras is not None
    value = TypeWriter(imports, model.direction, Position.FIELD).expression(model.extras)
    dict_ = imports.builtin("dict")
    annotation = f"{dict_}[{imports.builtin('str')}, {value}]"
    return f"additional_properties: {annotation} = {imports.use('field')}(default_factory={dict_})"


def argument_types(type_: Type, model: Model, imports: Imports) -> TypeWriter:
    """Return the writer for the type of an argument whose value is that of a field of the body's model."""
    return TypeWriter(imports, model.direction, dicts=imports.takes_dicts(type_))


def field_annotation(field: Field, model: Model, types: TypeWriter) -> str:
    """Return the type of a field. An optional field also admits None, and UNSET if null differs from absent."""
    inner = non_null(field.type)
    imports, text = types.imports, types.expression(inner)
    if field.required and (text == "None" or isinstance(inner, Anything)):
        return text
    nullable = isinstance(field.type, Nullable)
    unset = [imports.use("UnsetType")] if distinguishes_null(field, model) else []
    none = ["None"] if (nullable or not field.required) and text != "None" else []
    return " | ".join([text, *unset, *none])


def distinguishes_null(field: Field, model: Model) -> bool:
    """Return whether the API distinguishes null from absent in a field that callers can send."""
    nullable = isinstance(field.type, Nullable)
    return nullable and not field.required and Direction.INPUT in model.direction


def is_read_as_none(field: Field, model: Model, imports: Imports) -> bool:
    """Return whether a field can be null and absent, and is read as None in both cases."""
    if field.required or field.constant is not None or Direction.INPUT in model.direction:
        return False
    alias = imports.alias(field.type.name) if isinstance(field.type, Named) else None
    return isinstance(field.type if alias is None else alias.type, Nullable | Anything)


def field_default(field: Field, model: Model, imports: Imports) -> str | None:
    """Return the default of an optional field or argument; None for a required one."""
    if field.required:
        return None
    return imports.use("UNSET") if distinguishes_null(field, model) else "None"


def alias_statements(alias: Alias, imports: Imports) -> str:
    """Return the statements that define a named type.

    An enumeration is a plain alias. Any other alias is built when it is first used, because the modules of the models
    in it can import this module.
    """
    if isinstance(alias.type, Literal) and is_literal_type(alias.type):
        return f"{alias.name}: {imports.use('TypeAlias')} = {literal_type(imports, alias.type)}"
    types = TypeWriter(imports, alias.direction, unqualified=frozenset([alias.name]))
    annotation = _escape_quotes(types.expression(alias.type))
    imports.use("TYPE_CHECKING")
    return (
        f'if TYPE_CHECKING:\n    {alias.name}: {imports.use("TypeAlias")} = "{annotation}"\n'
        f"else:\n    {alias.name} = {_lazy_union(alias, imports)}"
    )


def alias_docstring(alias: Alias) -> str:
    """Return the description of a named type and its documented values."""
    lines = prose(as_markdown(alias.description) or alias.name, LINE_LENGTH)
    values = [
        _documented_value(member) for member in alias.members if member.description or member.name
    ]
    return docstring([*lines, *([""] if values else []), *values])


def _uses_camel_case(model: Model) -> bool:
    """Return whether the camel case rule of msgspec gives every wire name and changes at least one."""
    return all(camel(f.name) == f.wire for f in model.fields) and any(
        f.name != f.wire for f in model.fields
    )


def _has_plain_fields_only(model: Model, imports: Imports) -> bool:
    """Return whether an instance can never be part of a reference cycle, whatever values a caller assigns.

    The garbage collector need not track such an instance, which saves memory and decoding time.
    """
    fields = model.fields if model.extras is None else ()
    return bool(fields) and all(_is_plain(field.type, imports) for field in fields)


def _is_plain(type_: Type, imports: Imports) -> bool:
    """Return whether no value of the type can contain a model."""
    match type_:
        case Scalar() | Literal():
            return True
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            return _is_plain(inner, imports)
        case Union(members):
            return all(_is_plain(member, imports) for member in members)
        case Named(name):
            alias = imports.alias(name)
            return alias is not None and isinstance(alias.type, Scalar | Literal)
        case _:
            return False


def _field(field: Field, model: Model, imports: Imports, uses_camel_case: bool) -> str:
    annotation = field_annotation(
        field, model, TypeWriter(imports, model.direction, Position.FIELD)
    )
    value = field_default(field, model, imports)
    is_renamed = not uses_camel_case and field.name != field.wire
    options = [f"name={literal(field.wire)}"] if is_renamed else []
    options += [f"default={value}"] if value and is_renamed else []
    text = f"{field.name}: {annotation}"
    if field.constant is not None:
        arguments = ", ".join([literal(field.constant), *options])
        return f"{text} = {imports.use('constant_field')}({arguments})"
    if is_read_as_none(field, model, imports):
        name = f"name={literal(field.wire)}" if is_renamed else ""
        return f"{text} = {imports.use('nullable_field')}({name})"
    if is_renamed:
        return f"{text} = {imports.use('field')}({', '.join(options)})"
    return text + (f" = {value}" if value else "")


def _field_docstring(field: Field) -> str:
    default_text = f"Default: `{one_line(literal(field.default))}`." if field.has_default else ""
    deprecated = "Deprecated." if field.deprecated else ""
    text = add_sentences(as_markdown(field.description).strip(), default_text, deprecated)
    return docstring(prose(text, LINE_LENGTH - 4), "    ") if text else ""


def _documented_value(member: LiteralMember) -> str:
    """Return a list item with the value, its name if that does not follow from the value, and its description."""
    description = one_line(as_markdown(member.description))
    has_own_name = member.name and member.name != screaming_case(str(member.value))
    name = f" ({member.name})" if has_own_name and description else ""
    return f"- `{one_line(literal(member.value))}`{name}: {description or member.name}"


def _lazy_union(alias: Alias, imports: Imports) -> str:
    types = TypeWriter(
        imports, alias.direction, Position.VALUE, unqualified=frozenset([alias.name])
    )
    union = non_null(alias.type)
    members = types.members(union) if isinstance(union, Union) else [types.expression(union)]
    listed = "".join(f"{member}, " for member in members)
    null = "None, " if isinstance(alias.type, Nullable) else ""
    return f"{imports.use('one_of')}(lambda: ({listed}{null}){_discriminator(union, imports)})"


def _discriminator(type_: Type, imports: Imports) -> str:
    if not isinstance(type_, Union) or type_.discriminator is None:
        return ""
    discriminator = type_.discriminator
    mapping = ", ".join(
        f"{literal(value)}: {imports.declaration(name)}" for value, name in discriminator.mapping
    )
    others = "".join(
        f", {option}=lambda: {imports.declaration(name)}"
        for option, name in (("default", discriminator.default), ("base", discriminator.base))
        if name is not None
    )
    name = literal(discriminator.wire)
    return f", discriminator={name}, mapping=lambda: {{{mapping}}}{others}"


def _escape_quotes(annotation: str) -> str:
    return annotation.replace("\\", "\\\\").replace('"', '\\"')


def checks(model: Model, imports: Imports) -> list[str]:
    """Return the statements that validate a new instance; none unless only callers construct instances."""
    if model.direction is not Direction.INPUT:
        return []
    statements = [_condition(condition, imports) for condition in model.conditions]
    return [*statements, *(_choice(choice, imports) for choice in model.choices)]


def _choice(choice: FieldChoice, imports: Imports) -> str:
    groups = (
        literal(group[0]) if len(group) == 1 else tuple_of(map(literal, group))
        for group in choice.groups
    )
    check = imports.use("exactly_one" if choice.exclusive else "at_least_one")
    return f"{check}(self, {', '.join(groups)})"


def _condition(condition: Condition, imports: Imports) -> str:
    lengths = {"min_length": condition.min_length, "max_length": condition.max_length}
    bounds = (f", {name}={bound}" for name, bound in lengths.items() if bound is not None)
    values = f"{literal(condition.name)}, {literal(condition.value)}, {literal(condition.then)}"
    return f"{imports.use('limited_when')}(self, {values}{''.join(bounds)})"
