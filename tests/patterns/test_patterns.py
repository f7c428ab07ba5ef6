"""Matching a bounded pattern takes linear time for any value. Most patterns are bounded."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import warnings
from itertools import product
from pathlib import Path

import pytest

from generator.patterns import is_bounded, is_pattern, is_satisfiable
from tests.support.harness import ROOT

BOUNDED = [
    *("", "a", "^a", "a$", "^$", r"\S+", ".*", "^.*$", "^[A-Z].*", r"^\S.*\S$", "a||b", "()"),
    *("^[a-z]+$", "^[-a-zA-Z0-9_]+$", r"^[\w-]+(,[\w-]+)*$", "^(a|b)*$", "^(?:ab?)+$", "^x*?y"),
    *(
        "^sha256:[a-f0-9]{64}$",
        "secret_[a-zA-Z0-9]{32}",
        r"^\+?[1-9]\d{1,14}$",
        "^(a{1000}){1000}$",
    ),
    *("^[a-z0-9]+(?:-[a-z0-9]+)*$", "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$", r"^\d+\.\d+\.\d+$"),
    r"^([01]\d|2[0-3]):?([0-5]\d)$",
    r"^(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$",
    r"^(?:[a-z0-9]{1,63}\.)+[a-z]{2,63}$",
    "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$",
    "^ssh-(rsa|dss|ed25519) |^ecdsa-sha2-nistp(256|384|521) ",
    "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
    r"^[^@\s]+@[^@\s]+$",
    r"^[\u4e00-\u9fff]+$",
    r"^[^\]a]+\]$",
    "^{a}{,}$",
]
POLYNOMIAL = [  # bounded for short values only
    *(
        "^.*=.*$",
        "[a-z]+_token_[0-9]+",
        "a*$",
        r"^[^@]+@[^@]+\.[^@]+$",
        "^é*[^a]*$",
        "(a{0,99}b)*c",
    ),
]
UNBOUNDED = [
    *(
        "^(a+)+$",
        "(a*)*$",
        "^(a|a)*$",
        "^(a|ab)*$",
        "(x+x+)+y",
        "^(.*a){12}$",
        "^(([a-z])+.)+[A-Z]$",
    ),
    *("(|){60}b", "(a|){60}b", "(a?){60}a{60}", "(){4000000000}", "((a{0,99}){0,99}){0,99}$"),
    *(r"^(\w|\d)+$", r"^(\s|[ ])+$", "^(é|[^a])+$", "(?:.|[^a]|b)*c", "^(?:a+?)+?$", "^(a++)+b"),
    *("(?=a*a*$)b", r"(a*)\1$", "(?i:a*A*)$", "(?i)a", "(?(1)a|b)", "a" * 1001),
    "(" * 40 + "a" + ")" * 40,
]


@pytest.mark.parametrize("pattern", BOUNDED)
def test_an_unambiguous_pattern_is_bounded(pattern: str) -> None:
    assert is_pattern(pattern)
    assert is_bounded(pattern)


@pytest.mark.parametrize("pattern", POLYNOMIAL)
def test_a_pattern_with_polynomial_time_is_bounded_for_short_values_only(pattern: str) -> None:
    assert not is_bounded(pattern)
    assert not is_bounded(pattern, 100_000)
    assert is_bounded(pattern, 64)


@pytest.mark.parametrize("pattern", UNBOUNDED)
def test_a_pattern_with_exponential_time_is_not_bounded(pattern: str) -> None:
    assert not is_bounded(pattern)
    assert not is_bounded(pattern, 64)


@pytest.mark.parametrize(
    "text", ["(", "[a", "a{99999999999999}", "(" * 5_000 + ")" * 5_000, r"\p{L}", "*"]
)
def test_a_text_that_python_cannot_compile_is_not_a_pattern(text: str) -> None:
    assert not is_pattern(text)


ATOMS = ("a", "b", "c", ".", "[ab]", "[^a]", r"\w", "[bc]", "ab", "", "^", "$", r"\b", "a?")
COUNTS = ("*", "+", "?", "{2}", "{0,3}", "{1,}", "*?", "{5}", "{0,20}", "+?", "{30}", "")


def expression(chance: random.Random, depth: int) -> str:
    """A regular expression that is likely to be ambiguous."""
    kind = chance.random() if depth else 0
    if kind < 0.25:
        return chance.choice(ATOMS)
    inner = expression(chance, depth - 1)
    if kind < 0.5:
        return inner + expression(chance, depth - 1)
    if kind < 0.65:
        return f"({inner}|{expression(chance, depth - 1)})"
    return f"({inner}){chance.choice(COUNTS)}"


def match_all() -> None:
    """Match difficult values with each bounded pattern of the tables and of a thousand random ones."""
    warnings.simplefilter("ignore")
    chance = random.Random(9)
    made = [
        chance.choice(["^", "", ""]) + expression(chance, 4) + chance.choice(["$", "", "x", "c$"])
        for _ in range(1_000)
    ]
    listed = [(p, None) for p in BOUNDED] + [(p, 64) for p in POLYNOMIAL]
    generated = [(p, longest) for p in made if is_pattern(p) for longest in (None, 64)]
    units = ("a", "b", "ab", "aab", "0", "A", "a.", "a-", "é", "25")
    for pattern, longest in [*listed, *(each for each in generated if is_bounded(*each))]:
        for unit, end in product(units, ("!", "", "\n\n")):
            size = longest or 5_000
            re.search(pattern, (unit * size)[: size - len(end)] + end)


def test_matching_a_bounded_pattern_ends_in_time() -> None:
    code = "from tests.patterns.test_patterns import match_all; match_all()"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=300)


WITHOUT_MATCH = [
    *("/^a$/", "/^[a-z]+$/i", "a^", "$a", "(^a){2}", "(a|b)^", "x(?:^a|^b)", "(?:a$){2,}", r"a\Ab"),
    *(r"\Zx", "(/)^", "(a|b+)(^c|$d)", "^a$b+"),
]
WITH_MATCH = [
    *(
        "",
        "^$",
        "^^a$$",
        "(^a)?b",
        "a?^b",
        "(a|)^b",
        "^(a$|b)c?",
        "a$\n",
        "(^a|b){2}",
        "(a$)*",
        "/a/",
    ),
    *(r"\ba\b$", "^/[a-z]+/$", r"^\$[0-9]+$", "[$]a", r"\^a", "(a*^)*b", "$^"),
]


@pytest.mark.parametrize("pattern", WITHOUT_MATCH)
def test_no_text_matches(pattern: str) -> None:
    assert not is_satisfiable(pattern)
    texts = ("".join(each) for n in range(5) for each in product("ab/x\n", repeat=n))
    assert not any(re.search(pattern, text) for text in texts)


@pytest.mark.parametrize("pattern", WITH_MATCH)
def test_some_text_matches(pattern: str) -> None:
    assert is_satisfiable(pattern)


@pytest.mark.parametrize("pattern", [each for each in BOUNDED if each != "^{a}{,}$"])
def test_usual_patterns_have_a_match(pattern: str) -> None:
    assert is_satisfiable(pattern)


def test_a_set_that_a_later_python_may_read_differently_gives_no_warning(tmp_path: Path) -> None:
    patterns = ["[[a]", "[!--]", "[a&&b]", "[a||b]", "[a~~b]"]
    schemas = {
        f"Text{i}": {"type": "string", "pattern": pattern, "example": pattern[1]}
        for i, pattern in enumerate(patterns)
    }
    info = {"title": "T", "version": "1"}
    document = {"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": schemas}}
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps(document))
    result = subprocess.run(
        [sys.executable, "-W", "always", "-m", "generator", "check", "--spec", str(spec)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not result.stderr
