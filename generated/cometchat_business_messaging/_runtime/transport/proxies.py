"""The proxy that the environment names for a URL, as bare httpx2 reads it.

The variables are `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, in lower or upper case. On macOS and Windows,
the settings of the system apply if no variable is set.
"""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from urllib.request import getproxies

import httpx2

# An entry of `no_proxy`: a host or an address, which may have a scheme and a port.
_ENTRY = re.compile(r"(?:(\w+)://)?(.*?)(?::(\d+))?")
_PORTS = {"http": 80, "https": 443}


def proxy_for(url: httpx2.URL) -> tuple[str, str] | None:
    """The name of the variable and the URL of the proxy; None to connect directly."""
    proxies = getproxies()
    exempt = (entry.strip() for entry in proxies.get("no", "").lower().split(","))
    if any(_matches(entry, url) for entry in exempt):
        return None
    scheme = url.scheme if proxies.get(url.scheme) else "all"
    proxy = proxies.get(scheme)
    if not proxy:
        return None
    return f"{scheme}_proxy", proxy if "://" in proxy else f"http://{proxy}"


def _matches(entry: str, url: httpx2.URL) -> bool:
    """Whether an entry of `no_proxy` names the URL's host."""
    if not entry or entry == "*":
        return bool(entry)
    if _in_network(entry, url.host):
        return True
    match = _ENTRY.fullmatch(entry)
    scheme, host, port = match.groups() if match else ("", entry, None)
    if scheme and scheme not in ("all", url.scheme):
        return False
    if port and int(port) != (url.port or _PORTS.get(url.scheme)):
        return False
    if scheme:
        return host in ("", "*", url.host) or _in_network(host, url.host)
    if host.startswith((".", "*.")):
        return url.host.endswith(host.removeprefix("*"))
    return _in_network(host, url.host) or f".{url.host}".endswith(f".{host}")


def _in_network(network: str, host: str) -> bool:
    """Whether a host is an address in a network (`10.0.0.0/8`), or the address itself."""
    try:
        return ip_address(host) in ip_network(network.strip("[]"), strict=False)
    except ValueError:
        return False
