"""Api -> Tree: walks `templates/`, whose folders and names are a picture of the output.

`[package]` in a path stands for the package's name; a template with `[resource]` or `[module]` in its name is rendered
once for each. What renders to nothing gives no file. A file without `.jinja` is copied byte for byte; a name that
begins with `_macros` gives no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2

from generator.emit.python import literals as text
from generator.emit.python.context import (
    ApiView,
    client_view,
    module_views,
    package_view,
    project_view,
    resource_views,
    webhooks_view,
)
from generator.ir.api import Api
from generator.tree import Tree


def render(api: Api, templates: Path) -> Tree:
    """The output, unformatted. The same Api and templates give the same Tree.

    Args:
        api: What the package is made of.
        templates: Their folder.
    """
    environment = _environment(templates)
    view = ApiView(api)
    tree: Tree = {}
    for source in _sources(templates):
        relative = PurePosixPath(source.relative_to(templates).as_posix())
        if relative.suffix != ".jinja":
            tree[_placed(relative, {"package": api.settings.package})] = source.read_bytes()
            continue
        template = environment.get_template(relative.as_posix())
        target = relative.with_suffix("")
        for names, values in _views(target, view):
            text = template.render(values)
            if text.strip():
                tree[_placed(target, names)] = text
    return dict(sorted(tree.items()))


@cache
def _environment(templates: Path) -> jinja2.Environment:
    """The templates of a folder: one that was compiled is compiled again only after its file has changed."""
    # Autoescape is for HTML; here every text of a document passes through `docstring` or `literal`.
    environment = jinja2.Environment(  # noqa: S701
        loader=jinja2.FileSystemLoader(templates),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(literal=text.literal, toml=text.toml, code=text.code, cell=text.cell)
    return environment


def _sources(templates: Path) -> list[Path]:
    """The files of the templates folder, without caches and macros, in a fixed order."""
    found = (
        path for path in templates.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    return sorted(path for path in found if not path.name.startswith("_macros"))


def _placed(relative: PurePosixPath, names: Mapping[str, str]) -> PurePosixPath:
    text = relative.as_posix()
    for placeholder, name in names.items():
        text = text.replace(f"[{placeholder}]", name)
    return PurePosixPath(text)


def _views(
    target: PurePosixPath, view: ApiView
) -> Iterator[tuple[dict[str, str], Mapping[str, Any]]]:
    """The files that one template gives: the names in its path, and what the template sees."""
    package = {"package": view.api.settings.package}
    if "[resource]" in target.name:
        for resource in view.api.resources:
            for name, values in resource_views(view, resource):
                yield {**package, "resource": name}, values
    elif "[module]" in target.name:
        for name, values in module_views(view):
            yield {**package, "module": name}, values
    elif target.name == "webhooks.py":
        yield package, webhooks_view(view)
    elif target.name == "_client.py":
        yield package, client_view(view)
    elif "[package]" in target.parts:
        yield package, package_view(view)
    else:
        yield package, project_view(view)
