"""Facts about the runtime, read from its source.

The runtime is copied into each generated package. The generator never imports it, but parses its modules.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

RUNTIME = "[package]/_runtime"


def templates_folder() -> Path:
    """The folder of the templates: in the generator if it is installed, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


@cache
def _module(name: str) -> ast.Module:
    path = templates_folder() / RUNTIME / name
    return ast.parse(path.read_text(encoding="utf-8"))


def _assigned(module: str, name: str) -> ast.expr:
    """The value that a module assigns to a global name."""
    for statement in _module(module).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                return value
            case ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value):
                if target == name:
                    return value
    raise LookupError(f"{module} assigns nothing to {name}")


def _classes(module: str) -> dict[str, ast.ClassDef]:
    return {each.name: each for each in _module(module).body if isinstance(each, ast.ClassDef)}


def _attributes(of: ast.ClassDef) -> Iterator[str]:
    """The names that a class defines, and the attributes that its methods assign to `self`."""
    for node in ast.walk(of):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if node in of.body:
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)) if node in of.body:
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) if node in of.body:
                yield name
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                yield name


def _public(module: str, *classes: str) -> frozenset[str]:
    defined = _classes(module)
    names = (name for each in classes for name in _attributes(defined[each]))
    return frozenset(name for name in names if not name.startswith("_"))


def error_names() -> frozenset[str]:
    """The names that `errors.py` of the runtime exports."""
    return frozenset(ast.literal_eval(_assigned("errors.py", "__all__")))


def error_attributes() -> frozenset[str]:
    """The public attributes of an APIStatusError."""
    return _public("errors.py", "APIError", "APIStatusError")


@cache
def status_classes() -> Mapping[str, str]:
    """The error class for each status (`404`) and each range of statuses (`4XX`)."""
    by_status = _names_by_number("STATUS_CLASSES")
    by_family = _names_by_number("FAMILY_CLASSES")
    return {
        **{str(status): name for status, name in by_status.items()},
        **{f"{family}XX": name for family, name in by_family.items()},
    }


def _names_by_number(table: str) -> dict[int, str]:
    value = _assigned("responses/statuses.py", table)
    assert isinstance(value, ast.Dict)
    pairs = zip(value.keys, value.values, strict=True)
    return {
        ast.literal_eval(key): name.id
        for key, name in pairs
        if isinstance(key, ast.Constant) and isinstance(name, ast.Name)
    }


def client_options() -> frozenset[str]:
    """The names of the client options."""
    return _public("config/options.py", "ClientOptions")


def client_attributes() -> frozenset[str]:
    """The public attributes of the clients."""
    return (
        _public("client/base.py", "BaseClient")
        | _public("client/sync.py", "SyncClient")
        | _public("client/aio.py", "AsyncClient")
    )


def model_attributes() -> frozenset[str]:
    """The public attributes of all models."""
    own = _public("models/model.py", "Value", "Model") | _public(
        "models/open_model.py", "OpenModel"
    )
    return own | {"additional_properties"}


def fake_attributes() -> frozenset[str]:
    """The public attributes of the fake of an API."""
    return _public("testing/fake.py", "Fake") | {"client", "async_client"}


def fake_operation_attributes() -> frozenset[str]:
    """The public attributes of an operation of the fake."""
    return _public("testing/operations.py", "_Base", "FakeOperation", "FakeItems")
