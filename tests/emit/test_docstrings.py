"""Docstrings of a generated client."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.harness import sources, tree_of, write_spec


def documented(folder: Path, operation: str, info: str = "") -> dict[str, str]:
    """Generate a client with one operation and return its docstrings by the names of functions and classes."""
    head = f"openapi: 3.1.0\ninfo: {{title: Docs, version: '1', {info}}}\npaths: {{/x: {{post: "
    tail = "}}\nservers: [{url: 'https://docs.example'}]\ncomponents: {securitySchemes: {key: {type: apiKey,"
    tail += " in: header, name: key}}}\nsecurity: [{key: []}]\n"
    document: dict[str, Any] = yaml.safe_load(head + operation + tail)
    docstrings = {}
    for name, text in sources(tree_of(write_spec(document, folder))).items():
        if "/testing/" in name:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                docstrings[node.name] = inspect.cleandoc(ast.get_docstring(node) or "")
    return docstrings


@pytest.mark.parametrize(
    ("description", "returns"),
    [
        ("Returns the new thing.", "The new thing."),
        ("Return a thing", "A thing"),
        ("The thing as it is.", "The thing as it is."),
        ("Successful Response", ""),
        ("successful operation", ""),
        ("The request was successful.", ""),
        ("No Content", ""),
        ("OK", ""),
    ],
)
def test_results_are_documented_only_if_they_say_more_than_the_status(
    tmp_path: Path, description: str, returns: str
) -> None:
    operation = f"{{operationId: make, responses: {{'200': {{description: '{description}'}}}}}}"
    lines = documented(tmp_path, operation)["make"].splitlines()
    at = lines.index("Returns:") if returns else len(lines)
    assert lines[at : at + 2] == (["Returns:", f"    {returns}"] if returns else [])
    assert ("Returns:" in lines) == bool(returns)


def test_sections_of_results_and_errors(tmp_path: Path) -> None:
    operation = """{operationId: make, responses: {'200': {description: A thing.}, '404': {description: No.}}}"""
    assert documented(tmp_path, operation)["make"].endswith(
        "\n\nReturns:\n    A thing.\n\nRaises:\n    NotFoundError: Status 404."
    )


def test_a_summary_of_several_paragraphs_is_cut_at_its_first_sentence(tmp_path: Path) -> None:
    operation = """{operationId: make, description: Third., responses: {'200': {description: ok}},
        summary: "Make one. Not two.\\n\\nSecond."}"""
    text = documented(tmp_path, operation)["make"]
    assert text.split("\n\n")[:4] == ["Make one.", "Not two.", "Second.", "Third."]


def test_html_is_converted_and_additions_are_sentences(tmp_path: Path) -> None:
    operation = """{operationId: make, responses: {'200': {description: ok}},
        summary: 'Make <b>one</b>', description: '<p>First.</p><p>Then.</p>', parameters: [
        {name: old, in: query, deprecated: true, description: 'An old<br>one', schema: {type: string, default: a}}],
        requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {
            kind: {type: string, description: "Must be\\n\\n* `a`\\n* `b`\\n\\nAnd more."},
            size: {type: integer, description: "The size\\n\\nAnd more."}}}}}}}"""
    assert documented(tmp_path, operation)["make"] == inspect.cleandoc("""
        Make **one**.

        First.

        Then.

        `POST /x`

        Args:
            old: An old one. Default: `"a"`. Deprecated.
            kind: Must be * `a` * `b`
            size: The size
        """)


def test_the_client_documents_its_options(tmp_path: Path) -> None:
    operation = "{operationId: make, responses: {'200': {description: ok}}}"
    assert documented(tmp_path, operation)["Made"].startswith(inspect.cleandoc("""
        Docs

        Args:
            key: The API key, which is sent as the header `key`. Environment: `MADE_KEY`.
        """))
