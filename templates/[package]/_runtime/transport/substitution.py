"""The HTTP clients that a fake of the API puts in place of the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import httpx2


class Substitute(Protocol):
    """Chooses the HTTP client of each connection pool that is created while it is in use."""

    def sync_client(self, given: httpx2.Client | None) -> httpx2.Client | None:
        """The HTTP client of a synchronous pool; `given` is the caller's own."""
        ...

    def async_client(self, given: httpx2.AsyncClient | None) -> httpx2.AsyncClient | None:
        """The HTTP client of an asynchronous pool; `given` is the caller's own."""
        ...


_substitutes: list[Substitute] = []


def use(substitute: Substitute) -> None:
    """Use a substitute until `drop` is called."""
    _substitutes.append(substitute)


def drop(substitute: Substitute) -> None:
    """End the use of a substitute."""
    _substitutes.remove(substitute)


def sync_client(given: httpx2.Client | None) -> httpx2.Client | None:
    """The HTTP client of a new pool."""
    return _substitutes[-1].sync_client(given) if _substitutes else given


def async_client(given: httpx2.AsyncClient | None) -> httpx2.AsyncClient | None:
    """The HTTP client of a new pool."""
    return _substitutes[-1].async_client(given) if _substitutes else given
