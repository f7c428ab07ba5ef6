"""The context of `_client.py`."""

from __future__ import annotations

from dataclasses import dataclass

from generator.emit import LINE_LENGTH
from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.options import credential_names, described_options, variable_names
from generator.emit.python.text.docstrings import docstring, section_entry
from generator.emit.python.text.html import as_markdown
from generator.emit.python.text.paragraphs import first_paragraphs, one_line, prose
from generator.ir.api import Api
from generator.ir.operations import Resource

_MAX_API_LINES = 60  # of the description of the API in the docstrings of the clients
_MAX_RESOURCE_LINES = 6  # of the description of a resource in the docstring of its attribute


@dataclass(frozen=True, slots=True)
class ResourceAttribute:
    """A resource as an attribute of the clients."""

    name: str
    class_name: str
    docstring: str


def client_context(index: ApiIndex) -> TemplateContext:
    """Return the context of `_client.py`."""
    api = index.api
    client = api.settings.client
    names = [name for r in api.resources for name in (r.class_name, f"Async{r.class_name}")]
    imports = index.imports(".", declared=(client, f"Async{client}", *names))
    return {
        "settings": api.settings,
        "own": index.own_code,
        "imports": imports,
        "use": imports.use,
        "docstring": _client_docstring(api),
        "credentials": credential_names(api),
        "variables": variable_names(api),
        "resources": [_resource_attribute(resource) for resource in api.resources],
    }


def _client_docstring(api: Api) -> str:
    """Return the docstring of the clients: the description of the API, and the options that the API defines."""
    width = LINE_LENGTH - 4
    description = prose(as_markdown(api.description), width)
    shortened = first_paragraphs(description, _MAX_API_LINES)
    lines = prose(one_line(api.title), width)
    if shortened:
        lines += ["", *shortened]
    if len(shortened) < len(description):
        lines += ["", "See the README for the full description."]
    lines += ["", "Args:"]
    for name, text in described_options(api):
        variable = f"{api.settings.env_prefix}_{name.upper()}"
        lines += section_entry(name, f"{text} Environment: `{variable}`.", width)
    http_client = "An `httpx2` client to use instead of a new one. The caller must close it."
    lines += section_entry("http_client", http_client, width)
    lines += section_entry("options", "See `ClientOptions`.", width)
    return docstring(lines, "    ")


def _resource_attribute(resource: Resource) -> ResourceAttribute:
    """Return the attribute with a shortened description; the class of the resource has the full one."""
    indent = " " * 8
    width = LINE_LENGTH - len(indent)
    description = prose(as_markdown(resource.description) or f"`{resource.name}`.", width)
    shortened = docstring(first_paragraphs(description, _MAX_RESOURCE_LINES), indent)
    return ResourceAttribute(resource.name, resource.class_name, shortened)
