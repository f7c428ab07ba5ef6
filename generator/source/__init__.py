"""A specification from its files: YAML or JSON, one file or many, mended by overlays, with the place of every value.

`load` gives a `Document`, and `Document.root` is the `Node` to begin with.
"""

from __future__ import annotations

from .cycles import cycles
from .document import Address, Document, Node
from .loading import load
from .reading import Json

__all__ = ["Address", "Document", "Json", "Node", "cycles", "load"]
