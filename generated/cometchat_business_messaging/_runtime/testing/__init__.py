"""The fixed part of the fake of an API. Only the package's own `testing` imports it, and imports from here only.

A request of a client goes through these modules from the top to the bottom:

transport    the HTTP client in place of the network
requests     the operation of a request, and the request as a test sees it
scripts      the answers that a test scripted
answers      a value or an error as a response; pages, failures
operations   what a test writes: `fake.things.get.returns(...)`
fake         the context: clients, environment variables, the clock
"""

from __future__ import annotations

from .fake import Fake
from .operations import ANY, FakeResource, listed, operation
from .pages import AsyncPage, Page
from .problems import FakeError
from .requests.calls import FakeCall
from .values import make

__all__ = [
    "ANY",
    "AsyncPage",
    "Fake",
    "FakeCall",
    "FakeError",
    "FakeResource",
    "Page",
    "listed",
    "make",
    "operation",
]
