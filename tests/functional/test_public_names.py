"""The public names of a package: they exist, and their annotations can be evaluated."""

from __future__ import annotations

import ast
import inspect
import os
import pydoc
import subprocess
import sys
import typing
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pytest

from tests.functional import test_dict_arguments, test_real_life, test_responses, test_webhooks
from tests.functional.support import OK, Made, Make

NAMES = """
    AsyncDownload AsyncPage AsyncPager AsyncStream Attempt AttemptEvent CallEvent CallOptions ClientOptions Download
    Drift Field FileInput Headers Hooks Mismatch OutgoingRequest Page RawResponse Stream UNSET UnsetType
    opentelemetry_hooks errors models
    """
RESOURCES = f"""
paths:
  /resources:
    get: {{operationId: listResources, tags: [resources], {OK}}}
  /models:
    get: {{operationId: listModels, tags: [models], {OK}}}
"""
DOCUMENTS = [
    RESOURCES,
    test_responses.CHAT,
    test_webhooks.DOCUMENT,
    test_real_life.TAGGED,
    test_dict_arguments.DOCUMENT,
]


def functions(name: str, value: object) -> Iterator[tuple[str, Any]]:
    """The functions and classes in a value, with their qualified names."""
    if inspect.isclass(value):
        yield name, value
        for key in dir(value):
            attribute = inspect.getattr_static(value, key)
            match attribute:
                case staticmethod() | classmethod():
                    attribute = attribute.__func__
                case property():
                    attribute = attribute.fget
                case cached_property():
                    attribute = attribute.func
            if inspect.isfunction(attribute) and (key == "__init__" or not key.startswith("_")):
                yield f"{name}.{key}", attribute
    elif inspect.isfunction(value):
        yield name, value


def public_values(api: Made) -> Iterator[tuple[str, object]]:
    package: Any = api.package
    for name in package.__all__:
        yield name, getattr(package, name)
    runtime = sys.modules[f"{package.__name__}._runtime"]
    for module in (package.errors, package.models, package.resources, runtime):
        for name in getattr(module, "__all__", dir(module)):
            yield f"{module.__name__}.{name}", getattr(module, name)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_annotations_of_all_public_callables_can_be_evaluated(make: Make, document: str) -> None:
    api = make(document, tolerant=True)
    count = 0
    for name, value in public_values(api):
        for qualified, function in functions(name, value):
            try:
                typing.get_type_hints(function, include_extras=True)
            except Exception as error:
                pytest.fail(f"{qualified}: {error!r}")
            count += 1
    assert count > 300


def test_the_types_of_arguments_and_results_are_public(make: Make) -> None:
    package = make(RESOURCES).package
    assert {*NAMES.split()} <= {*package.__all__}
    hints = typing.get_type_hints(package.Client.resources.func)
    assert hints["return"] is package.resources.Resources


def test_importing_a_package_imports_nothing_else(make: Make) -> None:
    api = make(RESOURCES)
    name = api.package.__name__
    code = (
        f"import sys; before = set(sys.modules)\nimport typing, {name}\n"
        f"print(sorted(each for each in sys.modules if each.partition('.')[0] in ('{name}', 'httpx2', 'msgspec')))\n"
        f"from {name} import *\nprint(Client.__module__, errors.__name__, 'httpx2' in sys.modules)\n"
        f"import {name}\nprint(dir({name}) == sorted({name}.__all__) or dir({name}))\n"
        f"{name}.nonsense"
    )
    environment = {**os.environ, "PYTHONPATH": str(api.folder.parent)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    lines = [f"['{name}']", f"{name}._client {name}.errors False", "True"]
    assert done.stdout.splitlines() == lines, done.stderr
    assert f"AttributeError: module '{name}' has no attribute 'nonsense'" in done.stderr


def test_resources_are_listed(make: Make) -> None:
    package = make(RESOURCES).package
    listed = dir(package.resources)
    assert listed == sorted(package.resources.__all__)
    assert "class AsyncModels(" in pydoc.plain(pydoc.render_doc(package.resources))
    assert listed == ["AsyncModels", "AsyncResources", "Models", "Resources"]
    with pytest.raises(AttributeError, match="has no attribute 'Nonsense'"):
        package.resources.Nonsense  # noqa: B018


def test_the_list_of_errors_is_literal(make: Make) -> None:
    api = make(RESOURCES)
    tree = ast.parse((api.folder / "errors.py").read_text())
    (names,) = (
        ast.literal_eval(each.value)
        for each in tree.body
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "__all__"
    )
    runtime: Any = sys.modules[f"{api.package.__name__}._runtime.errors"]
    assert set(names) == {"CODES", *runtime.__all__}
    assert all(hasattr(api.errors, name) for name in names)
