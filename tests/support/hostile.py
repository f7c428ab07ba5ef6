"""Hostile texts, and a document with a given text in every place that accepts text."""

from __future__ import annotations

import re
from typing import Any

MARKER = "executed-by-the-test"
RUN = f"__import__('os').system('touch {MARKER}')"
HARMLESS = "harmless words"
HOSTILE = {
    "closes a docstring": f'"""\n{RUN}\n"""',
    "closes a docstring, escaped": f'\\"""\n{RUN}\n\\"""',
    "other quotes": f"'''\n{RUN}\n'''",
    "ends with a quote": 'said "so"',
    "ends with four quotes": 'said """"',
    "ends with a backslash": "C:\\dir\\",
    "ends with backslash and quote": 'x \\"',
    "backslashes": "\\N{BULLET} \\x41 \\u0041 \\n \\0 \\",
    "closes a string": f'", {RUN}, "',
    "closes a list": f'"], x=[{RUN}], y=["',
    "a line break in a string": f'"\n{RUN}\n"',
    "carriage returns": f"a\r{RUN}\r\nb",
    "unusual line breaks": f"a\x85{RUN}\u2028{RUN}\u2029b",
    "template expression": f"{{{{ 7*7 }}}} {{{{ {RUN} }}}}",
    "template statement": "{% raw %}{% for x in y %}{# note #}{% endraw %}",
    "template of an attribute": "{{ self.__init__.__globals__ }}",
    "f-string": f"{{{RUN}}} {{0}} {{x!r}}",
    "percent": "%s %(name)s %d",
    "comment": f"# {RUN}\n# type: ignore",
    "code": RUN,
    "statement": f"x\n\n{RUN}\n\nimport os",
    "bidi": "a \u202e b \u2066 c \u2069 \u200f",
    "invisible": "zero\u200bwidth \ufeff joiner\u200d",
    "astral": "\U0001f4a5 \U00010348 \u4f60\u597d",
    "a combining mark": "e\u0301 \u0301",
    "very long": "word " * 500 + "w" * 3000,
    "markdown": "- item\n\n```python\ncode()\n```\n| a | b |\n<script>alert(1)</script>",
    "decorator": "@property\nclass X: pass",
    "separators": "a;b,c:d=e&f?g#h/i%20j",
    "toml": '"\n[tool.evil]\nx = """',
}


def nameable(text: str) -> str:
    """Return the text without characters that a property name cannot contain (`test_property_name_without_a_field`)."""
    return re.sub(r'["\\\x00-\x1f]', "_", text)


def document(text: str) -> dict[str, Any]:
    """Return a document with the text in every place that accepts any text."""
    path_text = re.sub(r"[#?%/]", "!", text).replace("{", "(").replace("}", ")")
    return {
        "openapi": "3.1.0",
        "info": {"title": text, "version": text, "description": text, "summary": text},
        "servers": [
            {
                "url": "https://host.example/{part}",
                "description": text,
                "variables": {"part": {"default": "v1", "description": text}},
            }
        ],
        "tags": [{"name": f"tag {text}", "description": text}],
        "security": [{"scheme": []}],
        "externalDocs": {"url": "https://docs.example", "description": text},
        "paths": {
            f"/p {path_text}/{{id}}": {
                "summary": text,
                "description": text,
                "parameters": [
                    {
                        "name": "id",
                        "in": "path",
                        "required": True,
                        "schema": {"type": "string"},
                        "description": text,
                    }
                ],
                "post": operation(text),
                "put": upload(text),
            }
        },
        "webhooks": {f"hook {text}": {"post": hook(text)}},
        "components": {"securitySchemes": schemes(text), "schemas": schemas(text)},
    }


def schemes(text: str) -> dict[str, Any]:
    scopes = {f"scope {text}": text}
    flow = {"tokenUrl": "https://host.example/token", "scopes": scopes}
    return {
        "scheme": {
            "type": "apiKey",
            "in": "query",
            "name": f"key {text}",
            "description": text,
        },
        "oauth": {
            "type": "oauth2",
            "description": text,
            "flows": {"clientCredentials": flow},
        },
    }


def operation(text: str) -> dict[str, Any]:
    choices = [f"value {text}", "other"]
    return {
        "operationId": f"operation {text}",
        "tags": [f"tag {text}"],
        "summary": text,
        "description": text,
        "externalDocs": {"url": "https://docs.example", "description": text},
        "parameters": [
            {
                "name": f"query {text}",
                "in": "query",
                "description": text,
                "schema": {"type": "string", "enum": choices, "default": f"value {text}"},
            },
            {
                "name": "X-Header",
                "in": "header",
                "description": text,
                "schema": {"type": "string", "default": text},
            },
        ],
        "requestBody": {"description": text, "required": True, **json_content("Sent")},
        "responses": {
            "200": {"description": text, **json_content("Got")},
            "default": {"description": text, **json_content("Failure")},
        },
    }


def json_content(schema: str) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": reference(schema)}}}


def reference(schema: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{schema}"}


def upload(text: str) -> dict[str, Any]:
    part = f"part {nameable(text)}"
    body = {"type": "object", "required": [part], "properties": {part: {"type": "string"}}}
    return {
        "operationId": f"upload {text}",
        "tags": [f"tag {text}"],
        "deprecated": True,
        "security": [{"oauth": [f"scope {text}"]}],
        "servers": [{"url": "https://other.example", "description": text}],
        "requestBody": {"content": {"multipart/form-data": {"schema": body}}},
        "responses": {"204": {"description": text}},
    }


def hook(text: str) -> dict[str, Any]:
    return {
        "operationId": f"hook {text}",
        "summary": text,
        "description": text,
        "requestBody": json_content("Got"),
        "responses": {"200": {"description": text}},
    }


def schemas(text: str) -> dict[str, Any]:
    name = f"property {nameable(text)}"
    kind = f"kind {nameable(text)}"
    either = [{"enum": [f"three {text}"]}, {"type": "integer"}, reference("Pet")]
    return {
        "Sent": {
            "title": text,
            "description": text,
            "type": "object",
            "required": [name],
            "properties": {
                name: {"type": "string", "description": text, "examples": [text]},
                "choice": reference("Choice"),
                "inline": {"enum": [f"one {text}", f"two {text}"], "description": text},
                "fixed": {"const": f"const {text}"},
                "patterned": {"type": "string", "pattern": "^", "default": text},
                "either": {"description": text, "oneOf": either},
            },
        },
        "Got": {
            "description": text,
            "type": "object",
            "required": ["pet"],
            "properties": {
                name: {"type": "string", "description": text},
                "pet": reference("Pet"),
                "choice": reference("Choice"),
            },
            "additionalProperties": {"type": "string", "description": text},
        },
        "Choice": {"description": text, "type": "string", "enum": [f"value {text}", "other"]},
        "Pet": {
            "description": text,
            "oneOf": [reference("Cat"), reference("Dog")],
            "discriminator": {
                "propertyName": kind,
                "mapping": {
                    f"cat {text}": "#/components/schemas/Cat",
                    f"dog {text}": "#/components/schemas/Dog",
                },
            },
        },
        "Cat": pet("cat", text),
        "Dog": pet("dog", text),
        "Failure": {
            "description": text,
            "type": "object",
            "properties": {"code": {"type": "string", "description": text}},
        },
    }


def pet(kind: str, text: str) -> dict[str, Any]:
    name = f"kind {nameable(text)}"
    return {
        "type": "object",
        "description": text,
        "required": [name],
        "properties": {name: {"const": f"{kind} {text}"}, kind: {"type": "string"}},
    }
