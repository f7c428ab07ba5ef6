"""Errors of the API as responses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from msgspec import UNSET

from ...descriptors.api import ApiDescription
from ...descriptors.operation import Operation
from ...errors import APIStatusError, ArgumentError
from ...http.headers import Headers, MutableHeaders
from ...json_data import is_object, lookup, place, steps
from ...models.constraints import satisfies
from ...models.drift import Drift, Report
from ...models.encoding.json_types import to_json
from ...models.fields.wire_names import ANY_NAMES
from ...models.type_info import Field, member_at, type_info_of
from ...redaction import Redactor
from ...responses.error_response import documented_body, status_error
from ...responses.statuses import FAMILY_CLASSES, STATUS_CLASSES, reason
from ...serialization.validation import to_wire
from ...transport.messages import HTTPResponse
from ..problems import FakeError
from ..transport import response
from ..values import wire_sample
from .results import Answer

# The places of the parts of an error in a body whose envelope the document does not describe.
_USUAL = {
    "code": ("/error/code", "/code", "/error/type", "/type"),
    "message": ("/error/message", "/message", "/detail", "/error_description", "/title", "/error"),
    "details": ("/error/details", "/details"),
}
_STATUS = ("/status", "/statusCode", "/code", "/error/status", "/error/code")


@dataclass(frozen=True)
class ErrorScript:
    """What a test says about an error response. Parts that are not given are filled in."""

    kind: type[APIStatusError]
    status: int | None = None
    message: str | None = None
    code: str | None = None
    details: object = UNSET
    retry_after: float | None = None
    headers: Mapping[str, str] | None = None
    body: object = UNSET

    @classmethod
    def of(cls, error: type[APIStatusError] | APIStatusError, **given: Any) -> ErrorScript:
        """The script for an error class, or for an error that a test has made by hand.

        Args:
            given: Parts that replace those of the error, unless they have their default.

        Raises:
            FakeError: It is neither.
        """
        parts = {key: value for key, value in given.items() if value is not getattr(cls, key)}
        if isinstance(error, type):
            _check_class(error)
            return cls(error, **parts)
        _check_class(type(error))
        by_hand = cls(
            type(error),
            error.status_code or None,
            error.message or None,
            error.code,
            UNSET if error.details is None else error.details,
            error.retry_after,
            dict(error.headers.items_list()),
        )
        return replace(by_hand, **parts)

    def check(self) -> None:
        """Compare the parts with what a response can have.

        Raises:
            FakeError: One cannot be sent.
        """
        if self.status is not None and self.status not in range(300, 600):
            raise FakeError(f"status_code must be from 300 to 599, not {self.status!r}")
        if self.retry_after is not None and not _is_duration(self.retry_after):
            raise FakeError(
                f"retry_after must be a number of seconds from 0, not {self.retry_after!r}"
            )
        headers: Mapping[str, object] = self.headers or {}
        for name, value in headers.items():
            if not (isinstance(value, str) and value.isascii() and value.isprintable()):
                raise FakeError(f"the header {name} must be printable ASCII text, not {value!r}")


def _is_duration(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value < inf


def _check_class(kind: type) -> None:
    """Raise an error if a class has no responses."""
    if not issubclass(kind, APIStatusError):
        raise FakeError(
            f"raises() takes an APIStatusError or a subclass, not {kind.__name__};"
            " fails() lets a call fail without a response"
        )


def error_answer(api: ApiDescription, operation: Operation[Any], script: ErrorScript) -> Answer:
    """The error response for a script.

    Raises:
        FakeError: The document does not allow this response, or the client would not raise this error for it.
    """
    script.check()
    status, class_code = _status_and_code(api, script)
    code = script.code or class_code
    documented = api.error_bodies().get(script.kind) or documented_body(operation.errors, status)
    type_: object = Any if documented is None else documented.type
    try:
        body = to_wire(_body(api, script, type_, status, code), type_, "body", names=ANY_NAMES)
    except ArgumentError as error:
        raise FakeError(f"{operation.name} cannot raise {script.kind.__name__}: {error}") from error
    headers = MutableHeaders([(b"content-type", b"application/json")])
    headers.update(script.headers or {})
    if script.retry_after is not None:
        headers["retry-after"] = f"{script.retry_after:.6f}".rstrip("0").rstrip(".")
    content = to_json(body)
    _check(api, operation, script.kind, HTTPResponse(status, Headers(headers.items()), content))
    return lambda call: response(status, content, headers=dict(headers))


def _check(
    api: ApiDescription, operation: Operation[Any], kind: type, answer: HTTPResponse
) -> None:
    """Raise an error if the client would raise another class."""
    report = Report(operation.name, Drift())
    raised = type(status_error(api, answer, Redactor(), operation.errors, report))
    if raised is not kind and kind is not APIStatusError:
        raise FakeError(
            f"{operation.name} raises {raised.__name__}, not {kind.__name__},"
            f" for the status {answer.status} and this body"
        )


def _status_and_code(api: ApiDescription, script: ErrorScript) -> tuple[int, str | None]:
    """The status and the code of an error class.

    Raises:
        FakeError: The class stands for several statuses, and the script names none.
    """
    for (status, code), kind in api.error_classes().items():
        if kind is script.kind:
            return script.status or status, code or None
    for status, kind in STATUS_CLASSES.items():
        if kind is script.kind:
            return script.status or status, None
    if script.status is None:
        name = script.kind.__name__
        families = [str(family) for family, kind in FAMILY_CLASSES.items() if kind is script.kind]
        raise FakeError(f"pass status_code={''.join(families) or 4}..: {name} has several statuses")
    return script.status, None


def _body(
    api: ApiDescription, script: ErrorScript, type_: object, status: int, code: str | None
) -> object:
    if script.body is not UNSET:
        return script.body
    body: object = {} if type_ is Any else wire_sample(type_, "error")
    if not is_object(body):
        return body
    parts: dict[str, object] = {
        "code": UNSET if code is None else code,
        "message": script.message or reason(status),
        "details": script.details,
    }
    is_given = {"code": script.code is not None, "details": script.details is not UNSET}
    _place_status(body, type_, status)
    places = dict(api.error_fields)
    if code is None:
        parts["code"] = _other_code(api, type_, body, places.get("code"), status)
    for name, value in parts.items():
        pointer = places.get(name) or usual_place(name, type_)
        if value is not UNSET and pointer is not None:
            place(body, pointer, value)
        elif is_given.get(name):
            raise FakeError(f"the API's errors have no {name}")
    return body


def _place_status(body: dict[str, object], type_: object, status: int) -> None:
    """Set the properties that repeat the status as a number."""
    for pointer in _STATUS:
        info = type_info_of(_type_at(type_, pointer))
        if info.kind == "integer" and satisfies(status, info.metas):
            place(body, pointer, status)


def _other_code(
    api: ApiDescription, type_: object, body: object, pointer: str | None, status: int
) -> object:
    """A code without a class of its own; UNSET if the body has none yet, or already another one."""
    pointer = pointer or usual_place("code", type_)
    own = {code for known, code in api.error_classes() if known == status}
    if pointer is None or lookup(body, pointer) not in own:
        return UNSET
    info = type_info_of(_type_at(type_, pointer))
    choices = info.arguments if info.kind == "literal" else ("OTHER",)
    return next((choice for choice in choices if choice not in own), UNSET)


def _type_at(type_: object, pointer: str) -> object:
    for step in steps(pointer):
        member = member_at(type_, step)
        type_ = member.type if isinstance(member, Field) else member
    return type_


def usual_place(name: str, type_: object) -> str | None:
    """The usual pointer to a part of an error that the type of the body has."""
    for pointer in _USUAL[name]:
        current = type_
        for step in steps(pointer):
            member = member_at(current, step)
            current = member.type if isinstance(member, Field) else None
        if type_ is Any or (current is not None and type_info_of(current).kind != "object"):
            return pointer
    return None
