"""Makes the runtime importable from the templates folder, as `client_under_test._runtime`.

The runtime is ordinary Python with relative imports only, so it only needs a parent package. This is an empty package
whose path is the templates folder. `conftest.py` installs it before any test module is imported.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

PACKAGE = "client_under_test"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "[package]"


def install() -> None:
    """Add the empty parent package to `sys.modules`."""
    if PACKAGE not in sys.modules:
        module = ModuleType(PACKAGE)
        module.__path__ = [str(TEMPLATES)]
        sys.modules[PACKAGE] = module
