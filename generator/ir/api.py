"""The intermediate representation (IR) of a whole document.

All classes of this package are frozen dataclasses without behavior. They contain neither Python text nor positions in a
file. `origin` is an opaque address that messages quote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from generator.ir.operations import ContentKind, ParameterLocation, Resource, Server
from generator.ir.types import Declaration, Type


class SchemeKind(Enum):
    API_KEY = "apiKey"
    BASIC = "basic"
    BEARER = "bearer"
    OAUTH2 = "oauth2"  # client credentials, or a token
    OPENID = "openIdConnect"  # a token


TOKEN_KINDS: Final = {SchemeKind.BEARER, SchemeKind.OAUTH2, SchemeKind.OPENID}
"""The kinds of schemes whose credential is an access token."""


@dataclass(frozen=True, slots=True)
class DeviceFlow:
    """The endpoints of an OAuth Flow Object for devices (OpenAPI 3.2), as they are written."""

    url: str  # deviceAuthorizationUrl
    token_url: str
    refresh_url: str  # refreshUrl, or tokenUrl


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """An OpenAPI Security Scheme Object. `credentials` are the Python names of the client arguments it requires."""

    wire: str  # the name in components/securitySchemes
    kind: SchemeKind
    credentials: tuple[str, ...]
    location: ParameterLocation | None = None  # apiKey only
    parameter: str = ""  # apiKey only: the name of the header, query parameter or cookie
    token_url: str = ""  # oauth2 client credentials only
    scopes: tuple[str, ...] = ()
    description: str = ""
    refresh_url: str = ""  # oauth2 only: where refresh tokens are exchanged
    device: DeviceFlow | None = None  # oauth2 only


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """A documented error code with a status. `base` is the error class of the status, `type` the type of the body."""

    name: str
    wire: str
    status: int
    base: str
    description: str = ""
    type: Type | None = None


@dataclass(frozen=True, slots=True)
class ErrorField:
    """A value of the error envelope that becomes an attribute of the error object.

    `pointer` is a JSON Pointer (RFC 6901) into the envelope.
    """

    name: str
    pointer: str
    type: Type
    description: str = ""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the API sends to its users (from `webhooks`, or from the `callbacks` of an operation)."""

    name: str
    wire: str
    type: Type
    description: str = ""
    kind: ContentKind = ContentKind.JSON  # or FORM, TEXT, BINARY


@dataclass(frozen=True, slots=True)
class Settings:
    """Names that the user of the generator chooses; the document does not contain them."""

    package: str  # import name
    distribution: str  # name on a package index
    client: str  # class name; the asynchronous one is "Async" + this
    env_prefix: str  # of environment variables, without the trailing underscore
    docs: bool = False  # whether the package has reference pages, and docstrings have examples


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the package tells a package index besides its name. Texts are empty if they are not known."""

    license: str = ""  # an SPDX expression
    urls: Mapping[str, str] = field(default_factory=dict)  # by label
    author: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Api:
    title: str
    version: str
    description: str
    settings: Settings
    servers: tuple[Server, ...]
    schemes: tuple[SecurityScheme, ...]
    security: tuple[tuple[str, ...], ...]
    resources: tuple[Resource, ...]
    declarations: tuple[Declaration, ...]
    error_codes: tuple[ErrorCode, ...] = ()
    error_fields: tuple[ErrorField, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    documentation: str = ""
    metadata: Metadata = Metadata()
