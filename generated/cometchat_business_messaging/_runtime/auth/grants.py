"""Credentials that a client exchanges for access tokens (OAuth2 authorization grants, RFC 6749, section 1.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NoReturn, Protocol, TypeAlias, TypeVar
from urllib.parse import quote_plus

from ..config.checks import check_secret
from ..descriptors.api import Scheme
from ..errors import ConfigurationError
from ..http.headers import basic
from .exchange_lock import ExchangeLock

Form: TypeAlias = Mapping[str, str]
"""The parameters of a request to a token endpoint."""
T = TypeVar("T")
FormParts: TypeAlias = tuple[dict[str, str], dict[str, str]]
"""The headers and the form of a request to a token endpoint."""
NOT_AWAITED = "must not be asynchronous: only an asynchronous client awaits a function"
EXCHANGE_TIMEOUT = 30.0
"""The seconds of an exchange that nothing interrupts, and of the function that stores its result."""
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*(\.[a-z]{2,}(:\d+)?/|:\d+(/|$))", re.IGNORECASE)


def check_endpoint(name: str, url: object) -> str:
    """A URL that is absolute, or relative to the base URL.

    Raises:
        ConfigurationError: It is not a str, or begins with a host, so that it would be taken for a path.
    """
    if not isinstance(url, str):
        raise ConfigurationError(f"{name} must be a str, not {type(url).__name__}")
    if _HOST.match(url):
        rule = "must begin with https:// (or http://) before a host, or with ./ before a path"
        raise ConfigurationError(f"{name} {rule}")
    return url


class TokenClient(Protocol):
    """What a grant needs of a client. The methods of a synchronous client never suspend."""

    async def request(self, url: str, form: Form, use: Callable[[bytes], T]) -> T:
        """Send a form with the id of the application, and return the result of a function for the response's body.

        Raises:
            APIError: As for any call.
        """
        ...

    async def exchange(self, url: str, form: Form) -> str:
        """Exchange a grant for an access token at a token endpoint, and keep the tokens. Nothing interrupts this.

        Raises:
            APIError: As for any call.
        """
        ...

    async def call(self, name: str, argument: object) -> None:
        """Call one of `Grant.callbacks`, if the caller gave it, and await its result if it is awaitable.

        Raises:
            ConfigurationError: A synchronous client does not await it.
        """
        ...

    async def pause(self, seconds: float) -> None:
        """Wait."""
        ...


class Grant:
    """Base of the credentials that take the place of an access token: RefreshToken and DeviceLogin.

    Several clients may share one. Each has its own access token, and they use the refresh token in turn. After a
    fork, only one of the processes may use the grant: a server can revoke a refresh token that is used twice.
    """

    __slots__ = (
        *("_client_id", "_client_secret", "_token"),
        *("lock", "on_rotate", "scopes", "token_url", "unsaved"),
    )

    waits_for_user = False
    """Whether an exchange can wait for a person, so that no timeout of a call counts it."""

    def __init__(
        self,
        refresh_token: str | None,
        client_id: str,
        client_secret: str | None,
        token_url: str,
        scopes: Iterable[str],
        on_rotate: Callable[[str], object] | None,
    ) -> None:
        self._token = refresh_token
        self._client_id = check_secret("client_id", client_id)
        self._client_secret = client_secret
        if client_secret is not None:
            check_secret("client_secret", client_secret)
        self.token_url = check_endpoint("token_url", token_url)
        self.scopes = tuple(scopes.split() if isinstance(scopes, str) else scopes)
        self.on_rotate = on_rotate
        self.lock = ExchangeLock()
        self.unsaved: str | None = None  # a new refresh token for which `on_rotate` failed

    def callbacks(self) -> Mapping[str, Callable[[Any], object] | None]:
        """The functions of the caller, by the names of their arguments."""
        return {"on_rotate": self.on_rotate}

    def secrets(self) -> Iterator[str]:
        """The texts that are redacted."""
        if self._token is not None:
            yield self._token
        if self._client_secret is not None:
            yield self._client_secret

    def scheme(self, scheme: Scheme, name: str) -> Scheme:
        """The scheme of the document with this grant and its endpoints. `name` is that of the credential.

        Raises:
            ConfigurationError: Neither the document nor the caller gives an endpoint.
        """
        url = self.token_url or scheme.refresh_url or scheme.token_url
        self.require(url, name, "token endpoint", "token_url")
        return Scheme(scheme.wire, scheme.kind, (), refresh_url=url, grant=self)

    def require(self, url: str, name: str, endpoint: str, argument: str) -> None:
        """Check that an endpoint is known.

        Raises:
            ConfigurationError: It is not.
        """
        if not url:
            made = f"{type(self).__name__}(..., {argument}=...)"
            raise ConfigurationError(f"{name}: the API's document has no {endpoint}; pass {made}")

    async def fetch(self, client: TokenClient, scheme: Scheme) -> str:
        """An access token for the refresh token (RFC 6749, section 6).

        Raises:
            APIError: As for any call.
        """
        form = {"grant_type": "refresh_token", "refresh_token": self._token or ""}
        return await client.exchange(scheme.refresh_url, self.scoped(form))

    def scoped(self, form: Form) -> dict[str, str]:
        """A form with the scopes to request."""
        return {**form, "scope": " ".join(self.scopes)} if self.scopes else dict(form)

    def authenticated(self, form: Form) -> FormParts:
        """The headers and the form with the id of the application, and its secret if it has one (section 2.3.1)."""
        if self._client_secret is None:
            return {}, {**form, "client_id": self._client_id}
        pair = quote_plus(self._client_id), quote_plus(self._client_secret)
        return {"Authorization": basic(*pair)}, dict(form)

    def rotate(self, token: object) -> str | None:
        """Use the refresh token of a response from now on; None if it is the same or there is none."""
        if not isinstance(token, str) or not token or token == self._token:
            return None
        self._token = token
        return token

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials cannot be pickled or copied")

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"
