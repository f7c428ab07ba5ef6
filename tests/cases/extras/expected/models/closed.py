"""Models: Closed."""

from __future__ import annotations

from .._runtime import Model, field

__all__ = [
    "Closed",
]


class Closed(Model, kw_only=True, gc=False):
    """Closed"""

    class_: str | None = field(name="class", default=None)

    camel_case: str | None = field(name="camelCase", default=None)

    snake_case: str | None = None

    kebab_case: str | None = field(name="kebab-case", default=None)

    id: str | None = field(name="@id", default=None)

    n2fa: bool | None = field(name="2fa", default=None)
