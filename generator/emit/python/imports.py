"""The imports of a generated module, collected while its text is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.ir.types import Alias, Declaration, Type
from generator.ir.walk import referenced_names

_STANDARD_LIBRARY = {
    "Decimal": "decimal",
    "TYPE_CHECKING": "typing",
    "Unpack": "typing",
    "cached_property": "functools",
    "Annotated": "typing",
    "Any": "typing",
    "ClassVar": "typing",
    "ForwardRef": "typing",
    "Literal": "typing",
    "NotRequired": "typing",
    "Optional": "typing",
    "TypeAlias": "typing",
    "TypedDict": "typing",
    "Union": "typing",
    "AsyncIterable": "collections.abc",
    "Iterable": "collections.abc",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "cast": "typing",
    "date": "datetime",
    "datetime": "datetime",
}


class Imports:
    """The imports of one generated module.

    Args:
        declarations: The declarations of the Api by name.
        package: The relative path to the root of the package, "." or "..".
        declared: The names that the module itself declares. A name that it imports and also declares gets an alias with
            a leading underscore.
        shadowed: The builtins that a class of the module redefines, such as a method called `list`. The module writes
            them as `builtins.list`.
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
        self._names: dict[str, set[str]] = defaultdict(set)
        self._modules: set[str] = set()

    def use(self, name: str, module: str = "_runtime") -> str:
        """Import a name and return the name that it has in the module.

        A name that the table above does not list comes from `module` of the package.
        """
        is_declared = name in self._declared
        imported = f"{name} as _{name}" if is_declared else name
        self._names[_STANDARD_LIBRARY.get(name) or f"{self._package}{module}"].add(imported)
        return f"_{name}" if is_declared else name

    def discard(self, name: str) -> None:
        """Remove an import whose name the text of the module does not have."""
        for names in self._names.values():
            names.discard(name)

    def builtin(self, name: str) -> str:
        """Return the name of a builtin, qualified if the module shadows it."""
        if name not in self._shadowed:
            return name
        self._modules.add("builtins")
        return f"builtins.{name}"

    def declaration(self, name: str) -> str:
        """Import `models` and return the qualified name of a declaration."""
        self._names[self._package].add("models")
        return f"models.{name}"

    def alias(self, name: str) -> Alias | None:
        """Return the declaration of this name if it is an alias."""
        declaration = self.declarations.get(name)
        return declaration if isinstance(declaration, Alias) else None

    def takes_dicts(self, type_: Type) -> bool:
        """Return whether an argument of a type takes dicts in the place of models."""
        return any(self.declarations[name].dict_name for name in referenced_names(type_))

    def statements(self) -> str:
        """Return the import statements in the order of isort: the standard library, then the package."""
        plain = [f"import {module}" for module in sorted(self._modules)]
        lines = [
            f"from {module} import {', '.join(sorted(names, key=isort_key))}"
            for module, names in sorted(self._names.items())
            if names
        ]
        relative = [line for line in lines if line.startswith("from .")]
        standard = [*plain, *(line for line in lines if not line.startswith("from ."))]
        return "\n".join([*standard, *([""] if standard and relative else []), *relative])


def isort_key(name: str) -> tuple[int, str]:
    """Return a sort key that puts constants before classes and classes before functions, as isort does."""
    word = name.partition(" ")[0]  # of `Model as _Model`
    kind = 0 if word.isupper() and len(word) > 1 else 1 if word[0].isupper() else 2
    return kind, name
