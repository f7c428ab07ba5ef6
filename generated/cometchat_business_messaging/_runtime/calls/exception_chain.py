"""Chains of exceptions: their first message, and copies without credentials."""

from __future__ import annotations

from ..escaping import LONGEST_MESSAGE, printable
from ..redaction import Redactor


def first_message(error: BaseException | None) -> str:
    """The first message of the chain that is not empty."""
    while error is not None:
        if str(error):
            return str(error)
        error = error.__cause__ or error.__context__
    return ""


def sanitized(error: BaseException, redactor: Redactor) -> BaseException:
    """The exception; a plain copy if its chain quotes a credential, or a text that must be escaped or cut."""
    link: BaseException | None = error
    while link is not None:
        if _quotes(link, redactor):
            kind = ValueError if isinstance(error, ValueError | LookupError) else ConnectionError
            text = printable(redactor.text(str(error)), LONGEST_MESSAGE)
            return kind(f"{type(error).__name__}: {text}")
        link = link.__cause__ or link.__context__
    return error


def _quotes(error: BaseException, redactor: Redactor) -> bool:
    text = str(error)
    if redactor.finds(text) or text != printable(text, LONGEST_MESSAGE):
        return True
    return any(isinstance(each, bytes) and redactor.data(each) != each for each in error.args)
