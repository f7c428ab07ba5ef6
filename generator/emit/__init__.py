"""Api -> Tree: templates are rendered, and the rendered Python is formatted."""

from __future__ import annotations

from typing import Final

LINE_LENGTH: Final = 100  # of generated code and docstrings
