"""OAuth2 refresh tokens (RFC 6749, section 6), which a client exchanges for access tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..config.checks import check_secret
from .grants import Grant


class RefreshToken(Grant):
    """A refresh token as a credential, in place of an access token.

    The client requests an access token when it needs one, renews it before it expires, and uses the refresh token that
    the server sends in place of this one. Several clients may share the object: they use each refresh token once. No
    repr, message, log or pickle has a token.
    """

    __slots__ = ()

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
            scopes: The scopes to request, in a list or one text with spaces; by default those of the authorization.
            on_rotate: Called with each new refresh token, to store it for the next process. An asynchronous client
                awaits its result for at most 30 s if it is awaitable, and a synchronous client refuses such a function.
                An exception in it ends the call. The next call passes the token again, before it sends its request.

        Raises:
            ConfigurationError: A token, id or secret is empty, or is not printable ASCII, or a URL begins with a host.
        """
        token = check_secret("refresh_token", refresh_token)
        super().__init__(token, client_id, client_secret, token_url, scopes, on_rotate)
