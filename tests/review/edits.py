"""Edits of this repository's spec, each with the change that `review` must report.

In the texts, `‸` marks the place of the change before and after. A text without a mark has no place there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OPENAPI, SHARED = "openapi.yaml", "conventions.yaml"
PATHS = {
    name: f"paths/{name}.yaml"
    for name in "analytics campaigns channels notifications template-channels templates".split()
}
SCHEMAS = {name: f"schemas/{name}.yaml" for name in PATHS}
MARK = "‸"


@dataclass(frozen=True)
class Edit:
    """An edit: the files with the text that is replaced and its replacement, and the expected change.

    `old` and `new` are parts of the signatures; None if there is no signature. `operations` is their number.
    """

    bump: str
    rule: str
    replacements: tuple[tuple[str, str, str], ...]
    old: str | None = ""
    new: str | None = ""
    operations: int | None = None
    behavior: bool = False
    others: tuple[str, ...] = ()  # rules of further changes


def edit(bump: str, rule: str, *replacements: tuple[str, str, str], **expected: object) -> Edit:
    return Edit(bump, rule, replacements, **expected)  # type: ignore[arg-type]


_CREATE = SCHEMAS["templates"]
_CATEGORY = "    category:\n      description: Category of your choice, such as `onboarding`.\n      type: string\n"
_RECEIVED = (
    "    category:\n      description: Category of your choice, such as `transactional` or `marketing`.\n"
    "      type: string\n"
)
_REQUIRED = "required: [id, name, templateId, status, channelIds, variableSchema, config]"

REQUESTS: Mapping[str, Edit] = {
    "optional property of a request added": edit(
        "minor",
        "request-property-added",
        (
            _CREATE,
            _CATEGORY,
            _CATEGORY + "    ‸locale:\n      description: Language.\n      type: string\n",
        ),
        old=None,
        new="locale: str | None = None",
        operations=1,
    ),
    "required property of a request added": edit(
        "major",
        "required-request-property-added",
        (
            _CREATE,
            _CATEGORY,
            _CATEGORY + "    ‸locale:\n      description: Language.\n      type: string\n",
        ),
        (_CREATE, "required: [name, channelIds]", "required: [name, channelIds, locale]"),
        old=None,
        new="locale: str",
    ),
    "property of a request removed": edit(
        "major",
        "request-property-removed",
        (_CREATE, _CATEGORY.replace("category", "‸category", 1), ""),
        old="category: str | None = None",
        new=None,
    ),
    "property of a request renamed": edit(
        "major",
        "request-property-renamed",
        (
            _CREATE,
            _CATEGORY.replace("category", "‸category", 1),
            _CATEGORY.replace("category", "‸group", 1),
        ),
        old="category: str | None",
        new="group: str | None",
    ),
    "property of a request made required": edit(
        "major",
        "request-property-made-required",
        (
            _CREATE,
            "  ‸required: [name, channelIds]\n",
            "  required: [name, channelIds, ‸category]\n",
        ),
        old="category: str | None = None",
        new="category: str",
    ),
    "property of a request made optional": edit(
        "minor",
        "request-property-made-optional",
        (_CREATE, "  required: [name, ‸channelIds]\n", "  ‸required: [name]\n"),
        old="channel_ids: Sequence[str]",
        new="channel_ids: Sequence[str] | None = None",
    ),
    "value of a request enumeration added": edit(
        "minor",
        "request-value-added",
        (
            SCHEMAS["analytics"],
            "‸enum: [hourly, daily]",
            "enum: [hourly, daily, ‸weekly]",
        ),
        old='Literal["hourly", "daily"]',
        new='"weekly"',
    ),
    "value of a request enumeration removed": edit(
        "major",
        "request-value-removed",
        (
            SCHEMAS["analytics"],
            "enum: [hourly, ‸daily]",
            "‸enum: [hourly]",
        ),
        (PATHS["analytics"], "Granularity', default: daily", "Granularity', default: hourly"),
        old='"daily"',
        others=("default-changed",),
    ),
    "default of a shared parameter changed": edit(
        "minor",
        "default-changed",
        (
            SHARED,
            "minimum: 1, ‸default: 20 }\n    example: 20",
            "minimum: 1, ‸default: 50 }\n    example: 20",
        ),
        old="default 20",
        new="default 50",
        operations=4,
        behavior=True,
    ),
    "maxItems lowered": edit(
        "major",
        "request-bound-tightened",
        (SCHEMAS["notifications"], "‸maxItems: 10000", "‸maxItems: 1000"),
        old="at most 10000 items",
        new="at most 1000 items",
    ),
    "maxItems raised": edit(
        "minor",
        "request-bound-loosened",
        (SCHEMAS["notifications"], "‸maxItems: 10000", "‸maxItems: 20000"),
    ),
    "condition tightened": edit(
        "minor",
        "request-bound-loosened",
        (SCHEMAS["notifications"], "targets: { maxItems: 1 }", "targets: { maxItems: 2 }"),
    ),
    "shared path parameter string to integer": edit(
        "major",
        "request-type-narrowed",
        (
            PATHS["campaigns"],
            "schema: { ‸type: string }\n    example: 666c3d4e5f6a7b8c9d0e1f2a\n",
            "schema: { ‸type: integer }\n    example: 7\n",
        ),
        old="(id: str)",
        new="(id: int)",
        operations=4,
    ),
    "optional query parameter added": edit(
        "minor",
        "parameter-added",
        (
            PATHS["templates"],
            "      - { $ref: '../conventions.yaml#/parameters/Page' }\n",
            (
                "      - ‸name: sort\n"
                "        in: query\n"
                "        description: Order.\n"
                "        schema: { type: string }\n"
                "        example: name\n"
                "      - { $ref: '../conventions.yaml#/parameters/Page' }\n"
            ),
        ),
        old=None,
        new="client.templates.list(sort: str | None = None)",
        operations=1,
    ),
    "required query parameter added": edit(
        "major",
        "required-parameter-added",
        (
            PATHS["templates"],
            "      - { $ref: '../conventions.yaml#/parameters/Page' }\n",
            (
                "      - ‸name: sort\n"
                "        in: query\n"
                "        required: true\n"
                "        description: Order.\n"
                "        schema: { type: string }\n"
                "        example: name\n"
                "      - { $ref: '../conventions.yaml#/parameters/Page' }\n"
            ),
        ),
        old=None,
        new="sort: str",
    ),
    "path parameter renamed": edit(
        "major",
        "argument-renamed",
        (OPENAPI, "/channels/{id}:", "/channels/{channelId}:"),
        (
            PATHS["channels"],
            "    - ‸name: id\n",
            "    - ‸name: channelId\n",
        ),
        old="(id: str)",
        new="(channel_id: str)",
        operations=2,
    ),
    "pattern of a path parameter added": edit(
        "major",
        "request-pattern-added",
        (
            PATHS["campaigns"],
            "‸schema: { type: string }\n    example: 666c",
            "schema: { type: string, ‸pattern: '^[0-9a-f]{24}$' }\n    example: 666c",
        ),
        operations=4,
        new="matches ^[0-9a-f]{24}$",
    ),
    "JSON to merge-patch": edit(
        "patch",
        "request-media-type-changed",
        (
            PATHS["templates"],
            (
                "        ‸application/json:\n"
                "          schema: { $ref: '../schemas/templates.yaml#/TemplateUpdate' }"
            ),
            (
                "        ‸application/merge-patch+json:\n"
                "          schema: { $ref: '../schemas/templates.yaml#/TemplateUpdate' }"
            ),
        ),
        operations=1,
    ),
    "choice between properties removed": edit(
        "minor",
        "request-choice-removed",
        (
            SCHEMAS["notifications"],
            "  ‸oneOf:\n    - required: [key]\n    - required: [id]\n",
            "",
        ),
        (SCHEMAS["notifications"], "TemplateReference:\n", "‸TemplateReference:\n"),
    ),
    "property of a request made nullable": edit(
        "minor",
        "request-null-allowed",
        (
            _CREATE,
            "`onboarding`.\n      ‸type: string\n",
            "`onboarding`.\n      ‸type: [string, 'null']\n",
        ),
        old="category: str | None = None",
        new="category: str | UnsetType | None = UNSET",
        behavior=True,
    ),
    "type of a nested value in a request changed": edit(
        "major",
        "request-type-changed",
        (
            SCHEMAS["notifications"],
            "        description: ID of a user.\n        ‸type: string\n",
            "        description: ID of a user.\n        ‸type: integer\n",
        ),
        old="targets: Sequence[str]",
        new="targets: Sequence[int]",
    ),
    "alternative of a request removed": edit(
        "major",
        "request-member-removed",
        (
            SCHEMAS["notifications"],
            "    - $ref: '#/ImageValue'\n    - $ref: '#/ActionValue'\n",
            "    - $ref: '#/ImageValue'\n",
        ),
    ),
}

RESPONSES: Mapping[str, Edit] = {
    "property of a response added": edit(
        "minor",
        "response-property-added",
        (
            _CREATE,
            _RECEIVED,
            _RECEIVED + "    ‸locale:\n      description: Language.\n      type: string\n",
        ),
        old=None,
        new="models.Template.locale: str | None",
        operations=4,
    ),
    "property of a response removed": edit(
        "major",
        "response-property-removed",
        (_CREATE, _RECEIVED.replace("category", "‸category", 1), ""),
        old="models.Template.category: str | None",
        new=None,
        operations=4,
    ),
    "property of a response renamed": edit(
        "major",
        "response-property-renamed",
        (
            _CREATE,
            _RECEIVED.replace("category", "‸category", 1),
            _RECEIVED.replace("category", "‸group", 1),
        ),
        old="models.Template.category",
        new="models.Template.group",
    ),
    "property of a response made optional": edit(
        "major",
        "response-property-made-optional",
        (
            _CREATE,
            _REQUIRED.replace("name", "‸name"),
            "‸" + _REQUIRED.replace(" name,", ""),
        ),
        old="models.Template.name: str",
        new="models.Template.name: str | None = None",
    ),
    "property of a response made required": edit(
        "minor",
        "response-property-made-required",
        (_CREATE, "‸" + _REQUIRED, _REQUIRED.replace("config]", "config, ‸category]")),
        old="category: str | None",
        new="category: str",
    ),
    "value of a response enumeration added": edit(
        "minor",
        "response-value-added",
        (
            SCHEMAS["campaigns"],
            "‸enum: [draft, scheduled, sending, sent, failed]",
            "enum: [draft, scheduled, sending, sent, failed, ‸paused]",
        ),
        new='"paused"',
        operations=5,
    ),
    "value of a response enumeration removed": edit(
        "major",
        "response-value-removed",
        (
            SCHEMAS["campaigns"],
            "enum: [draft, scheduled, sending, sent, ‸failed]",
            "‸enum: [draft, scheduled, sending, sent]",
        ),
        old='"failed"',
    ),
    "value of an enumeration of requests and responses added": edit(
        "minor",
        "response-value-added",
        (
            _CREATE,
            "‸enum: [draft, approved, archived]",
            "enum: [draft, approved, archived, ‸rejected]",
        ),
    ),
    "integer to string in a response": edit(
        "major",
        "response-type-changed",
        (
            SCHEMAS["campaigns"],
            "      description: Number of recipients.\n      ‸type: integer\n",
            "      description: Number of recipients.\n      ‸type: string\n",
        ),
        old="recipient_count: int | None",
        new="recipient_count: str | None",
        operations=4,
    ),
    "string gets format date": edit(
        "major",
        "response-format-added",
        (
            SCHEMAS["analytics"],
            (
                "    ‸date:\n      # A string, because the format of hourly points is not documented.\n"
                "      description: Start of the interval. For daily points, a date such as `2024-01-01`.\n"
                "      type: string\n"
            ),
            (
                "    date:\n      # A string, because the format of hourly points is not documented.\n"
                "      description: Start of the interval. For daily points, a date such as `2024-01-01`.\n"
                "      type: string\n      ‸format: date\n"
            ),
        ),
        old="date: str",
        new="date: date",
    ),
    "required property of a response made nullable": edit(
        "major",
        "response-null-allowed",
        (
            _CREATE,
            (
                "Name of the template in the dashboard.\n      ‸type: string\n    templateId:\n"
                "      description: Readable slug of the"
            ),
            (
                "Name of the template in the dashboard.\n      ‸type: [string, 'null']\n    templateId:\n"
                "      description: Readable slug of the"
            ),
        ),
        old="name: str",
        new="name: str | None",
    ),
    "status range to status": edit(
        "patch",
        "response-status-changed",
        (
            PATHS["templates"],
            "      ‸'2XX':\n        description: The new template.",
            "      ‸'201':\n        description: The new template.",
        ),
        operations=1,
    ),
    "optional property of a response made nullable": edit(
        "none",
        "",
        (
            _CREATE,
            "`marketing`.\n      type: string\n",
            "`marketing`.\n      type: [string, 'null']\n",
        ),
    ),
    "list becomes an object": edit(
        "major",
        "response-type-changed",
        (
            SCHEMAS["analytics"],
            "      ‸type: array\n      items: { $ref: '#/TimeSeriesPoint' }\n",
            "      ‸type: object\n      additionalProperties: { $ref: '#/TimeSeriesPoint' }\n",
        ),
        old="list[models.TimeSeriesPoint]",
        new="dict[str, models.TimeSeriesPoint]",
    ),
    "shared schema of a time gets another format": edit(
        "major",
        "request-type-changed",
        (
            SHARED,
            "    type: string\n    ‸format: date-time\n    examples: ['2024-01-15T09:30:00.000Z']\n",
            "    type: string\n    ‸format: date\n    examples: ['2024-01-15T09:30:00.000Z']\n",
        ),
    ),
}

OPERATIONS: Mapping[str, Edit] = {
    "operation added": edit(
        "minor",
        "operation-added",
        (
            PATHS["templates"],
            "  delete:\n    operationId: deleteTemplate\n",
            (
                "  ‸patch:\n"
                "    operationId: touchTemplate\n"
                "    tags: [templates]\n"
                "    summary: Touch a template\n"
                "    responses:\n      '204':\n        description: Done.\n"
                "  delete:\n    operationId: deleteTemplate\n"
            ),
        ),
        old=None,
        new="client.templates.touch(id: str) -> None",
        operations=1,
    ),
    "operation removed": edit(
        "major",
        "operation-removed",
        (OPENAPI, "  /campaigns/upload: { $ref: 'paths/campaigns.yaml#/upload' }\n", ""),
        (PATHS["campaigns"], "upload:\n  ‸post:", "unused:\n  post:"),
        old="client.campaigns.upload_csv(",
        new=None,
        operations=1,
    ),
    "operation renamed": edit(
        "major",
        "method-renamed",
        (
            PATHS["templates"],
            "‸operationId: createTemplate",
            "‸operationId: composeTemplate",
        ),
        old="client.templates.create(",
        new="client.templates.compose(",
    ),
    "operation deprecated": edit(
        "minor",
        "deprecated",
        (
            PATHS["templates"],
            "  ‸delete:\n    operationId: deleteTemplate\n",
            "  delete:\n    ‸deprecated: true\n    operationId: deleteTemplate\n",
        ),
        behavior=True,
        operations=1,
    ),
    "operation moved to another tag": edit(
        "major",
        "method-moved",
        (
            PATHS["notifications"],
            "    ‸tags: [notifications]\n",
            "    ‸tags: [campaigns]\n",
        ),
        old="client.notifications.send(",
        new="client.campaigns.",
    ),
    "path changed": edit(
        "patch",
        "path-changed",
        (
            OPENAPI,
            "  ‸/notifications/send: {",
            "  ‸/notifications/dispatch: {",
        ),
        operations=1,
    ),
    "description changed": edit(
        "patch",
        "documentation-changed",
        (
            PATHS["templates"],
            "    ‸description: >-\n      Permanently deletes a template",
            "    ‸description: >-\n      Deletes a template",
        ),
    ),
    "description of a property changed": edit(
        "patch",
        "documentation-changed",
        (
            SCHEMAS["notifications"],
            "      ‸description: Origin of the request, for example `api`.\n",
            "      ‸description: Source of the request, for example `api`.\n",
        ),
        operations=1,
    ),
}

CONVENTIONS: Mapping[str, Edit] = {
    "error code removed from one response": edit(
        "patch",
        "error-code-removed",
        (
            PATHS["campaigns"],
            "code: { ‸enum: [ERR_BAD_REQUEST, ERR_TEMPLATE_NOT_APPROVED] }",
            "code: { ‸enum: [ERR_BAD_REQUEST] }",
        ),
        operations=1,
    ),
    "error code removed from all": edit(
        "major",
        "error-class-removed",
        (
            PATHS["notifications"],
            "                            - ERR_INVALID_MODE\n",
            "",
        ),
        (
            OPENAPI,
            (
                "      ‸ERR_INVALID_MODE:\n"
                "        status: 400\n"
                "        description: The delivery mode is invalid.\n"
            ),
            "",
        ),
        old="class errors.InvalidModeError(BadRequestError)",
        new=None,
        operations=1,
    ),
    "error code added": edit(
        "minor",
        "error-class-added",
        (
            OPENAPI,
            "      ERR_INVALID_MODE:\n",
            (
                "      ‸ERR_QUOTA:\n        status: 400\n        description: Too many notifications.\n"
                "      ERR_INVALID_MODE:\n"
            ),
        ),
        (
            PATHS["notifications"],
            "                            - ERR_INVALID_MODE\n",
            "                            - ERR_INVALID_MODE\n                            - ERR_QUOTA\n",
        ),
        old=None,
        new="class errors.QuotaError(BadRequestError)",
    ),
    "retry safety taken away": edit(
        "minor",
        "retry-safety-removed",
        (
            OPENAPI,
            "idempotent: [‸recordEvent, computeRollup]",
            "‸idempotent: [computeRollup]",
        ),
        behavior=True,
        operations=1,
    ),
    "retry safety given": edit(
        "minor",
        "retry-safety-added",
        (
            OPENAPI,
            "‸idempotent: [recordEvent, computeRollup]",
            "idempotent: [recordEvent, computeRollup, ‸sendNotification]",
        ),
        behavior=True,
        operations=1,
    ),
    "server URL": edit(
        "minor",
        "server-changed",
        (
            OPENAPI,
            "  - ‸url: https://{appId}.api-{region}.cometchat.io/v3/",
            "  - ‸url: https://{appId}.api-{region}.cometchat.io/v4/",
        ),
        behavior=True,
    ),
    "server variable renamed": edit(
        "major",
        "server-variable-renamed",
        (OPENAPI, "https://{appId}.api-{region}.", "https://{appId}.api-{zone}."),
        (OPENAPI, "      ‸region:\n", "      ‸zone:\n"),
        (OPENAPI, "placeholders: [appId, region]", "placeholders: [appId, zone]"),
        old="BusinessMessaging(region: str | None = None)  # COMETCHAT_REGION",
        new="BusinessMessaging(zone: str | None = None)  # COMETCHAT_ZONE",
    ),
    "header of a credential": edit(
        "patch",
        "security-scheme-changed",
        (SHARED, "    ‸name: apikey\n", "    ‸name: x-api-key\n"),
    ),
    "error code added to another response": edit(
        "minor",
        "error-code-added",
        (
            PATHS["campaigns"],
            "code: { ‸enum: [ERR_BAD_REQUEST, ERR_TEMPLATE_NOT_APPROVED] }",
            "code: { ‸enum: [ERR_BAD_REQUEST, ERR_TEMPLATE_NOT_APPROVED, ERR_INVALID_MODE] }",
        ),
        operations=1,
    ),
    "error code renamed": edit(
        "major",
        "error-class-renamed",
        (OPENAPI, "      ‸ERR_INVALID_MODE:\n", "      ‸ERR_WRONG_MODE:\n"),
        (PATHS["notifications"], "- ERR_INVALID_MODE\n", "- ERR_WRONG_MODE\n"),
        old="class errors.InvalidModeError",
        new="class errors.WrongModeError",
    ),
    "error code renamed to the same class": edit(
        "patch",
        "error-code-changed",
        (OPENAPI, "      ‸ERR_INVALID_MODE:\n", "      ‸INVALID_MODE:\n"),
        (PATHS["notifications"], "- ERR_INVALID_MODE\n", "- INVALID_MODE\n"),
    ),
    "status of an error code changed": edit(
        "major",
        "error-status-of-code-changed",
        (
            OPENAPI,
            "      ERR_INVALID_MODE:\n        ‸status: 400",
            "      ERR_INVALID_MODE:\n        ‸status: 422",
        ),
        others=("error-code-removed",),
    ),
    "attribute of errors added": edit(
        "minor",
        "error-attribute-added",
        (
            OPENAPI,
            "      details: /error/details\n",
            "      details: /error/details\n      ‸trace: /error/trace\n",
        ),
        old=None,
        new="errors.APIStatusError.trace",
    ),
    "attribute of errors removed": edit(
        "major",
        "error-attribute-removed",
        (OPENAPI, "      ‸details: /error/details\n", ""),
        old="errors.APIStatusError.details",
        new=None,
    ),
    "required server variable added": edit(
        "major",
        "required-server-variable-added",
        (OPENAPI, "https://{appId}.api-{region}.", "https://{appId}.{stage}.api-{region}."),
        (OPENAPI, "      region:\n", "      ‸stage: { default: STAGE }\n      region:\n"),
        (OPENAPI, "placeholders: [appId, region]", "placeholders: [appId, region, stage]"),
        old=None,
        new="BusinessMessaging(stage: str | None = None)  # COMETCHAT_STAGE, required",
        others=("server-changed",),
    ),
    "server variable gets a default": edit(
        "minor",
        "server-variable-default-changed",
        (OPENAPI, "placeholders: [appId, region]", "placeholders: [appId]"),
        behavior=True,
    ),
    "schema renamed": edit(
        "major",
        "model-renamed",
        (
            OPENAPI,
            "    Campaign: { $ref: 'schemas/campaigns.yaml#/Campaign' }\n",
            "    Mailing: { $ref: 'schemas/campaigns.yaml#/Mailing' }\n",
        ),
        (SCHEMAS["campaigns"], "‸Campaign:\n", "‸Mailing:\n"),
        (PATHS["campaigns"], "campaigns.yaml#/Campaign'", "campaigns.yaml#/Mailing'"),
        old="class models.Campaign",
        new="class models.Mailing",
        operations=4,
    ),
}

NONE: Mapping[str, Edit] = {
    "version only": edit("none", "", (OPENAPI, "version: 1.0.0", "version: 1.0.1")),
    "example only": edit(
        "none",
        "",
        (
            SHARED,
            (
                "    description: Page number. The first page is 1.\n"
                "    schema: { type: integer, minimum: 1, default: 1 }\n"
                "    example: 1\n"
            ),
            (
                "    description: Page number. The first page is 1.\n"
                "    schema: { type: integer, minimum: 1, default: 1 }\n"
                "    example: 2\n"
            ),
        ),
    ),
    "comment only": edit(
        "none", "", (OPENAPI, "# The names of the components.", "# Names of the components.")
    ),
    "properties reordered": edit(
        "none",
        "",
        (
            SCHEMAS["notifications"],
            (
                "    title:\n      description: Label of the notification.\n      type: string\n"
                "    tag:\n"
                "      description: Label that groups notifications in analytics.\n"
                "      type: string\n"
                "    sentFrom:"
            ),
            (
                "    tag:\n"
                "      description: Label that groups notifications in analytics.\n"
                "      type: string\n"
                "    title:\n      description: Label of the notification.\n      type: string\n"
                "    sentFrom:"
            ),
        ),
    ),
    "schema moved to another file": edit(
        "none",
        "",
        (
            SCHEMAS["templates"],
            (
                "TemplateDeleted:\n"
                "  description: The result of deleting a template.\n"
                "  type: object\n"
                "  properties:\n"
                "    success:\n"
                "      description: Whether the template was deleted.\n"
                "      type: boolean\n"
            ),
            "",
        ),
        (
            SCHEMAS["channels"],
            "ChannelType:\n",
            (
                "TemplateDeleted:\n"
                "  description: The result of deleting a template.\n"
                "  type: object\n"
                "  properties:\n"
                "    success:\n"
                "      description: Whether the template was deleted.\n"
                "      type: boolean\n"
                "\n"
                "ChannelType:\n"
            ),
        ),
        (
            OPENAPI,
            "schemas/templates.yaml#/TemplateDeleted",
            "schemas/channels.yaml#/TemplateDeleted",
        ),
        (
            PATHS["templates"],
            "schemas/templates.yaml#/TemplateDeleted",
            "schemas/channels.yaml#/TemplateDeleted",
        ),
    ),
    "allOf written out": edit(
        "none",
        "",
        (
            SCHEMAS["analytics"],
            "  allOf:\n    - $ref: '#/EngagementCounts'\n  required: [date]\n  properties:\n",
            (
                "  required: [delivered, viewed, clicked, date]\n  properties:\n"
                "    delivered:\n      description: Number of deliveries.\n      type: integer\n"
                "    viewed:\n      description: Number of views.\n      type: integer\n"
                "    clicked:\n      description: Number of clicks.\n      type: integer\n"
            ),
        ),
    ),
    "shared parameter written out": edit(
        "none",
        "",
        (
            PATHS["templates"],
            "      - { $ref: '../conventions.yaml#/parameters/Page' }\n",
            (
                "      - name: page\n"
                "        in: query\n"
                "        description: Page number. The first page is 1.\n"
                "        schema: { type: integer, minimum: 1, default: 1 }\n"
            ),
        ),
    ),
    "entries of required reordered": edit(
        "none", "", (_CREATE, "required: [name, channelIds]", "required: [channelIds, name]")
    ),
    "bound of a response": edit(
        "none",
        "",
        (
            SCHEMAS["campaigns"],
            "      description: Number of recipients.\n      type: integer\n",
            "      description: Number of recipients.\n      type: integer\n      minimum: 0\n",
        ),
    ),
    "format without a type in Python": edit(
        "none",
        "",
        (
            SCHEMAS["notifications"],
            "      description: Origin of the request, for example `api`.\n      type: string\n",
            (
                "      description: Origin of the request, for example `api`.\n"
                "      type: string\n"
                "      format: hostname\n"
            ),
        ),
    ),
}

EDITS: Mapping[str, Edit] = {**REQUESTS, **RESPONSES, **OPERATIONS, **CONVENTIONS, **NONE}
