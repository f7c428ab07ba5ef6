"""A text -> the same, as black writes it. The only file that imports black, and only when it is needed."""

from __future__ import annotations

import ast
import sys

from _black_version import version  # type: ignore[import-untyped]  # `importlib.metadata` is slow to import

from generator.emit import LINE_LENGTH

TARGET = "PY311"


def settings() -> tuple[str, ...]:
    """Everything but the text that the result depends on."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return ("black", version, python, TARGET, str(LINE_LENGTH))


def blacken(source: str, *, is_pyi: bool = False) -> str:
    """The text of a module, formatted; what is formatted compiles.

    Raises:
        ValueError, SyntaxError: It is no Python.
    """
    # slow to import, and not needed when the cache has everything
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
