"""Text of a document as literals, docstrings and Markdown: escaped, wrapped, and safe to write into the output."""

from __future__ import annotations
