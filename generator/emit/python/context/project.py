"""The context of the files beside the package: `pyproject.toml` and `README.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.context.quick_start import quick_start
from generator.emit.python.context.testing import fixture_name
from generator.emit.python.options import described_options, device_argument, token_argument
from generator.emit.python.text.html import as_markdown
from generator.emit.python.text.markdown import markdown
from generator.emit.python.text.paragraphs import one_line, split_at_heading
from generator.ir.api import Api, Metadata
from generator.ir.operations import Operation, Resource, heading, qualified

_README_WIDTH = 110
_KEYWORD_RESOURCES = 10  # resources whose names are keywords


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An operation as a row of a table."""

    name: str
    request: str
    summary: str


@dataclass(frozen=True, slots=True)
class ResourceTable:
    """A resource as a table of its operations."""

    name: str
    operations: list[OperationRow]


def project_context(index: ApiIndex) -> TemplateContext:
    """Return the context of `pyproject.toml` and `README.md`."""
    api = index.api
    calls = quick_start(index)
    introduction, details = split_at_heading(as_markdown(api.description))
    return {
        "api": api,
        "settings": api.settings,
        "summary": one_line(api.title) + ": a client for Python",
        "description": markdown(introduction or api.title, _README_WIDTH),
        "details": markdown(details, _README_WIDTH),
        "version": _release(api.version),
        "author": _author(api.metadata),
        "keywords": _keywords(api),
        "paged": calls.paged,
        "paged_with_limits": calls.paged_with_limits,
        "start": calls.start,
        "start_name": calls.name,
        "fake_name": calls.fake_name,
        "async_start": calls.async_start,
        "raw": calls.raw,
        "upload": calls.upload,
        "download": calls.download,
        "stream": calls.stream,
        "with_models": calls.with_models,
        "with_dicts": calls.with_dicts,
        "base_url": one_line(api.servers[0].url) if api.servers else "",
        "fixture": fixture_name(api.settings),
        "first": next((qualified(r.name, o.name) for r in api.resources for o in r.operations), ""),
        "options": described_options(api),
        "token": token_argument(api),
        "device_token": device_argument(api),
        "resources": [_table(resource) for resource in api.resources],
    }


def _author(metadata: Metadata) -> dict[str, str]:
    """The name and the email address to contact, each if it is known.

    The core metadata of Python separates people by commas.
    """
    author = {"name": one_line(metadata.author).replace(",", ""), "email": metadata.email}
    return {key: value for key, value in author.items() if value}


def _keywords(api: Api) -> list[str]:
    """Keywords for package indexes: the words of the name, words for any client, and the first resources."""
    words = re.findall(r"[a-z0-9]+", api.settings.distribution.lower())
    names = [resource.name.strip("_").replace("_", "-") for resource in api.resources]
    return list(dict.fromkeys([*words, "api", "client", "openapi", *names[:_KEYWORD_RESOURCES]]))


def _release(version: str) -> str:
    """Return the release number at the start of a version, because PEP 440 does not allow arbitrary versions."""
    match = re.search(r"\d+(\.\d+)*", version)
    return match[0] if match else "0"


def _table(resource: Resource) -> ResourceTable:
    rows = [_row(resource, operation) for operation in resource.operations]
    return ResourceTable(resource.name, rows)


def _row(resource: Resource, operation: Operation) -> OperationRow:
    summary = one_line(as_markdown(operation.summary or operation.description))
    name = heading(resource.name, operation.name)
    return OperationRow(name, f"{operation.method} {operation.path}", summary)
