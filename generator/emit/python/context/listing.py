"""The context of `API.md`."""

from __future__ import annotations

from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.signatures import all_signatures
from generator.emit.python.text.characters import visible


def listing_context(index: ApiIndex) -> TemplateContext:
    """Return the context of `API.md`: the signatures of all public names, sorted, each once."""
    return {
        "settings": index.api.settings,
        "lines": sorted(set(map(visible, all_signatures(index.api)))),
    }
