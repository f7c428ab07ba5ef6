"""Null in requests and responses: which schemas admit it, alone, combined and as alternatives."""

from __future__ import annotations

from inspect import get_annotations
from typing import Any

import pytest

from tests.functional.support import Call, Made, Make, echo
from tests.support.loopback import answer
from tests.support.nullability import VERSIONS, Row, document

Made_ = tuple[Made, list[Row]]


@pytest.fixture(params=VERSIONS)
def made(make: Make, request: pytest.FixtureRequest) -> Made_:
    """The client of the table, and the table itself."""
    components, rows = document(request.param)
    return (
        make(echo("{$ref: '#/components/schemas/Thing'}", components), version=request.param),
        rows,
    )


def test_annotations_include_none_where_null_is_admitted(made: Made_) -> None:
    api, rows = made
    optional = get_annotations(api.models.Thing)
    for number, row in enumerate(rows):
        required = get_annotations(getattr(api.models, f"Row{number}"))["x"]
        assert ("None" in required.split(" | ")) is row.admits_null, row.schema
        assert ("UnsetType" in optional[f"o{number}"].split(" | ")) is row.admits_null, row.schema


def test_a_required_null_is_sent_where_it_is_admitted(made: Made_, call: Call) -> None:
    api, rows = made
    for number, row in enumerate(rows):
        fields = {f"r{number}": getattr(api.models, f"Row{number}")(x=None)}
        if row.admits_null:
            sent = call(api, lambda c, fields=fields: c.things.save(**fields)).sent
            assert sent.json() == {f"r{number}": {"x": None}}, row.schema
            continue
        with pytest.raises(api.errors.ArgumentError, match=r"x: must be .*, not null"):
            call(api, lambda c, fields=fields: c.things.save(**fields))


def test_an_optional_null_is_sent_where_it_is_admitted_and_omitted_elsewhere(
    made: Made_, call: Call
) -> None:
    api, rows = made
    nothing = {f"o{number}": None for number in range(len(rows))}
    sent = call(api, lambda c: c.things.save(**nothing)).sent.json()
    assert sent == {f"o{number}": None for number, row in enumerate(rows) if row.admits_null}


def test_a_null_is_received_where_it_is_admitted(made: Made_, call: Call) -> None:
    api, rows = made

    def received(number: int, value: Any) -> Any:
        reply = answer({f"r{number}": {"x": value}})
        thing = call(api, lambda c: c.things.save(), reply, strict=True).value
        return getattr(thing, f"r{number}").x

    for number, row in enumerate(rows):
        assert received(number, row.value) is not None, row.schema
        if row.admits_null:
            assert received(number, None) is None, row.schema
            continue
        with pytest.raises(api.errors.ResponseValidationError, match=f"at /r{number}/x: "):
            received(number, None)
