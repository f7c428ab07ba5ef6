# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""A received value has the type of its annotation or is None, whatever the server sends, at every position."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.functional.support import Call, Made, Make, thing
from tests.support.loopback import answer

KINDS = {
    "text": "{type: string}",
    "uuid": "{type: string, format: uuid}",
    "whole": "{type: integer, minimum: 3}",
    "number": "{type: number}",
    "flag": "{type: boolean}",
    "time": "{type: string, format: date-time}",
    "day": "{type: string, format: date}",
    "data": "{type: string, format: byte}",
    "color": "{type: string, enum: [red, green]}",
    "level": "{type: integer, enum: [7, 8]}",
    "inner": "{$ref: '#/components/schemas/Inner'}",
    "open": "{$ref: '#/components/schemas/Open'}",
    "texts": "{type: array, items: {type: string}}",
    "inners": "{type: array, items: {$ref: '#/components/schemas/Inner'}}",
    "numbers": "{type: object, additionalProperties: {type: integer}}",
    "either": "{oneOf: [{type: integer}, {type: array, items: {type: integer}}]}",
    "pet": "{$ref: '#/components/schemas/Pet'}",
    "shape": "{anyOf: [{$ref: '#/components/schemas/Inner'}, {type: boolean}]}",
}
CAT, DOG = "{$ref: '#/components/schemas/Cat'}", "{$ref: '#/components/schemas/Dog'}"
PAIR = "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}"


def document(version: str) -> str:
    """An operation whose result has a property of each kind, at each position."""
    kinds = {**KINDS, **({"pair": PAIR} if version == "3.1.0" else {})}
    null = (
        "{{anyOf: [{0}, {{type: 'null'}}]}}"
        if version == "3.1.0"
        else "{{allOf: [{0}], nullable: true}}"
    )
    positions = {
        "Required": "{0}",
        "Optional": "{0}",
        "Nullable": null,
        "Listed": "{{type: array, items: {0}}}",
        "Mapped": "{{type: object, additionalProperties: {0}}}",
        "Deep": "{{type: array, items: {{type: object, additionalProperties: {0}}}}}",
    }
    schemas = [
        "Inner: {type: object, required: [n], properties: {n: {type: integer}}}",
        "Open: {type: object, properties: {n: {type: integer}}, additionalProperties: {type: integer}}",
        "Cat: {type: object, required: [kind], properties: {kind: {type: string, enum: [cat]}}}",
        "Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [dog]}}}",
        f"Pet: {{oneOf: [{CAT}, {DOG}], discriminator: {{propertyName: kind}}}}",
    ]
    for name, position in positions.items():
        fields = ", ".join(f"{kind}: {position.format(schema)}" for kind, schema in kinds.items())
        required = f"required: [{', '.join(kinds)}], " if name != "Optional" else ""
        schemas.append(f"{name}: {{type: object, {required}properties: {{{fields}}}}}")
    parts = ", ".join(
        f"{name.lower()}: {{$ref: '#/components/schemas/{name}'}}" for name in positions
    )
    schemas.append(f"All: {{type: object, properties: {{{parts}}}}}")
    lines = "\n".join(f"    {schema}" for schema in schemas)
    result = "content: {application/json: {schema: {$ref: '#/components/schemas/All'}}}"
    return f"""
paths:
  /x: {{get: {{operationId: x_read, tags: [x], responses: {{'200': {{description: ok, {result}}}}}}}}}
components:
  schemas:
{lines}
"""


def checks(api: Made) -> dict[str, Callable[[Any], bool]]:
    """Whether a value has the annotated type of its kind, or is None."""

    def plain(*types: type) -> Callable[[Any], bool]:
        return lambda value: value is None or type(value) in types

    def aware(value: Any) -> bool:
        return value is None or (type(value) is datetime.datetime and value.tzinfo is not None)

    def listed(inner: Callable[[Any], bool]) -> Callable[[Any], bool]:
        return lambda value: value is None or (type(value) is list and all(map(inner, value)))

    def mapped(inner: Callable[[Any], bool]) -> Callable[[Any], bool]:
        return lambda value: (
            value is None or (type(value) is dict and all(map(inner, value.values())))
        )

    def pair(value: Any) -> bool:
        types = (plain(str), plain(int))
        is_pair = type(value) is tuple and len(value) == 2
        return value is None or (is_pair and all(c(v) for c, v in zip(types, value, strict=True)))

    def inner(value: Any) -> bool:
        return plain(api.models.Inner)(value) and (value is None or plain(int)(value.n))

    def opened(value: Any) -> bool:
        return value is None or (
            type(value) is api.models.Open and mapped(plain(int))(value.additional_properties)
        )

    return {
        **dict.fromkeys(("text", "uuid", "color"), plain(str)),
        **dict.fromkeys(("whole", "level"), plain(int)),
        "number": plain(float),
        "flag": plain(bool),
        "time": aware,
        "day": plain(datetime.date),
        "data": plain(bytes),
        "inner": inner,
        "open": opened,
        "texts": listed(plain(str)),
        "inners": listed(inner),
        "numbers": mapped(plain(int)),
        "either": lambda value: plain(int)(value) or listed(plain(int))(value),
        "pet": plain(api.models.Cat, api.models.Dog, api.models.Unknown),
        "shape": lambda value: plain(bool)(value) or inner(value),
        "pair": pair,
    }


WRONG: list[Any] = [
    *(None, True, 1, 1.5, -0.0, 10**30, "", "text", "12", "2026-01-01", "2026-01-01T00:00:00"),
    *([], [1], [None], ["a", 1, 2], [["a"]], [{}], {}, {"n": "x"}, {"n": []}, {"a": {"b": [1]}}),
    *({"kind": "bird"}, {"kind": 5}, {"kind": None}),
]


def values(received: Any, kinds: list[str]) -> Iterator[tuple[str, Any]]:
    """The kind and value at each position of a result."""
    for kind in kinds:
        for position in ("required", "optional", "nullable"):
            yield kind, getattr(getattr(received, position), kind)
        yield from ((kind, value) for value in getattr(received.listed, kind))
        yield from ((kind, value) for value in getattr(received.mapped, kind).values())
        for entries in getattr(received.deep, kind):
            yield from ((kind, value) for value in entries.values())


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_received_value_has_the_annotated_type_or_is_none(
    make: Make, call: Call, version: str, wrong: Any
) -> None:
    api = make(document(version), version=version)
    kinds = [*KINDS, *(["pair"] if version == "3.1.0" else [])]
    own = dict.fromkeys(kinds, wrong)
    body = {
        **dict.fromkeys(("required", "optional", "nullable"), own),
        "listed": {kind: [wrong, wrong] for kind in kinds},
        "mapped": {kind: {"k": wrong} for kind in kinds},
        "deep": {kind: [{"k": wrong}] for kind in kinds},
    }
    clients: list[Any] = []

    def use(client: Any) -> Any:
        clients.append(client)
        return client.x.read()

    received = call(api, use, answer(body)).value
    has_type = checks(api)
    found = list(values(received, kinds))
    assert len(found) == 7 * len(kinds)
    assert [(kind, value) for kind, value in found if not has_type[kind](value)] == []
    for kind in ("texts", "inners", "numbers"):
        listed = [getattr(received.required, kind), *getattr(received.listed, kind)]
        assert all(isinstance(value, list | dict) for value in listed), "unusable ones are empty"
    assert len(clients[0].drift) > 0
    # the lists and maps themselves
    for position in ("listed", "mapped", "deep"):
        sent = {position: dict.fromkeys(kinds, wrong)}
        inside = getattr(call(api, use, answer(sent)).value, position)
        container = dict if position == "mapped" else list
        assert all(type(getattr(inside, kind)) is container for kind in kinds)


WRONG_BODIES: dict[str, list[Any]] = {
    "{$ref: '#/components/schemas/Inner'}": [[], [1], "a", 1, None, True],
    "{$ref: '#/components/schemas/Open'}": [[], [1]],
    "{$ref: '#/components/schemas/None'}": [[], [1]],
    "{oneOf: [{$ref: '#/components/schemas/Inner'}, {$ref: '#/components/schemas/Open'}]}": [
        [],
        [1],
    ],
    "{oneOf: [{$ref: '#/components/schemas/Inner'}, {type: 'null'}]}": [[], [1]],
    "{type: object, additionalProperties: {type: integer}}": [[], [1], 1],
    "{type: array, items: {type: integer}}": [{}, {"a": 1}, "a", None],
    "{type: integer}": [[], {}, "a", None, 1.5],
    "{oneOf: [{type: integer}, {type: boolean}]}": [[], {}],
}


@pytest.mark.parametrize(
    ("schema", "body"),
    [(schema, body) for schema, bodies in WRONG_BODIES.items() for body in bodies],
)
def test_a_body_of_another_kind_is_a_decode_error(
    make: Make, call: Call, schema: str, body: Any
) -> None:
    result = f"content: {{application/json: {{schema: {schema}}}}}"
    api = make(f"""
        paths: {{/x: {{get: {{operationId: x_read, tags: [x], responses: {{'200': {{description: ok, {result}}}}}}}}}}}
        components:
          schemas:
            Inner: {{type: object, properties: {{n: {{type: integer}}}}}}
            Open: {{type: object, properties: {{n: {{type: integer}}}}, additionalProperties: {{type: integer}}}}
            None: {{type: object, additionalProperties: false}}
        """)
    with pytest.raises(api.errors.ResponseDecodeError, match="as a whole"):
        call(api, lambda c: c.x.read(), answer(body))
    with pytest.raises(api.errors.ResponseValidationError):
        call(api, lambda c: c.x.read(), answer(body), strict=True)


@pytest.mark.parametrize("required", ["", "required: [inner, open, either, only, none], "])
@pytest.mark.parametrize("empty", [[], [[]]])
def test_an_empty_list_is_not_an_object(
    make: Make, call: Call, required: str, empty: list[Any]
) -> None:
    properties = {
        "inner": "{$ref: '#/components/schemas/Inner'}",
        "open": "{$ref: '#/components/schemas/Open'}",
        "either": "{oneOf: [{$ref: '#/components/schemas/Inner'}, {$ref: '#/components/schemas/Open'}]}",
        "only": "{allOf: [{$ref: '#/components/schemas/Inner'}]}",
        "none": "{$ref: '#/components/schemas/None'}",
        "listed": "{type: array, items: {$ref: '#/components/schemas/Inner'}}",
        "mapped": "{type: object, additionalProperties: {$ref: '#/components/schemas/Open'}}",
    }
    described = ", ".join(f"{name}: {schema}" for name, schema in properties.items())
    result = f"content: {{application/json: {{schema: {{type: object, {required}properties: {{{described}}}}}}}}}"
    api = make(f"""
        paths: {{/x: {{get: {{operationId: x_read, tags: [x], responses: {{'200': {{description: ok, {result}}}}}}}}}}}
        components:
          schemas:
            Inner: {{type: object, properties: {{n: {{type: integer}}}}}}
            Open: {{type: object, properties: {{n: {{type: integer}}}}, additionalProperties: {{type: integer}}}}
            None: {{type: object, additionalProperties: false}}
        """)
    clients: list[Any] = []

    def use(client: Any) -> Any:
        clients.append(client)
        return client.x.read()

    body = {**dict.fromkeys(properties, empty), "listed": [empty], "mapped": {"k": empty}}
    value = call(api, use, answer(body)).value
    for name in ("inner", "open", "either", "only", "none"):
        assert getattr(value, name) is None
    assert (value.listed, value.mapped) == ([None], {"k": None})
    pointers = {mismatch.pointer for mismatch in clients[0].drift}
    assert pointers == {*(f"/{name}" for name in list(properties)[:5]), "/listed/*", "/mapped/*"}


def test_a_page_omits_an_empty_list(make: Make, call: Call) -> None:
    things = "{type: array, items: {$ref: '#/components/schemas/Thing'}}"
    api = make(f"""
        paths: {{/x: {{get: {{operationId: x_list, tags: [x], parameters: [{{in: query, name: page, schema: {{type: integer}}}}], responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: object, properties: {{data: {things}, total: {{type: integer}}}}}}}}}}}}}}}}}}}}
        components: {{schemas: {{Thing: {{type: object, properties: {{id: {{type: string}}}}}}}}}}
        """)
    clients: list[Any] = []

    def use(client: Any) -> Any:
        clients.append(client)
        return client.x.list()

    items = call(api, use, answer({"data": [[], {"id": "1"}], "total": 2})).value
    assert items == [api.models.Thing(id="1")]
    assert [mismatch.pointer for mismatch in clients[0].drift] == ["/data/*"]


BOUNDED = {
    "{type: integer, maximum: 5}": 6,
    "{type: number, multipleOf: 0.01}": 0.005,
    "{type: integer, maximum: 18446744073709551616}": 2**65,
    "{type: string, maxLength: 2}": "abc",
    "{type: string, pattern: ^a}": "b",
    "{type: array, items: {type: integer}, maxItems: 1}": [1, 2],
    "{type: object, additionalProperties: {type: integer}, maxProperties: 1}": {"a": 1, "b": 2},
}


@pytest.mark.parametrize("schema", BOUNDED)
@pytest.mark.parametrize("is_sent", [True, False])
def test_a_violated_bound_is_drift_in_models_that_requests_contain_too(
    make: Make, call: Call, schema: str, is_sent: bool
) -> None:
    """The guarantee in the README: decoding models that only responses contain costs nothing more."""
    text = thing(f"{{v: {schema}}}")
    body = "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}"
    assert body in text
    api = make(text if is_sent else text.replace(body, ""))
    wrong = BOUNDED[schema]
    for strict in (False, True):
        clients: list[Any] = []

        def use(client: Any, clients: list[Any] = clients) -> Any:
            clients.append(client)
            return client.things.save()

        if strict and is_sent:
            with pytest.raises(api.errors.ResponseValidationError, match="/v"):
                call(api, use, answer({"v": wrong}), strict=True)
            continue
        assert call(api, use, answer({"v": wrong}), strict=strict).value.v == wrong
        assert [each.pointer for each in clients[0].drift] == (["/v"] if is_sent else [])
    if is_sent:
        with pytest.raises(api.errors.ArgumentError, match="v: must"):
            call(api, lambda c: c.things.save(v=wrong))
