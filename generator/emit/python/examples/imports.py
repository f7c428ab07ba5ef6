"""The imports that the code of an example needs from the standard library."""

from __future__ import annotations

import re
from typing import Final

_CALLED: Final = re.compile(r"\b(?:(date|datetime)\.fromisoformat|(Decimal))\(")
"""The names in the examples of `scalars`."""
_MODULES: Final = {"date": "datetime", "datetime": "datetime", "Decimal": "decimal"}


def imports(code: str, end: str = "") -> str:
    """Return the lines that import what an example uses, each with its line break.

    Args:
        code: The code of the example.
        end: What follows the last line. Without a line, the result is empty.
    """
    names = sorted({short or long for short, long in _CALLED.findall(code)})
    modules = sorted({_MODULES[name] for name in names})
    lines = [
        f"from {module} import {', '.join(name for name in names if _MODULES[name] == module)}\n"
        for module in modules
    ]
    return "".join([*lines, end]) if lines else ""
