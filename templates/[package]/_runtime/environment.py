"""The environment variables of a client."""

from __future__ import annotations

import os


def environment(prefix: str, name: str) -> str | None:
    """The value of `<PREFIX>_<NAME>`; None if it is not set or empty."""
    return os.environ.get(variable(prefix, name)) or None


def variable(prefix: str, name: str) -> str:
    """The name of an environment variable."""
    return f"{prefix}_{name.upper()}"
