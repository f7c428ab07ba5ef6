"""Code of the user beside the generated code: the subclasses that the package uses instead of generated classes.

`resources.py` in the folder has subclasses of resources, and `client.py` has subclasses of the clients. A subclass has
the name of the generated class. The files are parsed and never run.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from generator.ir.api import Api

OWN_FOLDER = "_custom"
"""The default name of the folder in the package."""


class OwnCodeError(Exception):
    """A file of the user cannot be used. The message names the file and the line."""


@dataclass(frozen=True, slots=True)
class OwnCode:
    """The folder of the user's code in the package, and the names of the classes in its two modules."""

    folder: str = OWN_FOLDER
    resources: frozenset[str] = frozenset()
    clients: frozenset[str] = frozenset()

    def client_homes(self, client: str) -> dict[str, str]:
        """The modules of the clients in the package, by the names of the clients."""
        own = f"{self.folder}.client"
        return {n: own if n in self.clients else "_client" for n in (client, f"Async{client}")}


def read_own_code(api: Api, out: Path | None, folder: str) -> OwnCode:
    """The user's classes in a folder of a package; empty if there is no such folder.

    Args:
        api: The Api of the package.
        out: The output folder; None if there is none.
        folder: The name of the user's folder in the package.

    Raises:
        OwnCodeError: A file is not valid Python, or a class replaces a generated one without extending it.
    """
    if out is None:
        return OwnCode(folder)
    home = out / api.settings.package / folder
    resources = [each.class_name for each in api.resources]
    return OwnCode(
        folder,
        _subclasses(home / "resources.py", resources),
        _subclasses(home / "client.py", [api.settings.client]),
    )


def _subclasses(path: Path, generated: list[str]) -> frozenset[str]:
    """The names of the classes in a file."""
    if not path.is_file():
        return frozenset()
    try:
        module = ast.parse(path.read_bytes())
    except SyntaxError as error:
        raise OwnCodeError(f"{path}:{error.lineno or 1}: {error.msg}") from error
    classes = [each for each in module.body if isinstance(each, ast.ClassDef)]
    imported = _imported_names(module)
    known = {name for each in generated for name in (each, f"Async{each}")}
    extended_here = {base for each in classes for base in _bases(each)}
    for each in classes:
        extended = {imported.get(base, "") for base in _bases(each)} & known
        is_used = each.name in extended_here
        problem = _problem(each, [] if is_used else sorted(extended), known)
        if problem is not None:
            raise OwnCodeError(f"{path}:{each.lineno}: class {each.name} {problem}")
    return frozenset(each.name for each in classes)


def _problem(own: ast.ClassDef, extended: list[str], generated: set[str]) -> str | None:
    """What is wrong with a class that replaces a generated class, or seems to; None if nothing is.

    Args:
        own: The class.
        extended: The generated classes that it extends; none if another class of the file extends it.
        generated: All generated classes of this kind.
    """
    if own.name in generated:
        return None if own.bases else "does not extend the generated class"
    if own.name.startswith("_") or not extended:
        return None
    return f"would not be used: a class that extends {' and '.join(extended)} needs its name"


def _imported_names(module: ast.Module) -> dict[str, str]:
    """The names that the module gives to what it imports, and the names where it comes from."""
    imports = [each for each in module.body if isinstance(each, ast.ImportFrom)]
    return {alias.asname or alias.name: alias.name for each in imports for alias in each.names}


def _bases(own: ast.ClassDef) -> list[str]:
    return [base.id for base in own.bases if isinstance(base, ast.Name)]
