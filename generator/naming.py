"""Python identifiers for the names in a document, and distinct identifiers for several names.

All functions are pure and total: any text has a valid identifier, which is always the same. Identifiers are
NFKC-normalized, as Python does it, so two names that differ here also differ for the interpreter.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, takewhile

from generator import reserved

_SYMBOLS = "*+-/<>=!%&|$@#~^.,:;?_ "
_SYMBOL_WORDS = (
    "star plus minus slash less greater equal not percent and or dollar at hash tilde caret dot comma"
    " colon semicolon question underscore space"
)
SYMBOLS: Mapping[str, str] = dict(zip(_SYMBOLS, _SYMBOL_WORDS.split(), strict=True))

# Brands with a capital letter inside a word.
BRANDS = re.compile(
    "(?:[oO]Auth|[oO]Embed|(?:(?<![a-z])i|(?<![A-Z])I)(?:Phone|Pad|Cloud|Cal)|GitHub|GitLab|GraphQL|JavaScript"
    "|TypeScript|YouTube|LinkedIn|PayPal|WhatsApp|MySQL|PostgreSQL|MongoDB|OpenAPI|iOS|macOS|IPv4|IPv6|DevOps)(?![a-z])"
)

# Acronyms that are split from lower-case letters after them: `SAMLmetadata`, but not `APIs`.
ACRONYMS = re.compile(
    "(?<![A-Z])(?:API|CSV|HTTP|IP|JSON|JWT|LDAP|MFA|OTP|PDF|SAML|SCIM|SDK|SMS|SQL|SSH|SSO|TLS|URI|URL|XML)"
    "(?=[a-z]{3})"
)

# The maximum length in characters. File systems accept 255 bytes, but shorter names are easier to read.
MODULE_NAME_LENGTH = 80


_ASCII_CHUNK = re.compile("[0-9A-Za-z]+")


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a name, in its case: `HTTPServerID` -> HTTP, Server, ID; `list-for_repo` -> list, for, repo."""
    result: list[str] = []
    for chunk in _chunks(ACRONYMS.sub(r"\g<0>_", BRANDS.sub(_capitalized, _normal(text)))):
        start = 0
        for i in range(1, len(chunk)):
            if _is_boundary(chunk, i):
                result.append(chunk[start:i])
                start = i
        result.append(chunk[start:])
    return tuple(result)


def lower_words(text: str) -> list[str]:
    """The words of a name in lower case."""
    return list(_lower_words(text))


@lru_cache(maxsize=65536)
def _lower_words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in words(text))


def _capitalized(match: re.Match[str]) -> str:
    return match.group().capitalize()


def _chunks(text: str) -> list[str]:
    """The text split at underscores and at every character that an identifier cannot contain."""
    if text.isascii():  # almost always
        return _ASCII_CHUNK.findall(text)
    return "".join(c if c != "_" and ("a" + c).isidentifier() else " " for c in text).split()


def _is_boundary(chunk: str, i: int) -> bool:
    """Whether a new word starts at `chunk[i]`: at aB, 1B, and before the last capital of ABc (but not in IDs).

    A single capital after a digit belongs to the word before it (B2B, Vector3D), and so do all capitals after a digit
    at the start (2FA).
    """
    if not chunk[i].isupper():
        return False
    if chunk[i - 1].isdecimal():
        return not (_begins_word(chunk, i + 1) or (i == 1 and not chunk[2:3].islower()))
    return not chunk[i - 1].isupper() or (
        chunk[i + 1 : i + 2].islower() and not _is_s(chunk, i + 1)
    )


def _begins_word(chunk: str, i: int) -> bool:
    """Whether `chunk[i]` does not continue the word before it: the end, a digit, or the start of a word such as Ab."""
    is_word = chunk[i : i + 1].isupper() and chunk[i + 1 : i + 2].islower()
    return not chunk[i : i + 1].isalpha() or (is_word and not _is_s(chunk, i + 1))


def _is_s(chunk: str, i: int) -> bool:
    """Whether `chunk[i]` is the s of a plural, as in IDs."""
    return chunk[i] == "s" and not chunk[i + 1 : i + 2].islower()


@lru_cache(maxsize=65536)
def snake_case(text: str) -> str:
    """A valid identifier in snake_case. A keyword gets a trailing underscore, a leading digit the prefix `n`."""
    return _finish(_normal("_".join(_worded(text)).lower()), "n")


@lru_cache(maxsize=65536)
def pascal_case(text: str) -> str:
    """A valid identifier in PascalCase. Acronyms keep their case; names in SCREAMING_CASE do not."""
    if text[:1].isupper() and text.isalnum() and text.isascii():
        return _finish(text, "Model")  # it is in PascalCase already: `OAuthToken`, `HTTPError`
    parts = _worded(text)
    screaming = len(parts) > 1 and not any(c.islower() for part in parts for c in part)
    joined = "".join(
        part.capitalize() if screaming else part[:1].upper() + part[1:] for part in parts
    )
    return _finish(_normal(joined), "Model")


@lru_cache(maxsize=65536)
def screaming_case(text: str) -> str:
    """A valid identifier in SCREAMING_CASE, for a constant."""
    return _finish(_normal("_".join(_worded(text)).upper()), "N")


@lru_cache(maxsize=65536)
def module_name(text: str) -> str:
    """A name for a module: snake_case in ASCII, with a length that all file systems accept."""
    decomposed = unicodedata.normalize("NFKD", "_".join(_worded(text)).lower())
    plain = "".join(_ascii(c) for c in decomposed)
    name = _finish("_".join(_chunks(plain)).lower()[:MODULE_NAME_LENGTH].strip("_"), "n")
    return reserve(name, reserved.MODEL_MODULES | reserved.DEVICES)


def shortened(name: str) -> str:
    """The name, or one that can be a file name: cut if it is too long, with a suffix if Windows reserves it."""
    cut = name.encode()[:MODULE_NAME_LENGTH].decode(errors="ignore")
    return reserve(name if cut == name else cut.strip("_"), reserved.DEVICES)


def is_file_name(name: str) -> bool:
    """Whether the name can be a file or folder name on all systems."""
    return len(name.encode()) <= MODULE_NAME_LENGTH and name.lower() not in reserved.DEVICES


def camel(name: str) -> str:
    """The name that msgspec's `rename="camel"` gives to a field."""
    bare = name.lstrip("_")
    head, *rest = [part for part in bare.split("_") if part] or [""]
    return name[: len(name) - len(bare)] + head + "".join(part.title() for part in rest)


def fold(name: str) -> str:
    """The folded name. Names with the same folded name are equal for a case-insensitive file system."""
    return _normal(name.casefold())


def unique(names: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Distinct names, ignoring case: a repeated name gets a number that gives no other name of the list."""
    requested = {fold(name) for name in names}
    used_names = UsedNames(taken)
    return [used_names.allocate(name, avoiding=requested) for name in names]


def assign(
    wires: Sequence[str], convert: Callable[[str], str], taken: Iterable[str] = ()
) -> list[str]:
    """Distinct identifiers for wire names. A wire name that is a valid identifier keeps it, in any order.

    Of several that give one name, the others have words for their outer symbols (`DateSent<` -> date_sent_less) or a
    number.
    """
    names = [convert(wire) for wire in wires]
    wanted = {fold(name) for name in names}
    if len(wanted) == len(names):  # almost always
        return unique(names, taken)
    spelled = [convert(with_symbols(wire)) for wire in wires]
    order = sorted(
        range(len(wires)), key=lambda i: (names[i] != wires[i], names[i] != spelled[i], i)
    )
    holders: set[str] = set()
    for i in order:
        if fold(names[i]) in holders and fold(spelled[i]) not in wanted:
            names[i] = spelled[i]
            wanted.add(fold(names[i]))
        holders.add(fold(names[i]))
    result = dict(zip(order, unique([names[i] for i in order], taken), strict=True))
    return [result[i] for i in range(len(wires))]


def with_symbols(wire: str) -> str:
    """The name with words for the symbols at its start and end."""
    start, end = (
        [SYMBOLS[c] for c in takewhile(SYMBOLS.__contains__, text)] for text in (wire, wire[::-1])
    )
    is_symbols = len(start) == len(wire)
    return " ".join(start if is_symbols else [*start, wire, *reversed(end)])


def unnumbered(wire: str, convert: Callable[[str], str]) -> tuple[str, str]:
    """The names without a number that `assign` gives to a wire name."""
    return convert(wire), convert(with_symbols(wire))


class UsedNames:
    """A set of used names that ignores case."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._used = {fold(name) for name in taken}
        self._next: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return fold(name) in self._used

    def allocate(self, name: str, avoiding: Iterable[str] = ()) -> str:
        """Mark a name as used and return it. A used name gets the smallest number that makes it unused."""
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
    """`channel` -> channel_2, `Channel` -> Channel2, `Sha1` -> Sha1_2 (not Sha12, another algorithm)."""
    is_class = name[:1].isupper() and "_" not in name
    glue = "" if (is_class and not name[-1:].isdigit()) or name.endswith("_") else "_"
    return f"{name}{glue}{number}"


def reserve(name: str, taken: frozenset[str], suffix: str = "_") -> str:
    """The name, with the suffix if it is taken."""
    return reserve(name + suffix, taken, suffix) if name in taken else name


def class_name(text: str) -> str:
    """A name for a generated class or alias. It shadows no name that generated modules use."""
    return reserve(pascal_case(text), reserved.CLASSES, "Model")


def field_name(wire: str) -> str:
    """A name for a field of a model. It does not start with an underscore and hides no method of models."""
    return reserve(snake_case(wire), reserved.FIELDS)


def argument_name(wire: str) -> str:
    """A name for an argument of a method. It may shadow a builtin: `id` and `type` are not renamed."""
    return reserve(snake_case(wire), reserved.ARGUMENTS)


def method_name(text: str) -> str:
    """A name for a method of a resource."""
    return reserve(snake_case(text), reserved.METHODS)


def _worded(text: str) -> Sequence[str]:
    """Return the words of a name.

    A name of symbols only has one word for each run of equal symbols; an empty name is `empty`.
    """
    text = _normal(text)
    signed = text[:1] in {"+", "-"} and text[1:2].isdigit()  # "+1" and "-1" are names of reactions
    parts = ((SYMBOLS[text[0]],) if signed else ()) + words(text)
    if parts:
        return parts
    return [SYMBOLS.get(c) or f"u{ord(c):x}" for c, _ in groupby(text)] or ["empty"]


def _normal(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def _finish(name: str, prefix: str) -> str:
    """A valid identifier: with the prefix if needed, without characters that Python rejects, and not a keyword."""
    if not name.isidentifier():
        name = _normal(prefix + name)
    if not name.isidentifier():  # normalization made a character that an identifier cannot contain
        name = prefix + "".join(c if ("a" + c).isidentifier() else f"u{ord(c):x}" for c in name)
    return name + "_" if keyword.iskeyword(name) else name


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    return "" if unicodedata.combining(character) else f"u{ord(character):x}"
