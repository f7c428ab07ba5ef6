"""The messages of the fake name each operation as the fake has it, and the sentence to write runs when pasted."""

from __future__ import annotations

import re
from operator import attrgetter

import pytest

from tests.fake.conftest import Caller, fake_of
from tests.functional.support import Maker

RESULT = "{'200': {description: ok, content: {application/json: {schema: SCHEMA}}}}"
THING = "{$ref: '#/components/schemas/Thing'}"


def operation(path: str, name: str, tag: str, schema: str = "{type: string}") -> str:
    responses = RESULT.replace("SCHEMA", schema)
    names = f"operationId: {name}"
    if path != "/login":
        names += f", x-fern-sdk-method-name: {path.rpartition('/')[2]}"
    return f"  {path}: {{post: {{{names}, tags: [{tag}], responses: {responses}}}}}\n"


NAMES = (
    "paths:\n"
    + operation("/login", "login", "login", THING)
    + "".join(operation(f"/login/{each}", each, "login") for each in ("calls", "fails", "import"))
    + "".join(
        operation(f"/{each}/use", f"use_{each}", each)
        for each in ("calls", "serve", "clock", "client", "seed", "pauses", "class", "state")
    )
    + """
components:
  schemas:
    Thing: {type: object, required: [id], properties: {id: {type: string}}}
"""
)
CALLS = {
    "login": "login",
    "login.calls_": "login.calls",
    "login.fails_": "login.fails",
    "login.import_": "login.import_",
    "calls_.use": "calls.use",
    "serve_.use": "serve.use",
    "clock_.use": "clock.use",
    "client_.use": "client.use",
    "seed_.use": "seed.use",
    "pauses_.use": "pauses.use",
    "class_.use": "class_.use",
    "state_.use": "state.use",
}
"""The names of the operations in the fake and in the client."""


@pytest.mark.parametrize("name", CALLS)
def test_an_operation_has_the_name_of_its_attribute(
    call: Caller, make_package: Maker, name: str
) -> None:
    made, package = fake_of(make_package, NAMES)
    with package.FakeClient() as fake:
        get = attrgetter(CALLS[name])
        with pytest.raises(package.FakeError) as caught:
            call(fake, lambda c: get(c)())
        sentence = re.search(r"Write: (.+)", str(caught.value))
        assert sentence is not None
        assert str(caught.value).startswith(f"{name} was called")
        assert sentence[1].startswith(f"fake.{name}.returns(")
        assert fake.calls[-1].operation == name
        fake.clear()
        exec(sentence[1], {"fake": fake, "make": package.make, "models": made})
        call(fake, lambda c: get(c)())
        operation = attrgetter(name)(fake)
        operation.assert_called_once_with()
        assert repr(operation) == f"<fake {name}, called once>"
        with pytest.raises(package.FakeError, match=rf"^{re.escape(name)}: got an unexpected"):
            operation.assert_called_once_with(wrong=1)
