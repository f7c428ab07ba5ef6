"""Answers from the examples of a document, and items that the fake remembers."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.fake.conftest import Caller, fake_of
from tests.functional.support import Maker

EXAMPLES = """
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      parameters: [{name: limit, in: query, schema: {type: integer}}, {name: page, in: query, schema: {type: integer}}]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  total: {type: integer}
                  data: {type: array, items: {$ref: '#/components/schemas/Order'}}
              example: {total: 40, data: [{id: o-1, size: 3, lines: []}, {id: o-2, size: 4, lines: []}]}
    post:
      operationId: createOrder
      tags: [orders]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/OrderCreate'}
            examples: {usual: {$ref: '#/components/examples/Usual'}}
      responses:
        '201':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}, example: {id: 7}}}
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getOrder
      tags: [orders]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
  /notes:
    get:
      operationId: renderNotes
      tags: [notes]
      responses:
        '200': {description: ok, content: {text/plain: {schema: {type: string, example: a note}}}}
    post:
      operationId: watchNotes
      tags: [notes]
      responses:
        '200':
          description: ok
          content: {application/jsonl: {schema: {$ref: '#/components/schemas/Line'}}}
components:
  examples:
    Usual: {value: {size: 9, code: XY-1}}
  schemas:
    Order:
      type: object
      required: [id, size, lines]
      properties:
        id: {type: string, example: o-7}
        size: {$ref: '#/components/schemas/Size'}
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
        tags: {type: array, items: {type: string, examples: [new]}}
        note: {type: string}
    OrderCreate:
      type: object
      required: [size, code, version]
      properties:
        size: {type: integer, maximum: 10}
        code: {type: string, pattern: '^X[Y]-[0-9]+$'}
        version: {type: string, example: 1.10}
        wrong: {type: string, example: [not, a, text]}
    Line:
      allOf:
        - {type: object, example: {sku: s-1, count: 2}}
        - {type: object, required: [sku, count], properties: {sku: {type: string}, count: {type: integer, example: 99}}}
    Size: {type: integer, example: 5}
"""


def test_made_models_have_the_examples_of_the_document(make_package: Maker) -> None:
    made, package = fake_of(make_package, EXAMPLES)
    order = package.make(made.Order)
    assert (order.id, order.size, order.lines, order.tags) == ("o-7", 5, [], None)
    create = package.make(made.OrderCreate)
    assert (create.size, create.code, create.version) == (9, "XY-1", "1.10")
    line = package.make(made.Line, count=1)
    assert (line.sku, line.count) == ("s-1", 1)
    assert package.make(made.Line).count == 2


def test_answers_from_the_examples_of_the_document(call: Caller, make_package: Maker) -> None:
    _, package = fake_of(make_package, EXAMPLES)
    with package.FakeClient(examples=True) as fake:
        listed = call.items(fake, lambda c: c.orders.list(limit=1))
        assert [each.id for each in listed] == ["o-1", "o-2"]
        made = call(fake, lambda c: c.orders.get("x"))
        assert (made.id, made.size, made.tags, made.lines[0].sku) == ("o-7", 5, ["new"], "s-1")
        created = call(fake, lambda c: c.orders.create(size=1, code="XY-1", version="1"))
        assert created == made  # its own example, {id: 7}, is not valid
        assert call(fake, lambda c: c.notes.render()) == "a note"
        assert [each.count for each in call.items(fake, lambda c: c.notes.watch())] == [2]


NESTED = """
paths:
  /shops/{shop}/pets:
    parameters: [{name: shop, in: path, required: true, schema: {type: string}}]
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{name: kind, in: query, schema: {type: array, items: {type: string}}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pets'}}}}}
    post:
      operationId: addPet
      tags: [pets]
      requestBody:
        content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/NewPet'}}}
      responses: {'201': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Boxed'}}}}}
  /shops/{shop}/pets/{pet_id}:
    parameters:
      - {name: shop, in: path, required: true, schema: {type: string}}
      - {name: pet_id, in: path, required: true, schema: {type: integer}}
    get:
      operationId: getPet
      tags: [pets]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Boxed'}}}}
        '404': {description: missing}
    patch:
      operationId: changePet
      tags: [pets]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    delete:
      operationId: deletePet
      tags: [pets]
      responses: {'204': {description: gone}}
components:
  schemas:
    NewPet: {type: object, properties: {name: {type: string}, kind: {type: string}}}
    Pet:
      type: object
      required: [name]
      properties: {petId: {type: integer}, name: {type: string}, kind: {type: string}}
    Boxed: {type: object, required: [pet], properties: {pet: {$ref: '#/components/schemas/Pet'}}}
    Pets:
      type: object
      properties: {pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}, warning: {type: string}}
"""


def test_state_of_nested_resources_in_envelopes(call: Caller, make_package: Maker) -> None:
    made, package = fake_of(make_package, NESTED)
    with package.FakeClient(state=True) as fake:
        fake.seed(package.make(made.Pet, pet_id=8, name="z", kind="dog"), shop="other")
        with pytest.raises(package.FakeError, match="of Pet has the parameters shop, not none"):
            fake.seed(package.make(made.Pet))
        added = call(fake, lambda c: c.pets.add("mine", name="a", kind="cat")).pet
        assert (added.pet_id, added.name, added.kind) == (1, "a", "cat")
        assert call(fake, lambda c: c.pets.add("mine", name="b")).pet.pet_id == 2
        changed = call(fake, lambda c: c.pets.change("mine", 2, kind="fish"))
        assert (changed.name, changed.kind) == ("b", "fish")
        listed = call(fake, lambda c: c.pets.list("mine", kind=["cat", "dog"]))
        assert [each.name for each in getattr(listed, "pets", listed)] == ["a"]
        assert call(fake, lambda c: c.pets.get("other", 8)).pet.name == "z"
        assert call(fake, lambda c: c.pets.delete("mine", 1)) is None
        errors = importlib.import_module(package.__name__.replace("testing", "errors"))
        for shop, number in (("mine", 1), ("mine", 8), ("third", 2)):
            with pytest.raises(errors.NotFoundError):
                call(fake, by_number(shop, number))


def by_number(shop: str, number: int) -> Callable[[Any], Any]:
    return lambda client: client.pets.get(shop, number)


MEMBERS = """
paths:
  /members:
    post:
      operationId: addMember
      tags: [members]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewMember'}}}}
      responses: {'201': {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/Member'}}}}}
  /members/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getMember
      tags: [members]
      responses: {'200': {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/Member'}}}}}
components:
  schemas:
    Reference: {type: object, properties: {id: {type: string}, home: {$ref: '#/components/schemas/Reference'}}}
    NewMember: {type: object, properties: {user: {$ref: '#/components/schemas/Reference'}, name: {type: string}}}
    Member:
      type: object
      required: [id]
      properties: {id: {type: string}, user: {$ref: '#/components/schemas/User'}, name: {type: string}}
    User:
      type: object
      required: [id, kind]
      properties: {id: {type: string}, kind: {enum: [user, robot]}, home: {$ref: '#/components/schemas/User'}}
"""


def test_remembered_objects_have_the_properties_that_responses_require(
    call: Caller, make_package: Maker
) -> None:
    _, package = fake_of(make_package, MEMBERS)
    with package.FakeClient(state=True) as fake:
        user = {"id": "u", "home": {"id": "h"}}
        added = call(fake, lambda c: c.members.add(name="n", user=user))
        home = {"id": "h", "kind": "user"}
        assert added.user.to_dict() == {"id": "u", "kind": "user", "home": home}
        assert call(fake, lambda c: c.members.get(added.id)) == added


FORMATS = """
paths:
  /users:
    post:
      operationId: createUser
      tags: [users]
      requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
      responses: {'201': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}
  /users/{id}:
    get:
      operationId: getUser
      tags: [users]
      parameters: [{name: id, in: path, required: true, schema: {type: string, format: uuid}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}
components:
  schemas:
    User:
      type: object
      required: [id, email, home, own]
      properties:
        id: {type: string, format: uuid}
        email: {type: [string, 'null'], format: email}
        home: {$ref: '#/components/schemas/Address'}
        own: {type: string, format: ipv4, example: 10.0.0.1}
    Address: {type: string, format: uri}
"""


def test_texts_have_their_format(call: Caller, make_package: Maker) -> None:
    made, package = fake_of(make_package, FORMATS)
    user = package.make(made.User)
    assert (str(UUID(user.id)), user.own) == (user.id, "10.0.0.1")
    assert "@" in user.email
    assert user.home.startswith("https://")
    with package.FakeClient(state=True) as fake:
        ids = {call(fake, lambda c: c.users.create(name="a")).id for _ in range(12)}
        assert len({UUID(each) for each in ids}) == 12
        last = max(ids)
        assert call(fake, lambda c: c.users.get(last)).id == last
