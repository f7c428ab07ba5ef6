"""`line_layout` and `statements` compared with black: each layout that is final is the layout of black."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.emit import LINE_LENGTH
from generator.emit.format import format_tree
from generator.emit.format.black_runner import blacken
from generator.emit.format.line_layout import break_line
from generator.emit.format.statements import split_statements
from tests.support.counting import calls
from tests.support.examples import examples

NAMES = ["a", "models", "per_page", "x" * 30, "type", "match", "a_rather_long_name", "self", "f"]
ATOMS = [*NAMES, *NAMES, *"0 10 -1 1.5 0XFF 1E5 None True models.A".split()]
ATOMS += ['"a"', '""', '"it\'s"', '"x[1], (y"', "'single'", '"b\\n"', '"#"', '"é ü"']
ATOMS += [f'"{"w" * 60}"', f'"{"w" * 110}"']


class Writer:
    """Generates random lines of the kind that templates write, and some that they should not write."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.tidy = random.random() < 0.8

    def line(self) -> str:
        name, kind = self.random.choice(NAMES), self.random.randrange(5)
        if kind < 2:
            parameters = ", ".join(["self", *self.some(self.parameter)])
            return f"{'async ' * kind}def {name}({parameters}) -> {self.value(2)}:"
        annotation = f": {self.value(2)}" if kind < 4 else ""
        return f"{name}{annotation}" + (f" = {self.value(4)}" if kind > 2 else "")

    def parameter(self) -> str:
        default = f" = {self.value(1)}" if self.random.random() < 0.5 else ""
        return f"{self.random.choice(NAMES)}{self.random.randrange(99)}: {self.value(2)}{default}"

    def some(self, make: Callable[[], str], least: int = 0) -> list[str]:
        return [make() for _ in range(self.random.randint(least, 5))]

    def value(self, depth: int) -> str:
        if depth == 0 or self.random.random() < 0.2:
            return self.random.choice(NAMES if self.tidy else ATOMS)
        inner = partial(self.value, depth - 1)
        some, name = self.some(inner, least=1), self.random.choice(NAMES)
        listed = ", ".join(some)
        keywords = [
            f"{key}={inner()}"
            for key in dict.fromkeys(self.some(lambda: self.random.choice(NAMES)))
        ]
        tidy = [
            f"{name}({', '.join([*some, *keywords])})",
            f"models.{name}({', '.join(keywords)})",
            f"{name}[{listed}]",
            f"({listed},)" if len(some) == 1 else f"({listed})",
            "{" + ", ".join(f'"{number}": {each}' for number, each in enumerate(some)) + "}",
            f"lambda: {name}",
            " | ".join([*some, "None"]),
        ]
        untidy = [
            f"({listed},)",
            f"({listed})",
            f"[{listed}]",
            f"[{listed}, ]",
            f"{inner()} | {inner()}",
            f"lambda: {inner()}",
            f"{inner()} or {inner()}",
            f"{inner()}.{name}()",
        ]
        return self.random.choice(tidy if self.tidy else tidy + untidy)


lines = st.randoms(use_true_random=False).map(lambda random: Writer(random).line())


def compiles(text: str) -> bool:
    try:
        compile(text, "", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


@examples(400)
@given(line=lines, depth=st.integers(0, 1))
def test_black_does_not_change_final_lines(line: str, depth: int) -> None:
    indent = "    " * depth
    above = "class _:\n    a: int\n\n" if depth else ""
    below = f"\n{indent}    return 1\n" if line.endswith(":") else "\n"
    laid_out = break_line(indent + line, LINE_LENGTH)
    source, whole = (f"{above}{text}{below}" for text in (indent + line, laid_out.text))
    if laid_out.is_final and compiles(source):
        assert blacken(whole) == whole
        assert blacken(source) == whole


@examples(400)
@given(line=lines)
def test_a_guess_keeps_the_syntax_tree(line: str) -> None:
    below = "\n    pass\n" if line.endswith(":") else "\n"
    if compiles(line + below):
        expected, guessed = (
            ast.dump(ast.parse(text + below)) for text in (line, break_line(line, 60).text)
        )
        assert expected == guessed


@pytest.mark.parametrize(
    "line",
    [
        "x = (1)",
        "x = 0XFF",
        "x = 'a'",
        "x = f(a , b)",
        "x = f(a,b)",
        "x = f( a)",
        "x = a if b else c",
        "x = f(a, b,)",
        "x = {'a' : 1}",
        "x  = 1",
        "x = not  a",
        "x = a[1 :2]",
        "x = f(a = 1)",
        "x = lambda : 1",
        "x: str=1",
    ],
)
def test_a_line_that_black_would_change_is_not_final(line: str) -> None:
    assert not break_line(line, LINE_LENGTH).is_final


MODULE = '''"""A module."""
from __future__ import annotations
import os


__all__ = ["A", "B", ]
x: int = f(1)
"""What x is."""
if x:
    y = 1
else:
    y = 2
class A(Model, kw_only=True):
    """A model.

    Which is explained
      at length.
    """
    a: str
    """A field."""


    b: list[str] | None = None

    class Inner:
        pass
    c: dict[str, list[SomeRatherLongName]] = field(name="something-else", default_factory=dict, extra=1)
    def first(self): return 1
    @property
    def second(self, a_long_argument: int = 1, another_argument: str = "x", third_argument: int = 3) -> str:
        """Text. """
        return self.call(_OPERATION, {"a_long_argument": a_long_argument, "another_argument": 1})
class B(A): pass
def function(
    a, b
):

    return a
z = 3
async def last() -> None:
    """One line."""
    return await f(z)
'''


def test_a_joined_module_equals_the_output_of_black() -> None:
    statements = split_statements(MODULE)
    assert statements is not None
    assert len(statements) + sum(len(each.members) for each in statements) == 20
    assert format_tree([(PurePosixPath("a.py"), MODULE)])[PurePosixPath("a.py")] == blacken(MODULE)


STATEMENTS = [
    '"""Text."""',
    "import a",
    "x = 1",
    "x: int",
    "if x:\n    y = 1",
    "if x:  # because\n\n    def f():\n        pass",
    "if x:\n    y = 1\n\n    class A:\n        pass",
    "def f():\n    return 1",
    "def f() -> None:\n    '''Text.'''",
    "class A:\n    a: int\n    def f(self):\n        return 1",
    "class A:\n\n    def f(self):\n        return 1\n    a: int",
    "class A:\n\n    a: int\n\n    '''b'''",
    "class A(B):\n    '''Text.'''\n    a: int",
    "@d\ndef f():\n    return 1",
    "# a comment",
    "for x in y:\n    z",
]


@examples(200)
@given(st.lists(st.tuples(st.sampled_from(STATEMENTS), st.integers(0, 3)), min_size=1, max_size=6))
def test_blank_lines_equal_those_of_black(chosen: list[tuple[str, int]]) -> None:
    text = "".join(statement + "\n" * (1 + blank) for statement, blank in chosen)
    path = PurePosixPath("a.py")
    assert format_tree([(path, text)])[path] == blacken(text)


@pytest.mark.parametrize("length", [70, 74, 75, 76, 80, 92, 93, 94, 95, 120])
@pytest.mark.parametrize("arguments", ["Model, kw_only=True", 'Model, kw_only=True, tag="a"', "B"])
def test_class_headers_equal_those_of_black(length: int, arguments: str) -> None:
    source = f"class {'N' * length}({arguments}):\n    a: int\n"
    (statement,) = split_statements(source) or ()
    path = PurePosixPath("a.py")
    assert format_tree([(path, source)])[path] == blacken(source)
    assert (statement.final_text() is not None) is (length <= 93)


@pytest.mark.parametrize(
    ("source", "is_final"),
    [
        ('T = {\n    "a": "b",\n}', True),
        ('T: dict[str, str] = {\n    "a": "b",\n    "é\'": "#",\n}', True),
        (f'T = {{\n    "{"k" * 120}": "{"v w " * 40}",\n}}', True),
        ('T = {\n    "a": "b"\n}', False),
        ('T = {\n  "a": "b",\n}', False),
        ('T = {\n    "a":"b",\n}', False),
        ("T = {\n    'a': \"b\",\n}", False),
        ('T = {\n    "a": "\\X41",\n}', False),
        ('T: dict[str,str] = {\n    "a": "b",\n}', False),
    ],
)
def test_tables_equal_those_of_black(source: str, is_final: bool) -> None:
    (statement,) = split_statements(f"{source}\n") or ()
    assert (statement.final_text() is not None) is is_final
    if is_final:
        assert blacken(f"{source}\n") == f"{source}\n"


@pytest.mark.parametrize(
    ("source", "is_final"),
    [
        ("import a.b", True),
        ("import a.b as c, d", True),
        ("from .a import B, C as D", True),
        (f"from a import {'B' * 86}", True),
        (f"from a import {'B' * 87}", True),
        (f"from a import C, {'B' * 95}", True),
        (f"from a import C, {'B' * 96}", False),
        (f"import a, {'b' * 100}", False),
        ("from .a import *", True),
        ("if A:\n    from .a import B\n    import c", True),
        ("if A:\n    from .a import B\n\n    import c", False),
        ("if A:\n    import a\nelse:\n    import b", False),
        (f"if A:\n    from .a import {'B' * 90}", False),
        ("from a import (B)", False),
        ("from a import B  # why", False),
        ("from a import  B", False),
        ("from . import a", True),
        ("from .. a import b", False),
        ("def f() -> A:\n    raise NotImplementedError", True),
        ("def f() -> A:\n    raise NotImplementedError()", True),
        ("def f() -> A:\n    raise  NotImplementedError", False),
        ("def f() -> A:\n    raise a from b", False),
    ],
)
def test_imports_and_raised_errors_equal_those_of_black(source: str, is_final: bool) -> None:
    path = PurePosixPath("a.py")
    assert format_tree([(path, source)])[path] == blacken(source)
    (statement,) = split_statements(source) or ()
    assert (statement.final_text() is not None) is is_final


@pytest.mark.parametrize("blank", [0, 1, 2])
@pytest.mark.parametrize("docstring", ["", '        """Text."""\n', "        '''Text.'''\n"])
@pytest.mark.parametrize(
    ("imported", "is_final"),
    [
        ("        from .a import B", True),
        ("        with loading:\n            from .a import B", True),
        ("        with loading():\n            from .a import B", False),
        ("        with loading:\n            from .a import B\n            c = 1", False),
        (f"        from .a import {'B' * 79}", False),
    ],
)
def test_imports_in_methods_equal_those_of_black(
    imported: str, docstring: str, blank: int, is_final: bool
) -> None:
    method = f"    @cached_property\n    def b(self) -> B:\n{docstring}{imported}\n"
    source = "class A:\n" + method + "\n" * blank + "        return B(self)\n"
    path = PurePosixPath("a.py")
    assert format_tree([(path, source)])[path] == blacken(source)
    ((statement,),) = (each.members for each in split_statements(source) or ())
    is_final = is_final and blank == 1 and "'" not in docstring
    assert (statement.final_text() is not None) is is_final


@pytest.mark.parametrize("indent", ["", "    "])
@pytest.mark.parametrize(
    (("decorator", "is_final")),
    [
        ("@property", True),
        ('@deprecated("GET /pets is deprecated")', True),
        (f'@deprecated("{"x" * 81}")', True),
        (f'@deprecated("{"x" * 82}")', None),  # too long inside a class
        (f'@deprecated("{"x" * 90}")', False),
        ("@deprecated('GET /pets is deprecated')", False),
        ("@a\n@b", False),
    ],
)
def test_decorators_equal_those_of_black(
    indent: str, decorator: str, is_final: bool | None
) -> None:
    above = "class A:\n" if indent else ""
    lines = [
        *decorator.split("\n"),
        "def f(self) -> None:",
        '    """Text."""',
        "    return f(self)",
    ]
    source = above + "".join(f"{indent}{line}\n" for line in lines)
    path = PurePosixPath("a.py")
    assert format_tree([(path, source)])[path] == blacken(source)
    (statement,) = split_statements(source) or ()
    (statement,) = statement.members or (statement,)
    expected = not indent if is_final is None else is_final
    assert (statement.final_text() is not None) is expected


def test_unsupported_syntax_is_not_split() -> None:
    for text in (
        "# a comment\n",
        "for x in y:\n    z\n",
        "x = 1; y = 2\nwith a: b\n",
        "f'''\n'''\n",
    ):
        assert split_statements(text) is None, text


prose = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(
            ["Text.", '"Quoted."', 'a "b" c', "- item  x", "x\\\\y", "x\t", "", " ", 'a""']
        ),
    ),
    min_size=1,
    max_size=5,
)


@examples(200)
@given(lines=prose, own_line=st.booleans(), long=st.booleans(), in_method=st.booleans())
def test_docstrings_equal_those_of_black(
    lines: list[tuple[int, str]], own_line: bool, long: bool, in_method: bool
) -> None:
    indent = "        " if in_method else "    "
    (_, first), *more = lines
    text = f'{indent}"""{first}{"w" * (90 * long)}'
    text += "".join(f"\n{indent}{'  ' * deeper}{line}" for deeper, line in more)
    text += f'\n{indent}"""' if own_line else '"""'
    method = f"    def f(self):\n{text}\n        return f(1)\n"
    source = "class A:\n" + (method if in_method else f"{text}\n\n    a: int\n{text}\n")
    if compiles(source):
        path = PurePosixPath("a.py")
        assert format_tree([(path, source)])[path] == blacken(source)


@pytest.mark.parametrize("end", [")", ", 'single')"])
def test_the_work_is_linear_in_the_length_of_a_line(end: str) -> None:
    def work(count: int) -> int:
        parameters = ", ".join(f'Query("p{n}", "p_{n}", lambda: str)' for n in range(count))
        line = f'_LIST: Operation[models.A] = Operation("lists.list", ({parameters}){end}'
        arguments = ", ".join(f"p{n}: str | None = None" for n in range(count))
        signature = f"def list(self, *, {arguments}) -> models.A:"
        return calls(lambda: [break_line(text, LINE_LENGTH) for text in (line, signature)])

    assert work(800) < 2 * 32 * work(25)
