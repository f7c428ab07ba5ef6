"""The environment variables of a client that uses the fake."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager

from ..config.options import ClientOptions
from ..descriptors.api import ApiDescription, Server
from ..environment import variable


def fake_values(api: ApiDescription) -> dict[str, str]:
    """Credentials and variables of the server's URL that a client of the fake is created with."""
    values: dict[str, str] = {}
    for scheme in api.schemes:
        # The first of a token, a client id and a client secret: a token needs no exchange.
        names = scheme.credentials[:1] if scheme.token_url else scheme.credentials
        values.update({name: f"fake-{name.replace('_', '-')}" for name in names})
    for server in api.servers[:1]:
        values.update(_variables(server))
    return values


def _variables(server: Server) -> dict[str, str]:
    return {
        each.name: each.default or next(iter(each.enum), f"fake-{each.name.replace('_', '-')}")
        for each in server.variables
        if each.credential is None
    }


class Variables:
    """Environment variables that are set for a while."""

    def __init__(self, api: ApiDescription, base_url: str) -> None:
        prefix = self._prefix = api.env_prefix
        self._unset = [variable(prefix, name) for name in ClientOptions.__annotations__]
        values = {**fake_values(api), "base_url": base_url}
        self._set = {variable(prefix, name): value for name, value in values.items()}
        self._before: Mapping[str, str | None] = {}

    def use(self) -> None:
        """Set the variables, and remove those of other options."""
        names = [*self._unset, *self._set]
        self._before = {name: os.environ.get(name) for name in names}
        for name in self._unset:
            os.environ.pop(name, None)
        os.environ.update(self._set)

    @contextmanager
    def pointing_to(self, url: str) -> Generator[None]:
        """Set the variable of the server's URL for a while."""
        name = variable(self._prefix, "base_url")
        before = os.environ.get(name, "")
        os.environ[name] = url
        try:
            yield
        finally:
            os.environ[name] = before

    def restore(self) -> None:
        """Give all variables their former values."""
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
