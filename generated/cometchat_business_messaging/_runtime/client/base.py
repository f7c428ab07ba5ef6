"""The parts that the synchronous and the asynchronous client share."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn, Self, Unpack, cast

from ..auth.credentials import AnyCredential
from ..calls.call import Call
from ..calls.state import ClientState
from ..config.options import ClientOptions
from ..descriptors.api import ApiDescription
from ..errors import ArgumentError, ConfigurationError
from ..models.drift import Drift
from ..redaction import Hidden
from ..responses.error_response import status_error
from ..transport.messages import HTTPResponse, buffered

if TYPE_CHECKING:
    import httpx2
else:
    from ..http.lazy import lazy_httpx2 as httpx2


class Connections:
    """The connections of a client and its clones. `owner` is the client that made them, until it closes them."""

    owner: weakref.ref[BaseClient] | None = None

    def belong_to(self, client: BaseClient) -> bool:
        """Whether the end of a client's `with` block closes them: unless another client made and still uses them."""
        return self.owner is None or self.owner() in (None, client)

    def closed_by(self, client: BaseClient) -> None:
        """Let each clone close them from now on, if their owner closes them."""
        if self.belong_to(client):
            self.owner = None


class BaseClient:
    """Base of both clients."""

    _state: ClientState
    _raw = False

    @property
    def drift(self) -> Drift:
        """The mismatches between responses and the API's document."""
        return self._state.drift

    @property
    def base_url(self) -> str:
        """The base URL of the API."""
        return self._state.config.base_url

    def __repr__(self) -> str:
        state: ClientState | None = self.__dict__.get("_state")  # None while it is constructed
        shown = "" if state is None else f" {state.redactor.text(self.base_url)}"
        return f"<{type(self).__name__}{shown}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"a {type(self).__name__} holds credentials and connections and cannot be pickled or copied"
        )

    def _clone(self, state: ClientState) -> Self:
        clone = object.__new__(type(self))
        # Resources, which are cached, belong to the client that created them.
        kind = type(self)
        cached = {
            name for name in self.__dict__ if isinstance(getattr(kind, name, None), cached_property)
        }
        clone.__dict__.update({k: v for k, v in self.__dict__.items() if k not in cached})
        clone._state = state
        return clone

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """A client with other options. It shares connections, credentials and drift with this client.

        Raises:
            ConfigurationError: An option is invalid.
        """
        clone = self._clone(self._state.changed(options))
        if "max_concurrency" in options:
            kind = cast("Callable[[int | None], object]", type(self.__dict__["_admission"]))
            clone.__dict__["_admission"] = kind(options["max_concurrency"])
        return clone

    def _accepted(self, call: Call, response: HTTPResponse) -> HTTPResponse:
        """The response, if its status is a success, or that of a redirect that is a documented result.

        Raises:
            APIStatusError: The status is another one.
        """
        if 200 <= response.status < 300:
            return response
        state, request = self._state, call.request
        endpoint = request.endpoint
        if {str(response.status), f"{response.status // 100}XX"} & endpoint.redirects:
            is_streamed = endpoint.stream is not None and endpoint.stream(response)
            return buffered(response) if is_streamed else response
        raise status_error(state.api, response, state.redactor, request.errors, call.report())

    def _raw_method(self, method: Callable[..., Any]) -> Callable[..., Any]:
        if not hasattr(method, "__self__"):  # a resource that is itself an operation
            method = getattr(method, "__call__", method)  # noqa: B004
        resource = getattr(method, "__self__", None)
        owner = getattr(resource, "_client", None)
        if resource is None or not isinstance(owner, BaseClient):
            raise ArgumentError(
                "must be a method of one of this client's resources", argument="method"
            )
        clone = self._clone(self._state)
        clone._raw = True
        return cast("Callable[..., Any]", getattr(type(resource)(clone), method.__name__))


def new_state(
    api: ApiDescription,
    values: Mapping[str, AnyCredential | None] | Hidden,
    options: ClientOptions,
    http_client: httpx2.Client | httpx2.AsyncClient | None,
) -> ClientState:
    """The state of a new client.

    Raises:
        ConfigurationError: As ClientState.create, but without its frames: reports of errors show their variables.
    """
    given = values.values if isinstance(values, Hidden) else values
    try:
        return ClientState.create(api, given, options, http_client)
    except ConfigurationError as error:
        del given
        raise error.with_traceback(None) from None


def check_http_client(http_client: object, *, asynchronous: bool) -> None:
    """Check that an HTTP client is of the right library and kind.

    Raises:
        ConfigurationError: It is not an `httpx2.Client` (`httpx2.AsyncClient` for an asynchronous client).
    """
    if http_client is None:
        return
    import httpx2  # a caller with an HTTP client has imported it already

    wanted = httpx2.AsyncClient if asynchronous else httpx2.Client
    if not isinstance(http_client, wanted):
        kind = http_client if isinstance(http_client, type) else type(http_client)
        shown = f"{kind.__module__.partition('.')[0]}.{kind.__qualname__}"
        given = f"the class {shown}" if kind is http_client else f"a {shown}"
        raise ConfigurationError(f"http_client must be an httpx2.{wanted.__name__}, not {given}")


# Resources and pages use a client through these functions only: its public names belong to its users, and to the tags
# of the API, which become attributes.


def state_of(client: BaseClient) -> ClientState:
    """The state of a client."""
    return client._state  # pyright: ignore[reportPrivateUsage]


def is_raw(client: BaseClient) -> bool:
    """Whether the client's methods return raw responses."""
    return client._raw  # pyright: ignore[reportPrivateUsage]
