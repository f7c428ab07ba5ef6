"""Response headers: a mapping whose names ignore case and whose repeated values are joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..escaping import printable


class Headers(Mapping[str, str]):
    """Headers in the order they came. `headers["X"]` joins repeated values with commas; `get_list` gives each."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[tuple[str, str]] = ()) -> None:
        self._items = tuple((name.lower(), value) for name, value in items)

    @classmethod
    def from_raw(cls, raw: Iterable[tuple[bytes, bytes]]) -> Headers:
        """Headers as they stand on the wire; each byte becomes one character, so nothing is lost."""
        return cls((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)

    def get_list(self, name: str) -> list[str]:
        """Every value of a header, in order."""
        wanted = name.lower()
        return [value for known, value in self._items if known == wanted]

    def items_list(self) -> tuple[tuple[str, str], ...]:
        """All (name, value) pairs, repeated ones too."""
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
