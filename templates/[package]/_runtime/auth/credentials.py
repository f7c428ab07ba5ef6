"""Credentials: which ones a call needs (OpenAPI Security Requirement Objects), and where they are sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias
from urllib.parse import quote

from ..config.checks import check_secret, is_asynchronous
from ..config.servers import missing
from ..descriptors.api import ApiDescription, Scheme
from ..errors import ConfigurationError
from ..http.headers import basic
from ..redaction import Redactor
from .grants import NOT_AWAITED, Grant

Credential: TypeAlias = str | Callable[[], str] | Grant
"""A credential, or a function that returns it for each attempt. In place of an access token, also a grant."""

AsyncCredential: TypeAlias = str | Callable[[], str] | Callable[[], Awaitable[str]] | Grant
"""A Credential, or an asynchronous function that returns it for each attempt."""

AnyCredential: TypeAlias = str | Callable[[], Any] | Grant

Requirement: TypeAlias = tuple[Scheme, ...]


@dataclass(frozen=True, slots=True, repr=False)
class AppliedCredentials:
    """The parts of a request that carry credentials."""

    headers: tuple[tuple[bytes, bytes], ...] = ()
    query: str = ""
    cookie: str = ""
    tokens: tuple[tuple[str, str], ...] = ()  # access tokens that were fetched, by scheme


NO_CREDENTIALS = AppliedCredentials()


class Security:
    """The credentials of one client. No repr and no message has their values."""

    __slots__ = ("_api", "_fixed", "_redactor", "_schemes", "_values")

    def __init__(
        self, api: ApiDescription, values: Mapping[str, AnyCredential], redactor: Redactor
    ) -> None:
        self._api = api
        self._schemes = {
            scheme.wire: _with_set_credentials(scheme, values) for scheme in api.schemes
        }
        self._values = values
        self._redactor = redactor
        self._fixed: dict[Requirement, AppliedCredentials] = {}
        for scheme in api.schemes:
            self._register(scheme)

    def _register(self, scheme: Scheme) -> None:
        for name in scheme.credentials:
            value = self._values.get(name)
            if isinstance(value, str):
                self._check(scheme, name, value)
            elif isinstance(value, Grant):
                for secret in value.secrets():
                    self._redactor.add(secret)
        texts = [
            value for name in scheme.credentials if isinstance(value := self._values.get(name), str)
        ]
        if len(texts) == 2:
            self._redactor.add(":".join(texts))

    def _check(self, scheme: Scheme, name: str, value: str, *, temporary: bool = False) -> None:
        if scheme.kind != "basic":  # base64 carries any text
            check_secret(name, value)
        self._redactor.add(value, temporary=temporary)

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials cannot be pickled or copied")

    @property
    def schemes(self) -> Collection[Scheme]:
        """The schemes of the API, with the credentials that are set."""
        return self._schemes.values()

    def require_at_construction(self) -> None:
        """Check that the client has the credentials that every call needs.

        Raises:
            ConfigurationError: A credential is missing.
        """
        if len(self._api.security) == 1:
            self.select(None)

    def require_synchronous(self) -> None:
        """Check that no function of a grant has to be awaited.

        Raises:
            ConfigurationError: A function is asynchronous. A new refresh token that it stores would be lost.
        """
        grants = (scheme.grant for scheme in self.schemes if scheme.grant is not None)
        for name, function in (each for grant in grants for each in grant.callbacks().items()):
            if function is not None and is_asynchronous(function):
                raise ConfigurationError(f"{name} {NOT_AWAITED}")

    def select(self, alternatives: tuple[tuple[str, ...], ...] | None) -> Requirement:
        """The schemes of the first requirement whose credentials are all set; none if the call needs none.

        Raises:
            ConfigurationError: No requirement is complete; the message names what the first one lacks.
        """
        wanted = self._api.security if alternatives is None else alternatives
        candidates = [
            tuple(self._schemes[wire] for wire in each if wire in self._schemes) for each in wanted
        ]
        for requirement in filter(None, candidates):
            if not self._lacking(requirement):
                return requirement
        if not candidates or () in candidates:
            return ()
        raise missing(self._lacking(candidates[0])[0], self._api.env_prefix)

    def _lacking(self, requirement: Requirement) -> list[str]:
        names = [name for scheme in requirement for name in scheme.credentials]
        return [name for name in names if self._values.get(name) is None]

    def fixed(self, requirement: Requirement) -> AppliedCredentials | None:
        """The applied credentials if they never change; None if they need a function or an access token."""
        known = self._fixed.get(requirement)
        if (
            known is None
            and not self.varying(requirement)
            and not any(map(is_token_exchange, requirement))
        ):
            texts = {n: str(self._values[n]) for scheme in requirement for n in scheme.credentials}
            known = self._fixed[requirement] = apply_credentials(requirement, texts)
        return known

    def varying(self, requirement: Requirement) -> dict[str, Callable[[], Any]]:
        """The credentials of a requirement that are functions, by name."""
        names = [name for scheme in requirement for name in scheme.credentials]
        return {name: value for name in names if callable(value := self._values[name])}

    def texts(self, requirement: Requirement, called: Mapping[str, object]) -> dict[str, str]:
        """The credentials of a requirement as strings. `called` has the results of the functions among them.

        Raises:
            ConfigurationError: A function returned an unusable credential.
        """
        texts: dict[str, str] = {}
        for scheme in requirement:
            for name in scheme.credentials:
                value = called.get(name, self._values[name])
                if not isinstance(value, str):
                    raise ConfigurationError(
                        f"{name}: the function returned a {type(value).__name__}, not a str"
                    )
                self._check(scheme, name, value, temporary=name in called)
                texts[name] = value
        return texts

    def register_token(self, token: str) -> None:
        """Redact a token that was fetched."""
        self._redactor.add(token, temporary=True)

    def redact_headers(
        self, headers: Iterable[tuple[str, str | None]], *, temporary: bool = False
    ) -> None:
        """Redact the values of headers that the caller sends in place of credentials."""
        names = {"authorization", "proxy-authorization", *map(_header, self._schemes.values())}
        for name, value in headers:
            if value and name.lower() in names:
                self._redactor.add_header(value, temporary=temporary)


def _with_set_credentials(scheme: Scheme, values: Mapping[str, AnyCredential]) -> Scheme:
    """A scheme that takes a token or a client's id and secret, with the credentials that are set.

    Raises:
        ConfigurationError: The scheme takes no access token, or an endpoint is not known.
    """
    for name in scheme.credentials:
        value = values.get(name)
        if isinstance(value, Grant):
            if scheme.kind in ("apiKey", "basic") or name != scheme.credentials[0]:
                raise ConfigurationError(f"{name} must be a str, not a {type(value).__name__}")
            return value.scheme(scheme, name)
    if not scheme.token_url or len(scheme.credentials) != 3:
        return scheme
    token, *pair = scheme.credentials
    kept = (token,) if values.get(token) is not None else tuple(pair)
    return Scheme(scheme.wire, scheme.kind, kept, token_url=scheme.token_url, scopes=scheme.scopes)


def is_token_exchange(scheme: Scheme) -> bool:
    """Whether the credentials are exchanged for an access token (OAuth2 client credentials, or another grant)."""
    if scheme.grant is not None:
        return True
    return scheme.kind == "oauth2" and bool(scheme.token_url) and len(scheme.credentials) == 2


def without_replaced(requirement: Requirement, headers: Collection[str]) -> Requirement:
    """The schemes whose header the caller does not set. `headers` has names in lower case."""
    return tuple(scheme for scheme in requirement if _header(scheme) not in headers)


def _header(scheme: Scheme) -> str:
    """The name of the header of a scheme, in lower case; "" without one."""
    if scheme.kind != "apiKey":
        return "authorization"
    return scheme.parameter.lower() if scheme.location == "header" else ""


def apply_credentials(
    requirement: Requirement, texts: Mapping[str, str], tokens: Mapping[str, str] | None = None
) -> AppliedCredentials:
    """The credentials of a requirement as parts of a request. `tokens` has the fetched access tokens, by scheme."""
    headers: list[tuple[bytes, bytes]] = []
    query: list[str] = []
    cookies: list[str] = []
    for scheme in requirement:
        values = [texts[name] for name in scheme.credentials]
        if scheme.kind != "apiKey":
            header = _authorization(scheme, values, (tokens or {}).get(scheme.wire))
            headers.append((b"Authorization", header.encode()))
        elif scheme.location == "query":
            query.append(f"{quote(scheme.parameter, safe='')}={quote(values[0], safe='')}")
        elif scheme.location == "cookie":
            cookies.append(f"{scheme.parameter}={quote(values[0], safe='')}")
        else:
            headers.append((scheme.parameter.encode(), values[0].encode()))
    return AppliedCredentials(
        tuple(headers), "&".join(query), "; ".join(cookies), tuple((tokens or {}).items())
    )


def _authorization(scheme: Scheme, values: list[str], token: str | None) -> str:
    if token is not None:
        return f"Bearer {token}"
    if scheme.kind == "basic":
        return basic(values[0], values[1] if len(values) > 1 else "")
    return f"Bearer {values[0]}"
