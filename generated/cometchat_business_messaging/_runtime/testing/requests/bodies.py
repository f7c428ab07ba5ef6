"""Whether the body of a request is as the document says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from ...descriptors.bodies import BodyKind, Form, Json, Multipart, Part
from ...descriptors.operation import Operation
from ...errors import ResponseError
from ...models.codec import decode
from ...models.drift import strict_report
from ...models.type_info import TypeInfo, kinds_of, members_of
from .calls import FakeCall
from .texts import SCALARS, problem_of

_Form: TypeAlias = Mapping[str, Sequence[bytes]]


def body_problems(operation: Operation[Any], call: FakeCall) -> Iterator[str]:
    """How the body differs from the document, each as the end of a sentence about the request."""
    kind = call.kind
    # The form of a model without values has no bytes.
    is_form = isinstance(kind, Form | Multipart) and kind.required
    if not call.content and not is_form:
        if operation.body and all(kind.required for kind in operation.body):
            yield "has no body"
        return
    if operation.body and kind is None:
        yield f"has a body of the media type {call.media_type or 'none'}"
    problem = "" if kind is None else _problem(call, kind)
    if problem:
        yield f"has a body that the document does not allow: {problem}"


def _problem(call: FakeCall, kind: BodyKind) -> str:
    if isinstance(kind, Form | Multipart):
        return _form_problem(kind, call.form)
    if isinstance(kind, Json):
        try:
            decode(call.content, kind.type, strict_report(call.operation))
        except ResponseError as error:
            return str(error)
    return ""


def _form_problem(kind: BodyKind, form: _Form) -> str:
    """Why a form is not allowed; empty if it has the fields of one of the objects that its type admits."""
    members = list(members_of(kind.type))
    if any(each.kind != "object" for each in members):
        return ""
    problems = [next(_field_problems(kind, each, form), "") for each in members]
    return "" if "" in problems else problems[0]


def _field_problems(kind: BodyKind, info: TypeInfo, form: _Form) -> Iterator[str]:
    encodings = {part.wire: part for part in kind.encodings}
    for wire, field in info.fields.items():
        part = encodings.get(wire, Part(wire))
        values = form.get(wire, ())
        if not values:
            is_required = field.required or wire in kind.requires
            if is_required and not _can_be_absent(field.type, part, form):
                yield f"{wire}: is required"
        elif len(values) > 1 and kinds_of(field.type) <= SCALARS:
            yield f"{wire}: must be sent once, but is sent {len(values)} times"
        elif part.media_type is None and part.style in (None, "form") and part.explode is not False:
            problem = problem_of([each.decode("utf-8", "replace") for each in values], field.type)
            if problem:
                yield f"{wire}{'' if problem[0] == '[' else ': '}{problem}"


def _can_be_absent(type_: object, part: Part, form: _Form) -> bool:
    """Whether a form without a field can have its value: no null and no item is sent, and properties have own names."""
    kinds = kinds_of(type_)
    is_spread = part.style is not None or part.explode is not None
    return (
        not kinds.isdisjoint({"null", "any", "array", "map"})
        or (is_spread and "object" in kinds)
        or any(name.startswith(f"{part.wire}[") for name in form)
    )
