# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Which declarations have a type of the dicts that arguments take, and how it is called."""

from __future__ import annotations

from .conftest import Build

DOCUMENT = """
    paths:
      /orders:
        post:
          operationId: createOrder
          parameters: [{name: filter, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Filter'}}]
          requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
          responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Receipt'}}}}}
        put:
          operationId: replaceOrders
          requestBody: {required: true, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Node'}}}}}
          responses: {'204': {description: done}}
    components:
      schemas:
        Order:
          type: object
          properties: {line: {$ref: '#/components/schemas/Line'}, payment: {$ref: '#/components/schemas/Payment'}, color: {$ref: '#/components/schemas/Color'}}
        Line: {type: object, properties: {unit: {$ref: '#/components/schemas/Unit'}, open: {$ref: '#/components/schemas/Open'}}}
        Unit: {type: object, properties: {id: {type: string, readOnly: true}, name: {type: string}}}
        Open: {type: object, properties: {a: {type: string}}, additionalProperties: {$ref: '#/components/schemas/Extra'}}
        Extra: {type: object, properties: {a: {type: string}}}
        Payment: {oneOf: [{type: string}, {$ref: '#/components/schemas/Card'}]}
        Card: {type: object, properties: {number: {type: string}}}
        Color: {type: string, enum: [red, blue]}
        Filter: {type: object, properties: {text: {type: string}}}
        Node: {type: object, properties: {inner: {$ref: '#/components/schemas/Node'}}}
        Receipt: {type: object, properties: {unit: {$ref: '#/components/schemas/Unit'}, total: {$ref: '#/components/schemas/Total'}}}
        Total: {type: object, properties: {cents: {type: integer}}}
        LineDict: {type: object, properties: {a: {type: string}}}
    """


def test_what_arguments_contain_has_a_name_for_its_dicts(build_text: Build) -> None:
    names = {each.name: each.dict_name for each in build_text(DOCUMENT).api.declarations}
    assert names == {
        "Order": "",  # the body, whose properties are arguments
        "Line": "LineDict2",
        "Unit": "",  # in responses only
        "UnitInput": "UnitInputDict",
        "Open": "OpenDict",
        "Extra": "ExtraDict",
        "Payment": "PaymentOrDict",
        "Card": "CardDict",
        "Color": "",
        "Filter": "FilterDict",
        "Node": "NodeDict",
        "Receipt": "",
        "Total": "",
        "LineDict": "",
    }
