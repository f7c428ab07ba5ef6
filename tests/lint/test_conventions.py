"""Each convention rule: one specification follows all of them, and each edit of it violates exactly one.

In an edit, `‸` marks the location that the diagnostic must have.
"""

from __future__ import annotations

import copy
import json
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import sort_diagnostics
from generator.lint import RULES, lint_document
from generator.openapi import load
from tests.lint.document_edits import FAULTY_EDITS, SOUND_EDITS
from tests.lint.invalid_edits import INVALID_EDITS, PET_SCHEMA
from tests.lint.schema_edits import FAULTY_SCHEMAS, SOUND_SCHEMAS
from tests.lint.valid_edits import (
    VALID_EDITS,
    component,
    ref,
    response,
)

Check = Callable[..., Any]

ALL_FAULTY = INVALID_EDITS | FAULTY_EDITS
ALL_SOUND = VALID_EDITS | SOUND_EDITS


def test_a_spec_that_follows_all_conventions_has_no_diagnostics(checked: Check, spec: str) -> None:
    assert checked(spec).diagnostics == []


@pytest.mark.parametrize("name", ALL_FAULTY)
def test_an_invalid_edit_violates_one_rule(name: str, checked: Check, spec: str) -> None:
    rule, message, edits = ALL_FAULTY[name]
    result = checked(spec, edits)
    assert result.headlines == result.only(rule), [p.render() for p in result.diagnostics]
    assert message in result.diagnostics[0].message


@pytest.mark.parametrize("name", ALL_SOUND)
def test_a_valid_edit_violates_no_rule(name: str, checked: Check, spec: str) -> None:
    _, edits = ALL_SOUND[name]
    assert [diagnostic.render() for diagnostic in checked(spec, edits).diagnostics] == []


def test_each_rule_has_an_invalid_and_a_valid_edit() -> None:
    rules = {entry.id for entry in RULES}
    assert len(ALL_FAULTY) == len(INVALID_EDITS) + len(FAULTY_EDITS), "each has its own name"
    assert len(ALL_SOUND) == len(VALID_EDITS) + len(SOUND_EDITS), "each has its own name"
    faulty = {rule for rule, _, _ in ALL_FAULTY.values()}
    sound = {rule for rule, _ in ALL_SOUND.values()}
    faulty |= {rule for rule, _, _, _ in FAULTY_SCHEMAS.values()} | {"enum-value"}
    sound |= {rule for rule, _, _ in SOUND_SCHEMAS.values()}
    assert rules - faulty == rules - sound == {"unlisted-component"}  # it needs two files
    assert len(VALID_EDITS) >= len(INVALID_EDITS)


def test_a_duplicate_operation_id_is_reported_with_both_locations(
    checked: Check, spec: str
) -> None:
    diagnostic = checked(spec, INVALID_EDITS["operationId twice"][2]).diagnostics[0]
    first = spec[: spec.index("getPet")]
    location, note = diagnostic.related[0]
    assert (location.line, note) == (first.count("\n") + 1, "first used here")


def test_convention_rules_do_not_run_without_conventions(checked: Check, spec: str) -> None:
    without_conventions = spec.partition("x-conventions:")[0]
    for rule, _, edits in INVALID_EDITS.values():
        if any(old not in without_conventions for old, _ in edits):
            continue  # an edit of the conventions
        rules = {diagnostic.rule for diagnostic in checked(without_conventions, edits).diagnostics}
        if rule not in ("openapi-standard", "path-parameter", "operation-id", "reference-dangling"):
            assert rules == set()


def test_malformed_conventions_give_one_diagnostic_and_are_ignored(
    checked: Check, spec: str
) -> None:
    result = checked(spec, [("  security: [appId, apiKey]", "  security: ‸yes please")])
    assert result.headlines == result.only("conventions")


def test_a_property_narrowed_in_an_allof_needs_no_second_description(
    checked: Check, spec: str
) -> None:
    narrowed = "                allOf:\n                  - $ref: '#/components/schemas/Pet'\n"
    narrowed += "                  - properties:\n                      id: { minLength: 1 }\n"
    assert (
        checked(
            spec, [("              schema:\n" + PET_SCHEMA, "              schema:\n" + narrowed)]
        ).diagnostics
        == []
    )


def test_a_subtype_of_a_schema_with_a_discriminator_is_used(checked: Check, spec: str) -> None:
    subtype = "    Cat:\n      description: A cat.\n      allOf:\n"
    subtype += "        - $ref: '#/components/schemas/Pet'\n    Pet:\n      desc"
    discriminator = "      required: [id]\n      discriminator:\n        propertyName: id\n"
    edits = [("    Pet:\n      desc", subtype), ("      required: [id]\n", discriminator)]
    assert checked(spec, edits).diagnostics == []
    assert {p.rule for p in checked(spec, edits[:1]).diagnostics} == {"unused-component"}


@pytest.mark.parametrize("place", ["{}", "allOf: [{{{}}}]"])
def test_subtypes_of_an_unused_base_are_unused(checked: Check, spec: str, place: str) -> None:
    discriminator = "discriminator: {propertyName: kind}, properties: {kind: {description: Which., type: string}}"
    discriminator = place.format(discriminator)
    schemas = [
        f"Base: {{description: A base., {discriminator}}}",
        f"Cat: {{description: A cat., allOf: [{ref('Base')}]}}",
        f"Lion: {{description: A lion., allOf: [{ref('Cat')}]}}",
    ]
    edits = [component("\n    ".join(schemas))]
    messages = [diagnostic.message for diagnostic in checked(spec, edits).diagnostics]
    assert [message.partition(":")[0] for message in messages] == [
        f"nothing uses schemas/{name}" for name in ("Base", "Cat", "Lion")
    ]
    base = response(ref("Base"))
    assert checked(spec, [*edits, base]).diagnostics == []


def test_examples_follow_references_and_recursion(checked: Check, spec: str) -> None:
    friend = (
        "        id:\n          description: Its name.\n          type: string\n        friend:\n"
    )
    friend += "          description: Another pet.\n          $ref: '#/components/schemas/Pet'\n"
    nested = (
        "                - id: rex\n                  friend: { id: tom, friend: { id: ‸1 } }\n"
    )
    edits = [
        ("        id:\n          description: Its name.\n          type: string\n", friend),
        ("                - id: rex\n", nested),
    ]
    result = checked(spec, edits)
    assert result.headlines == result.only("example-valid")


def test_a_component_that_refers_to_a_used_schema_in_another_file_is_used(
    checked: Check, spec: str
) -> None:
    pet = "    Pet:\n" + spec.partition("    Pet:\n")[2].partition("x-conventions")[0]
    shared = spec.replace(pet, "    Pet:\n      $ref: 'pets.yaml#/Pet'\n")
    shared = shared.replace("'#/components/schemas/Pet'", "'pets.yaml#/Pet'")
    pets = textwrap.dedent(pet)
    assert checked({"openapi.yaml": shared, "pets.yaml": pets}).diagnostics == []
    unused = shared.replace("    Pet:\n", "    ‸Toy:\n      $ref: 'pets.yaml#/Toy'\n    Pet:\n")
    toys = pets + "Toy:\n  description: A toy.\n  type: string\n"
    result = checked({"openapi.yaml": unused, "pets.yaml": toys})
    assert result.headlines == result.only("unused-component")


def test_a_dangling_reference_causes_no_other_diagnostics(checked: Check, spec: str) -> None:
    edits = [
        (
            "      - $ref: '#/components/parameters/PetId'",
            "      - $ref: ‸'#/components/parameters/Id'",
        )
    ]
    result = checked(spec, edits)
    assert result.headlines == result.only("reference-dangling")


VALUES: tuple[object, ...] = ("", "x", 5, -1.5, True, None, [], {}, [{}], {"a": 1}, ["a"])


def _pointers(value: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if pointer:
        yield pointer
    items = enumerate(value) if isinstance(value, list) else ()
    for key, child in value.items() if isinstance(value, dict) else items:
        yield from _pointers(child, (*pointer, key))


SPEC: Any = load(Path(__file__).parent / "conventions.yaml").root.value


@given(
    st.lists(st.tuples(st.sampled_from(list(_pointers(SPEC))), st.sampled_from(VALUES)), max_size=3)
)
def test_no_rule_raises_an_error_for_a_malformed_document(
    changes: list[tuple[tuple[str | int, ...], object]],
) -> None:
    document = copy.deepcopy(SPEC)
    for pointer, replacement in changes:
        value = document
        for key in pointer[:-1]:
            value = value[key] if _has(value, key) else {}
        if _has(value, pointer[-1]):
            value[pointer[-1]] = copy.deepcopy(replacement)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "openapi.json"
        path.write_text(json.dumps(document), "utf-8")
        diagnostics = lint_document(load(path))
    assert diagnostics == sort_diagnostics(diagnostics)


def _has(value: Any, key: str | int) -> bool:
    if isinstance(value, dict):
        return key in value
    return isinstance(value, list) and isinstance(key, int) and key < len(value)


def test_the_specification_of_this_repository_has_no_diagnostics() -> None:
    root = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
    assert lint_document(load(root)) == []
