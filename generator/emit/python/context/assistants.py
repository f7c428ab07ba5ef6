"""The context of `AGENTS.md` and `llms.txt`, which coding assistants read."""

from __future__ import annotations

from dataclasses import dataclass

from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.signatures import Signatures
from generator.emit.python.text.html import as_markdown
from generator.emit.python.text.paragraphs import one_line
from generator.ir.operations import Resource

_MOST_OPERATIONS = 100  # with their signatures; the modules of the resources have all


@dataclass(frozen=True, slots=True)
class IndexedResource:
    """A resource with the signatures of its operations; none in a large API."""

    name: str
    summary: str
    count: int
    signatures: list[str]


def assistants_context(index: ApiIndex) -> TemplateContext:
    """Return the context of the files for coding assistants. The signatures of a large API are left out."""
    resources = index.api.resources
    is_small = sum(len(each.operations) for each in resources) <= _MOST_OPERATIONS
    signatures = Signatures(index.api) if is_small else None
    return {
        "api": index.api,
        "settings": index.api.settings,
        "title": one_line(index.api.title),
        "indexed": [_indexed(each, signatures) for each in resources],
        "is_small": is_small,
    }


def _indexed(resource: Resource, signatures: Signatures | None) -> IndexedResource:
    summary = one_line(as_markdown(resource.description))
    lines = (
        [signatures.method(resource, each) for each in resource.operations] if signatures else []
    )
    return IndexedResource(resource.name, summary, len(resource.operations), lines)
