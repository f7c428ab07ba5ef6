"""Run black on a text. Only this module imports black, and only when it is needed."""

from __future__ import annotations

import ast
import sys

from _black_version import version  # type: ignore[import-untyped]  # `importlib.metadata` is slow to import

from generator.emit import LINE_LENGTH

TARGET = "PY311"


def settings() -> tuple[str, ...]:
    """Return everything besides the text that the result depends on."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return ("black", version, python, TARGET, str(LINE_LENGTH))


def blacken(source: str, *, is_pyi: bool = False) -> str:
    """Return the formatted text of a module. It compiles.

    Raises:
        ValueError, SyntaxError: The text is not valid Python.
    """
    # slow to import, and not needed if the cache has every file
    from black import Mode, format_str
    from black.mode import TargetVersion
    from black.parsing import InvalidInput

    mode = Mode(target_versions={TargetVersion[TARGET]}, line_length=LINE_LENGTH, is_pyi=is_pyi)
    try:
        text = format_str(source, mode=mode)
    except InvalidInput as error:
        raise ValueError(str(error)) from error
    ast.parse(text)
    return text
