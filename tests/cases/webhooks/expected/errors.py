"""The errors of this package: those that every client has, and one for each code that the API documents."""

from __future__ import annotations

from ._runtime import errors as _errors
from ._runtime.errors import *

CODES: dict[tuple[int, str], type[APIStatusError]] = {}
"""The class of each documented (status, code)."""

__all__ = ["CODES"]
__all__ += _errors.__all__
