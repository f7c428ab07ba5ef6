"""The state that a client shares with its calls and its clones."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..auth.credentials import AnyCredential, Requirement, Security, without_replaced
from ..auth.grants import Grant
from ..auth.oauth import TokenStore
from ..config.checks import check_base_url
from ..config.options import (
    ClientOptions,
    Config,
    apply_options,
    check_names,
    from_environment,
    timeout_of,
)
from ..config.servers import resolve
from ..descriptors.api import ApiDescription
from ..descriptors.operation import Operation
from ..environment import environment, variable
from ..errors import ConfigurationError
from ..models.drift import Drift
from ..observability.logs import package_logger, redact_logs
from ..redaction import Redactor
from ..transport.decompression import ACCEPTED
from .rate_limit import RateLimiter
from .request import Endpoint, RawHeaders

if TYPE_CHECKING:
    import httpx2

_NO_TOKEN = re.compile(r"[^0-9A-Za-z.+_-]+")  # replaced in the User-Agent (RFC 9110, 10.1.5)


@dataclass(frozen=True, slots=True, repr=False)
class ClientState:
    """A client's configuration and what follows from it. Clones share everything but `config` and `endpoints`.

    `has_own_base_url` says that the caller gave a base URL, which replaces the servers of the document.
    """

    api: ApiDescription
    config: Config
    values: Mapping[str, AnyCredential]
    security: Security
    redactor: Redactor
    drift: Drift
    tokens: dict[str, TokenStore]
    limiter: RateLimiter
    announced: set[str]
    has_own_base_url: bool
    endpoints: dict[Operation[Any], Endpoint] = field(default_factory=dict)

    @classmethod
    def create(
        cls,
        api: ApiDescription,
        given: Mapping[str, AnyCredential | None],
        options: ClientOptions,
        http_client: httpx2.Client | httpx2.AsyncClient | None,
    ) -> ClientState:
        """The state for arguments, environment variables, the HTTP client and defaults, in this order.

        Raises:
            ConfigurationError: Something is missing or invalid; the message says what to set.
        """
        check_names(options, (*given, "http_client"))
        values = _values(api, given)
        redactor = Redactor()
        security = Security(api, values, redactor)
        security.require_at_construction()
        base_url = options.get("base_url") or environment(api.env_prefix, "base_url")
        source = "base_url" if options.get("base_url") else variable(api.env_prefix, "base_url")
        config = apply_options(Config(base_url=""), timeout_of(http_client))
        config = apply_options(config, from_environment(api.env_prefix))
        config = apply_options(config, options)
        address = check_base_url(base_url, source) if base_url else _first_server(api, values)
        config = apply_options(config, {"base_url": address})
        package_logger(api.package, api.env_prefix)
        redact_logs(redactor)
        security.redact_headers(config.headers)
        drift = Drift(api.package, redact=redactor.text)
        tokens = {scheme.wire: TokenStore(scheme.grant) for scheme in security.schemes}
        return cls(
            api,
            config,
            values,
            security,
            redactor,
            drift,
            tokens,
            RateLimiter(),
            set(),
            bool(base_url),
        )

    def changed(self, options: ClientOptions) -> ClientState:
        """The state with other options.

        Raises:
            ConfigurationError: An option is invalid.
        """
        config = apply_options(self.config, options)
        self.security.redact_headers(config.headers)
        return replace(
            self,
            config=config,
            has_own_base_url=self.has_own_base_url or bool(options.get("base_url")),
            endpoints={},
        )

    def __repr__(self) -> str:
        return f"ClientState({self.redactor.text(self.config.base_url)!r})"

    def base_headers(
        self, url: str, accept: str, *, cross_origin: bool = False, typed: bool = False
    ) -> RawHeaders:
        """The headers of every request to a server. Another origin does not get the caller's own headers.

        `typed` says that the body has a media type, which replaces the caller's `Content-Type`.
        """
        version = _NO_TOKEN.sub("-", self.api.version)
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        headers = {
            "host": ("Host", urlsplit(url).netloc),
            "user-agent": ("User-Agent", f"{self.api.package}/{version} Python/{python}"),
            "accept": ("Accept", accept),
            "accept-encoding": ("Accept-Encoding", ACCEPTED),
        }
        for name, text in () if cross_origin else self.config.headers:
            headers.pop(name.lower(), None)
            if text is not None and not (typed and name.lower() == "content-type"):
                headers[name.lower()] = (name, text)
        return tuple((name.encode(), text.encode()) for name, text in headers.values())

    def requirement(self, alternatives: tuple[tuple[str, ...], ...] | None) -> Requirement:
        """The schemes whose credentials a call needs, without those whose header the caller sets.

        Raises:
            ConfigurationError: A credential is missing.
        """
        own = {name.lower() for name, _ in self.config.headers}
        return without_replaced(self.security.select(alternatives), own)

    @property
    def omitted(self) -> frozenset[bytes]:
        """The headers that the caller removes, in lower case."""
        return frozenset(
            name.lower().encode() for name, text in self.config.headers if text is None
        )


def _values(api: ApiDescription, given: Mapping[str, object]) -> dict[str, AnyCredential]:
    credentials = [name for scheme in api.schemes for name in scheme.credentials]
    variables = [each.name for server in api.servers for each in server.variables]
    values: dict[str, AnyCredential] = {}
    for name in dict.fromkeys([*credentials, *variables, *given]):
        value = given.get(name)
        if value is None:
            value = environment(api.env_prefix, name)
        if value is None:
            continue
        if isinstance(value, Grant):
            values[name] = value
            continue
        if not callable(value) and (not isinstance(value, str) or not value):
            source = variable(api.env_prefix, name)
            raise ConfigurationError(f"{name} must be a non-empty string: pass it, or set {source}")
        values[name] = value
    return values


def _first_server(api: ApiDescription, values: Mapping[str, AnyCredential]) -> str:
    if not api.servers:
        raise ConfigurationError(
            "the API's document has no server: pass base_url=...,"
            f" or set {variable(api.env_prefix, 'base_url')}"
        )
    return resolve(api.servers[0], values, api.env_prefix)
