# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
from __future__ import annotations

from generator.model import Anything, ErrorCode, ErrorField, MapOf, Scalar, ScalarKind

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


def test_codes_have_classes_that_hide_none_of_the_runtime(build_text: Build) -> None:
    assert build_text(DOCUMENT).api.error_codes == (
        ErrorCode("BadRequestCodeError", "ERR_BAD_REQUEST", 400, "BadRequestError", "Bad."),
        ErrorCode("TemplateNotApprovedError", "ERR_TEMPLATE_NOT_APPROVED", 400, "BadRequestError"),
        ErrorCode("TimeoutCodeError", "ERR_TIMEOUT", 504, "GatewayTimeoutError"),
    )


def test_the_codes_of_an_operation_come_from_the_narrowed_envelope(build_text: Build) -> None:
    errors = build_text(DOCUMENT).operation().errors
    assert [(e.status, e.errors, e.type is None) for e in errors] == [
        ("400", ("TemplateNotApprovedError", "BadRequestCodeError", "BadRequestError"), True),
        ("404", ("NotFoundError",), False),
        ("default", ("APIStatusError",), True),
    ]


def test_attributes_of_errors_have_the_types_of_the_envelope(build_text: Build) -> None:
    assert build_text(DOCUMENT).api.error_fields == (
        ErrorField("code", "/error/code", STRING),
        ErrorField("message", "/error/message", STRING, "Text."),
        ErrorField("dev_message", "/error/devMessage", STRING),
        ErrorField("details", "/error/details", MapOf(Anything())),
    )


def test_operations_that_may_be_repeated(build_text: Build) -> None:
    assert build_text(DOCUMENT).operation().idempotent
