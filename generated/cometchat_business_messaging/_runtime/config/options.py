"""The options of a client: arguments first, then environment variables, then defaults; all checked at construction."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, TypedDict, cast

from msgspec import UNSET, UnsetType

from ..environment import environment, variable
from ..errors import ConfigurationError
from ..observability.hooks import Hooks
from .checks import check_base_url, header_pair
from .retry_policy import RetryPolicy

_MIB = 1024 * 1024


class ClientOptions(TypedDict, total=False):
    """What a client can be told, besides credentials and the variables of its server."""

    base_url: str | None
    """Where the API is, instead of the address in its document. Environment: `<PREFIX>_BASE_URL`."""
    timeout: float | UnsetType | None
    """Seconds for a whole call, with retries, pauses and body; None: no limit. Environment: `<PREFIX>_TIMEOUT`. 60."""
    connect_timeout: float | None
    """Seconds for a connection to be made. 5."""
    max_retries: int | None
    """Attempts after the first. Environment: `<PREFIX>_MAX_RETRIES`. 2."""
    backoff: float
    """Seconds of the first pause between attempts; each next one is twice as long, up to 8. 0.5."""
    max_response_size: int
    """Bytes of a body, after decompression, that a call takes into memory. 32 MiB."""
    follow_redirects: bool
    """Follow redirects, up to 10; credentials never go to another origin. False."""
    strict: bool
    """Raise ResponseValidationError where an answer departs from the API's document, instead of noting it. False."""
    headers: Mapping[str, str]
    """Headers of every request."""
    hooks: Hooks | Sequence[Hooks]
    """What is told of each attempt and each call."""
    allow_foreign_credentials: bool
    """Send credentials also to an operation's own server, where the document gives it another origin. False."""
    allow_foreign_pages: bool
    """Follow the address of a next page also to another origin, without credentials. False."""


@dataclass(frozen=True, slots=True)
class Config:
    """The checked options of a client."""

    base_url: str
    timeout: float | None = 60.0
    connect_timeout: float | None = 5.0
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    max_response_size: int = 32 * _MIB
    follow_redirects: bool = False
    strict: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    hooks: tuple[Hooks, ...] = ()
    allow_foreign_credentials: bool = False
    allow_foreign_pages: bool = False


def apply_options(config: Config, options: ClientOptions) -> Config:
    """The configuration with some options changed.

    Raises:
        ConfigurationError: an option is invalid, or unknown.
    """
    unknown = sorted(options.keys() - ClientOptions.__annotations__.keys())
    if unknown:
        raise ConfigurationError(f"unknown option {unknown[0]!r}")
    changes: dict[str, Any] = {}
    for name, value in options.items():
        checked = _CHECKS[name](name, value, config)
        if checked is not UNSET:
            changes["retries" if name in ("max_retries", "backoff") else name] = checked
            config = replace(config, **changes)
    return config


def from_environment(prefix: str) -> ClientOptions:
    """The options that environment variables give.

    Raises:
        ConfigurationError: a variable is no number.
    """
    options: ClientOptions = {}
    timeout, retries = environment(prefix, "timeout"), environment(prefix, "max_retries")
    if timeout is not None:
        options["timeout"] = _number(variable(prefix, "timeout"), timeout, float)
    if retries is not None:
        options["max_retries"] = int(_number(variable(prefix, "max_retries"), retries, int))
    return options


def _number(name: str, text: str, kind: type[float] | type[int]) -> float:
    try:
        return kind(text)
    except ValueError:
        raise ConfigurationError(f"{name}: {text!r} is not a number") from None


# --- one check for each option ---------------------------------------------------------------------------------------

_Checked: TypeAlias = "str | float | bool | RetryPolicy | tuple[Any, ...] | UnsetType | None"


def _base_url(name: str, value: object, config: Config) -> _Checked:
    return UNSET if value is None else check_base_url(value)


def _seconds(name: str, value: object, config: Config) -> _Checked:
    if value is None or isinstance(value, UnsetType):
        return value
    return _positive(name, value)


def _positive(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise ConfigurationError(f"{name} must be a number of seconds above 0")
    return float(value)


def _max_retries(name: str, value: object, config: Config) -> _Checked:
    if value is None:
        return UNSET
    return replace(config.retries, max_retries=_whole(name, value, 0))


def _backoff(name: str, value: object, config: Config) -> _Checked:
    return replace(config.retries, backoff=_positive(name, value))


def _size(name: str, value: object, config: Config) -> _Checked:
    return _whole(name, value, 1)


def _whole(name: str, value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ConfigurationError(f"{name} must be a whole number, at least {least}")
    return value


def _flag(name: str, value: object, config: Config) -> _Checked:
    if not isinstance(value, bool):
        raise ConfigurationError(f"{name} must be True or False")
    return value


def _headers(name: str, value: object, config: Config) -> _Checked:
    if not isinstance(value, Mapping):
        raise ConfigurationError("headers must be a mapping of names to values")
    given = tuple(header_pair(*pair) for pair in cast("Mapping[object, object]", value).items())
    names = {key.lower() for key, _ in given}
    return (*(pair for pair in config.headers if pair[0].lower() not in names), *given)


def _hooks(name: str, value: object, config: Config) -> _Checked:
    given = tuple(cast("Sequence[object]", value)) if isinstance(value, list | tuple) else (value,)
    if not all(isinstance(each, Hooks) for each in given):
        raise ConfigurationError("hooks must be Hooks, or a list of them")
    return given


_CHECKS: dict[str, Callable[[str, object, Config], _Checked]] = {
    "base_url": _base_url,
    "timeout": _seconds,
    "connect_timeout": _seconds,
    "max_retries": _max_retries,
    "backoff": _backoff,
    "max_response_size": _size,
    "follow_redirects": _flag,
    "strict": _flag,
    "headers": _headers,
    "hooks": _hooks,
    "allow_foreign_credentials": _flag,
    "allow_foreign_pages": _flag,
}
