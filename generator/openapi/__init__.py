"""A specification from its files: YAML or JSON, one or many, changed by overlays, with the location of every value.

`load` gives a `Document`, and `Document.root` is the `Node` to begin with.
"""

from __future__ import annotations

from generator.json_types import Json
from generator.openapi.cycles import cycles
from generator.openapi.document import Address, Document, Node
from generator.openapi.loading import load

__all__ = ["Address", "Document", "Json", "Node", "cycles", "load"]
