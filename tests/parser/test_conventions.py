# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
from __future__ import annotations

import pytest

from generator.ir.api import ErrorCode, ErrorField
from generator.ir.types import Anything, MapOf, Named, Scalar, ScalarKind

from .conftest import Build

DOCUMENT = """
x-conventions:
  errors:
    envelope: {$ref: '#/components/schemas/Envelope'}
    fields: {code: /error/code, message: /error/message, dev_message: /error/devMessage, details: /error/details}
    codes:
      ERR_BAD_REQUEST: {status: 400, description: Bad.}
      ERR_TEMPLATE_NOT_APPROVED: {status: 400}
      ERR_TIMEOUT: {status: 504}
  idempotent: [act]
paths:
  /a:
    post:
      operationId: act
      responses:
        '200': {description: ok}
        '400':
          description: bad
          content:
            application/json:
              schema:
                allOf:
                  - allOf: [{$ref: '#/components/schemas/Envelope'}]
                  - {properties: {error: {properties: {code: {enum: [ERR_TEMPLATE_NOT_APPROVED, ERR_BAD_REQUEST]}}}}}
        '404': {$ref: '#/components/responses/Missing'}
        default: {description: any, content: {application/json: {schema: {$ref: '#/components/schemas/Envelope'}}}}
components:
  responses:
    Missing: {description: none, content: {application/json: {schema: {type: object, properties: {why: {}}}}}}
  schemas:
    Envelope: {type: object, required: [error], properties: {error: {$ref: '#/components/schemas/Error'}}}
    Error:
      type: object
      properties: {code: {type: string}, message: {type: string, description: Text.}, devMessage: {type: string}, details: {type: object}}
"""
STRING = Scalar(ScalarKind.STRING)
BODY = Named("Envelope")


def test_classes_of_codes_hide_no_class_of_the_runtime(build_text: Build) -> None:
    assert build_text(DOCUMENT).api.error_codes == (
        ErrorCode("InvalidRequestError", "ERR_BAD_REQUEST", 400, "BadRequestError", "Bad.", BODY),
        ErrorCode(
            "TemplateNotApprovedError",
            "ERR_TEMPLATE_NOT_APPROVED",
            400,
            "BadRequestError",
            "",
            BODY,
        ),
        ErrorCode("TimedOutError", "ERR_TIMEOUT", 504, "GatewayTimeoutError"),
    )


def test_the_codes_of_an_operation_come_from_the_narrowed_envelope(build_text: Build) -> None:
    errors = build_text(DOCUMENT).operation().errors
    assert [(e.status, e.errors, e.type) for e in errors] == [
        ("400", ("TemplateNotApprovedError", "InvalidRequestError", "BadRequestError"), BODY),
        ("404", ("NotFoundError",), Named("Missing")),
        ("default", ("APIStatusError",), BODY),
    ]


NARROWED = """
x-conventions:
  errors:
    envelope: {$ref: '#/components/schemas/Envelope'}
    fields: {code: /error/code}
    codes: {ERR_A: {status: 400}, ERR_B: {status: 400}, ERR_C: {status: 400}, ERR_D: {status: 400}}
paths:
  /a:
    post:
      operationId: act
      responses:
        '200': {description: ok}
        '400': {description: bad, content: {application/json: {schema: SCHEMA}}}
components:
  schemas:
    Envelope: {type: object, properties: {error: {type: object, properties: {code: {type: string}}}}}
    Code: {enum: [ERR_A, ERR_B, ERR_C]}
    Known: {allOf: [{$ref: '#/components/schemas/Envelope'}, {properties: {error: {properties: {code: {enum: [ERR_C, ERR_B, ERR_A]}}}}}]}
"""
ENVELOPE, KNOWN = (f"{{$ref: '#/components/schemas/{name}'}}" for name in ("Envelope", "Known"))


def codes(listed: str) -> str:
    """A schema that narrows the codes of an envelope."""
    return f"{{properties: {{error: {{properties: {{code: {listed}}}}}}}}}"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([ENVELOPE, codes("{enum: [ERR_A, ERR_B]}")], "AB"),
        # the intersection, in the order of the shorter list
        ([ENVELOPE, codes("{enum: [ERR_A, ERR_B]}"), codes("{enum: [ERR_D, ERR_C, ERR_B]}")], "B"),
        ([ENVELOPE, codes("{enum: [ERR_A, ERR_B, ERR_C]}"), codes("{enum: [ERR_C, ERR_B]}")], "CB"),
        ([KNOWN, codes("{enum: [ERR_A, ERR_C, ERR_D]}")], "CA"),
        ([codes("{enum: [ERR_A, ERR_D]}"), KNOWN], "A"),
        ([KNOWN, codes("{enum: [ERR_B, ERR_A, ERR_D]}"), codes("{enum: [ERR_A, ERR_C]}")], "A"),
        ([KNOWN, codes("{const: ERR_A}")], "A"),
        ([KNOWN, codes("{const: ERR_D}")], ""),
        ([KNOWN, codes("{enum: [ERR_D]}")], ""),
        ([KNOWN], "CBA"),
        ([KNOWN, codes("{type: string}")], "CBA"),
        ([ENVELOPE, codes("{allOf: [{enum: [ERR_A, ERR_B]}, {enum: [ERR_B, ERR_C]}]}")], "B"),
        ([ENVELOPE, f"{{allOf: [{KNOWN}, {codes('{enum: [ERR_B, ERR_D]}')}]}}"], "B"),
    ],
)
def test_codes_narrowed_twice_are_the_intersection(
    build_text: Build, parts: list[str], expected: str
) -> None:
    assert codes_of(build_text, f"{{allOf: [{', '.join(parts)}]}}") == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("$ref: '#/components/schemas/Code'", "ABC"),
        ("$ref: '#/components/schemas/Code', enum: [ERR_B, ERR_D]", "B"),
        ("$ref: '#/components/schemas/Code', const: ERR_B", "B"),
    ],
)
def test_keywords_beside_a_reference_narrow_the_envelope(
    build_text: Build, code: str, expected: str
) -> None:
    """OpenAPI 3.0 ignores keywords beside a reference."""
    narrowed = codes(f"{{{code}}}").removeprefix("{").removesuffix("}")
    for schema in (
        f"{{allOf: [{ENVELOPE}, {{{narrowed}}}]}}",
        f"{{$ref: '#/components/schemas/Envelope', {narrowed}}}",
    ):
        assert codes_of(build_text, schema) == expected
    older = f"{{allOf: [{ENVELOPE}, {{{narrowed}}}]}}"
    assert codes_of(build_text, older, version="3.0.3") == "ABC"


def codes_of(build_text: Build, schema: str, version: str = "3.1.0") -> str:
    """The codes that an operation documents for an error with this schema, joined."""
    built = build_text(NARROWED.replace("SCHEMA", schema), version=version)
    ((status, errors),) = [(e.status, e.errors) for e in built.operation().errors]
    *named, general = errors
    assert (status, general) == ("400", "BadRequestError")
    return "".join(name.removesuffix("Error") for name in named)


def test_attributes_of_errors_have_the_types_of_the_envelope(build_text: Build) -> None:
    assert build_text(DOCUMENT).api.error_fields == (
        ErrorField("code", "/error/code", STRING),
        ErrorField("message", "/error/message", STRING, "Text."),
        ErrorField("dev_message", "/error/devMessage", STRING),
        ErrorField("details", "/error/details", MapOf(Anything())),
    )


def test_idempotent_operations(build_text: Build) -> None:
    assert build_text(DOCUMENT).operation().idempotent
