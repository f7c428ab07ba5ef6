"""Names of the package: what the user of the generator chose, and good ones from the title for the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import dropwhile

from generator import reserved
from generator.ir.api import Settings
from generator.naming import class_name, module_name

GENERIC_WORDS = {
    *(
        "api",
        "apis",
        "openapi",
        "swagger",
        "rest",
        "restful",
        "spec",
        "specification",
        "definition",
        "document",
    ),
    *("official", "public", "the"),
}
LINKS = {"for", "of", "to"}
ASIDE = re.compile(r"\s+[-+|\u2013\u2014]\s|[(:\[]|\swith\s")  # what follows says no name
POSSESSIVE = re.compile(r"['\u2019]s?\b")
VERSION = re.compile(r"v?\d+(\.\d+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SettingsInput:
    """What the user of the generator chose; None where the title decides."""

    package: str | None = None
    distribution: str | None = None
    client: str | None = None
    env_prefix: str | None = None


def complete(chosen: SettingsInput, title: str) -> Settings:
    """All four names. The distribution and the environment follow the package, the client follows the title."""
    spoken = _spoken(title)
    package = chosen.package or _importable(module_name(" ".join(spoken).lower()))
    distribution = chosen.distribution or package.rsplit(".", 1)[-1].strip("_").replace("_", "-")
    client = chosen.client or class_name(" ".join(word.capitalize() for word in spoken))
    client = f"{client}Client" if client in reserved.PACKAGE else client
    prefix = chosen.env_prefix or package.rsplit(".", 1)[-1].strip("_").upper()
    return Settings(package, distribution, client, prefix)


def _spoken(title: str) -> list[str]:
    """The words of a title that tell one API from another."""
    for text in (ASIDE.split(title)[0], title):
        found = [
            part for part in re.split(r"[^\w.]+", POSSESSIVE.sub("", text)) if part.strip("._")
        ]
        told = [
            part
            for part in found
            if part.lower() not in GENERIC_WORDS and not VERSION.fullmatch(part)
        ]
        told = list(dropwhile(lambda part: part.lower() in LINKS, told))  # "API for the Shop"
        if told:
            return told
    return ["api", "client"]


def _importable(name: str) -> str:
    """A name that hides no module of the standard library or of the client's dependencies, and is no device."""
    bare = name.removesuffix("_")  # which `module_name` has added to a device
    return f"{bare}_client" if bare in reserved.DISTRIBUTIONS | reserved.DEVICES else name
