"""Inline objects in results have the name of the thing that they are.

A line of the table has the path of a GET, or a method and a path (`POST:/widgets`), the tag (`-` without one), the
result and the names of the models. Lines without a blank line between them are one document.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import Build

KEYED = {"type": "object", "properties": {"id": {"type": "string"}}}
OTHER = {"type": "object", "properties": {"id": {"type": "string"}, "more": {}}}
RESULTS: dict[str, dict[str, Any]] = {
    "many": {"type": "array", "items": KEYED},
    "page": {"type": "object", "properties": {"data": {"type": "array", "items": KEYED}}},
    "widgets": {
        "type": "object",
        "properties": {"widgets": {"type": "array", "items": KEYED}, "total": {}},
    },
    "tags": {"type": "object", "properties": {"tags": {"type": "array", "items": KEYED}}},
    "others": {"type": "array", "items": OTHER},
    "one": KEYED,
    "documented": {**KEYED, "description": "A widget."},
    "slug": {"type": "object", "properties": {"widget_slug": {"type": "string"}}},
    "unkeyed": {"type": "object", "properties": {"name": {"type": "string"}}},
    "texts": {"type": "array", "items": {"type": "string"}},
    "maps": {"type": "array", "items": {"type": "object"}},
    "wrapped": {"type": "object", "properties": {"data": KEYED}},
    "named": {"type": "object", "properties": {"widget": KEYED, "more": {}}},
    "components": {"type": "array", "items": {"$ref": "#/components/schemas/Other"}},
}
TABLE = """
/widgets                      widgets  many        Widget
/v1/widgets                   store    many        Widget
/widgets                      widgets  page        GetWidgetsResponse,Widget
/widgets                      widgets  widgets     GetWidgetsResponse,Widget
/widgets                      widgets  tags        GetWidgetsResponse,GetWidgetsResponseTag
/widgets                      widgets  texts       -
/widgets                      widgets  maps        -
/widgets                      widgets  components  Other
/widgets/{id}                 widgets  one         Widget
/widgets/{slug}               widgets  unkeyed     GetWidgetsSlugResponse
/widgets/{widget_slug}        widgets  slug        Widget
/orders/{id}/lines            orders   many        OrderLine
/orders/{id}/lines            lines    many        Line
/voice-channels               voice-channels many  VoiceChannel
/agents/tasks                 agent-tasks many     Task
/metrics                      metrics  many        GetMetricsResponseItem
/widgets/search               widgets  many        GetWidgetsSearchResponseItem
/widgets/{id}                 widgets  wrapped     GetWidgetsIdResponse,Widget
/widgets/{id}                 widgets  named       GetWidgetsIdResponse,Widget
POST:/widgets                 widgets  wrapped     PostWidgetsResponse,Widget
POST:/widgets                 widgets  one         Widget
POST:/widgets                 widgets  unkeyed     PostWidgetsResponse
POST:/widgets                 widgets  many        PostWidgetsResponseItem
PUT:/widgets/{id}             widgets  one         Widget
PATCH:/widgets/{widget_slug}  widgets  slug        Widget
POST:/widgets/{id}/paint      widgets  one         PostWidgetsIdPaintResponse
"""


def document(rows: list[list[str]], **schemas: dict[str, Any]) -> str:
    """A document with an operation for each row. A row has the path, the tag and the result."""
    paths: dict[str, dict[str, Any]] = {}
    for at, tag, result, *_ in rows:
        method, path = at.lower().split(":") if ":" in at else ("get", at)
        content = {"application/json": {"schema": RESULTS[result]}}
        words = path.replace("/", "_").replace("{", "").replace("}", "").replace("-", "_")
        operation = {
            "operationId": f"{method}{words}",
            "tags": [tag],
            "responses": {"200": {"description": "", "content": content}},
        }
        paths.setdefault(path, {})[method] = operation
    components = {"schemas": {**schemas, **({"Other": OTHER} if "components" in str(rows) else {})}}
    return f"paths: {json.dumps(paths)}\ncomponents: {json.dumps(components)}"


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_names(build_text: Build, line: str) -> None:
    *row, names = line.split()
    built = build_text(document([row]))
    assert built.names == ([] if names == "-" else sorted(names.split(",")))
    assert "warning name-clash" not in built.rules


def test_equal_objects_share_a_model(build_text: Build) -> None:
    rows = [["/widgets", "widgets", "page"], ["/widgets/{id}", "widgets", "documented"]]
    built = build_text(document(rows))
    assert built.names == ["GetWidgetsResponse", "Widget"]
    assert "warning name-clash" not in built.rules


def test_what_a_post_returns_shares_the_model_of_the_item(build_text: Build) -> None:
    rows = [
        ["POST:/widgets", "widgets", "one"],
        ["/widgets", "widgets", "many"],
        ["PUT:/widgets/{id}", "widgets", "slug"],
        ["PATCH:/widgets/{id}", "widgets", "others"],
    ]
    built = build_text(document(rows))
    assert sorted(built.names) == ["PatchWidgetsIdResponseItem", "PutWidgetsIdResponse", "Widget"]


def test_an_other_result_of_a_post_keeps_the_name_of_its_operation(build_text: Build) -> None:
    rows = [["POST:/widgets", "widgets", "one"], ["/widgets", "widgets", "others"]]
    built = build_text(document(rows))
    assert sorted(built.names) == ["PostWidgetsResponse", "Widget"]
    assert [field.name for field in built.model("Widget").fields] == ["id", "more"]
    assert "warning name-clash" in built.rules


def test_of_different_objects_the_item_of_the_shorter_path_has_the_name(build_text: Build) -> None:
    rows = [
        ["/widgets/{id}", "widgets", "one"],
        ["/shops/{id}/widgets", "widgets", "many"],
        ["/widgets", "widgets", "others"],
    ]
    built = build_text(document(rows))
    assert sorted(built.names) == [
        "GetShopsIdWidgetsResponseItem",
        "GetWidgetsIdResponse",
        "Widget",
    ]
    assert [field.name for field in built.model("Widget").fields] == ["id", "more"]
    clashes = [each for each in built.diagnostics if each.message.startswith("what get_widgets")]
    assert [each.location.line for each in clashes] == [3, 3]
    assert {each.message for each in clashes} == {
        "what get_widgets returns is called Widget, so this one is named after its operation"
    }


def test_a_component_keeps_its_name(build_text: Build) -> None:
    built = build_text(document([["/widgets", "widgets", "many"]], Widget=OTHER))
    assert sorted(built.names) == ["GetWidgetsResponseItem", "Widget"]
    assert [each.message for each in built.diagnostics if each.rule == "name-clash"] == [
        "another schema is called Widget, so this one is named after its operation"
    ]
