"""Descriptors of the API as a whole: servers, security schemes and errors, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from .typed import Typed

SchemeKind: TypeAlias = Literal["apiKey", "basic", "bearer", "oauth2", "openIdConnect"]
KeyLocation: TypeAlias = Literal["", "header", "query", "cookie"]


class ServerVariable(Struct, frozen=True):
    """An OpenAPI Server Variable Object; `credential` is the name of the credential that provides its value, if any.

    Without a `default`, the client requires a value.
    """

    name: str
    wire: str
    default: str | None = None
    enum: tuple[str, ...] = ()
    credential: str | None = None


class Server(Struct, frozen=True):
    """An OpenAPI Server Object."""

    url: str
    variables: tuple[ServerVariable, ...] = ()


class DeviceFlow(Struct, frozen=True):
    """The endpoints of an OpenAPI OAuth Flow Object for devices; `refresh_url` is that of refresh tokens."""

    url: str = ""
    token_url: str = ""
    refresh_url: str = ""


class Scheme(Struct, frozen=True):
    """An OpenAPI Security Scheme Object.

    `credentials` are the names of the client's arguments that the scheme requires. With a `token_url` they are a
    token, a client id and a client secret; the caller gives either the token or the other two. `location` and
    `parameter` are where an API key is sent. Refresh tokens are exchanged at `refresh_url`; without it, at `token_url`.
    `grant` is a credential of the caller that is exchanged for access tokens.
    """

    wire: str
    kind: SchemeKind
    credentials: tuple[str, ...]
    location: KeyLocation = ""
    parameter: str = ""
    token_url: str = ""
    scopes: tuple[str, ...] = ()
    refresh_url: str = ""
    device: DeviceFlow = DeviceFlow()
    grant: Any = None


class ApiDescription(Struct, frozen=True):
    """The facts about an API that all its operations share.

    `error_fields` are pairs of an attribute of the error object and a JSON pointer into the error body.
    `error_classes` returns the class for each (status, code), and `error_bodies` the type of the body for each of these
    classes; they are called at an error.
    """

    package: str
    version: str
    env_prefix: str
    servers: tuple[Server, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    error_fields: tuple[tuple[str, str], ...] = ()
    error_classes: Callable[[], Mapping[tuple[int, str], type]] = dict
    error_bodies: Callable[[], Mapping[type, Typed]] = dict
