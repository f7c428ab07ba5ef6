"""Headers: a mapping whose names ignore case."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, MutableMapping

from ..escaping import printable

_REQUEST_IDS = ("x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "cf-ray")
REQUEST_IDS = frozenset(_REQUEST_IDS)


class Headers(Mapping[str, str]):
    """Headers in the order of the response. `headers["X"]` joins repeated values by commas; `get_list` returns each."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[tuple[str, str]] = ()) -> None:
        self._items = tuple((name.lower(), value) for name, value in items)

    @classmethod
    def from_raw(cls, raw: Iterable[tuple[bytes, bytes]]) -> Headers:
        """Decode headers as Latin-1, which loses no byte."""
        return cls((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)

    def get_list(self, name: str) -> list[str]:
        """The values of a header, in order."""
        wanted = name.lower()
        return [value for known, value in self._items if known == wanted]

    def has_any(self, names: frozenset[str]) -> bool:
        """Whether there is a header with one of these names, which are in lower case."""
        return any(name in names for name, _ in self._items)

    def items_list(self) -> tuple[tuple[str, str], ...]:
        """All (name, value) pairs, with repeated names."""
        return self._items

    def __getitem__(self, name: str) -> str:
        values = self.get_list(name)
        if not values:
            raise KeyError(name)
        return ", ".join(values)

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self._items))

    def __len__(self) -> int:
        return len(dict(self._items))

    def __repr__(self) -> str:
        shown = (f"{name!r}: {printable(value)!r}" for name, value in self._items)
        return f"Headers({{{', '.join(shown)}}})"


def request_id(headers: Headers) -> str | None:
    """The server's identifier of the request, if it sends one."""
    return next((printable(headers[name]) for name in _REQUEST_IDS if name in headers), None)


class MutableHeaders(MutableMapping[str, str]):
    """Headers of a request that can be changed. Names ignore case, and keep the case in which they were set."""

    __slots__ = ("_items",)

    def __init__(self, raw: Iterable[tuple[bytes, bytes]] = ()) -> None:
        self._items: dict[str, tuple[str, str]] = {}
        for name, value in raw:
            self[name.decode("latin-1")] = value.decode("latin-1")

    def raw(self) -> list[tuple[bytes, bytes]]:
        """The headers as bytes, in Latin-1."""
        return [(k.encode("latin-1"), v.encode("latin-1")) for k, v in self._items.values()]

    def __getitem__(self, name: str) -> str:
        return self._items[name.lower()][1]

    def __setitem__(self, name: str, value: str) -> None:
        self._items[name.lower()] = (name, value)

    def __delitem__(self, name: str) -> None:
        del self._items[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"MutableHeaders({list(self)!r})"  # values can be credentials


def add_cookie(headers: list[tuple[bytes, bytes]], cookie: bytes) -> None:
    """Append a cookie (`name=value`) to the headers, or to their Cookie header if it lacks the name."""
    for index, (name, value) in enumerate(headers):
        if name.lower() == b"cookie":
            known = {pair.partition(b"=")[0].strip() for pair in value.split(b";")}
            if cookie.partition(b"=")[0] not in known:
                headers[index] = (name, value + b"; " + cookie)
            return
    headers.append((b"Cookie", cookie))


def basic(name: str, password: str) -> str:
    """The value of `Authorization` for HTTP Basic authentication (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()
