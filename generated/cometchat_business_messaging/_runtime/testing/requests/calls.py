"""A request as a test sees it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx2

from ...descriptors.bodies import BodyKind, Json
from ...descriptors.operation import Operation
from ...errors import ResponseDecodeError
from ...http.headers import Headers
from ...http.media_types import covers, essence, is_json
from ...models.codec import decode, parse
from ...models.decimals import has_decimals
from ...models.drift import Drift, Report
from .multipart import multipart_fields


class FakeCall:
    """A call that the fake received.

    Attributes:
        operation: The name of the operation, such as `things.get`.
        method, url: The request line.
        path: The values of the path's parameters, by the names of the API.
        headers: The headers of the request.
        content: The body in bytes.
    """

    def __init__(
        self, request: httpx2.Request, descriptor: Operation[Any], path: Mapping[str, str]
    ) -> None:
        self.operation = descriptor.name
        self.method = request.method
        self.url = str(request.url)
        self.encoded_path = path
        self.path = {name: unquote(value) for name, value in path.items()}
        self.headers = Headers.from_raw(request.headers.raw)
        self.content: bytes = request.content
        self.timeout: float | None = request.extensions.get("timeout", {}).get("read")
        self._descriptor = descriptor

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The names and values of the query, in their order."""
        return parse_qsl(urlsplit(self.url).query, keep_blank_values=True)

    @cached_property
    def encoded_pairs(self) -> list[tuple[str, str]]:
        """Like `pairs`, still encoded."""
        pieces = (each.partition("=") for each in urlsplit(self.url).query.split("&"))
        return [(name, value) for name, _, value in pieces]

    @cached_property
    def query(self) -> dict[str, str | list[str]]:
        """The query by the names of the API. A repeated name has the list of its values."""
        values: dict[str, list[str]] = {}
        for name, value in self.pairs:
            values.setdefault(name, []).append(value)
        return {name: each if len(each) > 1 else each[0] for name, each in values.items()}

    @property
    def cookies(self) -> list[str]:
        """The cookies, each as `name=value`."""
        return [pair.strip() for pair in self.headers.get("cookie", "").split(";")]

    @property
    def media_type(self) -> str:
        """The media type of the body, without parameters; empty without a body."""
        return essence(self.headers.get("content-type", ""))

    @property
    def kind(self) -> BodyKind | None:
        """The descriptor of the body's media type; None if the operation has none for it."""
        kinds = self._descriptor.body
        return next((k for k in kinds if covers(essence(k.media_type), self.media_type)), None)

    @cached_property
    def json(self) -> Any:
        """The body as parsed JSON. If its type has decimal numbers, all numbers but integers are Decimals.

        Raises:
            ValueError: It is not JSON.
        """
        are_exact = self.kind is not None and has_decimals(self.kind.type)
        try:
            return parse(self.content, are_exact=are_exact)
        except ResponseDecodeError as error:
            raise ValueError(str(error)) from error

    @cached_property
    def form(self) -> dict[str, list[bytes]]:
        """The fields of a form or multipart body, by the names of the API. A file is its content."""
        fields: dict[str, list[bytes]] = {}
        for name, value in self._fields():
            fields.setdefault(name, []).append(value)
        return fields

    def _fields(self) -> list[tuple[str, bytes]]:
        if not self.media_type.startswith("multipart/"):
            text = self.content.decode("utf-8", "replace")
            pairs = parse_qsl(text, keep_blank_values=True)
            return [(name, value.encode()) for name, value in pairs]
        return list(multipart_fields(self.content, self.headers["content-type"]))

    @property
    def body(self) -> Any:
        """The body as the documented model, or as JSON, a form, text or bytes; None without a body."""
        if self.media_type.startswith("multipart/") or self.media_type.endswith("-urlencoded"):
            return self.form
        if not self.content:
            return None
        kind = self.kind
        if isinstance(kind, Json):
            return decode(self.content, kind.type, Report(self.operation, Drift()))
        if is_json(self.media_type):
            return self.json
        if self.media_type.startswith("text/"):
            return self.content.decode()
        return self.content

    def __repr__(self) -> str:
        return f"<FakeCall {self.operation}: {self.method} {urlsplit(self.url).path}>"
