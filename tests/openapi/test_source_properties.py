from __future__ import annotations

import json
import tempfile
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import SpecError
from generator.openapi import Document, Node, load
from tests.support.examples import examples

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | st.sampled_from(
        [*"null ~ on 1e3 0x1 2024-01-15 << # &a *a !x".split(), "a: b", "- a", "", " ", "\n"]
    )
)
VALUES = st.recursive(
    SCALARS,
    lambda child: st.lists(child, max_size=4)
    | st.dictionaries(
        TEXTS | st.sampled_from(["200", "true", "<<", "$ref", "~"]), child, max_size=4
    ),
    max_leaves=20,
)


def load_text(text: str, name: str) -> tuple[Document, str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode())
        return load(path), text


def all_nodes(node: Node) -> list[Node]:
    children = [child for _, child in node.items()] + list(node.elements())
    return [node] + [descendant for child in children for descendant in all_nodes(child)]


def rest(text: str, line: int, column: int) -> str:
    """The text from a location on. Lines end at the line breaks of JSON and YAML."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join([lines[line - 1][column - 1 :], *lines[line:]])


@examples(150)
@given(value=VALUES, indent=st.sampled_from([None, 0, 2]), ascii_only=st.booleans())
def test_json_is_loaded_with_correct_values_and_locations(
    value: object, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps({"root": value}, indent=indent, ensure_ascii=ascii_only)
    document, text = load_text(text, "openapi.json")
    assert document.root.value == json.loads(text)
    for node in all_nodes(document.root):
        decoded, _ = json.JSONDecoder().raw_decode(
            rest(text, node.location.line, node.location.column)
        )
        assert decoded == node.value
        if node.pointer:
            key, _ = json.JSONDecoder().raw_decode(
                rest(text, node.key_location.line, node.key_location.column)
            )
            assert key == (node.pointer[-1] if isinstance(node.pointer[-1], str) else node.value)


@examples(150)
@given(value=VALUES, flow=st.booleans(), unicode=st.booleans())
def test_yaml_is_loaded_with_correct_values_and_locations(
    value: object, flow: bool, unicode: bool
) -> None:
    class Quoting(yaml.SafeDumper):
        """A dumper that quotes every string, so that PyYAML does not write plain scalars for strings."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    def quoted(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')

    Quoting.add_representer(str, quoted)
    text = yaml.dump(
        {"root": value},
        Dumper=Quoting,
        default_flow_style=flow,
        allow_unicode=unicode,
        sort_keys=False,
        width=40,
    )
    document, text = load_text(text, "openapi.yml")
    assert document.root.value == {"root": value}
    assert document.diagnostics == ()
    for node in all_nodes(document.root):
        following = rest(text, node.location.line, node.location.column)
        if isinstance(node.value, dict):
            assert following[:1] in {"{", '"', "?"}
        elif isinstance(node.value, list):
            assert following[:1] in {"[", "-"}
        elif isinstance(node.value, str):
            assert next(iter(yaml.parse(following, Loader=yaml.SafeLoader)), None) is not None
            assert following[0] == '"'
        else:
            token = following.split("\n")[0].split(",")[0].split("}")[0].split("]")[0].strip()
            assert yaml.safe_load(token) == node.value or float(token) == node.value


NOTATION = st.sampled_from(
    [
        *"{ } [ ] , --- # % | > ' \" *a << .inf NaN null 1 a \\ud800".split(),
        *"$ref '#/a' $id components schemas".split(),
        *(": ", "- ", "\n", "  ", "\t", "&a ", "? ", "!!int "),
    ]
)


def load_or_error(text: bytes, name: str) -> Document | SpecError:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text)
        try:
            return load(path)
        except SpecError as error:
            return error


@examples(400)
@given(
    parts=st.lists(NOTATION, max_size=30),
    name=st.sampled_from(["a.yaml", "a.json", "a"]),
    start=st.sampled_from(["", '{"openapi": ', "openapi: 3.1.0\n"]),
)
def test_any_text_gives_a_document_or_diagnostics_with_locations(
    parts: list[str], name: str, start: str
) -> None:
    result = load_or_error((start + "".join(parts)).encode(), name)
    assert isinstance(result, Document) or result.diagnostics
    for diagnostic in result.diagnostics:
        assert 1 <= diagnostic.location.column <= len(diagnostic.location.text) + 1
    for node in all_nodes(result.root) if isinstance(result, Document) else ():
        assert node.location.column <= len(node.location.text) + 1
        assert node.resolve().document is result


@examples(100)
@given(data=st.binary(max_size=40))
def test_any_bytes_give_a_document_or_diagnostics_with_locations(data: bytes) -> None:
    result = load_or_error(b"openapi: 3.1.0\nx: " + data, "openapi.yaml")
    assert isinstance(result, Document) or result.diagnostics[0].render()


PLAIN = (
    st.text("abcdefghijklmnop-_./ ", min_size=1, max_size=10)
    .map(str.strip)
    .filter(lambda t: t[:1].isalpha())
)


@examples(100)
@given(pairs=st.dictionaries(PLAIN, PLAIN, min_size=1, max_size=6))
def test_plain_scalars_are_strings_with_correct_locations(pairs: dict[str, str]) -> None:
    words = {key: value for key, value in pairs.items() if value not in {"null", "true", "false"}}
    text = "x: y\n" + "".join(f"{key}: {value}\n" for key, value in words.items())
    document, _ = load_text(text, "openapi.yaml")
    assert document.root.value == {"x": "y"} | words
    for number, (key, value) in enumerate(words.items()):
        if key == "x":
            continue
        location = (document.root / key).location
        assert location.line == number + 2
        assert location.text[location.column - 1 :] == value
