"""The options of a client, checked at construction. Arguments win over environment variables, these over defaults."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, cast, get_args

from msgspec import UNSET, UnsetType

from ..deadline import StepTimeouts
from ..environment import environment, variable
from ..errors import ConfigurationError
from ..models.unknown_fields import UnknownFields
from ..observability.hooks import Hooks
from .checks import NEVER_AWAITED, check_base_url, header_pair, is_asynchronous, unknown_option
from .retry_policy import RetryPolicy

if TYPE_CHECKING:
    import httpx2
else:
    from ..http.lazy import lazy_httpx2 as httpx2

_MIB = 1024 * 1024
_TIMEOUT = 60.0


class ClientOptions(TypedDict, total=False):
    """The options of a client, besides its credentials and the variables of its server."""

    base_url: str | None
    """The base URL, in place of the one in the API's document. Environment: `<PREFIX>_BASE_URL`."""
    timeout: float | httpx2.Timeout | UnsetType | None
    """Seconds for a whole call, pauses included; None: no limit. Default: 60. Environment: `<PREFIX>_TIMEOUT`.

    An `httpx2.Timeout` limits each step of an attempt. The whole call then takes at most 60 s, or the longest step."""
    connect_timeout: float | None
    """Seconds to make a connection. Default: 5."""
    max_retries: int | None
    """Attempts after the first. Default: 2. Environment: `<PREFIX>_MAX_RETRIES`."""
    backoff: float
    """Seconds of the first pause between attempts. Each next pause is twice as long, up to 8 seconds. Default: 0.5."""
    max_response_size: int
    """Maximum size in bytes of a decompressed body that is read into memory. Default: 32 MiB."""
    max_concurrency: int | None
    """Maximum number of requests at the same time, in each event loop. Default: no limit but 100 connections."""
    follow_redirects: bool
    """Follow up to 10 redirects, never with credentials to another origin. Default: only those to downloads."""
    strict: bool
    """Raise ResponseValidationError if a response does not match its schema. Default: False: record it."""
    unknown_fields: UnknownFields
    """Keep properties of responses that the document does not describe, in `unknown_fields` of models, which send them
    back. Decoding then takes about three times as long. Default: "ignore"."""
    headers: Mapping[str, str | None]
    """Headers that are sent with every request, in place of the client's own of the same name. None removes one."""
    hooks: Hooks | Sequence[Hooks]
    """Functions that are called with events of each attempt and each call."""
    allow_foreign_credentials: bool
    """Send credentials also to a server of another origin that the document names for an operation. Default: False."""
    allow_foreign_pages: bool
    """Follow the URL or the redirect of a page also to another origin, without credentials. Default: False."""


@dataclass(frozen=True, slots=True)
class Config:
    """The checked options of a client."""

    base_url: str
    timeout: float | None = _TIMEOUT
    connect_timeout: float | None = 5.0
    steps: StepTimeouts | None = None
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    max_response_size: int = 32 * _MIB
    max_concurrency: int | None = None
    follow_redirects: bool | None = None
    strict: bool = False
    unknown_fields: UnknownFields = "ignore"
    headers: tuple[tuple[str, str | None], ...] = ()
    hooks: tuple[Hooks, ...] = ()
    allow_foreign_credentials: bool = False
    allow_foreign_pages: bool = False


def apply_options(config: Config, options: ClientOptions) -> Config:
    """The configuration with other options.

    Raises:
        ConfigurationError: An option is invalid or unknown.
    """
    check_names(options)
    given = cast("Mapping[str, object]", options)
    for name in (name for name in _CHECKS if name in given):
        checked = _CHECKS[name](name, given[name], config)
        if checked is not UNSET:
            fields: dict[str, Any] = {_FIELDS.get(name, name): checked}
            config = replace(config, **(_timeout_fields(checked) if name == "timeout" else fields))
    return config


def check_names(options: ClientOptions, others: Iterable[str] = ()) -> None:
    """Check that options exist. `others` has the names of further arguments, which may be meant.

    Raises:
        ConfigurationError: An option is unknown.
    """
    known = ClientOptions.__annotations__.keys()
    for name in sorted(options.keys() - known):
        raise ConfigurationError(unknown_option(name, {*known, *others}))


def timeout_of(http_client: httpx2.Client | httpx2.AsyncClient | None) -> ClientOptions:
    """The timeout that the caller chose for an HTTP client. The library's default of 5 s is not a choice."""
    if http_client is None or set(http_client.timeout.as_dict().values()) == {5.0}:
        return {}
    return {"timeout": http_client.timeout}


def from_environment(prefix: str) -> ClientOptions:
    """The options that are set by environment variables.

    Raises:
        ConfigurationError: The value of a variable is not a number, or not a whole number.
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
        expected = "a whole number" if kind is int else "a number"
        raise ConfigurationError(f"{name}: {text!r} is not {expected}") from None


# --- one check for each option ---------------------------------------------------------------------------------------

_Checked: TypeAlias = "str | float | bool | RetryPolicy | tuple[Any, ...] | UnsetType | None"


def _base_url(name: str, value: object, config: Config) -> _Checked:
    return UNSET if value is None else check_base_url(value)


def _timeout(name: str, value: object, config: Config) -> _Checked:
    if (
        "httpx2" not in sys.modules
    ):  # its import is slow, and a caller with a Timeout has imported it
        return _seconds(name, value, config)
    import httpx2

    if not isinstance(value, httpx2.Timeout):
        return _seconds(name, value, config)
    for each in (value.connect, value.read, value.write, value.pool):
        _seconds(name, each, config)
    return value.connect, StepTimeouts(value.read, value.write, value.pool)


def _timeout_fields(timeout: _Checked) -> dict[str, Any]:
    """The fields of Config for a timeout: of the whole call, or of each step."""
    if not isinstance(timeout, tuple):
        return {"timeout": timeout, "steps": None}
    connect, steps = cast("tuple[float | None, StepTimeouts]", timeout)
    is_endless = steps.read is None or steps.write is None
    total = None if is_endless else max(_TIMEOUT, connect or 0.0, *(each or 0.0 for each in steps))
    return {"timeout": total, "connect_timeout": connect, "steps": steps}


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


def _concurrency(name: str, value: object, config: Config) -> _Checked:
    return None if value is None else _whole(name, value, 1)


def _whole(name: str, value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ConfigurationError(f"{name} must be a whole number, at least {least}")
    return value


def _flag(name: str, value: object, config: Config) -> _Checked:
    if not isinstance(value, bool):
        raise ConfigurationError(f"{name} must be True or False")
    return value


def _unknown_fields(name: str, value: object, config: Config) -> _Checked:
    allowed = get_args(UnknownFields)
    if value not in allowed:
        raise ConfigurationError(f"{name} must be {' or '.join(map(repr, allowed))}")
    return cast("UnknownFields", value)


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
    for each in cast("tuple[Hooks, ...]", given):
        for function in (f.name for f in fields(each)):
            if is_asynchronous(getattr(each, function)):
                raise ConfigurationError(f"hooks: {function} {NEVER_AWAITED}")
    return given


_FIELDS = {"max_retries": "retries", "backoff": "retries"}
_CHECKS: dict[str, Callable[[str, object, Config], _Checked]] = {
    "base_url": _base_url,
    "timeout": _timeout,
    "connect_timeout": _seconds,
    "max_retries": _max_retries,
    "backoff": _backoff,
    "max_response_size": _size,
    "max_concurrency": _concurrency,
    "follow_redirects": _flag,
    "strict": _flag,
    "unknown_fields": _unknown_fields,
    "headers": _headers,
    "hooks": _hooks,
    "allow_foreign_credentials": _flag,
    "allow_foreign_pages": _flag,
}
