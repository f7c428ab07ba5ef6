"""The options of a client: arguments first, then environment variables, then defaults; all checked at construction."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, TypedDict, cast
from urllib.parse import unquote, urlsplit

from msgspec import UNSET, UnsetType

from .calls.retries import RetryPolicy
from .errors import ConfigurationError
from .observability.hooks import Hooks

Credential: TypeAlias = "str | Callable[[], str]"
"""A credential, or what gives it at each attempt."""

AsyncCredential: TypeAlias = "str | Callable[[], str] | Callable[[], Awaitable[str]]"
"""As Credential; the asynchronous client also takes a function that is awaited."""

AnyCredential: TypeAlias = "str | Callable[[], Any]"

MIB = 1024 * 1024
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_PRINTABLE = re.compile(r"[\x20-\x7e]+")
_FRAMING = frozenset({"content-length", "transfer-encoding"})
_BASE_URL = re.compile(r"[\x21-\x7e]+")
_DOTTED = frozenset({".", ".."})
_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_LONGEST_HOST = 253
HOST_RULE = "each part has 1 to 63 letters, digits or hyphens, and no hyphen at its ends"


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
    max_response_size: int = 32 * MIB
    follow_redirects: bool = False
    strict: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    hooks: tuple[Hooks, ...] = ()
    allow_foreign_credentials: bool = False
    allow_foreign_pages: bool = False


def environment(prefix: str, name: str) -> str | None:
    """The value of `<PREFIX>_<NAME>`; None where it is not set or empty."""
    return os.environ.get(variable(prefix, name)) or None


def variable(prefix: str, name: str) -> str:
    """The name of an environment variable."""
    return f"{prefix}_{name.upper()}"


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


def check_base_url(url: object, name: str = "base_url") -> str:
    """The address without a slash at its end.

    Raises:
        ConfigurationError: it is not an absolute http(s) URL without user info, query and fragment.
    """
    if not isinstance(url, str) or not _BASE_URL.fullmatch(url) or "\\" in url:
        raise ConfigurationError(
            f"{name} must be a URL in printable ASCII characters without spaces"
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ConfigurationError(f"{name} is no valid URL: {error}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigurationError(f"{name} must begin with https:// (or http://) and a host")
    if "@" in parts.netloc or "?" in url or "#" in url:
        raise ConfigurationError(f"{name} must have no user info, query or fragment")
    if port == 0:
        raise ConfigurationError(f"{name} must have a port from 1 to 65535")
    if not is_host(host):
        raise ConfigurationError(f"{name} has a host that is no valid name: {HOST_RULE}")
    if _DOTTED.intersection(unquote(parts.path).split("/")):
        raise ConfigurationError(f"{name} must have no . or .. in its path")
    return url.rstrip("/")


def is_host(host: str) -> bool:
    """Whether a text can be a host: an IPv6 address, or labels that DNS allows (RFC 1123, section 2.1)."""
    name = host.removesuffix(".")
    return ":" in name or (
        len(name) <= _LONGEST_HOST and all(_LABEL.fullmatch(each) for each in name.split("."))
    )


def header_pair(name: object, value: object) -> tuple[str, str]:
    """A header that cannot become anything else on the wire.

    Raises:
        ConfigurationError: the name is no token, or the value has control or non-ASCII characters.
    """
    if not isinstance(name, str) or not _TOKEN.fullmatch(name):
        raise ConfigurationError("headers: a name must be a token (letters, digits, hyphens)")
    if name.lower() in _FRAMING:
        raise ConfigurationError(f"headers: {name} is not yours to set, it follows from the body")
    if not isinstance(value, str) or (value and not _PRINTABLE.fullmatch(value)):
        raise ConfigurationError(f"headers: the value of {name} must be printable ASCII text")
    return name, value


def check_secret(name: str, value: object) -> str:
    """A credential that can stand in a header. Its value is never in a message.

    Raises:
        ConfigurationError: it is no text, empty, or has spaces around it, line breaks, control or non-ASCII characters.
    """
    if not isinstance(value, str):
        raise ConfigurationError(f"{name} must be a str, not {type(value).__name__}")
    if not value or value != value.strip() or not _PRINTABLE.fullmatch(value):
        raise ConfigurationError(
            f"{name} is empty, or has characters that no credential has (line breaks, spaces...)"
        )
    return value


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
