"""A specification from its files: YAML or JSON, one file or many, mended by overlays, with the place of every value.

`load` gives a `Document`, and `Document.root` is the `Node` to begin with.
"""

from __future__ import annotations

from .document import Document, Node
from .loading import load
from .parts import KEYS, Address, is_entry, part_of, parts
from .reading import Json

__all__ = [
    "KEYS",
    "Address",
    "Document",
    "Json",
    "Node",
    "is_entry",
    "load",
    "part_of",
    "parts",
]
