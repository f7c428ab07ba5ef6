"""Edits of `shop.yaml`, by name: the step, the rules of the edit and of the reversed edit, and the replacements."""

# ruff: noqa: E501
# The lines of a document are not broken.

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Replacement: TypeAlias = "tuple[str, str]"
ShopEdit: TypeAlias = "tuple[str, str, str, tuple[Replacement, ...]]"

_MAKER = (
    "        maker:\n          type: object\n          properties:\n"
    "            name: { type: string }\n            country: { type: string }\n"
)
_CASH = "          cash: '#/components/schemas/Cash'\n"
_REMOVED = "        - $ref: '#/components/schemas/Removed'\n"
_NEW_ITEM = "          application/json: { schema: { $ref: '#/components/schemas/NewItem' } }\n"
_PAGE = "        - { name: page, in: query, schema: { type: integer } }\n"
_SIZE = "        - { name: per_page, in: query, schema: { type: integer, default: 30, maximum: 100 } }\n"
_KEY = "security:\n  - key: []\n"
_ITEMS = "              schema: { type: array, items: { $ref: '#/components/schemas/Item' } }\n"
_WEBHOOK = (
    "webhooks:\n  itemSold:\n    post:\n      requestBody:\n        content:\n"
    "          application/json: { schema: { $ref: '#/components/schemas/Item' } }\n"
    "      responses: { '200': { description: Received. } }\n"
)
_DONE = "        '204': { description: Done. }\n"
_DISCRIMINATOR = (
    "      discriminator:\n        propertyName: kind\n        mapping:\n"
    "          card: '#/components/schemas/Card'\n" + _CASH
)

SHOP_EDITS: Mapping[str, ShopEdit] = {
    "property of a model in an argument renamed, which the type of its dicts follows": (
        "major",
        "request-property-renamed",
        "request-property-renamed",
        (
            ("[kind, number]", "[kind, digits]"),
            (
                "        number: { type: string }\n    Cash",
                "        digits: { type: string }\n    Cash",
            ),
        ),
    ),
    "security scheme added": (
        "minor",
        "security-scheme-added",
        "security-scheme-removed",
        (
            (
                "    login: {",
                "    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://x.example/t, scopes: {} } } }\n    login: {",
            ),
        ),
    ),
    "security scheme removed": (
        "major",
        "requirement-added security-scheme-removed",
        "requirement-removed security-scheme-added",
        (
            ("    login: { type: http, scheme: basic }\n", ""),
            (" security: [{ key: [] }, { login: [] }]", " security: [{ key: [] }]"),
        ),
    ),
    "required idempotency key": (
        "minor",
        "retry-safety-added required-constant-added",
        "parameter-removed retry-safety-removed",
        (
            (
                "      operationId: createItem\n",
                "      operationId: createItem\n      parameters: [{ name: Idempotency-Key, in: header, required: true, schema: { type: string } }]\n",
            ),
        ),
    ),
    "idempotency key of a call that is safe to repeat": (
        "minor",
        "parameter-added",
        "parameter-removed",
        (
            (
                "      operationId: putOrderItem\n",
                "      operationId: putOrderItem\n      parameters: [{ name: Idempotency-Key, in: header, schema: { type: string } }]\n",
            ),
        ),
    ),
    "path parameter becomes a number": (
        "major",
        "request-type-narrowed",
        "request-format-removed",
        (
            (
                "  /orders/{orderId}/items/{itemId}:\n    parameters:\n      - { name: orderId, in: path, required: true, schema: { type: string } }",
                "  /orders/{orderId}/items/{itemId}:\n    parameters:\n      - { name: orderId, in: path, required: true, schema: { type: integer } }",
            ),
        ),
    ),
    "query parameter of a decimal number": (
        "none",
        "",
        "",
        (
            (
                "{ name: rate, in: query, schema: { type: number, format: decimal } }",
                "{ name: rate, in: query, schema: { type: string, format: decimal } }",
            ),
        ),
    ),
    "basic becomes bearer": (
        "major",
        "credential-renamed grants-added security-scheme-changed",
        "credential-renamed grants-removed security-scheme-changed",
        (("scheme: basic", "scheme: bearer"),),
    ),
    "tag renamed": (
        "major",
        "resource-renamed",
        "resource-renamed",
        (("tags: [items]", "tags: [goods]"), ("{ name: items,", "{ name: goods,")),
    ),
    "result becomes another media type": (
        "major",
        "response-type-changed",
        "response-type-changed",
        (
            (
                "image/png: { schema: { type: string, format: binary } }",
                "application/json: { schema: { $ref: '#/components/schemas/Item' } }",
            ),
        ),
    ),
    "webhook becomes a form": (
        "patch",
        "webhook-media-type-changed",
        "webhook-media-type-changed",
        ((_WEBHOOK, _WEBHOOK.replace("json", "x-www-form-urlencoded")),),
    ),
    "webhook gets another kind of JSON": (
        "none",
        "",
        "",
        ((_WEBHOOK, _WEBHOOK.replace("json", "vnd.shop+json")),),
    ),
    "webhook renamed": (
        "major",
        "webhook-renamed",
        "webhook-renamed",
        (("  itemSold:\n", "  itemBought:\n"),),
    ),
    "body becomes another media type": (
        "major",
        "request-type-changed",
        "request-type-changed",
        (
            (
                "          multipart/form-data:\n            schema:\n              type: object\n              required: [file]\n              properties: { file: { type: string, format: binary }, title: { type: string } }\n            encoding: { file: { contentType: image/png } }\n",
                "          application/octet-stream: { schema: { type: string, format: binary } }\n",
            ),
        ),
    ),
    "form of the same arguments instead of JSON": (
        "patch",
        "request-media-type-changed",
        "request-media-type-changed",
        ((_NEW_ITEM, _NEW_ITEM.replace("json", "x-www-form-urlencoded")),),
    ),
    "type of additional properties of a response": (
        "major",
        "response-type-described",
        "response-type-changed",
        (
            (
                "additionalProperties: true, properties: { total",
                "additionalProperties: { type: integer }, properties: { total",
            ),
        ),
    ),
    "result becomes text": (
        "major",
        "response-type-changed",
        "response-type-changed",
        (
            (
                "image/png: { schema: { type: string, format: binary } }",
                "text/csv: { schema: { type: string } }",
            ),
        ),
    ),
    "path and operationIds renamed": (
        "major",
        "argument-renamed method-renamed method-renamed path-changed",
        "argument-renamed method-renamed method-renamed path-changed",
        (
            (
                "  /items/{itemId}:\n    parameters:\n      - { name: itemId",
                "  /goods/{goodId}:\n    parameters:\n      - { name: goodId",
            ),
            ("operationId: getItem\n", "operationId: fetchGood\n"),
            ("operationId: deleteItem\n", "operationId: removeGood\n"),
        ),
    ),
    "operation of the same shape in another resource": (
        "major",
        "operation-removed operation-removed operation-added operation-added",
        "operation-removed operation-removed operation-added operation-added",
        (
            ("  /items/{itemId}:\n", "  /stock/{itemId}:\n"),
            (
                "      operationId: getItem\n      tags: [items]",
                "      operationId: readStock\n      tags: [stock]",
            ),
            (
                "      operationId: deleteItem\n      tags: [items]",
                "      operationId: clearStock\n      tags: [stock]",
            ),
        ),
    ),
    "requirement added": (
        "major",
        "requirement-added",
        "requirement-removed",
        ((_KEY, _KEY + "    login: []\n"),),
    ),
    "alternative added": (
        "minor",
        "requirement-removed",
        "requirement-added",
        ((_KEY, _KEY + "  - login: []\n"),),
    ),
    "union with a discriminator gains a member": (
        "minor",
        "response-open-member-added",
        "request-member-removed",
        (
            (
                "        - $ref: '#/components/schemas/Cash'\n      disc",
                "        - $ref: '#/components/schemas/Cash'\n        - $ref: '#/components/schemas/Voucher'\n      disc",
            ),
            (_CASH, _CASH + "          voucher: '#/components/schemas/Voucher'\n"),
        ),
    ),
    "mapping value renamed": (
        "major",
        "response-mapping-changed",
        "response-mapping-changed",
        (("          cash: '#", "          coins: '#"),),
    ),
    "mapping value added": (
        "major",
        "no-longer-constant response-mapping-added",
        "response-mapping-removed made-constant",
        ((_CASH, _CASH + "          coins: '#/components/schemas/Cash'\n"),),
    ),
    "union loses a member": (
        "major",
        "model-removed response-type-narrowed",
        "response-type-widened model-added",
        ((_REMOVED, ""),),
    ),
    "union gains a member": (
        "major",
        "response-member-added",
        "response-property-removed response-member-removed",
        ((_REMOVED, _REMOVED + "        - $ref: '#/components/schemas/Problem'\n"),),
    ),
    "anyOf becomes oneOf": (
        "major",
        "model-removed response-member-removed",
        "response-member-added",
        (("    Event:\n      anyOf:", "    Event:\n      oneOf:"),),
    ),
    "pagination disappears": (
        "major",
        "paging-removed parameter-removed parameter-removed",
        "paging-added parameter-added parameter-added",
        (
            (_PAGE, ""),
            (_SIZE, ""),
        ),
    ),
    "pagination appears": (
        "major",
        "paging-added parameter-added",
        "paging-removed parameter-removed",
        (
            (
                "      operationId: listEvents\n",
                "      operationId: listEvents\n      parameters:\n        - { name: cursor, in: query, schema: { type: string } }\n",
            ),
        ),
    ),
    "content type added to a request": (
        "minor",
        "request-media-type-added",
        "request-media-type-removed",
        (
            (
                _NEW_ITEM,
                _NEW_ITEM
                + "          application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/NewItem' } }\n",
            ),
        ),
    ),
    "content type added to a response": (
        "none",
        "",
        "",
        (
            (
                "        '201':\n          description: The item.\n          content:\n",
                "        '201':\n          description: The item.\n          content:\n            application/xml: { schema: { $ref: '#/components/schemas/Item' } }\n",
            ),
        ),
    ),
    "response header removed": (
        "none",
        "response-header-removed",
        "response-header-added",
        (("          headers:\n            X-Total: { schema: { type: integer } }\n", ""),),
    ),
    "path prefix renamed": (
        "patch",
        "path-changed path-changed path-changed",
        "path-changed path-changed path-changed",
        (
            ("  /items:", "  /v2/items:"),
            ("  /items/{itemId}:", "  /v2/items/{itemId}:"),
            ("  /orders/{", "  /v2/orders/{"),
        ),
    ),
    "optional property of a response nullable": (
        "none",
        "",
        "",
        (("        tags: { type: array,", "        tags: { type: [array, 'null'],"),),
    ),
    "server region enum": (
        "major",
        "server-value-removed",
        "server-value-added",
        (("enum: [eu, us]", "enum: [eu]"),),
    ),
    "server default": (
        "minor",
        "server-variable-default-changed",
        "server-variable-default-changed",
        (("default: eu", "default: us"),),
    ),
    "error code added": (
        "minor",
        "error-class-added",
        "error-class-removed",
        (("enum: [no_shop, closed]", "enum: [no_shop, closed, gone]"),),
    ),
    "error code removed": (
        "major",
        "error-class-removed",
        "error-class-added",
        (("enum: [no_shop, closed]", "enum: [no_shop]"),),
    ),
    "path parameters swapped": (
        "major",
        "arguments-reordered",
        "arguments-reordered",
        (("/orders/{orderId}/items/{itemId}", "/orders/{itemId}/items/{orderId}"),),
    ),
    "property of an inline model renamed": (
        "major",
        "response-property-renamed",
        "response-property-renamed",
        (("            country: { type: string }", "            land: { type: string }"),),
    ),
    "inline schema becomes a component": (
        "major",
        "model-renamed",
        "model-renamed",
        (
            (_MAKER, "        maker: { $ref: '#/components/schemas/Maker' }\n"),
            (
                "    NewItem:\n",
                "    Maker:\n      type: object\n      properties:\n        name: { type: string }\n        country: { type: string }\n    NewItem:\n",
            ),
        ),
    ),
    "object becomes a string": (
        "major",
        "response-type-changed",
        "response-type-changed",
        ((_MAKER, "        maker: { type: string }\n"),),
    ),
    "readOnly removed": (
        "none",
        "",
        "",
        (("id: { type: string, readOnly: true }", "id: { type: string }"),),
    ),
    "readOnly added": (
        "none",
        "",
        "",
        (
            (
                "        name: { type: string }\n        size: { $ref: '#/components/schemas/Size' }\n        tags",
                "        name: { type: string, readOnly: true }\n        size: { $ref: '#/components/schemas/Size' }\n        tags",
            ),
        ),
    ),
    "readOnly added to a property of requests and responses": (
        "major",
        "request-property-removed model-added",
        "model-removed request-property-added",
        (
            (
                "        badge: { type: string }\n",
                "        badge: { type: string, readOnly: true }\n",
            ),
        ),
    ),
    "writeOnly added to a property of requests and responses": (
        "major",
        "response-property-removed model-added",
        "model-removed response-property-added",
        (
            (
                "        badge: { type: string }\n",
                "        badge: { type: string, writeOnly: true }\n",
            ),
        ),
    ),
    "readOnly added to a property of a model in an argument": (
        "major",
        "request-property-removed request-python-type-changed model-added model-added",
        "model-removed model-removed request-python-type-changed request-property-added",
        (
            (
                "properties: { city: { type: string }, street: { type: string } }",
                "properties: { city: { type: string }, street: { type: string, readOnly: true } }",
            ),
        ),
    ),
    "readOnly added to a property of a member of a union": (
        "major",
        "request-python-type-changed request-property-removed model-added model-added",
        "request-python-type-changed model-removed model-removed request-property-added",
        (
            (
                "        change: { type: number }\n",
                "        change: { type: number, readOnly: true }\n",
            ),
        ),
    ),
    "reference to a model of two properties written out for one": (
        "major",
        "request-python-type-changed",
        "request-python-type-changed",
        (
            (
                "        work: { $ref: '#/components/schemas/Place' }\n",
                "        work: { type: object, required: [city], properties: { city: { type: string }, street: { type: string } } }\n",
            ),
        ),
    ),
    "reference to a model of two properties written out for one, with a property more": (
        "major",
        "request-python-type-changed request-property-added",
        "request-property-removed request-python-type-changed",
        (
            (
                "        work: { $ref: '#/components/schemas/Place' }\n",
                "        work: { type: object, required: [city], properties: { city: { type: string }, street: { type: string }, floor: { type: integer } } }\n",
            ),
        ),
    ),
    "shared bound loosened": (
        "minor",
        "request-bound-loosened",
        "request-bound-tightened",
        (("      minimum: 1\n", "      minimum: 0\n"),),
    ),
    "shared bound added": (
        "major",
        "request-bound-tightened",
        "request-bound-loosened",
        (("      minimum: 1\n", "      minimum: 1\n      maximum: 9\n"),),
    ),
    "reference written out": (
        "none",
        "",
        "",
        (
            (
                "    NewItem:\n      type: object\n      required: [name]\n      properties:\n        name: { type: string, maxLength: 80 }\n        size: { $ref: '#/components/schemas/Size' }",
                "    NewItem:\n      type: object\n      required: [name]\n      properties:\n        name: { type: string, maxLength: 80 }\n        size: { type: integer, minimum: 1 }",
            ),
        ),
    ),
    "webhook removed": ("major", "webhook-removed", "webhook-added", ((_WEBHOOK, ""),)),
    "operation with an inline model renamed": (
        "major",
        "method-renamed",
        "method-renamed",
        (("operationId: listEvents", "operationId: pollEvents"),),
    ),
    "tag of one operation renamed": (
        "major",
        "resource-renamed",
        "resource-renamed",
        (("tags: [events]", "tags: [history]"),),
    ),
    "additional properties allowed": (
        "minor",
        "request-extras-allowed",
        "request-extras-forbidden",
        (
            (
                "    NewItem:\n      type: object\n",
                "    NewItem:\n      type: object\n      additionalProperties: true\n",
            ),
        ),
    ),
    "additional properties forbidden explicitly": (
        "none",
        "",
        "",
        (
            (
                "    NewItem:\n      type: object\n",
                "    NewItem:\n      type: object\n      additionalProperties: false\n",
            ),
        ),
    ),
    "explode changed": (
        "patch",
        "parameter-serialization-changed",
        "parameter-serialization-changed",
        (("{ name: color, in: query, schema", "{ name: color, in: query, explode: false, schema"),),
    ),
    "array parameter becomes scalar": (
        "major",
        "request-type-changed",
        "request-type-changed",
        (("{ type: array, items: { enum: [red, blue] } }", "{ enum: [red, blue] }"),),
    ),
    "value of a parameter added": (
        "minor",
        "request-value-added",
        "request-value-removed",
        (("enum: [red, blue]", "enum: [red, blue, green]"),),
    ),
    "list wrapped in an object": (
        "minor",
        "paging-changed",
        "paging-changed",
        (
            (
                _ITEMS,
                "              schema: { type: object, properties: { items: { type: array, items: { $ref: '#/components/schemas/Item' } } } }\n",
            ),
        ),
    ),
    "alternative of a response dropped": (
        "minor",
        "response-type-narrowed",
        "response-type-widened",
        (("price: { anyOf: [{ type: number }, { type: string }] }", "price: { type: number }"),),
    ),
    "number becomes decimal": (
        "major",
        "request-python-type-changed",
        "request-python-type-changed",
        (("weight: { type: number }", "weight: { type: number, format: decimal }"),),
    ),
    "number of a response becomes decimal": (
        "major",
        "response-python-type-changed",
        "response-python-type-changed",
        (("score: { type: number }", "score: { type: number, format: decimal }"),),
    ),
    "integer of a request becomes decimal": (
        "major",
        "request-python-type-changed",
        "request-type-narrowed",
        (("depth: { type: integer }", "depth: { type: number, format: decimal }"),),
    ),
    "integer of a response becomes decimal": (
        "major",
        "response-type-widened",
        "response-python-type-changed",
        (("total: { type: integer }", "total: { type: number, format: decimal }"),),
    ),
    "text of a request becomes decimal": (
        "major",
        "request-format-added",
        "request-format-removed request-pattern-added",
        (
            (
                "text: { type: string, pattern: '^[a-z]+$' }",
                "text: { type: string, format: decimal, pattern: '^[a-z]+$' }",
            ),
        ),
    ),
    "text of a response becomes decimal": (
        "major",
        "response-format-added",
        "response-format-removed",
        (("foundAt: { type: string }", "foundAt: { type: string, format: decimal }"),),
    ),
    "bounded decimal number of a request becomes a number": (
        "major",
        "request-python-type-changed",
        "request-python-type-changed",
        (("fee: { type: number, format: decimal,", "fee: { type: number,"),),
    ),
    "decimal number of a request becomes a text without a bound": (
        "minor",
        "request-bound-loosened request-wire-type-changed",
        "request-bound-tightened request-wire-type-changed",
        (
            (
                "fee: { type: number, format: decimal, maximum: 9.5 }",
                "fee: { type: string, format: decimal }",
            ),
        ),
    ),
    "decimal number of a response becomes a text": (
        "patch",
        "response-wire-type-changed",
        "response-wire-type-changed",
        (("cost: { type: number, format: decimal }", "cost: { type: string, format: decimal }"),),
    ),
    "text of a request gets a format": (
        "major",
        "request-format-added",
        "request-format-removed",
        (
            (
                "{ name: from_date, in: query, schema: { type: string }",
                "{ name: from_date, in: query, schema: { type: string, format: date }",
            ),
        ),
    ),
    "text of a response gets a format": (
        "major",
        "response-format-added",
        "response-format-removed",
        (("foundAt: { type: string }", "foundAt: { type: string, format: date-time }"),),
    ),
    "members of a union reordered": (
        "none",
        "",
        "",
        (
            (
                "price: { anyOf: [{ type: number }, { type: string }] }",
                "price: { anyOf: [{ type: string }, { type: number }] }",
            ),
        ),
    ),
    "body made required": (
        "major",
        "request-body-made-required",
        "request-body-made-optional",
        (
            (
                "      tags: [orders]\n      requestBody:\n",
                "      tags: [orders]\n      requestBody:\n        required: true\n",
            ),
        ),
    ),
    "result added": (
        "minor",
        "response-body-added response-status-changed",
        "response-body-removed response-status-changed",
        (
            (
                _DONE,
                "        '200':\n          description: Gone.\n          content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } }\n",
            ),
        ),
    ),
    "204 becomes 200": (
        "patch",
        "response-status-changed",
        "response-status-changed",
        ((_DONE, "        '200': { description: Done. }\n"),),
    ),
    "second success without a body": (
        "major",
        "response-null-allowed response-status-changed",
        "response-null-forbidden response-status-changed",
        (("        '201':\n", "        '202': { description: Later. }\n        '201':\n"),),
    ),
    "201 becomes 200": (
        "patch",
        "response-status-changed",
        "response-status-changed",
        (("        '201':\n", "        '200':\n"),),
    ),
    "error status added": (
        "minor",
        "error-status-added",
        "error-status-removed",
        ((_DONE, _DONE + "        '409': { description: No. }\n"),),
    ),
    "header of a credential renamed": (
        "patch",
        "security-scheme-changed",
        "security-scheme-changed",
        (("name: X-Key", "name: X-Api-Key"),),
    ),
    "credential moves to the query": (
        "patch",
        "security-scheme-changed",
        "security-scheme-changed",
        (("in: header, name: X-Key", "in: query, name: key"),),
    ),
    "default of a property changed": (
        "minor",
        "default-changed",
        "default-changed",
        (("default: none", "default: nothing"),),
    ),
    "default of a property removed": (
        "minor",
        "default-removed",
        "default-added",
        ((", default: none", ""),),
    ),
    "default page size changed": (
        "minor",
        "default-changed",
        "default-changed",
        (("default: 30", "default: 50"),),
    ),
    "maximum page size lowered": (
        "major",
        "request-bound-tightened",
        "request-bound-loosened",
        (("maximum: 100", "maximum: 50"),),
    ),
    "tag description": (
        "patch",
        "documentation-changed",
        "documentation-changed",
        (("Things to buy.", "Things."),),
    ),
    "inlined schema renamed": (
        "none",
        "",
        "",
        (
            ("schemas/Size'", "schemas/Length'"),
            ("    Size:\n", "    Length:\n"),
        ),
    ),
    "member of a union renamed": (
        "major",
        "model-renamed",
        "model-renamed",
        (
            ("schemas/Card'", "schemas/CreditCard'"),
            ("    Card:\n", "    CreditCard:\n"),
        ),
    ),
    "discriminator removed": (
        "major",
        "no-longer-constant no-longer-constant response-discriminator-removed",
        "response-discriminator-added made-constant made-constant",
        ((_DISCRIMINATOR, ""),),
    ),
    "operation desc": (
        "patch",
        "documentation-changed",
        "documentation-changed",
        (("summary: List items.", "summary: List all items."),),
    ),
    "title": (
        "patch",
        "documentation-changed",
        "documentation-changed",
        (("title: Shop", "title: Shop API"),),
    ),
    "version of OpenAPI": ("none", "", "", (("openapi: 3.1.0", "openapi: 3.1.1"),)),
    "optional body added": (
        "minor",
        "request-body-added",
        "request-body-removed",
        (
            (
                "      operationId: deleteItem\n",
                "      operationId: deleteItem\n      requestBody: { content: { application/json: { schema: { type: object, properties: { why: { type: string } } } } } }\n",
            ),
        ),
    ),
    "required body added": (
        "major",
        "required-request-body-added",
        "request-body-removed",
        (
            (
                "      operationId: deleteItem\n",
                "      operationId: deleteItem\n      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [why], properties: { why: { type: string } } } } } }\n",
            ),
        ),
    ),
    "query parameter made required": (
        "major",
        "parameter-made-required",
        "parameter-made-optional",
        (("{ name: from_date, in: query,", "{ name: from_date, in: query, required: true,"),),
    ),
    "query parameter with one value added": (
        "minor",
        "required-constant-added",
        "parameter-removed",
        (
            (
                _PAGE,
                "        - { name: version, in: query, required: true, schema: { const: v1 } }\n"
                + _PAGE,
            ),
        ),
    ),
    "query parameter with one value made required": (
        "major",
        "constant-made-required",
        "parameter-made-optional",
        (
            (
                "{ name: mode, in: query, schema: { const: fast } }",
                "{ name: mode, in: query, required: true, schema: { const: fast } }",
            ),
        ),
    ),
    "required parameter with one value gets another": (
        "major",
        "no-longer-constant request-value-added",
        "request-value-removed made-constant",
        (("schema: { enum: ['1'] }", "schema: { enum: ['1', '2'] }"),),
    ),
    "required property with one value becomes any text": (
        "major",
        "no-longer-constant request-type-widened",
        "request-type-narrowed made-constant",
        (("api: { const: v1 }", "api: { type: string }"),),
    ),
    "property with one value made optional": (
        "minor",
        "request-property-made-optional",
        "constant-made-required",
        (("required: [text, api]", "required: [text]"),),
    ),
    "property of requests with one value added": (
        "minor",
        "required-constant-added",
        "request-property-removed",
        (
            (
                "      required: [name]\n      properties:\n        name: { type: string, maxLength: 80 }\n",
                "      required: [name, version]\n      properties:\n        name: { type: string, maxLength: 80 }\n        version: { const: v1 }\n",
            ),
        ),
    ),
    "query parameter renamed": (
        "major",
        "parameter-renamed",
        "parameter-renamed",
        (("name: from_date", "name: start"),),
    ),
    "query parameter in camel case": (
        "patch",
        "request-wire-name-changed",
        "request-wire-name-changed",
        (("name: from_date", "name: fromDate"),),
    ),
    "property in snake case": (
        "patch",
        "response-wire-name-changed",
        "response-wire-name-changed",
        (("foundAt: {", "found_at: {"),),
    ),
    "property of a request in another case": (
        "patch",
        "request-wire-name-changed",
        "request-wire-name-changed",
        (
            (
                "        text: { type: string, pattern: '^[a-z]+$' }",
                "        Text: { type: string, pattern: '^[a-z]+$' }",
            ),
            ("required: [text, api]", "required: [Text, api]"),
        ),
    ),
    "name in Python taken": (
        "major",
        "python-name-taken response-property-added",
        "response-property-removed python-name-changed",
        (
            (
                "foundAt: { type: string }",
                "foundAt: { type: string }\n        found_at: { type: string }",
            ),
        ),
    ),
    "pattern changed": (
        "major",
        "request-pattern-changed",
        "request-pattern-changed",
        (("'^[a-z]+$'", "'^[a-z0-9]+$'"),),
    ),
    "pattern removed": (
        "minor",
        "request-pattern-removed",
        "request-pattern-added",
        ((", pattern: '^[a-z]+$'", ""),),
    ),
    "null forbidden in a request": (
        "major",
        "request-null-forbidden",
        "request-null-allowed",
        (("limit: { type: [integer, 'null'] }", "limit: { type: integer }"),),
    ),
    "number becomes integer in a request": (
        "major",
        "request-type-narrowed",
        "request-type-widened",
        (("weight: { type: number }", "weight: { type: integer }"),),
    ),
    "integer becomes number": (
        "major",
        "response-type-widened",
        "response-type-narrowed",
        (("total: { type: integer }", "total: { type: number }"),),
    ),
    "alternative of a request added": (
        "minor",
        "request-member-added",
        "request-member-removed",
        (
            (
                "{ oneOf: [{ type: integer }, { type: string }] }",
                "{ oneOf: [{ type: integer }, { type: string }, { type: array, items: { type: string } }] }",
            ),
        ),
    ),
    "suggested value added": (
        "patch",
        "request-suggested-value-added",
        "request-suggested-value-removed",
        (("enum: [name, price]", "enum: [name, price, size]"),),
    ),
    "suggested value of a response added": (
        "patch",
        "response-suggested-value-added",
        "response-suggested-value-removed",
        (("enum: [open, done]", "enum: [open, done, lost]"),),
    ),
    "member of a request union with a discriminator added": (
        "minor",
        "model-added request-open-member-added",
        "model-removed request-member-removed",
        (
            (
                "        - $ref: '#/components/schemas/ByCash'\n      discriminator:",
                "        - $ref: '#/components/schemas/ByCash'\n        - $ref: '#/components/schemas/ByPost'\n      discriminator:",
            ),
            (
                "          by_cash:",
                "          by_post: '#/components/schemas/ByPost'\n          by_cash:",
            ),
            (
                "    Method:\n",
                "    ByPost:\n      type: object\n      required: [type]\n      properties: { type: { type: string }, street: { type: string } }\n    Method:\n",
            ),
        ),
    ),
    "discriminator value of a request removed": (
        "minor",
        "made-constant request-mapping-removed",
        "no-longer-constant request-mapping-added",
        (("          coins: '#/components/schemas/ByCash'\n", ""),),
    ),
    "discriminator value of a request renamed": (
        "patch",
        "request-mapping-changed",
        "request-mapping-changed",
        (("          by_card:", "          card_payment:"),),
    ),
    "discriminator of a request removed": (
        "major",
        "no-longer-constant request-discriminator-removed",
        "made-constant request-discriminator-added",
        (
            (
                "      discriminator:\n        propertyName: type\n        mapping:\n          by_card: '#/components/schemas/ByCard'\n          by_cash: '#/components/schemas/ByCash'\n          coins: '#/components/schemas/ByCash'\n",
                "",
            ),
        ),
    ),
    "choice between properties added": (
        "major",
        "request-choice-added",
        "request-choice-removed",
        (
            (
                "    Query:\n      type: object\n",
                "    Query:\n      type: object\n      anyOf: [{ required: [limit] }, { required: [weight] }]\n",
            ),
        ),
    ),
    "nullable property of a response made optional": (
        "patch",
        "response-presence-changed",
        "response-presence-changed",
        (("required: [state, note]", "required: [state]"),),
    ),
    "additional properties of a response dropped": (
        "major",
        "response-extras-forbidden",
        "response-extras-allowed",
        (
            (
                "type: object, additionalProperties: true, properties: { total",
                "type: object, properties: { total",
            ),
        ),
    ),
    "deprecation ends": (
        "minor",
        "undeprecated",
        "deprecated",
        (
            (
                "      deprecated: true\n      x-sunset: '2030-01-01'\n",
                "      x-sunset: '2030-01-01'\n",
            ),
        ),
    ),
    "date of removal": (
        "minor",
        "sunset-changed",
        "sunset-changed",
        (("'2030-01-01'", "'2029-01-01'"),),
    ),
    "retries": (
        "minor",
        "retries-changed",
        "retries-changed",
        (("statusCodes: ['503']", "statusCodes: ['503', '429']"),),
    ),
    "encoding of a part": (
        "patch",
        "body-encoding-changed",
        "body-encoding-changed",
        (("contentType: image/png", "contentType: image/jpeg"),),
    ),
    "media type of a response": (
        "patch",
        "response-media-type-changed",
        "response-media-type-changed",
        (("image/png: { schema", "image/webp: { schema"),),
    ),
    "body of an error added": (
        "minor",
        "model-added error-body-changed",
        "model-removed error-body-changed",
        (
            (
                "'409': { description: Too early. }",
                "'409': { description: Too early., content: { application/json: { schema: { type: object, properties: { wait: { type: integer } } } } } }",
            ),
        ),
    ),
    "redirect documented": (
        "minor",
        "redirects-changed response-status-changed",
        "redirects-changed response-status-changed",
        (
            (
                "        '200': { description: The photo.,",
                "        '302': { description: Elsewhere., headers: { Location: { schema: { type: string } } } }\n        '200': { description: The photo.,",
            ),
        ),
    ),
    "second server": (
        "patch",
        "servers-changed",
        "servers-changed",
        (
            (_KEY + "tags", _KEY + "tags"),
            ("enum: [eu, us] }\n", "enum: [eu, us] }\n  - url: https://backup.shop.example\n"),
        ),
    ),
    "server variable added": (
        "minor",
        "server-changed server-variable-added",
        "server-variable-removed server-changed",
        (
            ("https://{region}.shop.example/v1", "https://{region}.{stage}.shop.example/v1"),
            ("      region: {", "      stage: { default: live }\n      region: {"),
        ),
    ),
    "server variable in another case": (
        "patch",
        "server-variable-changed",
        "server-variable-changed",
        (
            ("{region}", "{Region}"),
            ("      region: {", "      Region: {"),
        ),
    ),
    "discriminator of a response reads another property": (
        "major",
        "no-longer-constant no-longer-constant response-discriminator-changed made-constant",
        "no-longer-constant response-discriminator-changed made-constant made-constant",
        (("propertyName: kind", "propertyName: number"),),
    ),
    "discriminator of a request reads another property": (
        "major",
        "no-longer-constant request-discriminator-changed",
        "made-constant request-discriminator-changed",
        (("propertyName: type", "propertyName: mode"),),
    ),
    "property of responses without a type": (
        "major",
        "response-type-changed",
        "response-type-described",
        (("foundAt: { type: string }", "foundAt: {}"),),
    ),
    "body becomes one of two objects": (
        "major",
        "signature-changed request-type-widened",
        "request-type-narrowed",
        (
            (
                _NEW_ITEM,
                _NEW_ITEM.replace(
                    "{ $ref: '#/components/schemas/NewItem' }",
                    "{ oneOf: [{ $ref: '#/components/schemas/NewItem' }, { $ref: '#/components/schemas/Place' }] }",
                ),
            ),
        ),
    ),
    "all properties of a body removed": (
        "major",
        "request-body-made-free-form",
        "request-body-described",
        (
            (
                "            schema:\n              type: object\n              properties:\n                ratio: { type: number, exclusiveMinimum: 0 }\n                days: { type: integer, minimum: 1, maximum: 10 }\n",
                "            schema: { type: object }\n",
            ),
        ),
    ),
    "required properties of a body removed": (
        "major",
        "request-body-made-free-form",
        "request-body-described",
        ((_NEW_ITEM, "          application/json: { schema: { type: object } }\n"),),
    ),
    "body becomes a list": (
        "major",
        "request-type-changed",
        "request-type-changed",
        (
            (
                "            schema:\n              type: object\n              properties:\n                ratio: { type: number, exclusiveMinimum: 0 }\n                days: { type: integer, minimum: 1, maximum: 10 }\n",
                "            schema: { type: array, items: { type: string } }\n",
            ),
        ),
    ),
    "body that can be null": (
        "major",
        "signature-changed request-null-allowed",
        "signature-changed request-null-forbidden",
        (
            (
                _NEW_ITEM,
                "          application/json: { schema: { anyOf: [{ $ref: '#/components/schemas/NewItem' }, { type: 'null' }] } }\n",
            ),
        ),
    ),
    "exclusive bound becomes inclusive": (
        "minor",
        "request-bound-loosened",
        "request-bound-tightened",
        (("exclusiveMinimum: 0", "minimum: 0"),),
    ),
    "bounds of an integer are written as exclusive": (
        "none",
        "",
        "",
        (("minimum: 1, maximum: 10", "exclusiveMinimum: 0, exclusiveMaximum: 11"),),
    ),
    "exclusive bound of an integer": (
        "major",
        "request-bound-tightened",
        "request-bound-loosened",
        (("maximum: 10 }", "exclusiveMaximum: 10 }"),),
    ),
    "multiple of a number": (
        "major",
        "request-bound-tightened",
        "request-bound-loosened",
        (("maximum: 10 }", "maximum: 10, multipleOf: 5 }"),),
    ),
    "parameter moves to a header": (
        "patch",
        "parameter-serialization-changed",
        "parameter-serialization-changed",
        (("from_date, in: query", "from_date, in: header"),),
    ),
    "body of optional properties becomes required": (
        "patch",
        "empty-request-body-changed",
        "empty-request-body-changed",
        (
            (
                "tags: [settings]\n      requestBody:\n",
                "tags: [settings]\n      requestBody:\n        required: true\n",
            ),
        ),
    ),
    "status of errors with codes moved": (
        "major",
        "error-status-of-code-changed error-status-of-code-changed error-status-added error-status-removed",
        "error-status-of-code-changed error-status-of-code-changed error-status-added error-status-removed",
        (("        '404':\n", "        '410':\n"),),
    ),
    "parameters of an operation moved to its path": (
        "none",
        "",
        "",
        (
            (
                "  /search:\n    post:\n",
                "  /search:\n    parameters:\n      - { name: from_date, in: query, schema: { type: string } }\n    post:\n",
            ),
            ("        - { name: from_date, in: query, schema: { type: string } }\n", ""),
        ),
    ),
    "body moved to the components": (
        "none",
        "",
        "",
        (
            (
                "      requestBody:\n        required: true\n        content:\n" + _NEW_ITEM,
                "      requestBody: { $ref: '#/components/requestBodies/NewItem' }\n",
            ),
            (
                "components:\n",
                "components:\n  requestBodies:\n    NewItem:\n        required: true\n        content:\n"
                + _NEW_ITEM,
            ),
        ),
    ),
    "null as a member of a union": (
        "none",
        "",
        "",
        (
            (
                "limit: { type: [integer, 'null'] }",
                "limit: { anyOf: [{ type: 'null' }, { type: integer }] }",
            ),
        ),
    ),
    "defaults of the specification written out": (
        "none",
        "",
        "",
        (
            (
                "{ name: from_date, in: query, schema",
                "{ name: from_date, in: query, required: false, style: form, explode: true, schema",
            ),
        ),
    ),
    "requirement of the API written out for an operation": (
        "none",
        "",
        "",
        (
            (
                "      operationId: getItem\n",
                "      operationId: getItem\n      security: [{ key: [] }]\n",
            ),
        ),
    ),
    "final slash of the server": (
        "none",
        "",
        "",
        (("shop.example/v1", "shop.example/v1/"),),
    ),
    "security scheme under another name": (
        "none",
        "",
        "",
        (
            ("    login: { type: http", "    signIn: { type: http"),
            ("{ login: [] }", "{ signIn: [] }"),
        ),
    ),
    "security scheme whose argument has its name": (
        "major",
        "credential-renamed",
        "credential-renamed",
        (
            ("    key: { type: apiKey", "    header: { type: apiKey"),
            ("  - key: []", "  - header: []"),
            ("{ key: [] }", "{ header: [] }"),
        ),
    ),
    "server without a host": (
        "major",
        "server-host-removed",
        "server-host-added",
        (
            (
                "  - url: https://{region}.shop.example/v1\n    variables:\n",
                "  - url: /v1/{region}\n    variables:\n",
            ),
        ),
    ),
}
