"""Diagnostics as workflow commands of GitHub Actions, which show them as annotations.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def annotation(
    severity: str,
    file: str,
    message: str,
    title: str,
    line: int | None = None,
    column: int | None = None,
) -> str:
    """The workflow command that shows a message at a line and column, or at the whole file if `line` is None."""
    properties = {"file": file, "line": line, "col": column, "title": title}
    present = [
        f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items() if value
    ]
    return f"::{severity} {','.join(present)}::{message.translate(_MESSAGE)}"
