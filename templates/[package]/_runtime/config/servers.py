"""Server URLs: the template in the API's document, with values that cannot change the host."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..descriptors.api import Server, ServerVariable
from ..environment import variable
from ..errors import ConfigurationError
from .checks import HOST_RULE, check_base_url, is_host

_LABEL = re.compile(r"[A-Za-z0-9_-]+")
_HOST = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]")
_SEGMENTS = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~/-]*")
_SCHEME = re.compile(r"https?")
_URL = re.compile(r"https?://[\x21-\x7e]+")
_PORT = re.compile(r"\d{1,5}")
_PORT_AT_END = re.compile(r":(\{[^{}]*\}|\d+)$")
_VARIABLE = re.compile(r"\{[^{}]*\}")


def resolve(server: Server, values: Mapping[str, object], prefix: str) -> str:
    """The URL of a server with its variables replaced.

    Raises:
        ConfigurationError: A value is missing, is not one of the documented values, could change the host, or results
            in an invalid host; or the document does not define a variable.
    """
    url = server.url
    undefined = {*_VARIABLE.findall(url)} - {"{" + each.wire + "}" for each in server.variables}
    if undefined:
        raise ConfigurationError(
            f"the API's document does not define {min(undefined)} of its server's URL:"
            f" pass base_url=..., or set {variable(prefix, 'base_url')}"
        )
    for each in server.variables:
        braced = "{" + each.wire + "}"
        if braced in url:
            url = url.replace(braced, _value(each, values, _allowed(server.url, braced), prefix))
    if "://" not in url:
        raise ConfigurationError(
            f"the API's document has no host: pass base_url=..., or set {variable(prefix, 'base_url')}"
        )
    _check_host(server, url)
    return check_base_url(url, "the server's address")


def _check_host(server: Server, url: str) -> None:
    """Raise ConfigurationError with the variable's name if its value results in an invalid host."""
    template, host = (
        _PORT_AT_END.sub("", each.partition("://")[2].partition("/")[0])
        for each in (server.url, url)
    )
    parts = zip(template.split("."), host.split("."), strict=False)
    for wanted, label in parts:
        named = [each.name for each in server.variables if "{" + each.wire + "}" in wanted]
        if named and not label.startswith("[") and not is_host(label):
            raise ConfigurationError(f"{' and '.join(named)} must give a valid host: {HOST_RULE}")


def _value(
    each: ServerVariable, values: Mapping[str, object], allowed: re.Pattern[str], prefix: str
) -> str:
    value = values.get(each.name)
    if value is None and each.credential is not None:
        value = values.get(each.credential)
    if value is None:
        if each.default is None:
            raise missing(each.credential or each.name, prefix)
        return each.default
    if allowed is _PORT and not (isinstance(value, str) and _PORT.fullmatch(value)):
        raise ConfigurationError(f"{each.name} must be a port number")
    if not isinstance(value, str) or not allowed.fullmatch(value):
        raise ConfigurationError(
            f"{each.name} is a part of the server's URL and may only have letters, digits, - and _"
        )
    if each.enum and value not in each.enum:
        raise ConfigurationError(f"{each.name} must be one of {', '.join(each.enum)}")
    return value


def missing(name: str, prefix: str) -> ConfigurationError:
    """The error for a value that is neither an argument nor in the environment."""
    return ConfigurationError(
        f"{name} is missing: pass {name}=..., or set {variable(prefix, name)}"
    )


def _allowed(template: str, braced: str) -> re.Pattern[str]:
    """The pattern for a variable of a URL template. It allows dots only where they cannot change the host."""
    before, _, after = template.partition(braced)
    if "://" not in before:
        return _SCHEME if after.startswith("://") else _URL
    authority_before = before.partition("://")[2]
    if "/" in authority_before:
        return _SEGMENTS
    if authority_before.endswith(":"):
        return _PORT
    alone = not authority_before and (not after or after[0] in "/:")
    return _HOST if alone else _LABEL
