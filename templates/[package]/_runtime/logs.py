"""Logging: one logger named as the package. No bodies, no query values, headers by allow-list, no credentials."""

from __future__ import annotations

import logging

from .config import environment
from .headers import Headers

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
    return ", ".join(f"{name}: {headers[name]}" for name in _SHOWN if name in headers)
