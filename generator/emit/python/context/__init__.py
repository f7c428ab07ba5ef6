"""Api -> template contexts: the variables of each template, as text that the template only has to place."""

from __future__ import annotations

from typing import Any, TypeAlias

TemplateContext: TypeAlias = dict[str, Any]
