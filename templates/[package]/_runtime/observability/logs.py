"""Logging: one logger with the name of the package. It logs no bodies, queries or credentials, and few headers."""

from __future__ import annotations

import logging
from weakref import WeakValueDictionary

from ..environment import environment
from ..escaping import printable
from ..http.headers import Headers
from ..redaction import Redactor

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}
_HANDLER = "of the environment variable"  # the name by which the handler is added only once
_LOGGED_HEADERS = (
    "content-type content-length content-encoding date retry-after retry-after-ms"
    " x-request-id request-id x-correlation-id x-should-retry"
).split()
# The loggers of libraries that log hosts (which can have an account's name), queries and headers of calls.
_LIBRARY_LOGGERS = (
    "httpx2 httpcore2.connection httpcore2.http11 httpcore2.http2 httpcore2.proxy httpcore2.socks"
    " hpack.hpack hpack.table asyncio"
).split()
_redactors: WeakValueDictionary[int, Redactor] = WeakValueDictionary()


class _RedactingFilter(logging.Filter):
    """Redacts the credentials of all living clients in the log records of libraries."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        for reference in _redactors.valuerefs():
            redactor = reference()
            if redactor is not None and redactor.finds(text):
                text = redactor.text(text)
                record.msg, record.args = text, ()
        return True


_redacting_filter = _RedactingFilter()


def redact_logs(redactor: Redactor) -> None:
    """Redact the credentials of a client in the log records of the HTTP libraries."""
    _redactors[id(redactor)] = redactor
    for name in _LIBRARY_LOGGERS:
        logging.getLogger(name).addFilter(_redacting_filter)  # a filter is added once


def package_logger(package: str, prefix: str) -> logging.Logger:
    """The package's logger. With `<PREFIX>_LOG=debug|info` it writes to stderr, without other configuration."""
    logger = logging.getLogger(package)
    level = _LEVELS.get((environment(prefix, "log") or "").lower())
    if level is not None:
        logger.setLevel(level)
        if not any(handler.name == _HANDLER for handler in logger.handlers):
            handler = logging.StreamHandler()
            handler.name = _HANDLER
            handler.setFormatter(
                logging.Formatter("[%(asctime)s %(levelname)s %(name)s] %(message)s")
            )
            logger.addHandler(handler)
    return logger


def loggable(headers: Headers) -> str:
    """The headers that may be logged, as text."""
    return ", ".join(
        f"{name}: {printable(headers[name])}" for name in _LOGGED_HEADERS if name in headers
    )
