"""Programs that call the client, for edits of `shop.yaml` that break running code.

A program of `BREAKS` runs with the client of the base and raises with the one of the edit. A program of `DEPLOYED`
states what the new server expects or returns: it runs with the new client and raises with the old one. `made` is the
package, `client` a client of the server at `url`, and `sent()` the last request.
"""

from __future__ import annotations

from typing import Final, NamedTuple

CARD: Final = '{"kind": "card", "number": "1"}'
CASH: Final = '{"kind": "cash", "change": 1}'
ITEM: Final = '{"id": "1", "name": "Pen", "maker": {"name": "A", "country": "de"}}'
FOUND: Final = '{"state": "open", "note": null, "foundAt": "now", "hits": {"total": 1, "more": 2}}'


class Program(NamedTuple):
    """A program, the rule that it proves, and what it raises. The server sends `before` or `after`.

    `edit` is an edit of `shop_edits`. With `, reversed` at its end, the edited document is the base.
    """

    rule: str
    edit: str
    code: str
    error: type[Exception]
    before: str = "{}"
    after: str = ""  # empty for the same response


BREAKS: Final = (
    Program(
        "constant-made-required",
        "query parameter with one value made required",
        "client.search(text='a', mode=None)",
        ValueError,
        FOUND,
    ),
    Program(
        "no-longer-constant",
        "required parameter with one value gets another",
        "client.search(text='a')",
        TypeError,
        FOUND,
    ),
    Program(
        "request-format-added",
        "text of a request gets a format",
        "client.search(text='a', from_date='today')",
        ValueError,
        FOUND,
    ),
    Program(
        "response-python-type-changed",
        "number of a response becomes decimal",
        "assert client.search(text='a').score + 0.5",
        TypeError,
        FOUND.replace('"state"', '"score": 1.5, "state"'),
    ),
    Program(
        "request-type-narrowed",
        "integer of a request becomes decimal, reversed",
        "import decimal; client.search(text='a', depth=decimal.Decimal('1.5'))",
        ValueError,
        FOUND,
    ),
    Program(
        "response-type-widened",
        "integer of a response becomes decimal",
        "assert client.search(text='a').hits.total / 2.0",
        TypeError,
        FOUND,
    ),
    Program(
        "response-format-added",
        "text of a response gets a format",
        "assert client.search(text='a').found_at.lower()",
        AttributeError,
        FOUND.replace("now", "2030-01-01T00:00:00Z"),
    ),
    Program(
        "request-pattern-added",
        "pattern removed, reversed",
        "client.search(text='A1')",
        ValueError,
        FOUND,
    ),
    Program(
        "request-pattern-changed",
        "pattern changed, reversed",
        "client.search(text='a1')",
        ValueError,
        FOUND,
    ),
    Program(
        "request-bound-tightened",
        "shared bound added",
        "client.items.create(name='a', size=10)",
        ValueError,
        ITEM,
    ),
    Program(
        "request-bound-tightened",
        "maximum page size lowered",
        "client.items.list(per_page=80)",
        ValueError,
        "[]",
    ),
    Program(
        "request-type-narrowed",
        "number becomes integer in a request",
        "client.search(text='a', weight=1.5)",
        ValueError,
        FOUND,
    ),
    Program(
        "request-type-changed",
        "array parameter becomes scalar",
        "client.items.list(color=['red', 'blue'])",
        ValueError,
        "[]",
    ),
    Program(
        "request-null-forbidden",
        "null forbidden in a request",
        "client.search(text='a', limit=None); assert 'limit' in sent().json()",
        AssertionError,
        FOUND,
    ),
    Program(
        "request-value-removed",
        "value of a parameter added, reversed",
        "client.items.list(color=['green'])",
        ValueError,
        "[]",
    ),
    Program(
        "request-choice-added",
        "choice between properties added",
        "client.search(text='a')",
        ValueError,
        FOUND,
    ),
    Program(
        "request-extras-forbidden",
        "additional properties allowed, reversed",
        "client.items.create(name='a', additional_properties={'b': 1})",
        TypeError,
        ITEM,
    ),
    Program(
        "request-media-type-removed",
        "content type added to a request, reversed",
        "client.items.create(name='a', content_type='application/x-www-form-urlencoded')",
        TypeError,
        ITEM,
    ),
    Program(
        "request-body-made-required",
        "body made required",
        "client.orders.update_item('1', '2')",
        TypeError,
        CARD,
    ),
    Program(
        "required-request-body-added",
        "required body added",
        "client.items.delete('1')",
        TypeError,
    ),
    Program(
        "request-body-removed",
        "optional body added, reversed",
        "client.items.delete('1', why='old')",
        TypeError,
    ),
    Program(
        "request-member-removed",
        "union with a discriminator gains a member, reversed",
        "client.orders.update_item('1', '2', body=made.models.Voucher(code='a'))",
        TypeError,
        CARD,
    ),
    Program(
        "parameter-made-required",
        "query parameter made required",
        "client.search(text='a')",
        TypeError,
        FOUND,
    ),
    Program(
        "parameter-renamed",
        "query parameter renamed",
        "client.search(text='a', from_date='b')",
        TypeError,
        FOUND,
    ),
    Program(
        "parameter-removed",
        "pagination disappears",
        "client.items.list(per_page=30)",
        TypeError,
        "[]",
    ),
    Program(
        "paging-removed",
        "pagination disappears",
        "client.items.list().next_page()",
        AttributeError,
        "[]",
    ),
    Program(
        "paging-added",
        "pagination appears",
        "client.events.list().events",
        AttributeError,
        '{"events": []}',
    ),
    Program(
        "response-extras-forbidden",
        "additional properties of a response dropped",
        "assert client.search(text='a').hits.additional_properties",
        AttributeError,
        FOUND,
    ),
    Program(
        "response-type-widened",
        "integer becomes number",
        "'x' * client.search(text='a').hits.total",
        TypeError,
        FOUND,
        FOUND.replace("1,", "1.5,"),
    ),
    Program(
        "response-type-changed",
        "result becomes another media type",
        "client.photos.get().read()",
        AttributeError,
        "{}",
        ITEM,
    ),
    Program(
        "response-property-renamed",
        "property of an inline model renamed",
        "client.items.get('1').maker.country",
        AttributeError,
        ITEM,
        ITEM.replace("country", "land"),
    ),
    Program(
        "response-null-allowed",
        "second success without a body",
        "client.items.create(name='a').name",
        AttributeError,
        ITEM,
        "202",
    ),
    Program(
        "response-mapping-changed",
        "mapping value renamed",
        "assert isinstance(client.orders.update_item('1', '2'), made.models.Cash)",
        AssertionError,
        CASH,
    ),
    Program(
        "response-mapping-removed",
        "mapping value added, reversed",
        "assert isinstance(client.orders.update_item('1', '2'), made.models.Cash)",
        AssertionError,
        CASH.replace("cash", "coins"),
    ),
    Program(
        "method-renamed",
        "operation with an inline model renamed",
        "client.events.list()",
        AttributeError,
        '{"events": []}',
    ),
    Program("resource-renamed", "tag renamed", "client.items.get('1')", AttributeError, ITEM),
    Program(
        "operation-removed",
        "operation of the same shape in another resource",
        "client.items.delete('1')",
        AttributeError,
    ),
    Program(
        "argument-renamed",
        "path and operationIds renamed",
        "client.items.get(item_id='1')",
        AttributeError,
        ITEM,
    ),
    Program(
        "arguments-reordered",
        "path parameters swapped",
        "client.orders.update_item(order_id='1', item_id='2'); assert sent().path == '/orders/1/items/2'",
        AssertionError,
        CARD,
    ),
    Program(
        "model-renamed",
        "inline schema becomes a component",
        "made.models.ItemMaker(name='A')",
        AttributeError,
    ),
    Program("model-removed", "union loses a member", "made.models.EventCombined", AttributeError),
    Program("webhook-removed", "webhook removed", "made.webhooks.item_sold", AttributeError),
    Program("webhook-renamed", "webhook renamed", "made.webhooks.item_sold", AttributeError),
    Program(
        "request-type-changed",
        "body becomes another media type",
        "client.photos.add(file=b'a')",
        TypeError,
    ),
    Program("error-class-removed", "error code removed", "made.errors.ClosedError", AttributeError),
    Program(
        "security-scheme-removed",
        "security scheme added, reversed",
        "made.Made(key='a', client_id='a', client_secret='b')",
        ValueError,
    ),
    Program(
        "credential-renamed",
        "basic becomes bearer",
        "made.Made(key='a', username='a', password='b')",
        ValueError,
    ),
    Program(
        "grants-removed",
        "basic becomes bearer, reversed",
        "made.RefreshToken('a', client_id='b')",
        AttributeError,
    ),
    Program(
        "requirement-added",
        "requirement added",
        "made.Made(key='a', base_url=url).items.get('1')",
        ValueError,
        ITEM,
    ),
    Program(
        "server-host-removed",
        "server without a host",
        "made.Made(key='a').close()",
        ValueError,
    ),
    Program(
        "server-value-removed",
        "server region enum",
        "made.Made(key='a', region='us').close()",
        ValueError,
    ),
    Program(
        "server-variable-removed",
        "server variable added, reversed",
        "made.Made(key='a', stage='b').close()",
        ValueError,
    ),
)
DEPLOYED: Final = (
    Program(
        "constant-made-required",
        "query parameter with one value made required",
        "client.search(text='a'); assert 'mode=fast' in sent().target",
        AssertionError,
        FOUND,
    ),
    Program(
        "request-wire-type-changed",
        "decimal number of a request becomes a text without a bound",
        "import decimal; client.search(text='a', fee=decimal.Decimal(2)); assert sent().json()['fee'] == '2'",
        AssertionError,
        FOUND,
    ),
    Program(
        "response-wire-type-changed",
        "decimal number of a response becomes a text",
        "assert client.search(text='a').cost and not list(client.drift)",
        AssertionError,
        FOUND,
        FOUND.replace('"state"', '"cost": "1.50", "state"'),
    ),
    Program(
        "path-changed",
        "path prefix renamed",
        "client.items.list(); assert sent().path.startswith('/v2/')",
        AssertionError,
        "[]",
    ),
    Program(
        "security-scheme-changed",
        "header of a credential renamed",
        "client.items.get('1'); assert sent().header('X-Api-Key')",
        AssertionError,
        ITEM,
    ),
    Program(
        "requirement-added",
        "requirement added",
        "client.items.get('1'); assert sent().header('Authorization')",
        AssertionError,
        ITEM,
    ),
    Program(
        "required-request-body-added",
        "required body added",
        "client.items.delete('1', why='old')",
        TypeError,
    ),
    Program(
        "response-mapping-changed",
        "mapping value renamed",
        "assert isinstance(client.orders.update_item('1', '2'), made.models.Cash)",
        AssertionError,
        CASH,
        CASH.replace("cash", "coins"),
    ),
    Program(
        "response-property-renamed",
        "property of an inline model renamed",
        "assert client.items.get('1').maker.land",
        AttributeError,
        ITEM,
        ITEM.replace("country", "land"),
    ),
    Program(
        "parameter-serialization-changed",
        "parameter moves to a header",
        "client.search(text='a', from_date='b'); assert 'from_date' not in sent().query",
        AssertionError,
        FOUND,
    ),
)
