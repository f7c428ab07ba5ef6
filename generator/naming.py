"""Names from an API turned into Python identifiers: str -> str, and how several of them are kept apart.

Every function here is pure and total: any text gives a valid identifier, the same one every time. Identifiers are
NFKC-normalized as Python itself does, so two names that differ here differ for the interpreter too.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from generator import reserved

_SYMBOLS = "*+-/<>=!%&|$@#~^.,:;?_ "
_SPOKEN = (
    "star plus minus slash less greater equal not percent and or dollar at hash tilde caret dot comma"
    " colon semicolon question underscore space"
)
SYMBOLS: Mapping[str, str] = dict(zip(_SYMBOLS, _SPOKEN.split(), strict=True))

# Brands whose spelling has a capital in the middle of a word.
BRANDS = re.compile(
    "(?:[oO]Auth|GitHub|GitLab|GraphQL|JavaScript|TypeScript|YouTube|LinkedIn|PayPal|WhatsApp|MySQL|PostgreSQL"
    "|MongoDB|OpenAPI|iOS|macOS|IPv4|IPv6|DevOps)(?![a-z])"
)

MODULE_NAME_LENGTH = 80  # file systems refuse names over 255 bytes, and people much shorter ones


_ASCII_CHUNK = re.compile("[0-9A-Za-z]+")


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a name, as written: `HTTPServerID` -> HTTP, Server, ID; `list-for_repo` -> list, for, repo."""
    found: list[str] = []
    for chunk in _chunks(BRANDS.sub(_capitalized, _normal(text))):
        start = 0
        for i in range(1, len(chunk)):
            if _is_boundary(chunk, i):
                found.append(chunk[start:i])
                start = i
        found.append(chunk[start:])
    return tuple(found)


def lower_words(text: str) -> list[str]:
    """The words of a name in lower case."""
    return [word.lower() for word in words(text)]


def _capitalized(match: re.Match[str]) -> str:
    return match.group().capitalize()


def _chunks(text: str) -> list[str]:
    """The text split at every character that cannot stand in an identifier, and at underscores."""
    if text.isascii():  # almost always
        return _ASCII_CHUNK.findall(text)
    return "".join(c if c != "_" and ("a" + c).isidentifier() else " " for c in text).split()


def _is_boundary(chunk: str, i: int) -> bool:
    """Whether a new word begins at `chunk[i]`: at aB, 1B, and before the last capital of ABc (but not in IDs).

    A single capital behind a digit ends its word (B2B, Vector3D), and so do those behind a first digit (2FA).
    """
    if not chunk[i].isupper():
        return False
    if chunk[i - 1].isdecimal():
        return not (_begins_word(chunk, i + 1) or (i == 1 and not chunk[2:3].islower()))
    return not chunk[i - 1].isupper() or (
        chunk[i + 1 : i + 2].islower() and not _is_s(chunk, i + 1)
    )


def _begins_word(chunk: str, i: int) -> bool:
    """Whether what is at `chunk[i]` is no part of the word before it, whatever that is: nothing, a digit, or Ab."""
    is_word = chunk[i : i + 1].isupper() and chunk[i + 1 : i + 2].islower()
    return not chunk[i : i + 1].isalpha() or (is_word and not _is_s(chunk, i + 1))


def _is_s(chunk: str, i: int) -> bool:
    """Whether an s of the plural is at `chunk[i]`, as in IDs."""
    return chunk[i] == "s" and not chunk[i + 1 : i + 2].islower()


@lru_cache(maxsize=65536)
def snake_case(text: str) -> str:
    """A valid identifier in snake_case; keywords get a trailing underscore, digits a leading `n`."""
    return _finish(_normal("_".join(_worded(text)).lower()), "n")


@lru_cache(maxsize=65536)
def pascal_case(text: str) -> str:
    """A valid identifier in PascalCase; acronyms stay as they are written, SCREAMING words do not."""
    if text[:1].isupper() and text.isalnum() and text.isascii():
        return _finish(text, "Model")  # it is one already: `OAuthToken`, `HTTPError`
    parts = _worded(text)
    screaming = len(parts) > 1 and not any(c.islower() for part in parts for c in part)
    joined = "".join(
        part.capitalize() if screaming else part[:1].upper() + part[1:] for part in parts
    )
    return _finish(_normal(joined), "Model")


@lru_cache(maxsize=65536)
def screaming_case(text: str) -> str:
    """A valid identifier for a constant."""
    return _finish(_normal("_".join(_worded(text)).upper()), "N")


@lru_cache(maxsize=65536)
def module_name(text: str) -> str:
    """A module's name: snake_case in ASCII, of a length that every file system takes."""
    decomposed = unicodedata.normalize("NFKD", "_".join(_worded(text)).lower())
    plain = "".join(_ascii(c) for c in decomposed)
    name = _finish("_".join(_chunks(plain)).lower()[:MODULE_NAME_LENGTH].strip("_"), "n")
    return reserve(name, reserved.MODEL_MODULES | reserved.DEVICES)


def shortened(name: str) -> str:
    """A name that can also be a file's: its beginning, where it is too long, and never a device of Windows."""
    cut = name.encode()[:MODULE_NAME_LENGTH].decode(errors="ignore")
    return reserve(name if cut == name else cut.strip("_"), reserved.DEVICES)


def is_file_name(name: str) -> bool:
    """Whether every system takes the name for a file or a folder."""
    return len(name.encode()) <= MODULE_NAME_LENGTH and name.lower() not in reserved.DEVICES


def camel(name: str) -> str:
    """What msgspec's `rename="camel"` makes of a field's name."""
    bare = name.lstrip("_")
    head, *rest = [part for part in bare.split("_") if part] or [""]
    return name[: len(name) - len(bare)] + head + "".join(part.title() for part in rest)


def fold(name: str) -> str:
    """What two names have in common that a case-insensitive file system, or a reader, cannot tell apart."""
    return _normal(name.casefold())


def unique(names: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """The names with a number after each that came before, ignoring case; a number never takes another's name."""
    wanted = {fold(name) for name in names}
    scope = Scope(taken)
    return [scope.claim(name, avoiding=wanted) for name in names]


def assign(
    wires: Sequence[str], convert: Callable[[str], str], taken: Iterable[str] = ()
) -> list[str]:
    """Distinct identifiers for wire names. A wire name that is its own identifier keeps it, whatever stands before."""
    names = [convert(wire) for wire in wires]
    order = sorted(range(len(wires)), key=lambda i: (names[i] != wires[i], i))
    result = dict(zip(order, unique([names[i] for i in order], taken), strict=True))
    return [result[i] for i in range(len(wires))]


class Scope:
    """Names in use, compared without regard to case."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._used = {fold(name) for name in taken}
        self._next: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return fold(name) in self._used

    def claim(self, name: str, avoiding: Iterable[str] = ()) -> str:
        """The name itself, or with the smallest number that makes it new; it is in use from now on."""
        base = folded = fold(name)
        if base not in self._used:
            self._used.add(base)
            return name
        number = self._next.get(base, 2)
        while folded in self._used or folded in avoiding:
            candidate = _numbered(name, number)
            folded = fold(candidate)
            number += 1
        self._next[base] = number
        self._used.add(folded)
        return candidate


def _numbered(name: str, number: int) -> str:
    """`channel` -> channel_2, `Channel` -> Channel2, `Sha1` -> Sha1_2 (which is not a Sha12)."""
    is_class = name[:1].isupper() and "_" not in name
    glue = "" if (is_class and not name[-1:].isdigit()) or name.endswith("_") else "_"
    return f"{name}{glue}{number}"


def reserve(name: str, taken: frozenset[str], suffix: str = "_") -> str:
    """The name, with the suffix where it means something else already."""
    return reserve(name + suffix, taken, suffix) if name in taken else name


def class_name(text: str) -> str:
    """A name for a generated class or alias, which shadows nothing that generated modules use."""
    return reserve(pascal_case(text), reserved.CLASSES, "Model")


def field_name(wire: str) -> str:
    """A name for a field of a model; it never begins with an underscore and hides no method of models."""
    return reserve(snake_case(wire), reserved.FIELDS)


def argument_name(wire: str) -> str:
    """A name for an argument of a method. Builtins may be shadowed there: `id` and `type` stay as they are."""
    return reserve(snake_case(wire), reserved.ARGUMENTS)


def method_name(text: str) -> str:
    """A name for a method of a resource."""
    return reserve(snake_case(text), reserved.METHODS)


def _worded(text: str) -> Sequence[str]:
    """The words, where a name is made of symbols the symbols' words, and where there is nothing, a word for that."""
    text = _normal(text)
    signed = text[:1] in {"+", "-"} and text[1:2].isdigit()  # "+1" and "-1" are names of reactions
    found = ((SYMBOLS[text[0]],) if signed else ()) + words(text)
    if found:
        return found
    return [SYMBOLS.get(c) or f"u{ord(c):x}" for c in text] or ["empty"]


def _normal(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def _finish(name: str, prefix: str) -> str:
    """The name made valid: not beginning with a digit, no keyword, and no character that Python refuses."""
    if not name.isidentifier():
        name = _normal(prefix + name)
    if (
        not name.isidentifier()
    ):  # a normalization gave a character that cannot stand in an identifier
        name = prefix + "".join(c if ("a" + c).isidentifier() else f"u{ord(c):x}" for c in name)
    return name + "_" if keyword.iskeyword(name) else name


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    return "" if unicodedata.combining(character) else f"u{ord(character):x}"
