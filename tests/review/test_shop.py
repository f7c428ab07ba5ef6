"""Each edit of a small document is reported with the right step and rules, and the reversed edit with theirs."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from pathlib import Path

import pytest

from generator import pipeline
from generator.config import ReviewOptions
from generator.diagnostics import Location
from generator.ir.api import Api
from generator.openapi import Document
from generator.parser import SettingsInput
from generator.review.approvals import Approvals
from generator.review.compare.comparison import Side
from generator.review.report import Review, review
from generator.review.rules import Effect
from generator.review.witness import Witnesses
from tests.review.shop_edits import SHOP_EDITS
from tests.support.harness import NAMES

SHOP = Path(__file__).with_name("shop.yaml")


def parsed(path: Path, names: SettingsInput = NAMES) -> tuple[Api, Document]:
    result = pipeline.parse_only(pipeline.Request(path, names=names))
    assert result.api is not None
    assert result.document is not None
    return result.api, result.document


@cache
def shop() -> tuple[Api, Document]:
    return parsed(SHOP)


def compared(old: tuple[Api, Document], new: tuple[Api, Document]) -> Review:
    return review("shop.yaml", ("old", *old), ("new", *new), ReviewOptions(), Approvals())


def rules(found: Review) -> str:
    return " ".join(each.change.rule.id for each in found.changes)


@pytest.mark.parametrize("name", SHOP_EDITS)
def test_an_edit_and_its_reverse(name: str, tmp_path: Path) -> None:
    bump, expected, reverse, replacements = SHOP_EDITS[name]
    text = SHOP.read_text("utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "shop.yaml"
    path.write_text(text, "utf-8")
    edited = parsed(path)
    found = compared(shop(), edited)
    assert found.bump.label == bump
    assert rules(found) == expected
    assert rules(compared(edited, shop())) == reverse
    for each in found.changes:
        _check_places(each.change.before, SHOP)
        _check_places(each.change.after, path)
        assert (each.change.before is None) <= (each.change.old is None)
        assert (each.change.after is None) <= (each.change.new is None)


def _check_places(location: Location | None, path: Path) -> None:
    if location is not None:
        assert Path(location.file).name == path.name
        assert path.read_text("utf-8").splitlines()[location.line - 1] == location.text


def test_the_title_names_the_package_unless_it_is_configured(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP.read_text("utf-8").replace("title: Shop,", "title: Store,"), "utf-8")
    names = SettingsInput()
    found = compared(parsed(SHOP, names), parsed(path, names))
    assert rules(found) == "client-renamed documentation-changed"
    detail = "package shop → store, distribution shop → store, client Shop → Store, env_prefix SHOP → STORE"
    assert found.changes[0].change.detail == detail
    assert rules(compared(shop(), parsed(path))) == "documentation-changed"


def test_a_server_variable_without_a_default_is_required(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(
        SHOP.read_text("utf-8") + "x-conventions: { placeholders: [region] }\n", "utf-8"
    )
    found = compared(shop(), parsed(path))
    assert "server-variable-made-required" in rules(found)


def test_another_scheme_can_take_grants(tmp_path: Path) -> None:
    text = SHOP.read_text("utf-8").replace(
        "    login: {",
        "    visitor: { type: openIdConnect, openIdConnectUrl: https://a.example }\n    login: {",
    )
    sides = []
    for name, scheme in (
        ("token", "type: http, scheme: bearer"),
        ("key", "type: apiKey, in: header, name: X-A"),
    ):
        path = tmp_path / f"{name}.yaml"
        path.write_text(
            text.replace("login: { type: http, scheme: basic }", f"login: {{ {scheme} }}"), "utf-8"
        )
        sides.append(parsed(path))
    found = [compared(*sides), compared(*reversed(sides))]
    others = "security-scheme-changed"  # and the other scheme has its own name beside another token
    assert rules(found[0]) == f"credential-renamed grants-refused {others}"
    assert rules(found[1]) == f"credential-renamed grants-accepted {others}"


BEARER = "type: http, scheme: bearer"
OPENID = "type: openIdConnect, openIdConnectUrl: https://a.example"
FLOW = "type: oauth2, flows: { clientCredentials: { tokenUrl: https://a.example/t, scopes: { a: A } } }"
PASSWORD = FLOW.replace("clientCredentials", "password")
DEVICE = FLOW.replace(
    "clientCredentials: {",
    "deviceAuthorization: { deviceAuthorizationUrl: https://a.example/d,",
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (BEARER, OPENID, ""),
        (PASSWORD, BEARER, "grant-endpoint-removed"),
        (BEARER, PASSWORD, "grant-endpoint-added"),
        (DEVICE, PASSWORD, "grant-endpoint-removed"),
        (PASSWORD, DEVICE, "grant-endpoint-added"),
        (FLOW, FLOW.replace("a: A", "a: Everything"), ""),
        (FLOW, FLOW.replace("a: A", "a: A, b: B"), "token-request-changed"),
        (FLOW, FLOW.replace("/t", "/token"), "token-request-changed"),
        (FLOW, FLOW.replace("clientCredentials", "password"), "security-scheme-removed"),
        (FLOW.replace("clientCredentials", "password"), FLOW, "security-scheme-added"),
    ],
)
def test_access_tokens_are_sent_in_one_way(
    old: str, new: str, expected: str, tmp_path: Path
) -> None:
    sides = []
    for name, scheme in (("old", old), ("new", new)):
        path = tmp_path / f"{name}.yaml"
        text = SHOP.read_text("utf-8")
        path.write_text(text.replace("type: http, scheme: basic", scheme), "utf-8")
        sides.append(parsed(path))
    assert rules(compared(*sides)) == expected


def test_a_version_below_1_is_raised_by_one_step_less(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    text = SHOP.read_text("utf-8").replace("operationId: deleteItem", "operationId: purgeItem")
    path.write_text(text, "utf-8")
    found = compared(shop(), parsed(path))
    assert (found.bump.label, found.next_version, found.is_covered) == ("major", "0.5.0", False)
    path.write_text(text.replace("version: 0.4.2", "version: 0.5.0"), "utf-8")
    assert compared(shop(), parsed(path)).is_covered


def test_the_signature_of_a_new_constant_has_its_default(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    text = SHOP.read_text("utf-8")
    for old, new in SHOP_EDITS["property of requests with one value added"][3]:
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    (change,) = (each.change for each in compared(shop(), parsed(path)).changes)
    assert change.new == 'client.items.create(version: Open[Literal["v1"]] = "v1")'


@pytest.mark.parametrize(
    ("enum", "expected", "reverse"),
    [
        ("enum: [eu, apac]", ["removed: us", "added: apac"], ["removed: apac", "added: us"]),
        ("description: Any.", ["added: any other"], ["removed: any other"]),
    ],
)
def test_the_values_of_a_server_variable_are_named(
    enum: str, expected: list[str], reverse: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP.read_text("utf-8").replace("enum: [eu, us]", enum), "utf-8")
    edited = parsed(path)
    for found, details in (
        (compared(shop(), edited), expected),
        (compared(edited, shop()), reverse),
    ):
        changes = [r.change for r in found.changes if r.change.rule.id.startswith("server-value-")]
        listed = [f"{c.rule.id.removeprefix('server-value-')}: {c.detail}" for c in changes]
        assert listed == details


def test_a_witness_does_not_return_the_result_of_a_method_without_one(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP.read_text("utf-8").replace("exclusiveMinimum: 0", "minimum: 0"), "utf-8")
    (found,) = compared(shop(), parsed(path)).changes
    witnesses = Witnesses(Side(*shop())).of(found.change)
    assert len(witnesses) == 2
    for each in witnesses:
        assert ") -> None: client.settings.update(" in each


def test_changes_at_one_place_are_in_the_order_of_the_document(tmp_path: Path) -> None:
    headers = [f"X-{letter}" for letter in "FAEBDC"]
    statuses = ["415", "409", "422", "402", "410", "423"]
    text = SHOP.read_text("utf-8")
    for old, new in (
        (
            "          headers:\n",
            "          headers:\n"
            + "".join(
                f"            {each}: {{ schema: {{ type: string }} }}\n" for each in headers
            ),
        ),
        (
            "        '404':\n",
            "".join(f"        '{each}': {{ description: Refused. }}\n" for each in statuses)
            + "        '404':\n",
        ),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "shop.yaml"
    path.write_text(text, "utf-8")
    removed = [each.change for each in compared(parsed(path), shop()).changes]
    for rule, ends in (("response-header-removed", headers), ("error-status-removed", statuses)):
        titles = [each.title.split()[-1] for each in removed if each.rule.id == rule]
        assert titles == ends


def test_a_renamed_tag_is_one_change_with_its_operations(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    text = SHOP.read_text("utf-8").replace("tags: [items]", "tags: [goods]")
    path.write_text(text.replace("{ name: items,", "{ name: goods,"), "utf-8")
    (change,) = (each.change for each in compared(shop(), parsed(path)).changes)
    assert change.title == "resource renamed: client.items: client.items → client.goods"
    assert change.operations == ("listItems", "createItem", "getItem", "deleteItem")
    assert change.old is not None
    assert change.new is not None
    assert change.old.splitlines()[0] == "client.items.list"
    assert change.new.splitlines()[0] == "client.goods.list_items"
    assert change.before is not None
    assert change.before.text.strip() == "- { name: items, description: Things to buy. }"


def test_a_method_that_takes_another_model_than_before_is_named(tmp_path: Path) -> None:
    shared = SHOP.read_text("utf-8").replace(
        "            schema: { $ref: '#/components/schemas/Payment' }\n      responses",
        "            schema: { $ref: '#/components/schemas/NewItem' }\n      responses",
    )
    edited = shared.replace(
        "application/json: { schema: { $ref: '#/components/schemas/NewItem' } }",
        "application/json: { schema: { type: object, properties: { name: { type: string, maxLength: 80 } } } }",
    )
    sides = []
    for name, text in (("shared", shared), ("edited", edited)):
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, "utf-8")
        sides.append(parsed(path))
    changes = [each.change for each in compared(*sides).changes]
    removed = [each for each in changes if each.rule.id == "request-property-removed"]
    assert [each.old for each in removed] == [
        "client.items.create(size: int | None = None)  # at least 1",
        'client.items.create(notes: str | None = None)  # default "none"',
    ]
    assert {each.operations for each in changes} == {("createItem",)}


def test_bounds_of_one_are_in_the_singular(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    text = SHOP.read_text("utf-8").replace("maxLength: 80", "minLength: 1, maxLength: 80")
    path.write_text(text, "utf-8")
    (change,) = (each.change for each in compared(shop(), parsed(path)).changes)
    assert change.new is not None
    assert change.new.endswith("# at least 1 character, at most 80 characters")


def test_the_signature_of_additional_properties_has_their_type(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    text = SHOP.read_text("utf-8").replace(
        "additionalProperties: true", "additionalProperties: { type: integer }"
    )
    path.write_text(text, "utf-8")
    (change,) = (each.change for each in compared(shop(), parsed(path)).changes)
    assert change.old == "models.FoundHits.additional_properties: dict[str, Any]"
    assert change.new == "models.FoundHits.additional_properties: dict[str, int]"
    # Type checkers accept Any as every type, so no code shows the difference.
    assert Witnesses(Side(*shop())).of(change) == []


VERDICTS = {
    "decimal number of a response becomes a text": "none none breaks breaks",
    "number becomes decimal": "breaks none none none",
    "number of a response becomes decimal": "breaks breaks none none",
    "integer of a request becomes decimal": "breaks extends none breaks",
    "integer of a request becomes decimal, reversed": "breaks breaks breaks none",
    "integer of a response becomes decimal": "breaks breaks breaks none",
    "integer of a response becomes decimal, reversed": "breaks breaks none breaks",
    "text of a response becomes decimal": "breaks breaks none none",
    "query parameter with one value made required": "breaks breaks breaks none",
    "property with one value made optional, reversed": "breaks breaks breaks none",
    "text of a request gets a format": "breaks breaks breaks none",
    "text of a request gets a format, reversed": "breaks breaks none breaks",
    "path parameter becomes a number": "breaks breaks breaks none",
    "path parameter becomes a number, reversed": "breaks breaks none breaks",
    "text of a response gets a format": "breaks breaks none none",
    "text of a response gets a format, reversed": "breaks breaks breaks none",
}


@pytest.mark.parametrize("name", VERDICTS)
def test_the_verdicts_tell_json_from_types_in_python(name: str, tmp_path: Path) -> None:
    edit, is_reversed, _ = name.partition(", reversed")
    path = tmp_path / "shop.yaml"
    text = SHOP.read_text("utf-8")
    for old, new in SHOP_EDITS[edit][3]:
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    sides = (parsed(path), shop()) if is_reversed else (shop(), parsed(path))
    (change,) = (each.change for each in compared(*sides).changes)
    assert " ".join(change.verdicts.values) == VERDICTS[name]


@pytest.mark.parametrize(
    "name",
    [
        "required parameter with one value gets another",
        "required property with one value becomes any text",
    ],
)
def test_deployed_clients_send_the_value_that_was_the_only_one(name: str, tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    ((old, new),) = SHOP_EDITS[name][3]
    path.write_text(SHOP.read_text("utf-8").replace(old, new), "utf-8")
    found = compared(shop(), parsed(path))
    assert {each.change.verdicts.deployed for each in found.changes} == {Effect.NONE}


@pytest.mark.parametrize("field", ["score", "weight"])
def test_another_json_type_of_a_decimal_has_its_own_fingerprint(field: str, tmp_path: Path) -> None:
    old = f"{field}: {{ type: number }}"
    schemas = {
        "number": old,
        "integer": f"{field}: {{ type: integer }}",
        "decimal": f"{field}: {{ type: number, format: decimal }}",
        "text": f"{field}: {{ type: string, format: decimal }}",
    }
    sides = {}
    for name, schema in schemas.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(SHOP.read_text("utf-8").replace(old, schema), "utf-8")
        sides[name] = parsed(path)
    details = {}
    for before, after in permutations(sides, 2):
        (change,) = (each.change for each in compared(sides[before], sides[after]).changes)
        details[change.fingerprint] = change.detail
    assert len(details) == 12
    assert {"number → string", "string → number", "int → Decimal (string)"} <= {*details.values()}
