"""The intermediate representation (IR) of a whole document.

All classes of this package are frozen dataclasses without behavior. They know neither Python's syntax nor a position in
a file; `origin` is an opaque address for messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.ir.operations import ContentKind, ParameterLocation, Resource, Server
from generator.ir.types import Declaration, Type


class SchemeKind(Enum):
    API_KEY = "apiKey"
    BASIC = "basic"
    BEARER = "bearer"
    OAUTH2 = "oauth2"  # client credentials, or a token
    OPENID = "openIdConnect"  # a token


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """An OpenAPI Security Scheme Object. `credentials` are the Python names of the client's arguments it needs."""

    wire: str  # its name in components/securitySchemes
    kind: SchemeKind
    credentials: tuple[str, ...]
    location: ParameterLocation | None = None  # apiKey only
    parameter: str = ""  # apiKey only: the header's, query parameter's or cookie's name
    token_url: str = ""  # oauth2 client credentials only
    scopes: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """A documented error code; `base` is the class of its status."""

    name: str
    wire: str
    status: int
    base: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class ErrorField:
    """A value of the error envelope that error objects carry as an attribute; `pointer` is RFC 6901."""

    name: str
    pointer: str
    type: Type
    description: str = ""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the API sends to its user (`webhooks`, or an operation's `callbacks`)."""

    name: str
    wire: str
    type: Type
    description: str = ""
    kind: ContentKind = ContentKind.JSON  # or FORM, TEXT, BINARY


@dataclass(frozen=True, slots=True)
class Settings:
    """What is not in the document: names that the user of the generator chooses."""

    package: str  # import name
    distribution: str  # name on a package index
    client: str  # class name; the asynchronous one is "Async" + this
    env_prefix: str  # of environment variables, without the underscore


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
