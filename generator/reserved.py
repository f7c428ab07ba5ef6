"""Names that the generated package already uses, which names from a document must not replace.

The sets are the same on every supported Python and system, so that the output is: names that only some of them have
are listed here and added to what the running Python has.
"""

from __future__ import annotations

import builtins
import sys

from generator import runtime_facts

_SOME_BUILTINS = frozenset(["PythonFinalizationError", "WindowsError"])
_SOME_MODULES = frozenset("""
    aifc annotationlib asynchat asyncore audioop cgi cgitb chunk compression crypt distutils imghdr imp lib2to3
    mailcap msilib nis nntplib ossaudiodev pipes smtpd sndhdr spwd sunau telnetlib uu xdrlib
    """.split())

BUILTINS = _SOME_BUILTINS | {name for name in dir(builtins) if not name.startswith("_")}

# Builtin types that annotations inside a class body refer to.
_TYPES = frozenset(["bool", "bytes", "dict", "float", "int", "list", "str", "tuple"])

CLASSES = BUILTINS
"""Classes and aliases of models. What their module imports is imported under another name where they clash."""

FIELDS = _TYPES | runtime_facts.model_attributes() | {"field", "models", "self"}
"""Fields of models: the attributes that every model has, and what a class body refers to."""

METHODS = (_TYPES - {"list"}) | {"date", "datetime", "deprecated", "errors", "models"}
"""Methods of resources: what signatures refer to. `list` is the name that users expect for a list operation."""

ARGUMENTS = frozenset({"self", "models"})
"""Arguments of methods. Builtins may be shadowed there: `id` and `type` stay as they are."""

MODEL_MODULES = frozenset(["dict", "getattr", "globals", "list", "object", "sorted", "str"])
"""Modules of models. A module is a name in its package once it is imported; `models/__init__.py` uses these names."""

OPTIONS = runtime_facts.client_options() | {"http_client", "options", "super"}
"""Arguments of the client: the options of every client, and the other names in its `__init__`."""

RESOURCES = runtime_facts.client_attributes() | {"cached_property", "httpx2"}
"""Resources, which are attributes of the client: its public attributes, and what its class body refers to."""

ERRORS = runtime_facts.error_names() | {name for name in BUILTINS if name.endswith("Error")}
"""Error classes: those of the runtime, which `errors.py` exports too, and those of Python."""

ERROR_FIELDS = frozenset(dir(BaseException)) | (
    runtime_facts.error_attributes() - {"code", "message", "details", "dev_message"}
)
"""Fields of the error envelope: what every error has as an attribute, except `code` and others that a field fills."""

PACKAGE = ("UNSET", "Hooks", "opentelemetry_hooks")
"""What the package itself exports from the runtime; a client with such a name would replace it."""

DISTRIBUTIONS = frozenset(sys.stdlib_module_names) | _SOME_MODULES | {"httpx2", "msgspec"}
"""Packages that a generated package must not hide: the standard library and its own dependencies."""

WEBHOOKS = frozenset(["annotations", "builtins", "cast", "date", "datetime", "models"])
"""Webhooks, which are names of their module: what it imports or refers to."""

DEVICES = frozenset(
    {"aux", "con", "nul", "prn"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
"""Names that Windows opens as a device instead of a file, whatever extension and case the name has. The names with `$`
or a superscript digit (`conin$`, `com¹`) are no identifiers or are normalized to one of these."""
