"""Problems as annotations of a change: the workflow commands of GitHub Actions.

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
    """The command that shows `message` at a place of a file; without a line, at the file."""
    properties = {"file": file, "line": line, "col": column, "title": title}
    given = [
        f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items() if value
    ]
    return f"::{severity} {','.join(given)}::{message.translate(_MESSAGE)}"
