"""Objects of a build as bytes: the same objects come back, and nothing else is made of the bytes."""

from __future__ import annotations

import marshal
from fractions import Fraction
from pathlib import PurePosixPath
from types import CodeType
from typing import Any

import pytest

from generator.increment.shards import Lazy, Unreadable, dumps, loads
from generator.model import Direction, Literal, Model, Named, Nullable, Union


def test_what_was_given_comes_back() -> None:
    model = Model("A", "a", Direction.INPUT | Direction.OUTPUT, (), "text", Nullable(Named("B")))
    value = {
        ("schema", "A"): [model, {"x": {1, 2}}, frozenset({"y"})],
        ("f", ("a", 1)): Union((Literal(("a", 1)), Named("C"))),
    }
    assert loads(dumps(value)) == value


@pytest.mark.parametrize("value", [PurePosixPath("a"), Fraction(1, 2), object(), len])
def test_only_data_of_the_generator_is_written(value: object) -> None:
    with pytest.raises(TypeError):
        dumps(value)


@pytest.mark.parametrize(
    "names",
    ["pathlib:Path", "os:system", "generator.cache:Cache", "generator.no:A", "generator.model:No"],
)
def test_only_data_of_the_generator_is_read(names: str) -> None:
    with pytest.raises(Unreadable):
        loads(marshal.dumps(((names,), [0, "x"])))


def test_code_is_never_run() -> None:
    ran: list[Any] = []
    code = compile("ran.append(1)", "<test>", "exec")
    assert isinstance(loads(marshal.dumps(((), code))), CodeType)
    assert ran == []


@pytest.mark.parametrize("data", [b"", b"x", marshal.dumps(1), marshal.dumps(((), [3, 4]))])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        loads(data)


def test_a_lazy_mapping_makes_each_value_once() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    lazy = Lazy({"a": None, "b": None}, make)
    assert (lazy["a"], lazy["a"], lazy.get("c"), "b" in lazy, len(lazy)) == (
        "A",
        "A",
        None,
        True,
        2,
    )
    assert made == ["a"]
