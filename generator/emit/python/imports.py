"""What one generated module imports, gathered while its text is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.ir.types import Alias, Declaration

_HOMES = {
    "TYPE_CHECKING": "typing",
    "Unpack": "typing",
    "cached_property": "functools",
    "Annotated": "typing",
    "Any": "typing",
    "ClassVar": "typing",
    "Literal": "typing",
    "Optional": "typing",
    "TypeAlias": "typing",
    "Union": "typing",
    "AsyncIterable": "collections.abc",
    "Iterable": "collections.abc",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "cast": "typing",
    "date": "datetime",
    "datetime": "datetime",
}


class Scope:
    """The names of one generated module.

    `package` is the relative path to the package's root ("." or ".."). `declared` are the names that the module itself
    declares: what it imports under such a name gets an alias with an underscore in front. `shadowed` are the builtins
    that a class of the module redefines (a method called `list`), which are then written with their module.
    """

    def __init__(
        self,
        declarations: Mapping[str, Declaration],
        package: str,
        declared: Iterable[str] = (),
        shadowed: frozenset[str] = frozenset(),
    ) -> None:
        self.declarations = declarations
        self._declared = frozenset(declared)
        self._package = package
        self._shadowed = shadowed
        self._imports: dict[str, set[str]] = defaultdict(set)
        self._modules: set[str] = set()

    def use(self, name: str, module: str = "_runtime") -> str:
        """Import a name of the standard library or of a module of the package, and return what to call it here."""
        clashes = name in self._declared
        imported = f"{name} as _{name}" if clashes else name
        self._imports[_HOMES.get(name) or f"{self._package}{module}"].add(imported)
        return f"_{name}" if clashes else name

    def builtin(self, name: str) -> str:
        if name not in self._shadowed:
            return name
        self._modules.add("builtins")
        return f"builtins.{name}"

    def declared(self, name: str) -> str:
        """The qualified name of a declaration."""
        self.sibling("models")
        return f"models.{name}"

    def sibling(self, module: str) -> str:
        """Import a module of the generated package, and give back its name."""
        self._imports[self._package].add(module)
        return module

    def alias(self, name: str) -> Alias | None:
        found = self.declarations.get(name)
        return found if isinstance(found, Alias) else None

    def imports(self) -> str:
        """The import statements, in isort's order: the standard library, then the package's own."""
        plain = [f"import {module}" for module in sorted(self._modules)]
        lines = [
            f"from {module} import {', '.join(sorted(names, key=isort_key))}"
            for module, names in sorted(self._imports.items())
        ]
        own = [line for line in lines if line.startswith("from .")]
        standard = [*plain, *(line for line in lines if not line.startswith("from ."))]
        return "\n".join([*standard, *([""] if standard and own else []), *own])


def isort_key(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as isort sorts them."""
    word = name.partition(" ")[0]  # of `Model as _Model`
    kind = 0 if word.isupper() and len(word) > 1 else 1 if word[0].isupper() else 2
    return kind, name
