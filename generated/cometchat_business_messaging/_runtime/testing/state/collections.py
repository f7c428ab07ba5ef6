"""Which operations belong to the same items: `POST /things` creates what `GET /things/{id}` returns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ...http.urls import TEMPLATED, split_template
from ..requests.routing import Route

Role: TypeAlias = Literal["list", "create", "get", "update", "delete"]

_ITEM = re.compile(r"(.*?)((?:/\{[^{}/]+\})+)")
_OF_COLLECTION: Mapping[str, Role] = {"GET": "list", "POST": "create"}
_OF_ITEM: Mapping[str, Role] = {
    "GET": "get",
    "PUT": "update",
    "PATCH": "update",
    "POST": "update",
    "DELETE": "delete",
}


@dataclass(frozen=True)
class Collection:
    """Items that are remembered together.

    Attributes:
        path: The path template of all items.
        keys: The parameters that identify an item, by the names of the API.
        operations: The names of the operations with their roles.
    """

    path: str
    keys: tuple[str, ...]
    operations: dict[str, Role] = field(default_factory=dict)

    @property
    def parents(self) -> list[str]:
        """The parameters of the path to all items, by the names of the API."""
        return TEMPLATED.findall(self.path)


def collections(routes: Iterable[Route]) -> list[Collection]:
    """The collections of an API: those whose items can be read one by one, with at least one other operation."""
    listed = [(route, split_template(route.template)[0]) for route in routes]
    found: dict[str, Collection] = {}
    for route, path in listed:
        matched = _ITEM.fullmatch(path)
        if matched and route.method == "GET" and matched[1]:
            found.setdefault(path, Collection(matched[1], tuple(TEMPLATED.findall(matched[2]))))
    by_path = {each.path: each for each in found.values()}
    for route, path in listed:
        collection, roles = found.get(path), _OF_ITEM
        if collection is None:
            collection, roles = by_path.get(path), _OF_COLLECTION
        if collection is not None and route.method in roles:
            collection.operations[route.name] = roles[route.method]
    return [each for each in found.values() if len(each.operations) > 1]
