"""The modules that are imported at their first use: models, resources, and the HTTP library."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType, TracebackType

from .errors import APIConnectionError


class _Loading:
    """A block in which an import that fails raises an error of this package.

    An import fails when no file descriptor is left, for example. Another attempt may succeed.
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
    """The module of a relative name in a package.

    Raises:
        APIConnectionError: it cannot be imported.
    """
    with loading:
        return import_module(name, package)
