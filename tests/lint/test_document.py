"""Faults of servers, paths, tags, media types, examples and components: each gives one diagnostic at its location."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Check = Callable[..., Any]


PLAIN = """\
openapi: {version}
info: {{title: T, version: '1'}}
tags: [{{name: pets}}]
servers: [{{url: 'https://a.example', variables: {variables}}}]
paths:
  {path}:
    parameters: [{{name: {name}, in: path, required: true, schema: {{type: string}}}}]
    get:
      tags: [{tag}]
      responses:
        '200':
          description: A pet.
          content:
            {media_type}:
              schema: {{type: object, properties: {{id: {{type: string}}}}}}
              example: {{other: 1}}
  /pets/{{id}}:
    parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
    delete: {{responses: {{'204': {{description: Done.}}}}}}
"""
SOUND: dict[str, str] = {
    "variables": "{}",
    "path": "/toys/{name}",
    "name": "name",
    "tag": "pets",
    "media_type": "application/json",
}
WITHOUT_CONVENTIONS: list[tuple[dict[str, str], str, str]] = [
    ({}, "", ""),
    ({"variables": "{‸a: {default: b}}"}, "openapi-standard", "warning"),
    ({"media_type": "‸aplication/json"}, "openapi-standard", "warning"),
    ({"tag": "‸pest"}, "declared-tag", "warning"),
    ({"tag": "other"}, "", ""),
    ({"path": "/pets/{name}"}, "unique-path", "error"),
    ({"path": "/Pets/{name}"}, "unique-path", "warning"),
    ({"path": "/pets/{name}/"}, "unique-path", "warning"),
]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(("changes", "rule", "severity"), WITHOUT_CONVENTIONS, ids=str)
def test_without_conventions_only_what_the_standard_forbids_is_an_error(
    changes: dict[str, str], rule: str, severity: str, version: str, checked: Check
) -> None:
    text = PLAIN.format(version=version, **{**SOUND, **changes})
    if rule == "unique-path":
        text = text.replace("  /pets/{id}:", "  ‸/pets/{id}:")
    result = checked(text)
    assert result.headlines == (result.only(rule, severity) if rule else [])
    tolerant = checked(text, tolerant=True)
    assert tolerant.headlines == (result.only(rule, "warning") if rule else [])


# --- components in other files

PETS = """\
Toy: {description: A toy., type: object, properties: {next: {$ref: '#/Part', description: Next.}}}
Part: {description: A part., type: string}
"""


def in_files(spec: str, components: str, pets: str = PETS) -> dict[str, str]:
    """The specification with a toy of another file in the response of getPet."""
    pet = "              schema:\n                $ref: '#/components/schemas/Pet'\n"
    assert spec.count(pet) == 1
    toy = "              schema: {type: array, items: {$ref: 'pets.yaml#/Toy'}}\n"
    text = spec.replace(pet, toy).replace("  schemas:\n", f"  schemas:\n{components}")
    return {"openapi.yaml": text, "pets.yaml": pets}


LISTED = "    Toy: {$ref: 'pets.yaml#/Toy'}\n    Part: {$ref: 'pets.yaml#/Part'}\n"


def test_components_that_are_listed_can_be_in_another_file(checked: Check, spec: str) -> None:
    assert checked(in_files(spec, LISTED)).diagnostics == []


@pytest.mark.parametrize("name", ["Toy", "Part"])
def test_a_component_in_another_file_that_is_not_listed_is_one_error(
    name: str, checked: Check, spec: str
) -> None:
    components = "".join(line for line in LISTED.splitlines(keepends=True) if name not in line)
    pets = PETS.replace(f"{name}: {{d", f"‸{name}: {{d")
    result = checked(in_files(spec, components, pets))
    assert result.headlines == result.only("unlisted-component")
    message = result.diagnostics[0].message
    assert f"add `{name}: {{ $ref: 'pets.yaml#/{name}' }}` to components/schemas" in message


def test_a_parameter_in_another_file_that_is_not_listed_is_one_error(
    checked: Check, spec: str
) -> None:
    edited = spec.replace(
        "      operationId: getPet\n",
        "      operationId: getPet\n      parameters: [{$ref: 'shared.yaml#/Name'}]\n",
    )
    shared = "‸Name: {name: name, in: query, description: A name., schema: {type: string}}\n"
    result = checked({"openapi.yaml": edited, "shared.yaml": shared})
    assert result.headlines == result.only("unlisted-component")
    assert "to components/parameters" in result.diagnostics[0].message
