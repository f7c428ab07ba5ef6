"""The rules for all documents: each violation of the standard is reported once, at its location.

openapi-spec-validator is the oracle: if it reports a problem in a document, one of the rules reports it too.
"""

from __future__ import annotations

import copy
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_spec_validator import (
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)

from generator.lint import lint_document
from generator.openapi import load
from tests.support.examples import examples

Check = Callable[..., Any]
Edit = tuple[str, str]

HERE = Path(__file__).parent
PLAIN = (HERE / "plain.yaml").read_text("utf-8")
VERSIONS = ("3.0.3", "3.1.0", "3.2.0")
ORACLES = {
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}

INVALID_EDITS: dict[str, tuple[str, str, Edit]] = {
    "no title": (
        "openapi-standard",
        'the required field "title" is missing',
        ("info:\n  title: Plain\n", "‸info:\n"),
    ),
    "misspelled field": (
        "openapi-standard",
        'did you mean "operationId"?',
        ("operationId", "‸operationid"),
    ),
    "misspelled required field": (
        "openapi-standard",
        'did you mean "description"?',
        ("description: Whatever.", "‸descripton: Whatever."),
    ),
    "path without slash": (
        "openapi-standard",
        'a path must start with "/": write "/things/{id}"',
        ("  /things/{id}:", "  ‸things/{id}:"),
    ),
    "status code in words": ("openapi-standard", '"ok" is not a status code', ("'200':", "‸ok:")),
    "unknown method": (
        "openapi-standard",
        '"fetch" is not a field of this Path Item Object',
        ("    post:\n", "    ‸fetch:\n"),
    ),
    "unknown location of a parameter": (
        "openapi-standard",
        '"body" is not one of ',
        ("in: query", "in: ‸body"),
    ),
    "optional path parameter": (
        "openapi-standard",
        "",
        ("required: true\n        schema", "required: ‸false\n        schema"),
    ),
    "schema and content": (
        "openapi-standard",
        'only one of "schema", "content" is allowed',
        ("in: header\n      content", "in: header\n      schema: {}\n      ‸content"),
    ),
    "neither schema nor content": (
        "openapi-standard",
        'one of "schema", "content" is required',
        (
            (
                "- name: depth\n          in: query\n"
                "          schema:\n            type: integer\n            default: 1\n"
            ),
            "- ‸name: depth\n          in: query\n",
        ),
    ),
    "wrong type of a field": (
        "openapi-standard",
        '"things" is not an array',
        ("tags: [things]", "tags: ‸things"),
    ),
    "wrong type of a schema": (
        "openapi-standard",
        '"strin" is not one of',
        ("type: string\n          pattern", "type: ‸strin\n          pattern"),
    ),
    "negative length": ("openapi-standard", "", ("maxLength: 9", "maxLength: ‸-9")),
    "list of items": (
        "openapi-standard",
        "is not an object",
        ("kind:\n          enum: [a, b]", "kind:\n          items: ‸[]"),
    ),
    "scheme of an unknown type": (
        "openapi-standard",
        '"htp" is not one of',
        ("type: http", "type: ‸htp"),
    ),
    "tag twice": (
        "openapi-standard",
        'the tag "things" is declared twice',
        ("  - name: things\n", "  - name: things\n  - name: ‸things\n"),
    ),
    "operationId twice": (
        "operation-id",
        "not unique",
        ("    post:\n", "    post:\n      operationId: ‸getThing\n"),
    ),
    "path parameter not declared": (
        "path-parameter",
        '"{id}" is not declared for getThing, POST /things/{id}',
        (
            (
                "  /things/{id}:\n    parameters:\n      - name: id\n        in: path\n        required: true\n"
                "        schema:\n          type: string\n"
            ),
            "  ‸/things/{id}:\n",
        ),
    ),
    "path parameter twice": (
        "path-parameter",
        'the query parameter "depth" is declared twice',
        (
            "        - $ref: '#/components/parameters/Trace'\n",
            "        - ‸name: depth\n          in: query\n          schema: {}\n",
        ),
    ),
    "dangling reference": (
        "reference-dangling",
        "",
        ("- $ref: '#/components/parameters/Trace'", "- $ref: ‸'#/components/parameters/Race'"),
    ),
    "server variable without a definition": (
        "openapi-standard",
        'the variable "zone" is not defined',
        ("url: https://{host}/", "url: ‸https://{host}.{zone}/"),
    ),
    "server variable misspelled": (
        "openapi-standard",
        'the variable "hots" is not defined; did you mean "host"?',
        ("url: https://{host}/", "url: ‸https://{hots}/"),
    ),
    "server variable of an operation": (
        "openapi-standard",
        'the variable "zone" is not defined',
        ("    post:\n", "    post:\n      servers: [{url: ‸'https://{zone}/'}]\n"),
    ),
    "server variable of a path": (
        "openapi-standard",
        'the variable "zone" is not defined: add it to the variables of this server',
        ("  /things/{id}:\n", "  /things/{id}:\n    servers: [{url: ‸'https://{zone}/'}]\n"),
    ),
    "media type of a parameter with a line break": (
        "openapi-standard",
        "has characters that are not allowed in a header",
        (
            "      content:\n        application/json:",
            '      content:\n        ‸"a/b\\r\\nEvil: 1":',
        ),
    ),
    "media type of a response with a line break": (
        "openapi-standard",
        "has characters that are not allowed in a header",
        ("            application/json:\n", '            ‸"a/b\\r\\nEvil: 1":\n'),
    ),
    "media type of a header with a line break": (
        "openapi-standard",
        "has characters that are not allowed in a header",
        (
            "            Age:\n              schema:\n                type: integer\n",
            '            Age: {content: {‸"a/b\\r\\nEvil: 1": {}}}\n',
        ),
    ),
    "cookie parameter with an invalid name": (
        "openapi-standard",
        '"a b" cannot be the name of a cookie',
        ("name: depth\n          in: query", "name: ‸a b\n          in: cookie"),
    ),
    "path with a dotted segment": (
        "openapi-standard",
        'URLs cannot have the path segment ".."',
        ("  /things/{id}:", "  ‸/things/../{id}:"),
    ),
    "path with an encoded dotted segment": (
        "openapi-standard",
        'URLs cannot have the path segment "%2E"',
        ("  /things/{id}:", "  ‸/things/%2E/{id}:"),
    ),
    "path of another host": (
        "openapi-standard",
        'a path that starts with "//" means another host',
        ("  /things/{id}:", "  ‸//things/{id}:"),
    ),
    "media type with a line break": (
        "openapi-standard",
        "has characters that are not allowed in a header",
        ("        multipart/form-data:", '        ‸"multipart/form-data\\r\\nEvil: 1":'),
    ),
    "media type of a part with a line break": (
        "openapi-standard",
        "has characters that are not allowed in a header",
        ("contentType: text/plain", 'contentType: ‸"text/plain\\r\\nEvil: 1"'),
    ),
    "API key with a line break in its name": (
        "openapi-standard",
        "cannot be the name of a cookie",
        ("type: http\n      scheme: basic", 'type: apiKey\n      in: cookie\n      name: ‸"a\\nb"'),
    ),
    "component with a space in its name": (
        "openapi-standard",
        '"Very Special" is not a valid name here',
        ("    Special:", "    ‸Very Special:"),
    ),
    "component with an empty name": (
        "openapi-standard",
        '"" is not a valid name here',
        ("    Special:", "    ‸'':"),
    ),
}


def plain(version: str) -> str:
    return PLAIN.replace("openapi: 3.1.0", f"openapi: {version}")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_valid_document_has_no_diagnostics(version: str, checked: Check) -> None:
    assert checked(plain(version)).diagnostics == []


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", INVALID_EDITS)
def test_a_violation_gives_one_diagnostic_at_its_location(
    name: str, version: str, checked: Check
) -> None:
    rule, message, edit = INVALID_EDITS[name]
    result = checked(plain(version), [edit])
    assert result.headlines == result.only(rule), [p.render() for p in result.diagnostics]
    assert message in result.diagnostics[0].message


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("edit", "listed_values"),
    [
        (("in: query", "in: ‸body"), "query header path cookie"),
        (("type: http", "type: ‸htp"), "apiKey http oauth2 openIdConnect"),
    ],
)
def test_the_message_for_an_unknown_selecting_value_lists_all_values(
    edit: Edit, listed_values: str, version: str, checked: Check
) -> None:
    (diagnostic,) = checked(plain(version), [edit]).diagnostics
    words = listed_values.split()
    words += ["mutualTLS"] * ("apiKey" in words and version != "3.0.3")
    words += ["querystring"] * ("query" in words and version == "3.2.0")
    listed = diagnostic.message.partition(" is not one of ")[2].split(", ")
    assert sorted(listed) == sorted(f'"{word}"' for word in words)


def test_each_unknown_field_of_an_object_is_reported(checked: Check) -> None:
    text = PLAIN.replace("operationId: getThing", "operationid: getThing\n      sumary: A.")
    messages = [diagnostic.message for diagnostic in checked(text).diagnostics]
    assert messages == [
        '"operationid" is not a field of this Operation Object; did you mean "operationId"?',
        '"sumary" is not a field of this Operation Object; did you mean "summary"?',
    ]


def test_violations_are_errors_and_with_tolerant_warnings(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(PLAIN.replace("type: http", "type: htp"), "utf-8")
    document = load(tmp_path / "openapi.yaml")
    assert [d.severity for d in lint_document(document)] == ["error"]
    assert [d.severity for d in lint_document(document, tolerant=True)] == ["warning"]


@pytest.mark.parametrize(
    "part",
    [
        *("allOf: [{%s}]", "anyOf: [{}, {%s}]", "oneOf: [{%s}]"),
        *("items: {%s}", "not: {%s}", "allOf: [{allOf: [{%s}]}]"),
    ],
)
def test_a_required_property_can_be_declared_in_any_subschema(part: str, checked: Check) -> None:
    required = "    Special:\n      required: [extra"
    text = PLAIN.replace(
        required, "    More:\n      required: [‸size]\n      allOf: [{part}]\n" + required
    )
    for name in ("size", "sise"):
        declared = "{" + part % f"properties: {{{name}: {{type: integer}}}}" + "}"
        result = checked(text.replace("{part}", declared))
        assert result.headlines == (
            [] if name == "size" else result.only("required-property", "warning")
        )
        assert all('did you mean "sise"?' in d.message for d in result.diagnostics)


def test_the_message_for_a_swagger_document_says_to_convert_it(checked: Check) -> None:
    result = checked(PLAIN.replace("openapi: 3.1.0", "swagger: ‸'2.0'"))
    assert result.headlines == result.only("openapi-standard")
    assert "this is Swagger 2.0: convert it to OpenAPI 3 first" in result.diagnostics[0].message


TAGS: list[tuple[str, str]] = [
    ("[{name: things}, {name: part, parent: things}, {name: piece, parent: part}]", ""),
    (
        "[{name: things}, {name: part, parent: ‸thinks}]",
        'there is no tag "thinks"; did you mean "things"?',
    ),
    ("[{name: things}, {name: part, parent: ‸other}]", 'there is no tag "other"'),
    ("[{name: things, parent: ‸things}]", 'the tag "things" is its own ancestor'),
]


@pytest.mark.parametrize(("tags", "message"), TAGS)
def test_parents_of_tags_must_exist_and_have_no_cycles(
    tags: str, message: str, checked: Check
) -> None:
    text = plain("3.2.0").replace("tags:\n  - name: things\n", f"tags: {tags}\n")
    result = checked(text)
    assert result.headlines == (result.only("openapi-standard") if message else [])
    assert [diagnostic.message for diagnostic in result.diagnostics] == [message] * bool(message)


def test_each_tag_in_a_cycle_of_parents_is_reported(checked: Check) -> None:
    tags = "[{name: things, parent: b}, {name: b, parent: c}, {name: c, parent: b}]"
    text = plain("3.2.0").replace("tags:\n  - name: things\n", f"tags: {tags}\n")
    messages = [diagnostic.message for diagnostic in checked(text).diagnostics]
    assert messages == ['the tag "b" is its own ancestor', 'the tag "c" is its own ancestor']


@pytest.mark.parametrize("name", INVALID_EDITS)
def test_violations_are_warnings_with_tolerant(name: str, checked: Check) -> None:
    rule, _, edit = INVALID_EDITS[name]
    result = checked(plain("3.1.0"), [edit], tolerant=True)
    assert result.headlines == result.only(rule, "warning")


HARMLESS: dict[str, Edit] = {
    "a pattern of another language": ("pattern: ^[a-z]+$", r"pattern: ‸'^\p{Letter}+$'"),
    "a repetition that is too large": ("pattern: ^[a-z]+$", "pattern: ‸'a{99999999999999}'"),
    "too many groups": ("pattern: ^[a-z]+$", f"pattern: ‸{'(' * 5000}{')' * 5000}"),
    "a media type of one word": ("        multipart/form-data:", "        ‸form-data:"),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_violation_is_a_warning(name: str, checked: Check) -> None:
    result = checked(PLAIN, [HARMLESS[name]])
    assert result.headlines == result.only("openapi-standard", "warning")


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (
            ("openapi: 3.1.0", "openapi: ‸'2.0'"),
            '"2.0" is not a supported version; the supported versions are 3.0, 3.1, 3.2',
        ),
        (("openapi: 3.1.0\n", "‸"), 'the field "openapi" is missing'),
    ],
)
def test_other_versions_are_rejected(edit: Edit, message: str, checked: Check) -> None:
    result = checked(PLAIN, [edit])
    assert result.headlines == result.only("openapi-standard")
    assert message in result.diagnostics[0].message


def test_a_violation_is_reported_in_its_own_file(checked: Check) -> None:
    root = PLAIN.replace("$ref: '#/components/parameters/Trace'", "$ref: 'parts/trace.yaml#/Trace'")
    trace = "Trace:\n  name: trace\n  in: header\n  schema:\n    type: ‸txt\n"
    result = checked({"openapi.yaml": root, "parts/trace.yaml": trace})
    assert result.headlines == result.only("openapi-standard")
    assert result.diagnostics[0].location.file.endswith("parts/trace.yaml")


def test_a_file_with_a_path_item_is_checked(checked: Check) -> None:
    root = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    $ref: a.yaml\n"
    result = checked({"openapi.yaml": root, "a.yaml": "get:\n  ‸respones: {}\n"})
    assert result.headlines == result.only("openapi-standard")


def test_a_cycle_through_an_allof_ends(checked: Check) -> None:
    schema = "          type: string\n          maxLength: 9\n"
    cycle = "          allOf:\n            - $ref: '#/components/schemas/Thing/properties/name'\n          default: 1\n"
    assert {p.rule for p in checked(PLAIN, [(schema, cycle)]).diagnostics} <= {"reference-cycle"}


# --- the oracle


def pointers(value: object, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if pointer:
        yield pointer
    children: Any = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        yield from pointers(child, (*pointer, key))


with tempfile.TemporaryDirectory() as _folder:
    (Path(_folder) / "plain.yaml").write_text(PLAIN, "utf-8")
    BASE: Any = load(Path(_folder) / "plain.yaml").root.value

VALUES: tuple[object, ...] = (
    "",
    "bogus",
    5,
    -1,
    1.5,
    True,
    None,
    [],
    {},
    [{}],
    {"a": 1},
    ["a", "a"],
)
FIELDS = "foo description required in schema example examples type style bearerFormat".split()


def mutate(
    document: Any, pointer: tuple[str | int, ...], action: str, replacement: object, field: str
) -> None:
    """Delete, replace, rename or repeat the value at a pointer, or add a field to it."""
    for key in pointer[:-1]:
        document = document[key]
    key = pointer[-1]
    if action == "delete":
        del document[key]
    elif action == "rename" and isinstance(document, dict):
        document[f"{key}x"] = document.pop(key)
    elif action == "repeat" and isinstance(document, list):
        document.append(copy.deepcopy(document[-1]))
    elif action == "add" and isinstance(document[key], dict):
        document[key][field] = replacement
    else:
        document[key] = replacement


def oracle_errors(document: Any) -> list[str]:
    """The errors that openapi-spec-validator returns or raises."""
    try:
        return [error.message for error in ORACLES[document["openapi"][:3]](document).iter_errors()]
    except Exception as error:  # such as LookupError, TypeError or RecursionError
        return [repr(error)]


@examples(150)
@given(
    st.sampled_from(VERSIONS),
    st.sampled_from([pointer for pointer in pointers(BASE) if pointer != ("openapi",)]),
    st.sampled_from(("delete", "rename", "repeat", "add", "replace")),
    st.sampled_from(VALUES),
    st.sampled_from(FIELDS),
)
def test_every_document_that_the_oracle_rejects_has_diagnostics(
    version: str, pointer: tuple[str | int, ...], action: str, replacement: object, field: str
) -> None:
    document = copy.deepcopy(BASE)
    document["openapi"] = version
    mutate(document, pointer, action, copy.deepcopy(replacement), field)
    is_sibling = version == "3.0.3" and action == "add" and "$ref" in str(_at(document, pointer))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "openapi.json"
        path.write_text(json.dumps(document), "utf-8")
        diagnostics = lint_document(load(path))
    # OpenAPI 3.0 ignores the siblings of a `$ref`, but openapi-spec-validator checks them.
    if oracle_errors(document) and not is_sibling:
        assert diagnostics


def _at(document: Any, pointer: tuple[str | int, ...]) -> object:
    for key in pointer:
        document = document[key]
    return document


# --- dialects

DIALECTS = {
    "https://spec.openapis.org/oas/3.1/dialect/base": True,
    "https://spec.openapis.org/oas/3.1/dialect/base#": True,
    "https://spec.openapis.org/oas/3.2/dialect/2025-09-17": True,
    "https://json-schema.org/draft/2020-12/schema": True,
    "http://json-schema.org/draft-07/schema#": True,
    "https://example.com/dialect": False,
    "http://[": False,
}


def test_the_dialects_of_openapi_and_json_schema_are_supported(tmp_path: Path) -> None:
    schemas = {f"S{n}": {"$schema": dialect} for n, dialect in enumerate(DIALECTS)}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Dialects", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    (tmp_path / "openapi.json").write_text(json.dumps(document), "utf-8")
    # In a separate process, because the oracle that this module imports adds dialects to jsonschema.
    command = [sys.executable, "-m", "generator", "check", "--spec", str(tmp_path / "openapi.json")]
    done = subprocess.run(
        command, cwd=HERE.parents[1], capture_output=True, text=True, check=True, timeout=60
    )
    for dialect, supported in DIALECTS.items():
        message = f'warning [openapi-standard] "{dialect}" is not a supported JSON Schema dialect'
        assert (message in done.stdout) is not supported, done.stdout


# --- access to files and to the network

WATCH = """
import sys
from pathlib import Path
from generator.lint import lint_document
from generator.openapi import load

root = Path(sys.argv[1])
opened = []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        opened.append(Path(arguments[0] if isinstance(arguments[0], str) else arguments[0].decode()))
    elif event.split(".")[0] in ("socket", "urllib", "http", "ftplib", "subprocess"):
        print("forbidden:", event, arguments)

document = load(root)
sys.addaudithook(watch)
diagnostics = lint_document(document)
installed = [Path(entry).resolve() for entry in sys.path if entry] + [Path(sys.base_prefix).resolve()]
for path in opened:
    if not any(path.resolve().is_relative_to(folder) for folder in installed):
        print("opened:", path)
for diagnostic in diagnostics:
    print("rule:", diagnostic.rule)
"""


def test_linting_opens_no_files_and_no_connections(tmp_path: Path, spec: str) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("type: string\n", "utf-8")
    folder = tmp_path / "spec"
    folder.mkdir()
    text = spec
    for old, target in (
        (
            "              schema:\n                $ref: '#/components/schemas/Pet'\n",
            "http://127.0.0.1:9/pet.yaml",
        ),
        ("      - $ref: '#/components/parameters/PetId'\n", "../secret.yaml"),
        ("            $ref: '#/components/schemas/ErrorEnvelope'\n", secret.as_uri()),
    ):
        assert text.count(old) == 1
        text = text.replace(old, f"{old.partition('#')[0]}{target}'\n")
    (folder / "openapi.yaml").write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(folder / "openapi.yaml")],
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split("\n") == ["rule: reference-escape"] * 3 + [""]


@pytest.mark.parametrize("closed", ["additionalProperties", "unevaluatedProperties"])
@pytest.mark.parametrize("pattern", ["^(a+)+$", r"^\\p{Letter}+$"])
def test_keys_that_an_unsupported_pattern_could_match_are_accepted(
    pattern: str, closed: str, checked: Check
) -> None:
    text = f"""\
openapi: 3.1.0
info: {{title: T, version: '1'}}
paths: {{}}
components:
  schemas:
    Thing:
      type: object
      patternProperties: {{"{pattern}": {{type: integer}}}}
      {closed}: false
      default: {{aaa: 1}}
"""
    assert not any("default" in diagnostic.message for diagnostic in checked(text).diagnostics)
