"""An Api with its declarations by name and by module."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby

from generator import reserved
from generator.emit.own_code import OwnCode
from generator.emit.python.imports import Imports
from generator.ir.api import Api
from generator.ir.types import Declaration


class ApiIndex:
    """An Api with its declarations by name and by module, and the user's subclasses of its classes."""

    def __init__(self, api: Api, own_code: OwnCode) -> None:
        self.api = api
        self.own_code = own_code
        self.declarations = {each.name: each for each in api.declarations}

    @cached_property
    def modules(self) -> list[tuple[str, list[Declaration]]]:
        """The modules of `models` with their declarations, sorted by the name of the module."""
        ordered = sorted(self.api.declarations, key=lambda declaration: declaration.module)
        groups = groupby(ordered, key=lambda declaration: declaration.module)
        return [(name, list(declarations)) for name, declarations in groups]

    def imports(
        self, package: str, declared: Iterable[str] = (), shadowed: Iterable[str] = ()
    ) -> Imports:
        """Return empty imports for a module. `shadowed` can also contain names that are not builtins."""
        builtins = reserved.BUILTINS.intersection(shadowed)
        return Imports(self.declarations, package, declared, builtins)
