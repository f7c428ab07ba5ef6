"""Request Body Objects -> what a method takes and how it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator import reserved
from generator.ir.operations import Body, BodyArgument, Content, ContentKind, PartEncoding
from generator.ir.types import (
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
    ScalarKind,
    Type,
)
from generator.ir.walk import non_null
from generator.naming import Scope, reserve
from generator.openapi import Node
from generator.parser.context import described, flag, resolved
from generator.parser.drafts import NameHint, hint_inside
from generator.parser.operations.encodings import encodings
from generator.parser.operations.media_types import content_kind, essence, media_types
from generator.parser.operations.responses import content_type
from generator.parser.schemas.keywords import kinds
from generator.parser.schemas.schemas import Schemas

STRUCTURED = {ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART}
FORMS = {ContentKind.FORM, ContentKind.MULTIPART}


def draft(schemas: Schemas, operation: Node, hint: NameHint) -> Body | None:
    """The body of an operation with draft types, JSON first and texts last."""
    child = operation.get("requestBody")
    if child is None:
        return None
    node = resolved(child)
    hint = hint_inside(child, node, hint.child("body"))
    entries = media_types(node)
    if not entries and node.reference is None:
        schemas.context.warn(
            node, "widened-type", "this body has no `content`, so it is sent as it is given"
        )
    if not entries:
        content = Content("application/octet-stream", ContentKind.BINARY, Binary())
        return Body(flag(node, "required"), (content,))
    entries.sort(key=lambda entry: _rank(content_kind(entry[0], entry[1].get("schema"))))
    explicit = "required" in node
    contents = _contents(schemas, entries, hint)
    # `required` is false unless said, but a document that says nothing hardly means that the body may be left out.
    return Body(
        flag(node, "required"),
        tuple(contents),
        arguments=None if explicit and not flag(node, "required") else (),
        description=described(schemas.context, child),
    )


def arguments_beside(operation: Node) -> set[str]:
    """The arguments that a method may have beside its body's and its parameters."""
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
    """The contents. A text that says the same as a content with a type has that type (see `renditions`)."""
    found: list[Content] = []
    typed: list[tuple[Node, Type]] = []
    for media_type, entry in entries:
        schema = entry.get("schema") or entry.get("itemSchema")
        kind = _kind(schemas, media_type, entry)
        known = next(
            (t for s, t in typed if schema is not None and _alike(schemas, schema, s)), None
        )
        if kind in FORMS and _is_unnamed(entry):
            type_: Type = MapOf(Anything())
        elif known is None or kind is ContentKind.BINARY:
            type_ = content_type(schemas, kind, entry, hint)
        elif kind is ContentKind.JSON_LINES:
            type_ = known.item if isinstance(known, ListOf) else known
        else:
            type_ = known
        if schema is not None and kind in STRUCTURED:
            typed.append((schema, type_))
        found.append(Content(media_type, kind, type_, encodings(schemas.context, kind, entry)))
    return found


def _kind(schemas: Schemas, media_type: str, entry: Node) -> ContentKind:
    """How a content is written. What cannot be typed is said."""
    kind = content_kind(media_type, entry.get("schema") or entry.get("itemSchema"))
    if kind is ContentKind.EVENTS:
        message = "events to send are not typed: they are sent as a text"
        schemas.context.warn(entry, "widened-type", message)
        return ContentKind.TEXT
    if kind not in FORMS or not _is_unnamed(entry):
        return kind
    if kind is ContentKind.FORM or essence(media_type) == "multipart/form-data":
        message = "a form has fields, of which this is only a value: it takes any, by their names"
        schemas.context.warn(entry, "widened-type", message)
        return kind
    message = "parts without names are not typed: the body is sent as it is given"
    schemas.context.warn(entry, "widened-type", message)
    return ContentKind.BINARY


def _is_unnamed(entry: Node) -> bool:
    """Whether a form is no object of parts: a list of them (OpenAPI 3.2), or one text or file."""
    schema = entry.get("schema")
    told = set(kinds(schema.resolve()) if schema is not None else ()) - {"null"}
    return "itemSchema" in entry or (bool(told) and "object" not in told)


def _alike(schemas: Schemas, first: Node, second: Node | None) -> bool:
    """Whether two media types describe the same value."""
    if second is None:
        return False
    return schemas.destination(first).address == schemas.destination(second).address or (
        first.value == second.value and first.file == second.file
    )


def finish(body: Body, taken: Sequence[str], declarations: Mapping[str, Declaration]) -> Body:
    """The body with its arguments: the properties of its model, if all its contents have the same, or the whole.

    `taken` are the names of the operation's parameters, which come first.
    """
    contents = tuple(_with_files(_named(content), declarations) for content in body.contents)
    scope = Scope(
        [*taken, *(["content_type"] if len(contents) > 1 else []), "additional_properties"]
    )
    model = _shared_model(contents, declarations)
    if model is None or not model.fields or _is_whole(body, contents, model):
        return replace(body, contents=contents, name=_argument("body", scope), arguments=None)
    plain = tuple(replace(content, type=Named(model.name)) for content in contents)
    arguments = tuple(
        BodyArgument(_argument(field.name, scope), field.name, _asks(field, body.streams))
        for field in model.fields
    )
    required = body.required or any(f.required for f in model.fields)
    return replace(body, required=required, contents=plain, model=model.name, arguments=arguments)


def _is_whole(body: Body, contents: Sequence[Content], model: Model) -> bool:
    """Whether there may be no body, or null for one, which no properties of it can say."""
    nullable = any(isinstance(content.type, Nullable) for content in contents)
    return (nullable or body.arguments is None) and any(f.required for f in model.fields)


def _asks(field: Field, streams: bool | None) -> bool | None:
    """What the property `stream` is where nothing else is given; what may be left out is, if that means no stream."""
    is_flag = field.wire == "stream" and non_null(field.type) == Scalar(ScalarKind.BOOLEAN)
    return streams if is_flag and (streams or field.required) else None


def _argument(name: str, scope: Scope) -> str:
    name = reserve(name, reserved.ARGUMENTS)
    return scope.claim(name if name not in scope else f"{name.rstrip('_')}_body")


def _shared_model(
    contents: Sequence[Content], declarations: Mapping[str, Declaration]
) -> Model | None:
    """The model that every content is, if there is one."""
    types = {non_null(content.type) for content in contents}
    if len(types) != 1 or any(content.kind not in STRUCTURED for content in contents):
        return None
    only = types.pop()
    found = declarations.get(only.name) if isinstance(only, Named) else None
    return found if isinstance(found, Model) else None


def _named(content: Content) -> Content:
    """The content where a form of which nothing is said has names at least."""
    is_any = content.kind in FORMS and content.type == Anything()
    return replace(content, type=MapOf(Anything())) if is_any else content


def _with_files(content: Content, declarations: Mapping[str, Declaration]) -> Content:
    """The content with an encoding for every part that is a file."""
    type_ = non_null(content.type)
    model = declarations.get(type_.name) if isinstance(type_, Named) else None
    if content.kind is not ContentKind.MULTIPART or not isinstance(model, Model):
        return content
    said = {encoding.wire: encoding for encoding in content.encodings}
    for field in model.fields:
        if _is_file(field.type):
            said[field.wire] = replace(said.get(field.wire, PartEncoding(field.wire)), is_file=True)
    return replace(content, encodings=tuple(said.values()))


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
