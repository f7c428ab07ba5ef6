"""Models: TemplateStatus."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "TemplateStatus",
]


TemplateStatus: TypeAlias = Literal["draft", "approved", "archived"]
"""Stage in the life of a template. It begins as a `draft`, can be sent while it is `approved`, and is
retired when it is `archived`.
"""
