"""The runtime of this package. Generated modules import from here only."""

from __future__ import annotations

from .attempts import Attempt
from .auth.credentials import AsyncCredential, Credential
from .client.aio import AsyncClient
from .client.sync import SyncClient
from .config.call_options import CallOptions
from .config.options import ClientOptions
from .deprecation import deprecated
from .descriptors.api import ApiDescription, DeviceFlow, Scheme, Server, ServerVariable
from .descriptors.bodies import Binary, Form, Json, JsonLines, Multipart, Part, Text
from .descriptors.operation import ErrorBody, Operation, Paging, Result, Retries
from .descriptors.parameters import Cookie, Header, Path, Query
from .descriptors.typed import Typed
from .http.headers import Headers
from .http.lazy import lazy_httpx2
from .loading import load, loading
from .models.drift import Drift, Mismatch, Unknown
from .models.fields.specifiers import constant_field, nullable_field
from .models.model import Model, ModelWithSpecialFields
from .models.open_model import OpenModel
from .models.type_info import Field
from .models.types import (
    UNSET,
    BoolLiteral,
    Date,
    DecimalNumber,
    DecimalText,
    Limits,
    Meta,
    OneOf,
    Open,
    OpenInt,
    Suggested,
    Timestamp,
    UnsetType,
    bool_literal,
    field,
    one_of,
)
from .observability.hooks import AttemptEvent, CallEvent, Hooks, OutgoingRequest
from .observability.telemetry import opentelemetry_hooks
from .pagination.page import AsyncPage, Page
from .pagination.pager import AsyncPager
from .redaction import Hidden
from .resource import AsyncResource, Resource
from .responses.downloads import AsyncDownload, Download
from .responses.raw import RawResponse
from .responses.streams import AsyncStream, Stream
from .serialization.files import FileInput
from .serialization.model_checks import at_least_one, exactly_one, limited_when
from .webhooks import Webhook

__all__ = [
    "UNSET",
    "ApiDescription",
    "AsyncClient",
    "AsyncCredential",
    "AsyncDownload",
    "AsyncPage",
    "AsyncPager",
    "AsyncResource",
    "AsyncStream",
    "Attempt",
    "AttemptEvent",
    "Binary",
    "BoolLiteral",
    "CallEvent",
    "CallOptions",
    "ClientOptions",
    "Cookie",
    "Credential",
    "Date",
    "DecimalNumber",
    "DecimalText",
    "DeviceFlow",
    "Download",
    "Drift",
    "ErrorBody",
    "Field",
    "FileInput",
    "Form",
    "Header",
    "Headers",
    "Hidden",
    "Hooks",
    "Json",
    "JsonLines",
    "Limits",
    "Meta",
    "Mismatch",
    "Model",
    "ModelWithSpecialFields",
    "Multipart",
    "OneOf",
    "Open",
    "OpenInt",
    "OpenModel",
    "Operation",
    "OutgoingRequest",
    "Page",
    "Paging",
    "Part",
    "Path",
    "Query",
    "RawResponse",
    "Resource",
    "Result",
    "Retries",
    "Scheme",
    "Server",
    "ServerVariable",
    "Stream",
    "Suggested",
    "SyncClient",
    "Text",
    "Timestamp",
    "Typed",
    "Unknown",
    "UnsetType",
    "Webhook",
    "at_least_one",
    "bool_literal",
    "constant_field",
    "deprecated",
    "exactly_one",
    "field",
    "lazy_httpx2",
    "limited_when",
    "load",
    "loading",
    "nullable_field",
    "one_of",
    "opentelemetry_hooks",
]
