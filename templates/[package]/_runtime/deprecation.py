"""The decorator for deprecated operations: a warning at the call, and in type checkers for Python 3.13 and later."""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

if sys.version_info >= (3, 13):
    from warnings import deprecated as deprecated
else:

    def deprecated(message: str, /) -> Callable[[F], F]:
        """Emit a DeprecationWarning at each call, as `warnings.deprecated` of Python 3.13 does."""

        def decorate(function: F) -> F:
            @functools.wraps(function)
            def wrapper(*args: Any, **kwargs: Any) -> Any:
                warnings.warn(message, DeprecationWarning, stacklevel=2)
                return function(*args, **kwargs)

            return cast("F", wrapper)

        return decorate
