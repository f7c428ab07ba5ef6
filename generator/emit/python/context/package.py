"""The contexts of the files that exist once in a package."""

from __future__ import annotations

from collections.abc import Mapping

from generator import reserved, runtime_facts
from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.errors import error_class_text
from generator.emit.python.imports import isort_key
from generator.emit.python.options import token_argument
from generator.emit.python.servers import (
    scheme_expression,
    security_expression,
    server_expression,
)
from generator.emit.python.text.docstrings import description_docstring
from generator.emit.python.text.literals import literal, tuple_of
from generator.emit.python.text.paragraphs import one_line
from generator.emit.python.webhooks import webhook_texts
from generator.ir.api import Api


def package_context(index: ApiIndex) -> TemplateContext:
    """Return the context of the `__init__.py` of the package."""
    api = index.api
    title = f"{one_line(api.title)} {one_line(api.version)}: a client for Python."
    return {
        "api": api,
        "settings": api.settings,
        "module_of": {**index.own_code.client_homes(api.settings.client), **_token_exports(api)},
        "header": description_docstring(title),
        "exports": reserved.PACKAGE,
        "modules": _modules(api),
        "public": _public_names(api),
    }


def description_context(index: ApiIndex) -> TemplateContext:
    """Return the context of `_api.py`, which describes the API to the runtime."""
    api = index.api
    imports = index.imports(".")
    pointers = (f"({literal(f.name)}, {literal(f.pointer)})" for f in api.error_fields)
    return {
        "api": api,
        "settings": api.settings,
        "imports": imports,
        "use": imports.use,
        "servers": tuple_of(server_expression(server, imports) for server in api.servers),
        "schemes": tuple_of(scheme_expression(scheme, imports) for scheme in api.schemes),
        "security": security_expression(api.security),
        "error_pointers": tuple_of(pointers),
    }


def errors_context(index: ApiIndex) -> TemplateContext:
    """Return the context of `errors.py`."""
    imports = index.imports(".")
    codes = index.api.error_codes
    return {
        "error_codes": [error_class_text(code, imports) for code in codes],
        "imports": imports,
        "typed": imports.use("Typed"),
        "public": sorted(
            ["CODES", *(code.name for code in codes), *runtime_facts.error_names()], key=isort_key
        ),
    }


def webhooks_context(index: ApiIndex) -> TemplateContext:
    """Return the context of `webhooks.py`."""
    webhooks = index.api.webhooks
    names = [webhook.name for webhook in webhooks]
    imports = index.imports(".", declared=names, shadowed=names)
    return {
        "settings": index.api.settings,
        "imports": imports,
        "use": imports.use,
        "webhooks": webhook_texts(webhooks, imports),
    }


def _modules(api: Api) -> list[str]:
    return ["errors", "models", *(["webhooks"] if api.webhooks else [])]


def _token_exports(api: Api) -> Mapping[str, str]:
    return reserved.TOKEN_EXPORTS if token_argument(api) else {}


def _public_names(api: Api) -> list[str]:
    client = api.settings.client
    names = [client, f"Async{client}", *_modules(api), *reserved.PACKAGE, *_token_exports(api)]
    return sorted(names, key=isort_key)
