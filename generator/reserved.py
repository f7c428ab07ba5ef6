"""Names that the generated package uses itself, so that names from a document must differ from them.

The sets are equal on all supported Python versions and systems, so that the output is equal. Names that exist only on
some of them are listed here and added to the names of the running Python.
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

CLASSES = BUILTINS | {"Unknown"}
"""For classes and aliases of models: `models` exports `Unknown` too. A conflicting import of a module gets an alias."""

FIELDS = _TYPES | runtime_facts.model_attributes() | {"models", "self"}
"""For fields of models: the attributes of all models, and the names that a class body uses. A function that the module
imports gets an alias if a field has its name."""

METHODS = (_TYPES - {"list"}) | {"date", "datetime", "deprecated", "errors", "models"}
"""For methods of resources: the names that signatures use, except `list`, which users expect for a list operation."""

ARGUMENTS = frozenset({"self", "models", "options"})
"""For arguments of methods, which all have `options`. They may shadow builtins: `id` and `type` are not renamed."""

MODEL_MODULES = frozenset(["dict", "getattr", "globals", "list", "object", "sorted", "str"])
"""For modules of models. An imported module is a name in its package, and `models/__init__.py` uses these names."""

OPTIONS = runtime_facts.client_options() | {"http_client", "options", "super"}
"""For arguments of the client: the options of all clients, and the other names in `__init__`."""

RESOURCES = runtime_facts.client_attributes() | {"cached_property", "httpx2"}
"""For resources, which are attributes of the client: its public attributes, and the names that its class body uses."""

FAKES = runtime_facts.fake_attributes() | {"cached_property"}
"""For resources of the fake: its public attributes, and the names that its class body uses."""

FAKE_OPERATIONS = runtime_facts.fake_operation_attributes()
"""For operations of a resource that is itself an operation in the fake: the public attributes of operations."""

ERRORS = runtime_facts.error_names() | {name for name in BUILTINS if name.endswith("Error")}
"""For error classes: the error classes of the runtime, which `errors.py` exports too, and of Python."""

ERROR_FIELDS = frozenset(dir(BaseException)) | (
    runtime_facts.error_attributes() - {"code", "message", "details", "dev_message"}
)
"""For fields of the error envelope: the attributes of all errors, except the ones that a field of the envelope sets."""

TOKEN_EXPORTS = {
    "DeviceAuthorization": "_runtime.auth.device_login",
    "DeviceLogin": "_runtime.auth.device_login",
    "RefreshToken": "_runtime.auth.refresh_token",
}
"""The names that the package exports if a security scheme takes access tokens, with the modules that only they need."""

PACKAGE = (
    "UNSET",
    "AsyncDownload",
    "AsyncPage",
    "AsyncPager",
    "AsyncStream",
    "Attempt",
    "AttemptEvent",
    "CallEvent",
    "CallOptions",
    "ClientOptions",
    "Download",
    "Drift",
    "Field",
    "FileInput",
    "Headers",
    "Hooks",
    "Mismatch",
    "OutgoingRequest",
    "Page",
    "RawResponse",
    "Stream",
    "UnsetType",
    "opentelemetry_hooks",
)
"""For the client class: the names that the package exports from the runtime."""

_DEPENDENCIES = frozenset("""
    anyio brotli brotlicffi exceptiongroup h11 h2 httpcore2 httpx2 idna msgspec opentelemetry sniffio socksio trio
    truststore typing_extensions wsproto
    """.split())

DISTRIBUTIONS = frozenset(sys.stdlib_module_names) | _SOME_MODULES | _DEPENDENCIES
"""For the package: the modules of the standard library, of the package's dependencies (required or optional), and of
their dependencies. It must not hide one of them."""

WEBHOOKS = frozenset(["annotations", "builtins", "cast", "date", "datetime", "models"])
"""For webhooks, which are names in their module: the names that the module imports or uses."""

DEVICES = frozenset(
    {"aux", "con", "nul", "prn"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
"""Names that Windows opens as a device, with any extension and in any case. Names with `$` or a superscript digit
(`conin$`, `com¹`) are missing: they are not identifiers, or are normalized to one of these names."""
