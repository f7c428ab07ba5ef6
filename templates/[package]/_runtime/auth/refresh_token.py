"""OAuth2 refresh tokens (RFC 6749, section 6), which a client exchanges for access tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn

from ..config.checks import check_secret


class RefreshToken:
    """A refresh token as the credential of one client and its clones, in place of an access token.

    The client requests an access token when it needs one, renews it before it expires, and uses the refresh token that
    the server sends in place of this one. No repr, message, log or pickle has a token.
    """

    __slots__ = ("_client_id", "_client_secret", "_token", "on_rotate", "scopes", "token_url")

    def __init__(
        self,
        refresh_token: str,
        *,
        client_id: str,
        client_secret: str | None = None,
        token_url: str = "",
        scopes: Iterable[str] = (),
        on_rotate: Callable[[str], object] | None = None,
    ) -> None:
        """Create the credential.

        Args:
            refresh_token: The refresh token of an earlier authorization.
            client_id: The id that the authorization server gave the application.
            client_secret: Its secret. A public client has none, and sends its id in the form.
            token_url: The token endpoint, relative to the base URL or absolute; by default that of the document.
            scopes: The scopes to request; by default those of the authorization.
            on_rotate: Called with each new refresh token, to store it for the next process. The asynchronous client
                awaits its result if it is awaitable. An exception in it ends the call.

        Raises:
            ConfigurationError: A token, id or secret is empty, or is not printable ASCII.
        """
        self._token = check_secret("refresh_token", refresh_token)
        self._client_id = check_secret("client_id", client_id)
        self._client_secret = client_secret
        if client_secret is not None:
            check_secret("client_secret", client_secret)
        self.token_url = token_url
        self.scopes = tuple(scopes)
        self.on_rotate = on_rotate

    @property
    def login(self) -> tuple[str, str | None]:
        """The id and the secret of the application."""
        return self._client_id, self._client_secret

    @property
    def current(self) -> str:
        """The latest refresh token."""
        return self._token

    def secrets(self) -> Iterator[str]:
        """The texts that are redacted."""
        yield self._token
        if self._client_secret is not None:
            yield self._client_secret

    def rotate(self, token: object) -> str | None:
        """Use the refresh token of a response from now on; None if it is the same or there is none."""
        if not isinstance(token, str) or not token or token == self._token:
            return None
        self._token = token
        return token

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials cannot be pickled or copied")

    def __repr__(self) -> str:
        return "RefreshToken()"
