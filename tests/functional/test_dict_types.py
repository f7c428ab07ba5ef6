# ruff: noqa: E501 (a case on one line is easier to read than on ten)
"""The types of the dicts in arguments, as programs read them from annotations at run time."""

from __future__ import annotations

import os
import subprocess
import sys
import typing
from collections.abc import Mapping, Sequence
from typing import Any

from tests.functional.support import OK, Make
from tests.functional.test_dict_arguments import CREATE_ORDER

DOCUMENT = f"""{CREATE_ORDER}
  /nodes:
    put:
      operationId: orders_replace
      tags: [orders]
      requestBody:
        required: true
        content: {{application/json: {{schema: {{type: array, items: {{$ref: '#/components/schemas/Node'}}}}}}}}
      {OK}
components:
  schemas:
    Order:
      type: object
      required: [line]
      properties: {{line: {{$ref: '#/components/schemas/Line'}}, payment: {{$ref: '#/components/schemas/Payment'}},
                   tree: {{$ref: '#/components/schemas/Tree'}}}}
    Line:
      type: object
      required: [sku, itemId, kind]
      properties: {{sku: {{type: string}}, itemId: {{type: integer}}, kind: {{const: line}}, note: {{type: [string, 'null']}},
                   open: {{$ref: '#/components/schemas/Open'}}, tags: {{type: array, items: {{type: string}}}}}}
    Open: {{type: object, properties: {{a: {{type: string}}}}, additionalProperties: true}}
    Payment: {{oneOf: [{{type: string}}, {{$ref: '#/components/schemas/Card'}}]}}
    Card: {{type: object, required: [number], properties: {{number: {{type: string}}, shown: {{enum: [number, no]}}}}}}
    Tree: {{type: array, items: {{oneOf: [{{$ref: '#/components/schemas/Tree'}}, {{$ref: '#/components/schemas/Node'}}]}}}}
    Node:
      type: object
      required: [Mapping, '@id']
      properties: {{Mapping: {{type: string}}, '@id': {{type: string}}, from: {{type: string}}, __name: {{type: string}},
                   str: {{type: integer}}, date: {{type: string, format: date}}, ﬁle: {{type: string}}, NodeDict: {{type: string}},
                   models: {{type: object, additionalProperties: {{$ref: '#/components/schemas/Node'}}}},
                   tree: {{$ref: '#/components/schemas/Tree'}}}}
"""


def test_dicts_have_both_names_and_the_required_keys(make: Make) -> None:
    api = make(DOCUMENT)
    models: Any = api.models
    hints = typing.get_type_hints(models.LineDict, include_extras=True)
    assert list(hints) == ["sku", "item_id", "itemId", "kind", "note", "open", "tags"]
    required = {
        key for key, hint in hints.items() if typing.get_origin(hint) is not typing.NotRequired
    }
    assert required == {"sku", "kind"}
    plain = typing.get_type_hints(models.LineDict)
    assert plain["sku"] is str
    assert plain["item_id"] is plain["itemId"] is int
    assert plain["note"] == str | None
    assert plain["tags"] == Sequence[str] | None
    assert set(typing.get_args(plain["open"])) == {models.Open, Mapping[str, Any], type(None)}


def test_arguments_take_models_and_dicts(make: Make) -> None:
    api = make(DOCUMENT)
    models: Any = api.models
    hints = typing.get_type_hints(api.package.resources.Orders.create)
    assert hints["line"] == models.Line | models.LineDict
    assert hints["payment"] == str | models.Card | models.CardDict | None
    replaced = typing.get_type_hints(api.package.resources.Orders.replace)
    assert replaced["body"] == Sequence[models.Node | models.NodeDict]


def test_all_keys_are_kept_as_they_are(make: Make) -> None:
    keys = list(typing.get_type_hints(make(DOCUMENT).models.NodeDict))
    wire = ["Mapping", "@id", "from", "__name", "str", "date", "ﬁle", "NodeDict", "models", "tree"]
    assert [key for key in keys if key in wire] == wire


def test_a_dict_is_a_class_unless_a_key_prevents_it(make: Make) -> None:
    text = (make(DOCUMENT).folder / "models" / "_dicts.py").read_text("utf-8")
    assert "class CardDict(TypedDict):" in text  # a value of an enumeration is no name
    assert 'NodeDict = TypedDict("NodeDict", {' in text


def test_a_call_does_not_load_the_types_of_dicts(make: Make) -> None:
    api = make(DOCUMENT)
    name = api.package.__name__
    code = (
        f"import sys, {name} as package\n"
        "try: package.Client(base_url='http://127.0.0.1:1', max_retries=0).orders.create(line={'sku': 'a'})\n"
        "except package.errors.ArgumentError as error: print(error)\n"
        "print([each for each in sys.modules if each.endswith('._dicts')])"
    )
    environment = {**os.environ, "PYTHONPATH": str(api.folder.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )
    assert done.stdout.splitlines() == ["line.item_id: is required", "[]"], done.stderr
