"""Loading of a specification from one or many YAML or JSON files, with overlays and the location of every value.

`load` returns a `Document`. `Document.root` is the `Node` of the root value.
"""

from __future__ import annotations

from generator.json_types import Json
from generator.openapi.cycles import cycles
from generator.openapi.document import Document, Node
from generator.openapi.loading import load
from generator.openapi.pointers import Address

__all__ = ["Address", "Document", "Json", "Node", "cycles", "load"]
