"""A mock server of the API: `python -m cometchat_business_messaging.testing --help`."""

from __future__ import annotations

from .._runtime.testing.command import serve
from . import FakeBusinessMessaging

if __name__ == "__main__":
    serve(FakeBusinessMessaging(), __package__ or "")
