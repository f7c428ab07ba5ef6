"""Names of the package: chosen by the user, or derived from the title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Final

from generator import reserved
from generator.ir.api import Settings
from generator.naming import class_name, lower_words, module_name

GENERIC_WORDS: Final = frozenset(
    "api apis openapi swagger rest restful spec specification definition document official public the".split()
)
LINK_WORDS: Final = frozenset({"for", "of", "to"})
SUBTITLE: Final = re.compile(r"\s+[-+|\u2013\u2014]\s|[(:\[]|\swith\s")  # starts at such a mark
PRODUCT: Final = re.compile(r"(\S+)\s*(?:\s[-|\u2013\u2014]|:)\s+(.+)")  # `Twilio - Messaging`
PRODUCT_WORDS: Final = 4  # of a vendor and its product; a longer subtitle describes the product
POSSESSIVE: Final = re.compile(r"['\u2019]s?\b")
VERSION: Final = re.compile(r"v?\d+(\.\d+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SettingsInput:
    """The names that the user of the generator chose; None for names to derive from the title.

    `renames` has names of operations and models: see `Renames`. `urls` has URLs of the package by label.
    """

    package: str | None = None
    distribution: str | None = None
    client: str | None = None
    env_prefix: str | None = None
    group_by: str | None = None  # "tag" or "path"
    renames: Mapping[str, str] = field(default_factory=dict)
    docs: bool = False
    decimal_numbers: bool = (
        False  # numbers without the format `float` or `double` keep their digits
    )
    license: str | None = None
    urls: Mapping[str, str] = field(default_factory=dict)


def complete_settings(chosen: SettingsInput, title: str) -> Settings:
    """All four names. Distribution and environment prefix follow the package; package and client follow the title."""
    words = _significant_words(title)
    of_class = _of_class(title)
    package = chosen.package or _importable(_package_name(words))
    distribution = chosen.distribution or package.rsplit(".", 1)[-1].strip("_").replace("_", "-")
    client = chosen.client or class_name(
        title.strip() if of_class else " ".join(word.capitalize() for word in words)
    )
    client = f"{client}Client" if client in (*reserved.PACKAGE, *reserved.TOKEN_EXPORTS) else client
    prefix = chosen.env_prefix or package.rsplit(".", 1)[-1].strip("_").upper()
    return Settings(package, distribution, client, prefix, chosen.docs)


def hidden_module(title: str) -> str:
    """The name from a title if a package cannot have it, because it hides a module or is a device; otherwise empty."""
    name = _package_name(_significant_words(title))
    return "" if _importable(name) == name else name.removesuffix("_")


def _package_name(words: list[str]) -> str:
    return module_name(" ".join(words).lower())


def _significant_words(title: str) -> list[str]:
    """The words of a title that distinguish one API from another: without a subtitle if it has others."""
    if of_class := _of_class(title):
        return of_class
    product = PRODUCT.fullmatch(title.strip())
    whole = _specific_words(f"{product[1]} {product[2]}") if product is not None else []
    if 1 < len(whole) <= PRODUCT_WORDS and len(_specific_words(title.split()[0])) == 1:
        return whole
    for text in (SUBTITLE.split(title)[0], title):
        words = _specific_words(text)
        if words:
            return words
    return ["api", "client"]


def _specific_words(text: str) -> list[str]:
    """The words without generic ones, and without a preposition at the start: `API for the Shop`."""
    parts = re.split(r"[^\w.]+", POSSESSIVE.sub("", text))
    words = [part for part in parts if part.strip("._") and not _is_generic(part)]
    return list(dropwhile(lambda word: word.lower() in LINK_WORDS, words))


def _of_class(title: str) -> list[str]:
    """The words of a title that is the name of a client's class (`ApiManagementClient`); otherwise empty."""
    *words, last = lower_words(title) or [""]
    return words if words and last == "client" and title.strip().isidentifier() else []


def _is_generic(word: str) -> bool:
    return word.lower() in GENERIC_WORDS or VERSION.fullmatch(word) is not None


def _importable(name: str) -> str:
    """The name, changed if it is a device or hides a module of the standard library or of a dependency."""
    bare = name.removesuffix("_")  # `module_name` appends it to the name of a device
    return f"{bare}_client" if bare in reserved.DISTRIBUTIONS | reserved.DEVICES else name
