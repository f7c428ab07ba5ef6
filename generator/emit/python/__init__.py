"""IR -> Python text: annotations, literals, docstrings, signatures. The only room that knows Python's syntax."""

from __future__ import annotations
