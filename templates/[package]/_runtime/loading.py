"""Lazy imports of models, resources and the HTTP library."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType, TracebackType

from .errors import APIConnectionError


class _Loading:
    """Raise APIConnectionError if an import in the block fails.

    An import fails if the process has no free file descriptor, for example. A later attempt may succeed.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: object, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, ImportError | OSError):
            reason = f"{type(error).__name__}: {error}"
            raise APIConnectionError(
                f"a module that the client needs cannot be imported ({reason})"
            ) from error


loading = _Loading()


def load(name: str, package: str) -> ModuleType:
    """Import a module by its relative name.

    Raises:
        APIConnectionError: The module cannot be imported.
    """
    with loading:
        return import_module(name, package)
