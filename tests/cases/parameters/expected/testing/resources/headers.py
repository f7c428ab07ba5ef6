"""The operations of `headers`, as a test scripts them."""

from __future__ import annotations

from collections.abc import Sequence

from ..._runtime.testing import ANY, FakeResource, operation


class HeadersFake(FakeResource):
    """The operations of `headers`: the next answers of each, and the calls that it received."""

    @operation()
    def headers_and_cookies(
        self,
        *,
        x_trace_id: str = ANY,
        x_list: Sequence[str] | None = ANY,
        if_modified_since: str | None = ANY,
        session: str | None = ANY,
    ) -> None:
        raise NotImplementedError
