"""Parameters that the document does not allow."""

from __future__ import annotations

from itertools import count
from typing import Any

import httpx2
import pytest

from tests.fake.conftest import Caller, fake_of
from tests.functional.support import Maker

INTEGERS = "{type: array, items: {type: integer, minimum: 1}, maxItems: 3}"
FIND = f"""
paths:
  /things/{{number}}/{{codes}}:
    get:
      operationId: things_check
      tags: [things]
      parameters:
        - {{name: number, in: path, required: true, schema: {{type: number}}}}
        - {{name: codes, in: path, required: true, schema: {INTEGERS}}}
        - {{name: limit, in: query, schema: {{type: integer, minimum: 1}}}}
        - {{name: exact, in: query, schema: {{type: string, format: decimal}}}}
        - {{name: name, in: query, schema: {{type: string, maxLength: 3}}}}
        - {{name: flag, in: query, schema: {{type: boolean}}}}
        - {{name: level, in: query, schema: {{enum: [1, 2, high]}}}}
        - {{name: at, in: query, schema: {{type: string, format: date}}}}
        - {{name: either, in: query, schema: {{oneOf: [{{type: integer}}, {{type: boolean}}]}}}}
        - {{name: id, in: query, schema: {INTEGERS}}}
        - {{name: listed, in: query, explode: false, schema: {INTEGERS}}}
        - {{name: piped, in: query, style: pipeDelimited, explode: false, schema: {INTEGERS}}}
        - {{name: spaced, in: query, style: spaceDelimited, explode: false, schema: {INTEGERS}}}
        - {{name: words, in: query, explode: false, schema: {{type: array, items: {{type: string, maxLength: 3}}}}}}
        - {{name: filter, in: query, required: true, schema: {{type: object, properties: {{kind: {{type: string}}}}}}}}
        - {{name: X-Ratio, in: header, schema: {{type: number}}}}
        - {{name: X-Ids, in: header, schema: {INTEGERS}}}
        - {{name: session, in: cookie, required: true, schema: {{type: integer}}}}
        - {{name: seen, in: cookie, schema: {INTEGERS}}}
        - {{name: where, in: query, content: {{application/json: {{schema: {INTEGERS}}}}}}}
      responses: {{'204': {{description: ok}}}}
"""
NO_NUMBERS = ("1_0", " 1.5", "1.5 ", "٣", "nan", "inf", "-inf", "Infinity", "+1", "01", ".5", "1.")


def find(
    number: object = 1, codes: object = "1", query: str = "kind=a", **headers: str
) -> dict[str, Any]:
    """Return the arguments of a request that is allowed but for the given parts."""
    given = {"cookie": "session=1", **headers}
    return {"url": f"/things/{number}/{codes}?{query}", "headers": given}


def send(fake: Any, request: dict[str, Any]) -> None:
    """Send a request that the client of the API would not send."""
    client = httpx2.Client(base_url=fake._base_url, transport=fake._connections.sync._transport)
    client.get(**request)


@pytest.mark.parametrize(
    "request_",
    [
        find(),
        find("-1.5e2", "1,2,3"),
        find(query="limit=7&exact=1.10&name=123&flag=true&level=2&at=2026-01-31&either=false"),
        find(query="level=high&either=5&id=1&id=2&listed=1,2&piped=1|2&spaced=1%202"),
        find(query="where=[1,+2]"),
        find(query="piped=1%7C2&spaced=1+2&words=a%2Cb,c,%201&name=%2B1"),
        find(cookie="a=b; session=12; seen=1,2", **{"X-Ratio": "0.5", "X-Ids": "1, 2"}),
        find(cookie="session=12; seen=1; seen=2"),
    ],
)
def test_allowed(make_package: Maker, request_: dict[str, Any]) -> None:
    _, package = fake_of(make_package, FIND)
    with package.FakeClient() as fake:
        fake.things.check.returns()
        send(fake, request_)


@pytest.mark.parametrize(
    ("request_", "problem"),
    [
        *((find(each), "path parameter number") for each in NO_NUMBERS),
        *((find(query=f"limit={each}"), "query parameter limit") for each in NO_NUMBERS),
        *((find(query=f"id=1&id={each}"), "query parameter id") for each in NO_NUMBERS),
        *(
            (find(**{"X-Ratio": each}), "header parameter X-Ratio")
            for each in NO_NUMBERS
            if each.isascii() and each == each.strip()
        ),
        (find(query="where=[1"), "where that is not allowed: must be JSON"),
        (find(query="where=[1,0]"), r"where .*: \[1\]: must be at least 1, but is 0"),
        (find(query="where=[1]&where=[2]"), "has the query parameter where 2 times"),
        (find(codes="1,x"), r"path parameter codes .*: \[1\]: must be an integer"),
        (find(codes="1,2,3,4"), "path parameter codes .*: must have at most 3 items, but has 4"),
        (find(query="limit=1&limit=2"), "has the query parameter limit 2 times"),
        (find(query="name=a&name=b"), "has the query parameter name 2 times"),
        (find(query="listed=1&listed=2"), "has the query parameter listed 2 times"),
        (find(query="limit="), "query parameter limit .*must be an integer"),
        (find(query="limit=true"), "query parameter limit .*must be an integer"),
        (find(query="limit=0"), "limit .*must be at least 1, but is 0"),
        (find(query="exact=x"), "query parameter exact"),
        (find(query="name=1234"), "name .*must have at most 3 characters, but has 4"),
        (find(query="flag=1"), "flag .*must be a boolean"),
        (find(query="flag=True"), "flag .*must be a boolean"),
        (find(query="level=3"), "level .*must be one of"),
        (find(query="at=yesterday"), "query parameter at "),
        (find(query="either=x"), "query parameter either "),
        (find(query="id=1&id=b"), r"query parameter id .*: \[1\]: must be an integer"),
        (find(query="id=1&id=0"), r"id .*: \[1\]: must be at least 1, but is 0"),
        (find(query="id=1&id=2&id=3&id=4"), "id .*must have at most 3 items, but has 4"),
        (find(query="listed=1,b"), r"listed .*: \[1\]: must be an integer"),
        (find(query="piped=1|b"), r"piped .*: \[1\]: must be an integer"),
        (find(query="spaced=1%20b"), r"spaced .*: \[1\]: must be an integer"),
        (find(query="words=abc,abcd"), r"words .*: \[1\]: must have at most 3 characters"),
        (find(**{"X-Ids": "1, b"}), r"header parameter X-Ids .*: \[1\]: must be an integer"),
        (find(cookie="a=b"), "has no cookie parameter session"),
        (find(cookie=""), "has no cookie parameter session"),
        (find(cookie="session=x"), "cookie parameter session .*must be an integer"),
        (find(cookie="session=1; session=2"), "has the cookie parameter session 2 times"),
        (find(cookie="session=1; seen=1,b"), r"seen .*: \[1\]: must be an integer"),
    ],
    ids=count(),
)
def test_refused(make_package: Maker, request_: dict[str, Any], problem: str) -> None:
    _, package = fake_of(make_package, FIND)
    with package.FakeClient() as fake:
        with pytest.raises(package.FakeError, match=f"^a request of things.check .*{problem}"):
            send(fake, request_)
        fake.clear()


def test_arguments_of_the_client_are_allowed(call: Caller, make_package: Maker) -> None:
    _, package = fake_of(make_package, FIND)
    with package.FakeClient() as fake:
        fake.things.check.returns()
        some = [1, 2]
        listed = dict.fromkeys(("id", "listed", "piped", "spaced", "x_ids", "seen"), some)
        words = ["a b", "a,b", "é"]
        given = {"limit": 1, "level": 2, "flag": True, "either": False, "x_ratio": 1e30}
        arguments = {
            "filter": {"kind": "a"},
            "session": 5,
            "words": words,
            "where": some,
            **given,
            **listed,
        }
        call(fake, lambda c: c.things.check(1e-7, [1, 2, 3], **arguments))
        fake.things.check.assert_called_once_with(1e-7, [1, 2, 3], **arguments)
