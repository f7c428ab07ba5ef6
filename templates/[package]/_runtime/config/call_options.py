"""The options of one call, which every method takes as `options=`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypedDict, cast

from ..errors import ArgumentError, ConfigurationError
from .checks import NEVER_AWAITED, header_pair, is_asynchronous, unknown_option
from .options import ClientOptions, Config, apply_options

if TYPE_CHECKING:
    import httpx2
else:
    from ..http.lazy import lazy_httpx2 as httpx2

_MAPPINGS = ("headers", "query", "body")


class CallOptions(TypedDict, total=False):
    """The options of one call: `client.things.get("id", options={"timeout": 5})`."""

    timeout: float | httpx2.Timeout | None
    """Seconds for the whole call, or the limits of its steps; None: no limit. Default: the client's."""
    max_retries: int
    """Attempts after the first. Default: the client's."""
    headers: Mapping[str, str | None]
    """Headers. They replace headers of the same name, and None leaves a header out."""
    query: Mapping[str, Any]
    """Query parameters. They replace parameters of the same name, and a list repeats its name."""
    body: Mapping[str, Any]
    """Properties of a JSON object or a form, by their names in the API. They replace properties of the same name."""
    deadline: float
    """Seconds for a whole iteration of a list, with all its pages. For another call, the same as a shorter timeout."""
    max_items: int
    """Maximum number of items that an iteration of a list returns."""
    position: str
    """The page at which a list begins: the `position` or `next_position` of a page, also of another process."""
    progress: Callable[[int, int | None], object]
    """Called after each piece of the body with the bytes sent so far, and the length of the body in bytes or None.

    Each attempt starts again. An asynchronous client calls it in a worker thread if it reads the body there, and never
    awaits it: an asynchronous function is refused.
    """
    idempotency_key: str
    """The key with which the server recognizes the attempts of this call. The call is then safe to repeat."""


def check_call_options(options: object) -> None:
    """Check the names of the options of a call, and the types of mappings and functions.

    Raises:
        ArgumentError: An option is unknown, or has a value of another type.
    """
    if not isinstance(options, Mapping):
        raise ArgumentError(f"must be a dict, not {type(options).__name__}", argument="options")
    for name, value in cast("Mapping[object, object]", options).items():
        if name not in CallOptions.__annotations__:
            known = CallOptions.__annotations__
            raise ArgumentError(f"has the {unknown_option(str(name), known)}", argument="options")
        if name == "progress" and not callable(value):
            given = type(value).__name__
            raise ArgumentError(f"must be a function, not {given}", argument="options['progress']")
        if name == "progress" and is_asynchronous(value):
            raise ArgumentError(NEVER_AWAITED, argument="options['progress']")
        if name in _MAPPINGS and not isinstance(value, Mapping):
            given = type(value).__name__
            raise ArgumentError(f"must be a mapping, not {given}", argument=f"options[{name!r}]")


def check_deadline(value: object, argument: str) -> float:
    """The seconds of a deadline.

    Raises:
        ArgumentError: It is not a positive number.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise ArgumentError("must be a number of seconds above 0", argument=argument)
    return float(value)


def check_max_items(value: object) -> int | None:
    """The maximum number of items; None for no limit.

    Raises:
        ArgumentError: It is not a whole number, or is negative.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ArgumentError("must be a whole number, at least 0", argument="options['max_items']")
    return value


def config_of(config: Config, options: CallOptions) -> Config:
    """The configuration for a call with options.

    Raises:
        ArgumentError: The value of an option is invalid.
    """
    changes: ClientOptions = {}
    if "timeout" in options:
        changes["timeout"] = options["timeout"]
    if "max_retries" in options:
        changes["max_retries"] = options["max_retries"]
    try:
        changed = apply_options(config, changes) if changes else config
    except ConfigurationError as error:
        raise ArgumentError(error.message, argument="options") from None
    if "deadline" not in options:
        return changed
    seconds = check_deadline(options["deadline"], "options['deadline']")
    timeout = seconds if changed.timeout is None else min(changed.timeout, seconds)
    return replace(changed, timeout=timeout)


def headers_of(headers: Mapping[str, str | None] | None, argument: str) -> dict[str, str | None]:
    """The headers of a call. None leaves a header out.

    Raises:
        ArgumentError: A name or value is invalid.
    """
    try:
        return dict(header_pair(name, value) for name, value in (headers or {}).items())
    except ConfigurationError as error:
        raise ArgumentError(error.message.removeprefix("headers: "), argument=argument) from None
