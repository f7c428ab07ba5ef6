"""Names of operations and models in a file for another generator: `stainless.yml`.

`resources` has the methods of each resource, its models, and its subresources. The methods of `$client` are called on
the client itself::

    resources:
      pets:
        methods: {list: get /pets, create: {endpoint: post /pets}}
        models: {pet: "#/components/schemas/Pet"}
        subresources: {toys: {methods: {list: "get /pets/{pet_id}/toys"}}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.ir.operations import CLIENT
from generator.json_types import Json
from generator.naming import class_name
from generator.openapi.syntax.text import decode
from generator.openapi.syntax.yaml_reader import read_yaml


class NamesFileError(Exception):
    """The file cannot be read, or has no resources."""


def read_names(path: Path) -> dict[str, str]:
    """The names in a file: `METHOD /path` -> client.resource.method, and schema -> class.

    Raises:
        NamesFileError: The file cannot be read, or has no resources.
    """
    try:
        text, _ = decode(path.read_bytes())
    except OSError as error:
        raise NamesFileError(f"{path}: {error.strerror or error}") from error
    result = read_yaml(text)
    if not result.usable:
        raise NamesFileError(f"{path}: {result.issues[0].message}")
    value = result.value
    resources = value.get("resources") if isinstance(value, dict) else None
    if not isinstance(resources, dict):
        raise NamesFileError(f"{path}: the file has no `resources`, as a stainless.yml has")
    return dict(_names_of(resources, ()))


def _names_of(resources: Mapping[str, Json], chain: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name, resource in resources.items():
        own = chain if name == "$client" else (*chain, name)
        for method, value in _mapping(resource, "methods").items():
            endpoint = value.get("endpoint") if isinstance(value, dict) else value
            if isinstance(endpoint, str):
                yield endpoint, CLIENT + ".".join((*own, method))
        for model, value in _mapping(resource, "models").items():
            if isinstance(value, str):
                yield value.rsplit("/", 1)[-1], class_name(model)
        yield from _names_of(_mapping(resource, "subresources"), own)


def _mapping(value: Json, key: str) -> Mapping[str, Json]:
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}
