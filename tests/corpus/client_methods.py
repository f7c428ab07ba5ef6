"""The methods of a generated package, read from its source with `ast`: their arguments and requests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from documents import Operation


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the synchronous client. `key` is the operation's HTTP method and path template."""

    resource: str
    name: str
    descriptor: str
    key: tuple[str, str]
    arguments: dict[str, str] = field(default_factory=dict)  # descriptor's parameter -> argument
    body: str | None = None  # the argument that is the body
    fields: dict[str, str] | None = None  # the body's field -> argument
    takes_content_type: bool = False


def methods(package: Path, base: str = "Resource") -> Iterator[Method]:
    """Yield the methods of the classes that extend `base`."""
    for path in sorted((package / "resources").glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        keys = dict(_descriptors(tree))
        for each in tree.body:
            if isinstance(each, ast.ClassDef) and [ast.unparse(b) for b in each.bases] == [base]:
                for function in each.body:
                    if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                        yield _method(path.stem, function, keys)


def models(package: Path) -> int:
    """Return the number of models, without their dicts (`_dicts.py`)."""
    paths = (package / "models").glob("[!_]*.py")
    trees = (ast.parse(path.read_text("utf-8")) for path in paths)
    return sum(isinstance(each, ast.ClassDef) for tree in trees for each in tree.body)


def _descriptors(tree: ast.Module) -> Iterator[tuple[str, tuple[str, str]]]:
    for each in tree.body:
        if not isinstance(each, ast.AnnAssign):
            continue
        value = each.value
        if isinstance(value, ast.Call) and ast.unparse(value.func) == "Operation":
            method, _, path = ast.literal_eval(value.args[1]).partition(" ")
            yield ast.unparse(each.target), (method, path)


def _method(
    resource: str,
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    keys: dict[str, tuple[str, str]],
) -> Method:
    last = function.body[-1]
    assert isinstance(last, ast.Return), f"{resource}.{function.name} is not one expression"
    value = next(filter(_is_runtime, ast.walk(last)), None)
    assert isinstance(value, ast.Call), f"{resource}.{function.name} does not call the runtime"
    descriptor, *rest = value.args
    name = ast.unparse(descriptor)
    arguments: dict[str, str] = {}
    if rest and isinstance(rest[0], ast.Dict):
        pairs = zip(rest[0].keys, rest[0].values, strict=True)
        arguments = {ast.literal_eval(k): _argument(v) for k, v in pairs if k is not None}
    body, fields = _body(rest[1]) if len(rest) > 1 else (None, None)
    return Method(resource, function.name, name, keys[name], arguments, body, fields, len(rest) > 2)


def _is_runtime(node: ast.AST) -> bool:
    """Return whether the node is a call of `self._call(...)` or a similar method."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).startswith("self._")


def _body(value: ast.expr) -> tuple[str | None, dict[str, str] | None]:
    value = _unwrapped(value)
    if isinstance(value, ast.Call):
        return None, {str(each.arg): _argument(each.value) for each in value.keywords}
    return _argument(value), None


def _argument(value: ast.expr) -> str:
    return ast.unparse(_unwrapped(value))


def _unwrapped(value: ast.expr) -> ast.expr:
    """Return the expression inside `self._untyped(...)`; any other one unchanged."""
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "self._untyped":
        return value.args[0]
    return value


def operation_of(candidates: list[Operation], method: Method) -> Operation:
    """Return the operation of a method. If several have its key, prefer one with the resource's tag."""
    words = [[_letters(tag) for tag in each.tags] for each in candidates]
    fitting = (index for index, tags in enumerate(words) if _letters(method.resource) in tags)
    index = next(fitting, 0)
    return candidates.pop(index) if len(candidates) > 1 else candidates[index]


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).lower()
