"""Logging: one logger named as the package. No bodies, no query values, headers by allow-list, no credentials."""

from __future__ import annotations

import logging
from weakref import WeakValueDictionary

from ..environment import environment
from ..escaping import printable
from ..http.headers import Headers
from ..redaction import Redactor

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}
_HANDLER = "of the environment variable"  # by this name it is added once
_SHOWN = (
    *(
        "content-type",
        "content-length",
        "content-encoding",
        "date",
        "retry-after",
        "retry-after-ms",
    ),
    *("x-request-id", "request-id", "x-correlation-id", "x-should-retry"),
)


# Who else logs what a call sends or gets: hosts (an account can be a part of them), queries, headers.
_OTHERS = (
    *("httpx2", "httpcore2.connection", "httpcore2.http11", "httpcore2.http2", "httpcore2.proxy"),
    *("httpcore2.socks", "hpack.hpack", "hpack.table", "asyncio"),
)
_redactors: WeakValueDictionary[int, Redactor] = WeakValueDictionary()


class _Blanking(logging.Filter):
    """Blanks the credentials of every living client in what other libraries log."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        for reference in _redactors.valuerefs():
            redactor = reference()
            if redactor is not None and redactor.finds(text):
                text = redactor.text(text)
                record.msg, record.args = text, ()
        return True


_blanking = _Blanking()


def blank_logs(redactor: Redactor) -> None:
    """From now on the loggers of the libraries below show nothing that this client must not show."""
    _redactors[id(redactor)] = redactor
    for name in _OTHERS:
        logging.getLogger(name).addFilter(_blanking)  # once: it is always the same


def package_logger(package: str, prefix: str) -> logging.Logger:
    """The package's logger. `<PREFIX>_LOG=debug|info` makes it write to stderr, without other configuration."""
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


def shown(headers: Headers) -> str:
    """The headers that may be logged."""
    return ", ".join(f"{name}: {printable(headers[name])}" for name in _SHOWN if name in headers)
