"""Request Body Objects -> the arguments of a method, and how the client writes the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator import reserved
from generator.ir.operations import Body, BodyArgument, Content, ContentKind, PartEncoding
from generator.ir.types import (
    BOOLEANS,
    Anything,
    Binary,
    Declaration,
    Field,
    ListOf,
    MapOf,
    Model,
    Named,
    Nullable,
    Scalar,
    Type,
)
from generator.ir.walk import non_null
from generator.json_types import JsonScalar
from generator.media_types import essence
from generator.naming import UsedNames, reserve
from generator.openapi import Node
from generator.parser.drafts import NameHint, hint_inside
from generator.parser.operations.common_fields import (
    STRUCTURED,
    common_type,
    repeats_schema,
    required_fields,
)
from generator.parser.operations.drafts import DraftBody
from generator.parser.operations.encodings import encodings
from generator.parser.operations.examples import example_of
from generator.parser.operations.responses import content_type
from generator.parser.queries.keywords import kinds
from generator.parser.queries.media_types import content_kind, media_types
from generator.parser.queries.nodes import description_of, is_true, resolved
from generator.parser.schemas.schemas import Schemas
from generator.parser.variants import Variants

FORMS: Final = {ContentKind.FORM, ContentKind.MULTIPART}


def draft_body(schemas: Schemas, operation: Node, hint: NameHint) -> DraftBody | None:
    """The body of an operation with draft types, JSON first and texts last."""
    child = operation.get("requestBody")
    if child is None:
        return None
    node = resolved(child)
    hint = hint_inside(child, node, hint.child("body", "request_body"))
    entries = media_types(node)
    if not entries and not node.is_reference:
        message = "this body has no `content`, so the client sends it as it is"
        schemas.context.warn(node, "fallback-type", message)
    required = is_true(node, "required")
    if not entries:
        content = Content("application/octet-stream", ContentKind.BINARY, Binary())
        return DraftBody(required, (content,))
    entries.sort(key=lambda entry: _rank(content_kind(entry[0], entry[1].get("schema"))))
    # Without `required`, a body is optional by the standard, but documents rarely mean that.
    return DraftBody(
        required,
        tuple(_contents(schemas, entries, hint)),
        optional="required" in node and not required,
        description=description_of(schemas.context, child),
        example=example_of(entries[0][1]),
    )


def extra_arguments(operation: Node) -> set[str]:
    """The arguments that a method may have beside its parameters and the properties of its body."""
    child = operation.get("requestBody")
    if child is None:
        return set()
    several = len(media_types(resolved(child))) > 1
    return {"additional_properties", *(["content_type"] if several else [])}


def _rank(kind: ContentKind) -> int:
    """JSON first, texts last."""
    return 0 if kind is ContentKind.JSON else 2 if kind is ContentKind.TEXT else 1


def _contents(
    schemas: Schemas, entries: Sequence[tuple[str, Node]], hint: NameHint
) -> list[Content]:
    """The contents. A text with the same schema as a structured content has its type (see `overloads`)."""
    contents: list[Content] = []
    structured: list[tuple[Node, Type]] = []
    common = common_type(schemas, entries, hint)
    for media_type, entry in entries:
        schema = entry.get("schema") or entry.get("itemSchema")
        kind = _kind(schemas, media_type, entry)
        same = (type_ for other, type_ in structured if repeats_schema(schemas, schema, other))
        existing = next(same, None)
        if common is not None:
            type_: Type = common
        elif kind in FORMS and _is_unnamed(entry):
            type_ = MapOf(Anything())
        elif existing is None or kind is ContentKind.BINARY:
            type_ = content_type(schemas, kind, entry, hint)
        elif kind is ContentKind.JSON_LINES:
            type_ = existing.item if isinstance(existing, ListOf) else existing
        else:
            type_ = existing
        if schema is not None and kind in STRUCTURED:
            structured.append((schema, type_))
        parts = encodings(schemas.context, kind, entry)
        requires = required_fields(schemas, entry, hint) if common is not None else ()
        contents.append(Content(media_type, kind, type_, parts, requires))
    return contents


def _kind(schemas: Schemas, media_type: str, entry: Node) -> ContentKind:
    """How the client writes a content. Contents without a type are reported."""
    kind = content_kind(media_type, entry.get("schema") or entry.get("itemSchema"))
    if kind is ContentKind.EVENTS:
        message = "events to send have no types: the client sends them as text"
        schemas.context.warn(entry, "fallback-type", message)
        return ContentKind.TEXT
    if kind not in FORMS or not _is_unnamed(entry):
        return kind
    if kind is ContentKind.FORM or essence(media_type) == "multipart/form-data":
        message = "a form has fields, but this schema is a single value: the client takes any fields by name"
        schemas.context.warn(entry, "fallback-type", message)
        return kind
    message = "parts without names have no types: the client sends the body as it is"
    schemas.context.warn(entry, "fallback-type", message)
    return ContentKind.BINARY


def _is_unnamed(entry: Node) -> bool:
    """Whether a form is not an object of parts: a list of them (OpenAPI 3.2), or one text or file."""
    schema = entry.get("schema")
    admitted = set(kinds(schema.resolve()) if schema is not None else ()) - {"null"}
    return "itemSchema" in entry or (bool(admitted) and "object" not in admitted)


def finish_body(
    draft: DraftBody,
    taken: Sequence[str],
    variants: Variants,
    declarations: Mapping[str, Declaration],
) -> Body:
    """The body with its arguments: the properties of the model that all its contents share, or the body itself.

    `taken` are the names of the operation's parameters, which come first.
    """
    contents = [_finish_content(content, variants, declarations) for content in draft.contents]
    several = ["content_type"] if len(contents) > 1 else []
    used_names = UsedNames([*taken, *several, "additional_properties"])
    model = _shared_model(contents, declarations)
    if model is None or _is_open(model) or _takes_whole(draft, contents, model):
        name = _argument("body", used_names)
        return Body(
            draft.required,
            tuple(contents),
            name,
            description=draft.description,
            example=draft.example,
        )
    arguments = tuple(
        BodyArgument(_argument(field.name, used_names), field.name, _default(field, draft.streams))
        for field in model.fields
    )
    return Body(
        draft.required or any(field.required for field in model.fields),
        tuple(replace(content, type=Named(model.name)) for content in contents),
        model=model.name,
        arguments=arguments,
        description=draft.description,
        example=draft.example,
    )


def _finish_content(
    content: Content, variants: Variants, declarations: Mapping[str, Declaration]
) -> Content:
    """The content with its final type; a form of any value becomes a form of any fields."""
    if content.kind is ContentKind.BINARY:
        return content
    is_multipart = content.kind is ContentKind.MULTIPART
    type_ = (variants.multipart if is_multipart else variants.request)(content.type)
    if content.kind in FORMS and type_ == Anything():
        type_ = MapOf(Anything())
    model = _model_of(type_, declarations)
    if model is None:
        return replace(content, type=type_)
    files = _file_encodings(content, model) if is_multipart else content.encodings
    optional = {field.wire for field in model.fields if not field.required}
    requires = tuple(wire for wire in content.requires if wire in optional)
    return replace(content, type=type_, encodings=files, requires=requires)


def _is_open(model: Model) -> bool:
    """Whether a body has only additional properties."""
    return not model.fields and model.extras is not None


def _takes_whole(draft: DraftBody, contents: Sequence[Content], model: Model) -> bool:
    """Whether the body may be absent or null, which the properties of a model with required ones cannot express."""
    nullable = any(isinstance(content.type, Nullable) for content in contents)
    return (nullable or draft.optional) and any(field.required for field in model.fields)


def _default(field: Field, streams: bool | None) -> JsonScalar:
    """The value that the client sends: of a constant, or of the property `stream`.

    An optional `stream` is left out of requests without a stream.
    """
    type_ = non_null(field.type)
    is_flag = field.wire == "stream" and isinstance(type_, Scalar) and type_.kind in BOOLEANS
    flag = streams if is_flag and (streams or field.required) else None
    return field.constant if flag is None else flag


def _argument(name: str, used_names: UsedNames) -> str:
    name = reserve(name, reserved.ARGUMENTS)
    return used_names.allocate(name if name not in used_names else f"{name.rstrip('_')}_body")


def _shared_model(
    contents: Sequence[Content], declarations: Mapping[str, Declaration]
) -> Model | None:
    """The model that is the type of every content, if there is one."""
    types = {non_null(content.type) for content in contents}
    if len(types) != 1 or any(content.kind not in STRUCTURED for content in contents):
        return None
    return _model_of(types.pop(), declarations)


def _model_of(type_: Type, declarations: Mapping[str, Declaration]) -> Model | None:
    inner = non_null(type_)
    declaration = declarations.get(inner.name) if isinstance(inner, Named) else None
    return declaration if isinstance(declaration, Model) else None


def _file_encodings(content: Content, model: Model) -> tuple[PartEncoding, ...]:
    """The encodings of a multipart body, with one for every part that is a file."""
    result = {encoding.wire: encoding for encoding in content.encodings}
    for field in model.fields:
        if _is_file(field.type):
            encoding = result.get(field.wire, PartEncoding(field.wire))
            result[field.wire] = replace(encoding, is_file=True)
    return tuple(result.values())


def _is_file(type_: Type) -> bool:
    match type_:
        case Binary():
            return True
        case Nullable(inner):
            return _is_file(inner)
        case ListOf(item):
            return _is_file(item)
        case _:
            return False
