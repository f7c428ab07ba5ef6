"""What the API is going to take away: a warning at the call; type checkers for 3.13 tell where it is written, too."""

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
        """As `warnings.deprecated` of Python 3.13, for functions."""

        def decorate(function: F) -> F:
            @functools.wraps(function)
            def told(*args: Any, **kwargs: Any) -> Any:
                warnings.warn(message, DeprecationWarning, stacklevel=2)
                return function(*args, **kwargs)

            return cast("F", told)

        return decorate
