"""The fixed part of the fake of an API. Only the package's own `testing` imports it.

A request of a client goes through these modules from the top to the bottom:

transport    the HTTP client in place of the network
requests     the operation of a request, and the request as a test sees it
scripts      the answers that a test scripted
answers      a value or an error as a response; pages, failures
operations   what a test writes: `fake.things.get.returns(...)`
examples     the examples of the document, and values that are made of them
state        the items that a fake remembers
fake         the context: clients, environment variables, the clock
server       the fake for other processes
command      the fake as a mock server: `python -m package.testing`
"""

from __future__ import annotations

from .fake import Fake
from .operations import CalledItems, CalledOperation, FakeResource, listed, operation
from .pages import AsyncPage, Page
from .problems import FakeError
from .requests.calls import FakeCall
from .requests.matching import ANY
from .values import make

__all__ = [
    "ANY",
    "AsyncPage",
    "CalledItems",
    "CalledOperation",
    "Fake",
    "FakeCall",
    "FakeError",
    "FakeResource",
    "Page",
    "listed",
    "make",
    "operation",
]
