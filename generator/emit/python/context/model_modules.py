"""The contexts of the package `models` and its modules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.emit.python import models
from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.dicts import DictWriter
from generator.emit.python.imports import Imports
from generator.emit.python.text.docstrings import docstring
from generator.emit.python.text.paragraphs import prose
from generator.ir.types import Declaration, Model

_NAMES_IN_HEADER = 8


@dataclass(frozen=True, slots=True)
class ModelText:
    """The text of the class of a model."""

    name: str
    base: str
    docstring: str
    fields: list[models.FieldText]
    extras: str
    checks: list[str]
    combined: bool
    is_model: bool = True


@dataclass(frozen=True, slots=True)
class AliasText:
    """The text of a named type."""

    name: str
    statement: str
    docstring: str
    is_model: bool = False


@dataclass(frozen=True, slots=True)
class ModuleNames:
    """A module and the names that it declares."""

    name: str
    names: list[str]


def models_context(index: ApiIndex) -> TemplateContext:
    """Return the context of `models/__init__.py`."""
    modules = [
        ModuleNames(name, [declaration.name for declaration in declarations])
        for name, declarations in index.modules
    ]
    dicts = [declaration.dict_name for declaration in _with_dicts(index)]
    return {"modules": [*([ModuleNames("_dicts", dicts)] if dicts else []), *modules]}


def dicts_contexts(index: ApiIndex) -> Iterator[tuple[str, TemplateContext]]:
    """Yield the context of the module of dicts, unless no argument takes one.

    It is a module of its own because type checkers need it, and calls do not: a `TypedDict` takes longer to create than
    the class of a model.
    """
    declarations = _with_dicts(index)
    if declarations:
        imports = index.imports("..", declared=(each.dict_name for each in declarations))
        dicts = list(map(DictWriter(declarations, imports).text, declarations))
        yield "", {"imports": imports, "dicts": dicts}


def _with_dicts(index: ApiIndex) -> list[Declaration]:
    return [each for _, declarations in index.modules for each in declarations if each.dict_name]


def module_contexts(index: ApiIndex) -> Iterator[tuple[str, TemplateContext]]:
    """Yield the name and the context of each module of `models`."""
    for name, declarations in index.modules:
        fields = {f.name for d in declarations if isinstance(d, Model) for f in d.fields}
        declared = {declaration.name for declaration in declarations}
        imports = index.imports("..", declared=declared | fields, shadowed=fields)
        listed = ", ".join(d.name for d in declarations[:_NAMES_IN_HEADER])
        yield name, {
            "header": docstring(prose(f"Models: {listed}.")),
            "imports": imports,
            "declarations": [_declaration_text(each, imports) for each in declarations],
        }


def _declaration_text(declaration: Declaration, imports: Imports) -> ModelText | AliasText:
    if not isinstance(declaration, Model):
        return AliasText(
            declaration.name,
            models.alias_statements(declaration, imports),
            models.alias_docstring(declaration),
        )
    has_extras = declaration.extras is not None
    return ModelText(
        declaration.name,
        models.base_classes(declaration, imports),
        models.class_docstring(declaration),
        models.field_texts(declaration, imports),
        models.extras_line(declaration, imports) if has_extras else "",
        models.checks(declaration, imports),
        declaration.combined,
    )
