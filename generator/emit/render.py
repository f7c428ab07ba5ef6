"""Api -> files: render the templates of a folder, whose layout is that of the output.

In the path of a template, `[package]` stands for the name of the package. A template with `[resource]` or `[module]`
in its name is rendered once for each. A template that renders to nothing produces no file. A file without the suffix
`.jinja` is copied, unless it is a module of the runtime that the API does not need. The folder `_parts` has texts that
several templates include.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import jinja2

from generator import reserved
from generator.emit.ejected import template_names
from generator.emit.own_code import OwnCode
from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.context.assistants import assistants_context
from generator.emit.python.context.client import client_context
from generator.emit.python.context.examples import examples_context
from generator.emit.python.context.listing import listing_context
from generator.emit.python.context.model_modules import (
    dicts_contexts,
    models_context,
    module_contexts,
)
from generator.emit.python.context.package import (
    description_context,
    errors_context,
    package_context,
    webhooks_context,
)
from generator.emit.python.context.project import project_context
from generator.emit.python.context.reference import (
    documentation_contexts,
    models_page_contexts,
    resource_page_contexts,
)
from generator.emit.python.context.resource_modules import resource_contexts
from generator.emit.python.context.testing import (
    fake_context,
    fake_resource_contexts,
    fixture_context,
)
from generator.emit.python.examples.imports import imports
from generator.emit.python.options import token_argument
from generator.emit.python.text.literals import literal, toml
from generator.emit.python.text.markdown import cell, code, span
from generator.ir.api import Api

_Contexts: TypeAlias = "Callable[[ApiIndex], Iterable[tuple[str, TemplateContext]]]"


def _once(context: Callable[[ApiIndex], TemplateContext]) -> _Contexts:
    return lambda index: [("", context(index))]


# Template -> the contexts that it is rendered with, each with the name that replaces `[resource]` or `[module]`.
_CONTEXTS: dict[str, _Contexts] = {
    "API.md.jinja": _once(listing_context),
    "README.md.jinja": _once(project_context),
    "pyproject.toml.jinja": _once(project_context),
    "[package]/AGENTS.md.jinja": _once(assistants_context),
    "[package]/llms.txt.jinja": _once(assistants_context),
    "[package]/__init__.py.jinja": _once(package_context),
    "[package]/_api.py.jinja": _once(description_context),
    "[package]/_pytest.py.jinja": _once(fixture_context),
    "[package]/_client.py.jinja": _once(client_context),
    "[package]/errors.py.jinja": _once(errors_context),
    "[package]/webhooks.py.jinja": _once(webhooks_context),
    "[package]/models/__init__.py.jinja": _once(models_context),
    "[package]/models/[module].py.jinja": module_contexts,
    "[package]/models/_dicts.py.jinja": dicts_contexts,
    "[package]/resources/__init__.py.jinja": _once(
        lambda index: {"resources": index.api.resources}
    ),
    "[package]/resources/[resource].py.jinja": resource_contexts,
    "[package]/testing/__init__.py.jinja": _once(fake_context),
    "[package]/testing/__main__.py.jinja": _once(fixture_context),
    "[package]/testing/examples.json.jinja": _once(examples_context),
    "[package]/testing/resources/__init__.py.jinja": _once(lambda _: {}),
    "[package]/testing/resources/[resource].py.jinja": fake_resource_contexts,
    "docs/errors.md.jinja": documentation_contexts,
    "docs/index.md.jinja": documentation_contexts,
    "docs/models.md.jinja": models_page_contexts,
    "docs/options.md.jinja": documentation_contexts,
    "docs/recipes.md.jinja": documentation_contexts,
    "docs/resources/[resource].md.jinja": resource_page_contexts,
}
# Modules of the runtime that only clients with access tokens need.
_TOKEN_MODULES = frozenset(
    f"[package]/{m.replace('.', '/')}.py" for m in reserved.TOKEN_EXPORTS.values()
)
_PARTS = "_parts/"  # the folder of texts that several templates include
_PLACEHOLDER = re.compile(r"\[(?:module|resource)\]")


class TemplateError(Exception):
    """A template of the user is wrong. The message names the file, and the line if it is known."""


def render(
    api: Api, templates: Path, user_templates: Path | None = None, own_code: OwnCode | None = None
) -> Iterator[tuple[PurePosixPath, bytes | str]]:
    """Yield the unformatted files of the output. The same Api and templates give the same files.

    Args:
        api: The Api of the document.
        templates: The folder of the templates.
        user_templates: The folder of the user's templates, which replace the ones with the same names.
        own_code: The user's subclasses of generated classes.

    Raises:
        TemplateError: A file of the user has a name that no template has, or cannot be rendered.
    """
    replaced = _replaced(templates, user_templates)
    environment = _environment(templates, user_templates and user_templates.absolute(), replaced)
    index = ApiIndex(api, own_code or OwnCode())
    names = template_names(templates)
    _require_free(index.own_code.folder, names)
    unused = frozenset[str]() if token_argument(api) else _TOKEN_MODULES
    for name in names:
        if name.startswith(_PARTS) or name in unused:
            continue
        path = name.replace("[package]", api.settings.package)
        folder = user_templates if user_templates is not None and name in replaced else templates
        source = folder / name
        if source.suffix != ".jinja":
            yield PurePosixPath(path), source.read_bytes()
            continue
        for replacement, context in _CONTEXTS[name](index):
            try:
                text = environment.get_template(name).render(context)
            except Exception as error:  # an expression of a template can raise any exception
                place = user_templates and _place(error, user_templates)
                if place is None:
                    raise
                raise TemplateError(f"{place}: {_reason(error)}") from error
            if text.strip():
                target = _PLACEHOLDER.sub(replacement, path.removesuffix(".jinja"))
                yield PurePosixPath(target), text


def _replaced(templates: Path, user_templates: Path | None) -> frozenset[str]:
    """The names of the user's templates.

    Raises:
        TemplateError: No template has one of the names, or a file is not UTF-8.
    """
    if user_templates is None:
        return frozenset()
    if not user_templates.is_dir():
        raise TemplateError(f"{user_templates}: not a folder of templates")
    names = frozenset(template_names(user_templates))
    for name in sorted(names - {*template_names(templates)}):
        raise TemplateError(
            f"{user_templates / name}: no template has this name; see `templates list`"
        )
    for name in sorted(names):
        try:
            (user_templates / name).read_text("utf-8")
        except UnicodeDecodeError as error:
            raise TemplateError(f"{user_templates / name}: not UTF-8: {error.reason}") from error
    return names


def _require_free(folder: str, names: Iterable[str]) -> None:
    """Raise TemplateError if the folder of the user's code is a generated folder or module."""
    for name in names:
        if name.split("/")[1:2] in ([folder], [f"{folder}.py"], [f"{folder}.py.jinja"]):
            raise TemplateError(f"custom: {folder} is a generated folder or module")


def _place(error: Exception, folder: Path) -> str | None:
    """The file and line in a folder of templates where an error was raised; None if it was raised elsewhere."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [(frame.filename, frame.lineno) for frame in frames]
    if isinstance(error, jinja2.TemplateSyntaxError):
        places.append((error.filename or "", error.lineno))
    for file, line in reversed(places):
        if (path := Path(file)).is_relative_to(folder.absolute()):
            return f"{folder / path.relative_to(folder.absolute())}:{line}"
    return None


def _reason(error: Exception) -> str:
    """What is wrong in a template."""
    if isinstance(error, jinja2.TemplateNotFound):  # its message is only the name
        return f"there is no template {str(error)!r}"
    if isinstance(error, jinja2.TemplateError):
        return str(error.message)
    return f"{type(error).__name__}: {error}"


@cache
def _environment(
    templates: Path, user_templates: Path | None, replaced: frozenset[str]
) -> jinja2.Environment:
    """Return the environment of the folders. It compiles a template again only after the file has changed.

    `replaced` has the names of the files in `user_templates`. With other names, the environment is another one.
    """
    shipped = jinja2.FileSystemLoader(templates)
    # A template of the user can contain the one that it replaces: {% include "shipped/README.md.jinja" %}.
    loaders: list[jinja2.BaseLoader] = [shipped, jinja2.PrefixLoader({"shipped": shipped})]
    if user_templates is not None:
        loaders.insert(0, jinja2.FileSystemLoader(user_templates))
    # Autoescape is for HTML. Here the filters and the contexts escape the text of a document.
    environment = jinja2.Environment(  # noqa: S701
        loader=jinja2.ChoiceLoader(loaders),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        literal=literal, toml=toml, code=code, span=span, cell=cell, imports=imports
    )
    return environment
