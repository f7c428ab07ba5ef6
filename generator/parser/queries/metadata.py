"""The metadata of the package that an Info Object has: license, URLs, and the people to contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from generator.ir.api import Metadata
from generator.openapi import Node

_OTHER_WORDS: Final = frozenset({"the", "license", "licence", "version"})
# What package indexes and build tools accept, in ASCII: a domain has two labels or more.
_EMAIL: Final = re.compile(r"[A-Za-z0-9_+%-]+(\.[A-Za-z0-9_+%-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_URL: Final = re.compile(r"[!-~]+")


def metadata(root: Node, license_name: str | None, urls: Mapping[str, str]) -> Metadata:
    """The metadata of a document, with the license and the URLs that the user of the generator chose."""
    info = root.get("info") or root
    contact = info.get("contact")
    email = contact.text("email") if contact is not None else ""
    return Metadata(
        license=_expression(license_name or _license_of(info)),
        urls={label: url for label, url in _urls(root, info) if _is_url(url)} | dict(urls),
        author=contact.text("name") if contact is not None else "",
        email=email if _EMAIL.fullmatch(email) else "",
    )


def _is_url(text: str) -> bool:
    """Whether a text can be a URL of a package: absolute, with `http` or `https`, in printable ASCII."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    return is_web and _URL.fullmatch(text) is not None


def _license_of(info: Node) -> str:
    found = info.get("license")
    return found.text("identifier") or found.text("name") if found is not None else ""


def _expression(text: str) -> str:
    """The SPDX expression of a license; empty if there is none.

    `Apache License, Version 2.0` becomes its identifier. A name that SPDX does not have becomes a `LicenseRef`, as the
    core metadata of Python requires (PEP 639).
    """
    words = re.findall(r"[A-Za-z0-9.]+", text)
    short = "-".join(word for word in words if word.lower() not in _OTHER_WORDS)
    for candidate in filter(None, (text, short)):
        try:
            return canonicalize_license_expression(candidate)
        except InvalidLicenseExpression:
            continue
    return f"LicenseRef-{'-'.join(words)}" if words else ""


def _urls(root: Node, info: Node) -> Iterator[tuple[str, str]]:
    """The labels and URLs that a document has."""
    for label, node, key in (
        ("Documentation", root.get("externalDocs"), "url"),
        ("Contact", info.get("contact"), "url"),
        ("License", info.get("license"), "url"),
        ("Terms of service", info, "termsOfService"),
    ):
        if node is not None:
            yield label, node.text(key)
