"""Document -> Api: every name and every type of the generated client is decided here, once.

Imports go down, in this order::

    builder              the stages in order: drafts, resolving, usage, final types
    operations/          one operation: parameters, bodies, responses, overloads, `pagination/`
    webhooks, errors     requests that the API sends; documented failures
    schemas/             one schema -> one draft type
    names/               names of declarations, resources and methods
    security             credentials of the client, and requirements of operations
    error_codes          error codes of the document, and the names of their classes
    servers, settings    servers and their variables; names of the package
    variants             draft types -> final types: the request and the response variant of a declaration
    usage                which declarations requests and responses contain
    resolve              draft types -> types: inline trivial aliases, flatten unions, infer discriminators
    queries/             questions about single nodes: keywords, media types, statuses, ends of references
    context, drafts      the shared state; declarations with draft types
"""

from __future__ import annotations

from generator.parser.builder import BuildResult, build
from generator.parser.settings import SettingsInput

__all__ = ["BuildResult", "SettingsInput", "build"]
