"""Webhooks: requests that the API sends, as models.

With a secret the sender is verified as in Standard Webhooks (https://www.standardwebhooks.com).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

import msgspec
from msgspec import UNSET, UnsetType

from .errors import ArgumentError, ResponseDecodeError
from .models.codec import decode, decode_parsed
from .models.decoders import convert
from .models.drift import Drift, Report
from .models.encoding.dicts import check_unknown_fields
from .models.type_info import type_info_of
from .models.unknown_fields import UnknownFields, find_unknown, keep
from .webhook_signatures import verify

T = TypeVar("T")


class Webhook(Generic[T]):
    """A webhook of the API.

    Attributes:
        wire: The name in the API's document.
        drift: The mismatches between requests and the API's document.
    """

    __slots__ = ("_kind", "_lazy", "_type", "drift", "wire")

    def __init__(
        self, package: str, wire: str, type: Callable[[], object], kind: str = "json"
    ) -> None:
        self.wire = wire
        self._kind = kind  # json, form, text or binary
        self.drift = Drift(package)
        self._lazy = type
        self._type: object = None

    def parse(
        self,
        body: bytes | bytearray | memoryview,
        headers: Mapping[str, str],
        *,
        secret: str | Sequence[str] | UnsetType = UNSET,
        unknown_fields: UnknownFields = "ignore",
    ) -> T:
        """The request's body as a model.

        Args:
            body: The bytes of the body exactly as they came, because the signature is of these bytes.
            headers: The request's headers. The case of names is ignored.
            secret: The secret with which the API signs (`whsec_...`), its public key for Ed25519 (`whpk_...`, with the
                package `cryptography`), or a list of them, if one must match. If it is left out, the sender is
                not verified. None is an error, so that a secret missing in the environment is noticed.
            unknown_fields: Keep properties that the document does not describe, in `unknown_fields` of models.

        Raises:
            WebhookVerificationError: The request is not signed with the secret, or its time is more than five minutes
                away.
            ResponseDecodeError: The body is not JSON (or the documented form or text), or has another type as a
                whole.
            ArgumentError: The body is not bytes, the secret is None or invalid, or `unknown_fields` is.
            ConfigurationError: The package `cryptography` is not installed.
        """
        data = _bytes(body)
        keep_unknown = check_unknown_fields(unknown_fields)
        if not isinstance(secret, UnsetType):
            verify(data, headers, secret)
        if self._type is None:
            self._type = self._lazy()
        report = Report(f"webhooks.{self.wire}", self.drift, keep_unknown=keep_unknown)
        return cast("T", self._read(data, report))

    def _read(self, data: bytes, report: Report) -> object:
        match self._kind:
            case "binary":
                return data
            case "text":
                return _text(data)
            case "form":
                return _form(_text(data), self._type, report)
            case _:
                return decode(data, self._type, report)

    def __repr__(self) -> str:
        return f"<Webhook {self.wire}>"


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise ResponseDecodeError("the body is not UTF-8 text") from error


def _form(text: str, type_: object, report: Report) -> object:
    """Decode a form. Its values are converted to the types of the fields."""
    from urllib.parse import parse_qs

    info = type_info_of(type_)
    fields = info.fields if info.kind == "object" else {}
    lists = {wire for wire, field in fields.items() if _is_list(field.type)}
    values: dict[str, object] = {}
    for name, texts in parse_qs(text, keep_blank_values=True).items():
        values[name] = texts if len(texts) > 1 or name in lists else texts[0]
    try:
        result = convert(values, type_, strict=False)
    except msgspec.ValidationError:
        return decode_parsed(values, type_, report)
    if report.keep_unknown:
        keep(find_unknown(result, values, exact=True))
    return result


def _is_list(type_: object) -> bool:
    info = type_info_of(type_)
    return info.kind == "array" or (info.kind == "union" and any(map(_is_list, info.arguments)))


def _bytes(body: Any) -> bytes:
    if isinstance(body, bytearray | memoryview):
        return bytes(cast("bytearray | memoryview[int]", body))
    if not isinstance(body, bytes):
        raise ArgumentError(f"must be bytes, not {type(body).__name__}", argument="body")
    return body
