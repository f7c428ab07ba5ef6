"""Edits of documents that imitate well-known APIs: the step, the rules of the edit and of the reversed edit.

`before` and `after` are the texts at the places of the first change, and `old` and `new` are parts of its signatures.
"""

# ruff: noqa: E501
# The lines of a document are not broken.

from __future__ import annotations

from typing import NamedTuple


class DocumentEdit(NamedTuple):
    name: str
    file: str
    replacements: tuple[tuple[str, str], ...]
    bump: str
    rules: str
    reverse: str
    before: str | None
    after: str | None
    old: str | None
    new: str | None


DOCUMENT_EDITS = (
    DocumentEdit(
        "security scheme added",
        "payments.yaml",
        (
            (
                "    basicAuth: { type: http, scheme: basic }\n",
                "    basicAuth: { type: http, scheme: basic }\n    partner: { type: apiKey, in: header, name: X-Partner }\n",
            ),
        ),
        "minor",
        "security-scheme-added",
        "security-scheme-removed",
        before=None,
        after="partner: { type: api",
        old=None,
        new="Made(partner: Credential | None = None)  # MADE_PARTNER",
    ),
    DocumentEdit(
        "security scheme removed",
        "payments.yaml",
        (
            ("    bearerAuth: { type: http, scheme: bearer, bearerFormat: auth-scheme }\n", ""),
            ("bearerAuth: []", "basicAuth: []"),
        ),
        "major",
        "requirement-added security-scheme-removed",
        "requirement-removed security-scheme-added",
        before="security: [{ basicAu",
        after="security: [{ basicAu",
        old="security: basicAuth or bearerAuth",
        new="security: basicAuth",
    ),
    DocumentEdit(
        "union of responses loses a member",
        "drawings.yaml",
        (
            (", { $ref: '#/components/schemas/TextNode' }]", "]"),
            (", TEXT: '#/components/schemas/TextNode'", ""),
        ),
        "minor",
        "response-member-removed",
        "response-open-member-added",
        before="oneOf: [{ $ref: '#/c",
        after="oneOf: [{ $ref: '#/c",
        old="models.Node = models.CanvasNode | models.FrameNode | models.TextNode | models.Unknown",
        new="models.Node = models.CanvasNode | models.FrameNode | models.Unknown",
    ),
    DocumentEdit(
        "union of requests loses a member",
        "drawings.yaml",
        (
            (", { $ref: '#/components/schemas/Delete' }]", "]"),
            (", DELETE: '#/components/schemas/Delete'", ""),
        ),
        "major",
        "request-member-removed",
        "request-open-member-added",
        before="oneOf: [{ $ref: '#/c",
        after="oneOf: [{ $ref: '#/c",
        old="models.Change = models.Create | models.Update | models.Delete",
        new="models.Change = models.Create | models.Update",
    ),
    DocumentEdit(
        "union of requests gains a member",
        "completions.yaml",
        (
            (
                "oneOf: [{ $ref: '#/components/schemas/SystemMessage' }, {",
                "oneOf: [{ $ref: '#/components/schemas/DeltaEvent' }, { $ref: '#/components/schemas/SystemMessage' }, {",
            ),
            ("mapping: { system:", "mapping: { tool: '#/components/schemas/DeltaEvent', system:"),
            (
                "properties: { type: { type: string, enum: [response.delta] }",
                "properties: { role: { type: string }, type: { type: string, enum: [response.delta] }",
            ),
        ),
        "minor",
        "request-open-member-added response-property-added",
        "request-member-removed response-property-removed",
        before="oneOf: [{ $ref: '#/c",
        after="oneOf: [{ $ref: '#/c",
        old="models.Message = models.SystemMessage | models.UserMessage",
        new="models.Message = models.DeltaEvent | models.SystemMessage | models.UserMessage",
    ),
    DocumentEdit(
        "union of events is left with one member",
        "completions.yaml",
        (
            (
                "anyOf: [{ $ref: '#/components/schemas/DeltaEvent' }, { $ref: '#/components/schemas/DoneEvent' }]",
                "anyOf: [{ $ref: '#/components/schemas/DeltaEvent' }]",
            ),
        ),
        "major",
        "model-removed response-type-narrowed",
        "response-type-widened model-added",
        before="StreamEvent:",
        after=None,
        old="models.StreamEvent = models.DeltaEvent | models.DoneEvent | models.Unknown",
        new=None,
    ),
    DocumentEdit(
        "oneOf with a discriminator becomes anyOf",
        "drawings.yaml",
        (("    Node: { oneOf", "    Node: { anyOf"),),
        "none",
        "",
        "",
        before=None,
        after=None,
        old=None,
        new=None,
    ),
    DocumentEdit(
        "oneOf without a discriminator becomes anyOf",
        "drawings.yaml",
        (("    VariableValue: { oneOf", "    VariableValue: { anyOf"),),
        "minor",
        "request-member-added",
        "request-member-removed",
        before="oneOf: [{ type: bool",
        after="anyOf: [{ type: bool",
        old="models.VariableValue = bool | float | str | models.RGBA | models.VariableAlias",
        new="models.VariableValue = bool | float | str | models.RGBA | models.VariableAlias | models.VariableValueCombined",
    ),
    DocumentEdit(
        "value of a discriminator renamed",
        "identity.yaml",
        (
            (
                "email: '#/components/schemas/UserFactorEmail'",
                "mail: '#/components/schemas/UserFactorEmail'",
            ),
        ),
        "major",
        "response-mapping-changed",
        "response-mapping-changed",
        before="email: '#/components",
        after="mail: '#/components/",
        old="models.UserFactor = models.UserFactorBase | models.UserFactorEmail | models.UserFactorTOTP",
        new="models.UserFactor = models.UserFactorBase | models.UserFactorEmail | models.UserFactorTOTP",
    ),
    DocumentEdit(
        "values of a discriminator swapped",
        "identity.yaml",
        (
            (
                "BOOKMARK: '#/components/schemas/BookmarkApplication', AUTO_LOGIN: '#/components/schemas/AutoLoginApplication'",
                "BOOKMARK: '#/components/schemas/AutoLoginApplication', AUTO_LOGIN: '#/components/schemas/BookmarkApplication'",
            ),
        ),
        "major",
        "response-mapping-changed response-mapping-changed",
        "response-mapping-changed response-mapping-changed",
        before="AUTO_LOGIN: '#/compo",
        after="BOOKMARK: '#/compone",
        old="models.Application = models.ApplicationBase | models.BookmarkApplication | models.AutoLoginApplication",
        new="models.Application = models.ApplicationBase | models.AutoLoginApplication | models.BookmarkApplication",
    ),
    DocumentEdit(
        "pages disappear with a header",
        "identity.yaml",
        (("          headers: { Link: { schema: { type: string } } }\n", ""),),
        "major",
        "paging-removed response-header-removed",
        "paging-added response-header-added",
        before="responses:",
        after="responses:",
        old="-> Page[models.Policy]",
        new="-> list[models.Policy]",
    ),
    DocumentEdit(
        "pages disappear with their parameters",
        "inventory.yaml",
        (
            (
                "        - { name: limit, required: false, in: query, schema: { type: integer } }\n        - { name: offset, required: false, in: query, schema: { type: integer } }\n",
                "",
            ),
        ),
        "major",
        "parameter-removed parameter-removed paging-changed",
        "paging-changed parameter-added parameter-added",
        before="{ name: limit, requi",
        after=None,
        old="client.dcim.list_devices(limit: int | None = None)",
        new=None,
    ),
    DocumentEdit(
        "response header removed",
        "identity.yaml",
        ((", headers: { Location: { schema: { type: string } } }", ""),),
        "none",
        "response-header-removed",
        "response-header-added",
        before="Location: { schema:",
        after=None,
        old='raw.headers["Location"]',
        new=None,
    ),
    DocumentEdit(
        "content type added",
        "inventory.yaml",
        (
            (
                "content: { application/json: { schema: { $ref: '#/components/schemas/PatchedWritableDeviceRequest' } } }",
                "content: { application/json: { schema: { $ref: '#/components/schemas/PatchedWritableDeviceRequest' } }, multipart/form-data: { schema: { $ref: '#/components/schemas/PatchedWritableDeviceRequest' } } }",
            ),
        ),
        "minor",
        "request-media-type-added",
        "request-media-type-removed",
        before="content: { applicati",
        after="multipart/form-data:",
        old="asset_tag: str | UnsetType | None = UNSET) -> models.Device",
        new='content_type: Literal["application/json", "multipart/form-data"] | None = None) -> models.Device',
    ),
    DocumentEdit(
        "path prefix renamed",
        "messaging.yaml",
        (("/2010-04-01/", "/2026-04-01/"),),
        "patch",
        "path-changed path-changed",
        "path-changed path-changed",
        before="/2010-04-01/Accounts",
        after="/2026-04-01/Accounts",
        old="/2010-04-01/Accounts/{AccountSid}/Messages.json",
        new="/2026-04-01/Accounts/{AccountSid}/Messages.json",
    ),
    DocumentEdit(
        "alternative of a response dropped",
        "payments.yaml",
        (
            (
                "default_charge: { anyOf: [{ type: string }, { $ref: '#/components/schemas/charge' }], nullable: true }",
                "default_charge: { type: string, nullable: true }",
            ),
        ),
        "minor",
        "response-type-narrowed",
        "response-type-widened",
        before="default_charge: { an",
        after="type: string, nullab",
        old="models.Customer.default_charge: str | models.Charge | None = None",
        new="models.Customer.default_charge: str | None = None",
    ),
)
