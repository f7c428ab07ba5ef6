"""Declaration -> the type of the dicts that arguments take in its place."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.emit import LINE_LENGTH
from generator.emit.python.imports import Imports
from generator.emit.python.text.docstrings import docstring
from generator.emit.python.text.literals import literal
from generator.emit.python.text.paragraphs import prose
from generator.emit.python.type_expressions import TypeWriter, or_none
from generator.ir.types import Alias, Declaration, Model

OPEN_DICT: Final = "Mapping[str, Any]"
"""The type of the dicts for a model with additional properties, whose keys no `TypedDict` can list."""


# A name in an annotation; an empty group for a string, which is a value of an enumeration.
_NAME: Final = re.compile(r"""(\w+)|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")


@dataclass(frozen=True, slots=True)
class DictText:
    """The type of a dict: a class with a base and the lines of its keys, or else a statement."""

    name: str
    docstring: str
    base: str = ""
    keys: tuple[str, ...] = ()
    statement: str = ""


class DictWriter:
    """Writes the types of the dicts for models, and of the named types that contain models, in one module."""

    def __init__(self, declarations: Sequence[Declaration], imports: Imports) -> None:
        self._imports = imports
        # Pyright does not resolve `models.NodeDict` in a definition without a class that leads back to itself.
        self._names = frozenset(declaration.dict_name for declaration in declarations)

    def text(self, declaration: Declaration) -> DictText:
        """Return the text of the type of the dicts for a declaration."""
        if isinstance(declaration, Alias):
            return _statement(declaration, self._alias(declaration), "with dicts beside models")
        if declaration.extras is not None:
            return _statement(declaration, self._open(declaration), "as a dict")
        keys = self._keys(declaration)
        if not _is_plain(keys):
            return _statement(declaration, self._call(declaration, keys), "as a dict")
        lines = prose(f"`models.{declaration.name}` as a dict.", LINE_LENGTH - 4)
        return DictText(
            declaration.dict_name,
            docstring(lines, "    "),
            self._imports.use("TypedDict"),
            tuple(f"{key}: {annotation}" for key, annotation in keys.items()),
        )

    def _types(self, declaration: Declaration) -> TypeWriter:
        direction = declaration.direction  # values of responses can be sent again
        return TypeWriter(self._imports, direction, dicts=True, unqualified=self._names)

    def _alias(self, alias: Alias) -> str:
        """Return the statements of an alias. At run time, its user evaluates it, because it can be recursive.

        Since Python 3.14, `typing.get_type_hints` evaluates it in the module of the annotation that has the alias. Such
        a module has `models`, but not the names of this one.
        """
        annotation = literal(self._types(alias).expression(alias.type))
        types = TypeWriter(self._imports, alias.direction, dicts=True)
        self._imports.use("TYPE_CHECKING")
        text = literal(types.expression(alias.type))
        reference = f"{self._imports.use('ForwardRef')}({text}, module=__name__)"
        return (
            f"if TYPE_CHECKING:\n    {alias.dict_name}: {self._imports.use('TypeAlias')} = {annotation}\n"
            f"else:\n    {alias.dict_name} = {reference}"
        )

    def _open(self, model: Model) -> str:
        for name in ("Mapping", "Any"):
            self._imports.use(name)
        return f"{model.dict_name}: {self._imports.use('TypeAlias')} = {OPEN_DICT}"

    def _call(self, model: Model, keys: dict[str, str]) -> str:
        """Return the statement for a model with a key that cannot be a name in the body of a class."""
        name = model.dict_name
        items = ", ".join(f"{literal(key)}: {literal(text)}" for key, text in keys.items())
        return f"{name} = {self._imports.use('TypedDict')}({literal(name)}, {{{items}}})"

    def _keys(self, model: Model) -> dict[str, str]:
        """Return the annotations of the keys. A field with two names has two keys, and a dict has one of these."""
        keys: dict[str, str] = {}
        types = self._types(model)
        for field in model.fields:
            text = types.expression(field.type)
            text = text if field.required else or_none(text)  # as an argument, it is left out then
            if not field.required or field.name != field.wire:
                text = f"{self._imports.use('NotRequired')}[{text}]"
            keys.setdefault(field.name, text)
            keys[field.wire] = text
        return keys


def _is_plain(keys: dict[str, str]) -> bool:
    """Return whether the keys can be names in the body of a class: the class neither changes nor uses one of them."""
    used = set(_NAME.findall(" ".join(keys.values())))
    return all(
        key.isascii() and key.isidentifier() and not keyword.iskeyword(key) and key[:2] != "__"
        for key in keys
    ) and used.isdisjoint(keys)


def _statement(declaration: Declaration, statement: str, form: str) -> DictText:
    lines = prose(f"`models.{declaration.name}` {form}.", LINE_LENGTH)
    return DictText(declaration.dict_name, docstring(lines), statement=statement)
