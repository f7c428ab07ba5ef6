"""The formats of a review: each has all changes, and no text of a spec can break out of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.report.review import REVIEW_FORMATS
from generator.report.review.changelog import changelog
from generator.report.review.markdown import MARKER
from generator.review.report import Review
from tests.review.test_shop import SHOP, compared, parsed, shop
from tests.support.harness import ROOT

HOSTILE = "</script><img src=x> ``` | $body --> ::error::x"


def edited(folder: Path, *replacements: tuple[str, str]) -> Review:
    """The review of `shop.yaml` with these replacements."""
    text = SHOP.read_text("utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path = folder / "shop.yaml"
    path.write_text(text, "utf-8")
    return compared(shop(), parsed(path))


@pytest.fixture
def found(tmp_path: Path) -> Review:
    return edited(
        tmp_path,
        ("        notes: { type: string, default: none }\n", ""),
        ("enum: [red, blue]", "enum: [red, blue, green]"),
        ("summary: List items.", "summary: List all items."),
        ("operationId: deleteItem", "operationId: purgeItem"),
    )


def test_json_has_its_schema(found: Review) -> None:
    schema = json.loads((ROOT / "docs" / "review.schema.json").read_text("utf-8"))
    report = json.loads(REVIEW_FORMATS["json"](found))
    jsonschema.Draft202012Validator(schema).validate(report)
    assert report["bump"] == "major"
    assert [change["bump"] for change in report["changes"]] == ["major", "major", "minor", "patch"]


def test_a_removed_symbol_is_annotated_at_its_nearest_parent(found: Review) -> None:
    (removed,) = [e.change for e in found.changes if e.change.rule.id == "request-property-removed"]
    assert removed.after is None
    assert removed.before is not None
    assert removed.anchor.text.strip() == "properties:"
    assert f"line={removed.anchor.line}," in REVIEW_FORMATS["github"](found)


def test_markdown_is_one_comment_that_can_be_found_again(found: Review) -> None:
    text = REVIEW_FORMATS["markdown"](found)
    assert text.startswith(f"{MARKER}\n## API review: major (2 major, 1 minor, 1 patch)\n")
    assert "these changes need 0.5.0" in text
    assert text.count("<details>") == text.count("</details>") == 4
    assert "- client.items.delete(" in text
    assert "+ client.items.purge(" in text


def test_a_comment_has_at_most_the_characters_that_github_accepts(tmp_path: Path) -> None:
    many = "".join(f"        field{n}: {{ type: string }}\n" for n in range(400))
    found = edited(tmp_path, ("        price: {", f"{many}        price: {{"))
    assert len(found.changes) == 400
    text = REVIEW_FORMATS["markdown"](found)
    assert len(text) < 65_536
    assert "more changes are in the output of the job" in text


def test_long_types_do_not_make_a_comment_longer(tmp_path: Path) -> None:
    values = ", ".join(f"value_with_a_long_name_{n}" for n in range(300))
    enum = f"{{ type: string, enum: [{values}] }}"
    fields = "".join(f"        field{n}: {enum}\n" for n in range(60))
    text = SHOP.read_text("utf-8").replace("        price: {", f"{fields}        price: {{")
    versions = []
    for name, content in (
        ("old.yaml", text),
        ("new.yaml", text.replace(enum, "{ type: integer }")),
    ):
        (tmp_path / name).write_text(content, "utf-8")
        versions.append(parsed(tmp_path / name))
    found = compared(*versions)
    comment = REVIEW_FORMATS["markdown"](found)
    assert len(found.changes) == 60
    assert len(comment) < 65_536
    assert comment.count("<details>") > 5
    assert 'field0` (`Open[Literal["value_with_a_long_name_0"' in comment


def test_sarif_has_fingerprints_that_do_not_depend_on_lines(tmp_path: Path) -> None:
    change = ("enum: [red, blue]", "enum: [red, blue, green]")
    first = sarif(edited(tmp_path, change))
    moved = sarif(edited(tmp_path, change, ("paths:\n", "# a comment\n\npaths:\n")))
    lines = [_line(results) for results in (first, moved)]
    assert lines[1] == lines[0] + 2
    assert first[0]["partialFingerprints"] == moved[0]["partialFingerprints"]
    assert first[0]["level"] == "warning"


def sarif(found: Review) -> Sequence[dict[str, Any]]:
    results: Sequence[dict[str, Any]] = json.loads(REVIEW_FORMATS["sarif"](found))["runs"][0][
        "results"
    ]
    return results


def _line(results: Sequence[dict[str, Any]]) -> int:
    line: int = results[0]["locations"][0]["physicalLocation"]["region"]["startLine"]
    return line


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    value = json.dumps(HOSTILE)
    found = edited(tmp_path, ("enum: [red, blue]", f"enum: [red, blue, {value}]"))
    page = REVIEW_FORMATS["html"](found)
    assert "img" not in Tags(page).found
    assert Tags(page).found.count("script") == 1
    assert "$body" in page
    markdown = REVIEW_FORMATS["markdown"](found)
    rows = [line for line in markdown.splitlines() if line.startswith("| minor")]
    assert [row.replace("\\|", "").count("|") for row in rows] == [8]
    assert "\n````diff\n" in markdown
    assert "<img" not in markdown.split("<summary>")[1].split("</summary>")[0]
    commands = [line for line in REVIEW_FORMATS["github"](found).splitlines() if line[:2] == "::"]
    assert len(commands) == 1


def test_a_changelog_has_a_table_of_what_to_replace(found: Review) -> None:
    text = changelog(found)
    assert text.startswith("## 0.5.0\n")
    assert "- **Breaking:** Method renamed: `client.items.delete`" in text
    assert "| `client.items.delete(" in text
    assert '`client.items.create(notes: str \\| None = None) # default "none"` | removed |' in text


def test_text_without_changes_says_so(tmp_path: Path) -> None:
    text = REVIEW_FORMATS["text"](edited(tmp_path))
    assert text == "shop.yaml: no effect on callers, compared with old; info.version is 0.4.2"
    assert "no effect on callers" in REVIEW_FORMATS["html"](edited(tmp_path))


def test_each_line_of_a_signature_has_a_sign(tmp_path: Path) -> None:
    found = edited(
        tmp_path, ("tags: [items]", "tags: [goods]"), ("{ name: items,", "{ name: goods,")
    )
    page = REVIEW_FORMATS["html"](found)
    for line in ("client.items.list", "client.items.create", "client.items.delete"):
        assert f'<span class="old">\N{MINUS SIGN} {line}</span>' in page
    assert '<span class="new">+ client.goods.list_items</span>' in page
    comment = REVIEW_FORMATS["markdown"](found)
    assert "- client.items.list\n- client.items.create\n" in comment
