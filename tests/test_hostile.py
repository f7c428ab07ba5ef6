"""No text of a document ever becomes code.

The tests render a document twice: with a hostile text and with a harmless text in every place that accepts text. The
two outputs may differ only in literals, docstrings and the identifiers that are derived from names. Importing and
calling the package must not execute the text, and the text must arrive on the wire unchanged.
"""

from __future__ import annotations

import ast
import builtins
import json
import keyword
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import pipeline
from generator.emit.format import format_tree
from generator.emit.render import render
from generator.ir.api import Api
from generator.ir.types import Model
from generator.pipeline import Request
from generator.runtime_facts import templates_folder
from generator.tree import Tree
from tests.support.examples import examples
from tests.support.harness import (
    NAMES,
    api_of,
    import_all,
    importable,
    sources,
    tree_of,
    write_spec,
    write_tree,
)
from tests.support.hostile import HARMLESS, HOSTILE, MARKER, document, nameable
from tests.support.loopback import Loopback, Reply, answer

# --- allowed differences ---------------------------------------------------------------------------------------------


class _DifferenceRemover(ast.NodeTransformer):
    """Removes all allowed differences from a module: values of literals, docstrings, and names that are not common."""

    def __init__(self, common: frozenset[str]) -> None:
        self._common = common

    def generic_visit(self, node: ast.AST) -> ast.AST:
        for name, value in ast.iter_fields(node):
            if isinstance(value, str):
                setattr(node, name, ".".join(map(self._masked, value.split("."))))
        return super().generic_visit(node)

    def _masked(self, name: str) -> str:
        return name if name in self._common else "<name>"

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:  # the name that `ast` requires
        is_text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if is_text else self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant(type(node.value).__name__)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        is_alias = isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias"
        # Type checkers read the string as code.
        if is_alias and isinstance(node.value, ast.Constant):
            node.value = ast.parse(str(node.value.value), mode="eval").body
        return self.generic_visit(node)


def identifiers(texts: Mapping[str, str]) -> frozenset[str]:
    """Return every name in the code."""
    return frozenset().union(*map(names_in, texts.values()))


@cache
def names_in(text: str) -> frozenset[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        for _, value in ast.iter_fields(node):
            if isinstance(value, str) and not isinstance(node, ast.Constant):
                names.update(value.split("."))
    return frozenset(names)


def comparable_trees(texts: Mapping[str, str], common: frozenset[str]) -> Counter[str]:
    """Return the syntax trees of all files without the allowed differences. File names may differ too."""
    return Counter(
        ast.dump(_DifferenceRemover(common).visit(ast.parse(text))) for text in texts.values()
    )


def assert_only_texts_differ(hostile: Tree, harmless: Tree) -> None:
    texts, plain = sources(hostile), sources(harmless)
    new = identifiers(texts) - identifiers(plain)
    assert all(name.isidentifier() and not keyword.iskeyword(name) for name in new)
    assert not new & (set(dir(builtins)) | sys.stdlib_module_names), "a name that code could use"
    common = identifiers(texts) & identifiers(plain)
    assert comparable_trees(texts, common) == comparable_trees(plain, common)


@cache
def api_with(text: str) -> Api:
    """Return the Api of the document with this text."""
    with TemporaryDirectory() as folder:
        return api_of(write_spec(document(text), Path(folder)))


@cache
def output_with(text: str) -> Tree:
    """Return the unformatted output for the document with this text."""
    return dict(render(api_with(text), templates_folder()))


@pytest.mark.parametrize("case", HOSTILE)
def test_only_texts_differ(case: str) -> None:
    assert_only_texts_differ(output_with(HOSTILE[case]), output_with(HARMLESS))


class _DocstringRemover(ast.NodeTransformer):
    """Removes the docstrings from a module."""

    def dump(self, text: str) -> str:
        return ast.dump(self.visit(ast.parse(text)))

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        return None if isinstance(node.value, ast.Constant) else node


def assert_formatting_changed_no_text(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    for name, text in before.items():
        assert _docstrings(after[name]) == _docstrings(text)
        assert _DocstringRemover().dump(after[name]) == _DocstringRemover().dump(text)


def _docstrings(text: str) -> list[str]:
    """Return the docstrings, including those of attributes, without white space."""
    nodes = [node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr)]
    values = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return [without_white_space(value) for value in values if isinstance(value, str)]


def without_white_space(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("case", HOSTILE)
def test_the_docstrings_contain_the_text(case: str) -> None:
    texts = sources(output_with(HOSTILE[case]))
    docstrings = [doc for text in texts.values() for doc in _docstrings(text)]
    expected = without_white_space(HOSTILE[case])
    # of the client, the resource, the operation, each model and most properties; some occur in both clients
    assert sum(expected in doc for doc in docstrings) > 20


@pytest.mark.parametrize("case", HOSTILE)
def test_the_project_file_contains_the_text(case: str) -> None:
    path = PurePosixPath("pyproject.toml")
    trees = output_with(HOSTILE[case]), output_with(HARMLESS)
    project, plain = (tomllib.loads(str(tree[path])) for tree in trees)
    assert without_white_space(HOSTILE[case]) in without_white_space(
        project["project"]["description"]
    )
    for each in (project, plain):
        each["project"] = {**each["project"], "description": "", "version": "", "keywords": []}
    assert project == plain


@pytest.mark.parametrize("case", HOSTILE)
def test_no_text_is_executed_and_every_text_arrives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    text = HOSTILE[case]
    monkeypatch.chdir(tmp_path)
    api, tree = api_with(text), format_tree(output_with(text).items())
    assert_formatting_changed_no_text(sources(output_with(text)), sources(tree))
    write_tree(tree, tmp_path)
    (resource,) = api.resources
    operation = next(each for each in resource.operations if each.method == "POST")
    query = next(each for each in operation.parameters if each.wire.startswith("query"))
    response = {
        f"property {nameable(text)}": text,
        "pet": {f"kind {nameable(text)}": f"dog {text}", "dog": text},
        text: text,
    }
    with importable(tmp_path) as package, Loopback(answer(response)) as server:
        import_all("made", sources(tree))
        client = package.Made(base_url=server.url, scheme="secret", strict=True)
        method = getattr(getattr(client, resource.name), operation.name)
        sent = {
            f"property {nameable(text)}": text,
            "choice": f"value {text}",
            "inline": f"two {text}",
        }
        sent |= {"fixed": f"const {text}", "either": f"three {text}"}
        names = {field.wire: field.name for field in model(api, "Sent").fields}
        body = {names[wire]: value for wire, value in sent.items()}
        result = method("1", **body, **{query.name: f"value {text}"})
        (request,) = server.requests
        client.close()
        names = {field.wire: field.name for field in model(api, "Got").fields}
        assert getattr(result, names[f"property {nameable(text)}"]) == text
        assert type(result.pet).__name__ == "Dog"
        assert result.additional_properties == {text: text}
        assert json.loads(result.to_json()) == response
    assert request.json() == sent
    assert parse_qs(request.query, strict_parsing=True) == {
        f"query {text}": [f"value {text}"],
        f"key {text}": ["secret"],
    }
    assert request.path.isascii()
    assert request.path.isprintable()
    assert unquote(request.path) == next(iter(document(text)["paths"])).replace("{id}", "1")
    assert not list(tmp_path.rglob(MARKER))


def model(api: Api, name: str) -> Model:
    return next(each for each in api.declarations if isinstance(each, Model) and each.name == name)


# --- texts for one place only ----------------------------------------------------------------------------------------


def diagnostics(document: dict[str, Any], folder: Path, *, tolerant: bool = False) -> list[str]:
    """Return the rules that a document violates."""
    request = Request(write_spec(document, folder), names=NAMES, tolerant=tolerant)
    return [diagnostic.rule for diagnostic in pipeline.check(request).diagnostics]


def small_document(**more: Any) -> dict[str, Any]:
    """Return a document with one operation."""
    response = {"description": "d", "content": {"application/json": {"schema": {"type": "object"}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Small", "version": "1"},
        "servers": [{"url": "https://host.example"}],
        "paths": {"/p": {"get": {"operationId": "get", "responses": {"200": response}, **more}}},
    }


@pytest.mark.parametrize("name", ['a"b', "a\\b", "a\nb", '"""', "\0"])
def test_property_name_without_a_field(tmp_path: Path, name: str) -> None:
    """The codec does not support such fields: an error, or an additional property in tolerant mode."""
    properties = {name: {"type": "string"}, "plain": {"type": "string"}}
    schema = {"type": "object", "required": [name], "properties": properties}
    response = {"description": "d", "content": {"application/json": {"schema": schema}}}
    spec = small_document(responses={"200": response})
    assert diagnostics(spec, tmp_path) == ["property-name"]
    api = pipeline.check(Request(tmp_path / "openapi.yaml", names=NAMES, tolerant=True)).api
    assert api is not None
    write_tree(dict(render(api, templates_folder())), tmp_path)
    (resource,) = api.resources
    with importable(tmp_path) as package, Loopback(answer({name: "x", "plain": "y"})) as server:
        client = package.Made(base_url=server.url, strict=True)
        value = getattr(client, resource.name).get()
        client.close()
    assert (value.plain, value.additional_properties) == ("y", {name: "x"})


@pytest.mark.parametrize("name", ["X-A\r\nEvil: 1", "X A", "X:", "", "X-Ä", "{{ 7*7 }}", '"'])
def test_an_invalid_header_name(tmp_path: Path, name: str) -> None:
    """A name that is not a token (RFC 9110, section 5.1) never reaches a socket."""
    parameter = {"name": name, "in": "header", "schema": {"type": "string"}}
    spec = write_spec(small_document(parameters=[parameter]), tmp_path)
    api = pipeline.check(Request(spec, names=NAMES)).api
    if api is None:
        return
    (resource,) = api.resources
    (argument,) = resource.operations[0].parameters
    write_tree(dict(render(api, templates_folder())), tmp_path)
    with importable(tmp_path) as package, Loopback(answer({})) as server:
        client = package.Made(base_url=server.url)
        with pytest.raises(package.errors.APIError):
            getattr(client, resource.name).get(**{argument.name: "x"})
        assert server.requests == []


@pytest.mark.parametrize("case", HOSTILE)
def test_a_server_url(tmp_path: Path, case: str) -> None:
    """The URL is data. Constructing a client with an invalid URL raises an error and connects to nothing."""
    spec = small_document()
    spec["servers"] = [{"url": f"https://host.example/{HOSTILE[case]}"}]
    plain = {**spec, "servers": [{"url": "https://host.example/harmless"}]}
    result = pipeline.check(Request(write_spec(spec, tmp_path), names=NAMES))
    if result.api is not None:
        tree = dict(render(result.api, templates_folder()))
        assert_only_texts_differ(tree, tree_of(write_spec(plain, tmp_path)))


@pytest.mark.parametrize("case", HOSTILE)
def test_a_media_type(tmp_path: Path, case: str) -> None:
    def spec(text: str) -> dict[str, Any]:
        schema = {"type": "object", "properties": {"a": {"type": "string"}}}
        content = {f"application/json; x={text}": {"schema": schema}}
        response = {"description": "d", "content": content}
        return small_document(requestBody={"content": content}, responses={"200": response})

    result = pipeline.check(Request(write_spec(spec(HOSTILE[case]), tmp_path), names=NAMES))
    if result.api is not None:
        tree = dict(render(result.api, templates_folder()))
        assert_only_texts_differ(tree, tree_of(write_spec(spec("harmless"), tmp_path)))


@pytest.mark.parametrize("value", [".inf", "-.inf", ".nan", "1e999", "0x1F", "1_000", "1" * 5000])
def test_a_number_that_json_does_not_support(tmp_path: Path, value: str) -> None:
    """A constraint or a default that JSON does not support is an error, or it does not appear in the code."""
    text = f"""\
openapi: 3.1.0
info: {{title: T, version: '1'}}
servers: [{{url: 'https://host.example'}}]
paths:
  /p:
    get:
      operationId: get
      parameters:
        - {{name: n, in: query, schema: {{type: number, maximum: {value}, default: {value}}}}}
      responses: {{'204': {{description: d}}}}
"""
    (tmp_path / "openapi.yaml").write_text(text)
    result = pipeline.check(Request(tmp_path / "openapi.yaml", names=NAMES))
    if result.api is None:
        return
    tree = format_tree(render(result.api, templates_folder()))
    write_tree(tree, tmp_path)
    (resource,) = result.api.resources
    with importable(tmp_path) as package, Loopback(Reply(204)) as server:
        client = package.Made(base_url=server.url)
        getattr(client, resource.name).get(n=1.0)
        client.close()
        assert server.requests[0].query == "n=1.0"


# --- arbitrary text --------------------------------------------------------------------------------------------------

TEXTS = st.text(
    st.one_of(
        st.sampled_from("\"'\\\n\r\t{}%#$`\0\x7f\x85\u2028\u202e "),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
)


@examples(40)
@given(text=TEXTS)
def test_any_text(text: str) -> None:
    with TemporaryDirectory() as folder:
        tree = tree_of(write_spec(document(f"x {text}"), Path(folder)))
    assert_only_texts_differ(tree, output_with(HARMLESS))
    for value in tree.values():
        if isinstance(value, str):
            assert not [c for c in value if not c.isprintable() and c != "\n"], "nothing unseen"
    assert (
        sum(
            without_white_space(text) in doc
            for each in sources(tree).values()
            for doc in _docstrings(each)
        )
        > 20
    )
