"""The names that the user of the generator chose for operations and models."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.ir.operations import CALL, CLIENT
from generator.openapi.operations import OperationAt

_PARAMETER: Final = re.compile(r"\{[^{}]*\}")
_ENDPOINT: Final = re.compile(r"(\w+)\s+(/\S*)")


class Renames:
    """Names by operationId, by method and path (`GET /pets/{id}`, whatever the parameter is called), or by schema."""

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self._names = {normal_key(key): (key, name) for key, name in (names or {}).items()}
        self._used: set[str] = set()

    def operation(self, at: OperationAt) -> tuple[str, str]:
        """The resource and the method that the user chose for an operation; empty texts if there is none.

        The resource is empty if only the method was chosen. `chat.completions.create` is `create` of
        `chat completions`, and `client.login` is the resource `login` itself.
        """
        by_endpoint = self._chosen(f"{at.method} {at.path}")
        chosen = self._chosen(at.node.text("operationId")) or by_endpoint
        if chosen.startswith(CLIENT):
            chosen = chosen.removeprefix(CLIENT)
            chosen = chosen if "." in chosen else f"{chosen}.{CALL}"
        resource, _, method = chosen.rpartition(".")
        return resource.replace(".", " "), method

    def model(self, wire: str) -> str:
        """The name that the user chose for a schema; empty if there is none."""
        return self._chosen(wire)

    @property
    def unused(self) -> list[str]:
        """The keys that nothing in the document has."""
        return [key for normal, (key, _) in self._names.items() if normal not in self._used]

    def _chosen(self, key: str) -> str:
        normal = normal_key(key)
        if normal not in self._names:
            return ""
        self._used.add(normal)
        return self._names[normal][1]


def normal_key(key: str) -> str:
    """A name of an operation; of a method and a path, with the method in upper case and without names of parameters."""
    endpoint = _ENDPOINT.fullmatch(key)
    return f"{endpoint[1].upper()} {_PARAMETER.sub('{}', endpoint[2])}" if endpoint else key
