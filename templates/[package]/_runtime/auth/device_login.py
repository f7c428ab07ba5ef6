"""OAuth2 logins with another device, for programs without a browser (device authorization grant, RFC 8628)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..deadline import Deadline
from ..descriptors.api import DeviceFlow, Scheme
from ..errors import APIStatusError, APITimeoutError, ConfigurationError, ResponseDecodeError
from ..http.urls import url_is_plain
from ..json_data import json_object
from .grants import Grant, TokenClient, check_endpoint
from .oauth import seconds_of

_GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code"
_INTERVAL = 5.0  # seconds between two requests, and what a slow_down adds (sections 3.2 and 3.5)
_PENDING = {"authorization_pending": 0.0, "slow_down": _INTERVAL}


@dataclass(frozen=True, slots=True)
class DeviceAuthorization:
    """What the user of a DeviceLogin needs to log in.

    Attributes:
        verification_uri: The page at which the user logs in.
        user_code: The code that the user enters there.
        verification_uri_complete: The page with the code, for a link or a QR code; None if the server sends none.
        expires_in: The seconds until the code expires.
    """

    verification_uri: str
    user_code: str
    verification_uri_complete: str | None
    expires_in: float


class DeviceLogin(Grant):
    """A login with another device as a credential, in place of an access token.

    The first call requests a code, passes it to `show`, and waits until the user has entered it or the code expires.
    The timeouts of calls do not count this time. Later calls use the refresh token that the server sends. If it sends
    none, or rejects it, a call lets the user log in again. No repr, message, log or pickle has a token.
    """

    __slots__ = ("device_url", "show")

    waits_for_user = True

    def __init__(
        self,
        *,
        client_id: str,
        show: Callable[[DeviceAuthorization], object],
        client_secret: str | None = None,
        device_url: str = "",
        token_url: str = "",
        scopes: Iterable[str] = (),
        on_rotate: Callable[[str], object] | None = None,
    ) -> None:
        """Create the credential.

        Args:
            client_id: The id that the authorization server gave the application.
            show: Called with the page and the code to show to the user. An asynchronous client awaits its result if it
                is awaitable, and a synchronous client refuses such a function. An exception in it ends the call.
            client_secret: The secret of the application. A public client has none, and sends its id in the form.
            device_url: The device authorization endpoint, relative to the base URL or absolute; by default that of the
                document.
            token_url: The token endpoint; by default that of the document.
            scopes: The scopes to request, in a list or one text with spaces; by default those of the server.
            on_rotate: Called with each new refresh token, as for RefreshToken.

        Raises:
            ConfigurationError: The id or secret is empty, or is not printable ASCII, `show` is no function, or a URL
                begins with a host.
        """
        super().__init__(None, client_id, client_secret, token_url, scopes, on_rotate)
        if not callable(show):
            raise ConfigurationError("show must be a function that shows the code to the user")
        self.device_url = check_endpoint("device_url", device_url)
        self.show = show

    def callbacks(self) -> Mapping[str, Callable[[Any], object] | None]:
        return {"show": self.show, **super().callbacks()}

    def scheme(self, scheme: Scheme, name: str) -> Scheme:
        known = scheme.device
        url, token_url = self.device_url or known.url, self.token_url or known.token_url
        self.require(url, name, "device authorization endpoint", "device_url")
        self.require(token_url, name, "token endpoint for devices", "token_url")
        refresh_url = self.token_url or known.refresh_url
        flow = DeviceFlow(url, token_url, refresh_url)
        return Scheme(
            scheme.wire, scheme.kind, (), refresh_url=refresh_url, device=flow, grant=self
        )

    async def fetch(self, client: TokenClient, scheme: Scheme) -> str:
        if self._token is not None:
            try:
                return await super().fetch(client, scheme)
            except APIStatusError as error:
                if _code(error) != "invalid_grant":
                    raise
                self._token = None
        return await self._log_in(client, scheme.device)

    async def _log_in(self, client: TokenClient, flow: DeviceFlow) -> str:
        code, interval, shown = await client.request(flow.url, self.scoped({}), _authorization)
        expiry = Deadline(shown.expires_in)
        await client.call("show", shown)
        while True:
            await client.pause(min(interval, shown.expires_in))
            if expiry.expired:
                raise APITimeoutError(_expired(shown))
            try:
                form = {"grant_type": _GRANT_TYPE, "device_code": code}
                return await client.exchange(flow.token_url, form)
            except APITimeoutError:
                interval *= 2  # section 3.5
            except APIStatusError as error:
                interval += _more_time(error, shown)


class _Authorization(NamedTuple):
    """A device authorization response (section 3.2)."""

    device_code: str
    interval: float
    shown: DeviceAuthorization

    def __repr__(self) -> str:
        return "_Authorization()"


def _authorization(content: bytes) -> _Authorization:
    """The device authorization response in a body.

    Raises:
        ResponseDecodeError: A required property is missing, or cannot be shown.
    """
    fields = json_object(content)
    code = _text(fields, "device_code")
    uri, complete = _text(fields, "verification_uri"), fields.get("verification_uri_complete")
    if not url_is_plain(uri):
        raise _unusable("verification_uri")
    shown = DeviceAuthorization(
        uri,
        _text(fields, "user_code"),
        complete if isinstance(complete, str) and url_is_plain(complete) else None,
        seconds_of(fields.get("expires_in")),
    )
    return _Authorization(code, seconds_of(fields.get("interval"), _INTERVAL), shown)


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value or not value.isprintable():
        raise _unusable(name)
    return value


def _unusable(name: str) -> ResponseDecodeError:
    return ResponseDecodeError(f"the device authorization response has no usable {name}")


def _code(error: APIStatusError) -> str:
    """The code of a token endpoint's error (RFC 6749, section 5.2); "" without one."""
    return str(json_object(error.body).get("error", ""))


def _more_time(error: APIStatusError, shown: DeviceAuthorization) -> float:
    """The seconds by which the pauses grow, if the user has not logged in yet.

    Raises:
        APIStatusError: The user refused the login, or the server refuses the request.
        APITimeoutError: The code has expired.
    """
    code = _code(error)
    if code == "expired_token":
        raise APITimeoutError(_expired(shown)) from error
    if code == "access_denied":
        error.message = "the user refused the login"
        error.args = (error.message, *error.args[1:])
    if code not in _PENDING:
        raise error
    return _PENDING[code]


def _expired(shown: DeviceAuthorization) -> str:
    return f"the user did not log in within {shown.expires_in:.0f} s, so the code has expired"
