"""The runtime of this package: what every call needs, whatever the API is."""

from __future__ import annotations

from .async_client import AsyncClient
from .client import SyncClient
from .config import AsyncCredential, ClientOptions, Credential
from .deprecation import deprecated
from .description import ApiDescription, Scheme, Server, ServerVariable
from .downloads import AsyncDownload, Download
from .drift import Departure, Drift
from .errors import Attempt
from .files import FileInput
from .headers import Headers
from .hooks import AttemptEvent, CallEvent, Hooks
from .loading import load, loading
from .model import Model, OpenModel
from .operation import (
    Binary,
    Cookie,
    ErrorBody,
    Form,
    Header,
    Json,
    JsonLines,
    Multipart,
    Operation,
    Paging,
    Part,
    Path,
    Query,
    Result,
    Retries,
    Text,
)
from .pages import AsyncPage, AsyncPager, Page
from .raw import RawResponse
from .resource import AsyncResource, Resource
from .streams import AsyncStream, Stream
from .telemetry import opentelemetry_hooks
from .types import (
    UNSET,
    Date,
    Meta,
    OneOf,
    Open,
    OpenInt,
    Suggested,
    Timestamp,
    UnsetType,
    field,
    one_of,
)
from .validation import exactly_one, limited_when
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
    "CallEvent",
    "ClientOptions",
    "Cookie",
    "Credential",
    "Date",
    "Departure",
    "Download",
    "Drift",
    "ErrorBody",
    "FileInput",
    "Form",
    "Header",
    "Headers",
    "Hooks",
    "Json",
    "JsonLines",
    "Meta",
    "Model",
    "Multipart",
    "OneOf",
    "Open",
    "OpenInt",
    "OpenModel",
    "Operation",
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
    "UnsetType",
    "Webhook",
    "deprecated",
    "exactly_one",
    "field",
    "limited_when",
    "load",
    "loading",
    "one_of",
    "opentelemetry_hooks",
]
