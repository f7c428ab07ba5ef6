"""Descriptors: what all operations of the API have in common, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct


class ServerVariable(Struct, frozen=True):
    """An OpenAPI Server Variable Object; `credential` names the credential that fills it, if one does."""

    name: str
    wire: str
    default: str | None = None
    enum: tuple[str, ...] = ()
    credential: str | None = None


class Server(Struct, frozen=True):
    """An OpenAPI Server Object."""

    url: str
    variables: tuple[ServerVariable, ...] = ()


class Scheme(Struct, frozen=True):
    """An OpenAPI Security Scheme Object; `kind` is apiKey, basic, bearer, oauth2 or openIdConnect.

    `credentials` are the names of the client's arguments that it needs; `location` (header, query, cookie) and
    `parameter` say where an API key goes. With a `token_url` they are a token, a client's id and its secret, of which
    the first or the other two are given.
    """

    wire: str
    kind: str
    credentials: tuple[str, ...]
    location: str = ""
    parameter: str = ""
    token_url: str = ""
    scopes: tuple[str, ...] = ()


class ApiDescription(Struct, frozen=True):
    """What the runtime must know of an API as a whole.

    `error_fields` are (attribute of the error object, JSON pointer into the error body) pairs; `error_classes`
    gives the class for (status, code), evaluated at the first error.
    """

    package: str
    version: str
    env_prefix: str
    servers: tuple[Server, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    error_fields: tuple[tuple[str, str], ...] = ()
    error_classes: Callable[[], Mapping[tuple[int, str], type]] = dict
