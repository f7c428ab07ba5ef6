"""Models: TemplateStatus."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "TemplateStatus",
]


TemplateStatus: TypeAlias = Literal["draft", "approved", "archived"]
"""The status of a template. A new template is a `draft`. Only an `approved` template can be sent. An
`archived` template is retired.
"""
