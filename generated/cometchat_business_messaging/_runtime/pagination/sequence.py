"""Fetch and decode the pages of one list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..calls.call import Call
from ..calls.state import ClientState
from ..client.base import BaseClient
from ..client.call_options import state_for
from ..client.requests import next_page_call, operation_call
from ..config.call_options import CallOptions, check_max_items
from ..deadline import Deadline
from ..descriptors.operation import Operation
from ..errors import APIError, ArgumentError, ResponseDecodeError
from ..escaping import printable
from ..json_data import steps
from ..models.decimals import has_decimals
from ..models.drift import Report
from ..models.model import Model
from ..responses.results import from_json
from ..transport.messages import HTTPResponse
from .body_fields import apply_body_fields, with_body_fields
from .next_page import PageRequest, position, request_at
from .page_metadata import PageBody, split
from .repetitions import SeenPages


class _NestedReport(Report):
    """Collects mismatches in the part of a response at `pointer`."""

    __slots__ = ("_pointer", "has_mismatches")

    def __init__(self, outer: Report, pointer: str) -> None:
        super().__init__(
            outer.operation,
            outer.drift,
            outer.strict,
            complete=outer.complete,
            keep_unknown=outer.keep_unknown,
        )
        self._pointer = pointer
        self.has_mismatches = False

    def add(
        self,
        path: list[str | int],
        pattern: str,
        expected: str,
        received: str,
        problem: str | None = None,
    ) -> None:
        self.has_mismatches = True
        super().add([*steps(self._pointer), *path], self._pointer + pattern, expected, received)


class PageSequence:
    """The pages of one list: how to request and decode them, and the pages seen so far."""

    __slots__ = (
        *("state", "operation", "paging", "body", "options", "seen_pages"),
        *("deadline", "max_items", "item", "list_type", "_in_body"),
    )

    def __init__(
        self,
        state: ClientState,
        operation: Operation[Any],
        body: object,
        options: CallOptions | None = None,
    ) -> None:
        self.state = state
        self.operation = operation
        self.body = body
        self.options = options
        self.deadline: Deadline | None = None
        self.max_items: int | None = None
        if options is not None:
            self.max_items = check_max_items(options.get("max_items"))
            if "deadline" in options:
                self.deadline = Deadline(options["deadline"])
        self.seen_pages = SeenPages()
        assert operation.paging is not None
        self.paging = operation.paging
        names = (self.paging.page, self.paging.limit)
        self._in_body = any(name and name.startswith("/") for name in names)
        result = next((each for each in operation.results if each.type is not None), None)
        item: Any = Any if result is None else result.type
        self.item: object = item
        self.list_type: object = list[item]

    def first(self, arguments: Mapping[str, object]) -> PageRequest:
        """The request for the page that the arguments of the call and its body select."""
        request = PageRequest({**arguments})
        if self._in_body:
            names = (self.paging.page, self.paging.limit)
            request = PageRequest(with_body_fields(arguments, names, self.body))
        if self.options is not None and "position" in self.options:
            return request_at(self.operation, request, str(self.options["position"]))
        return request

    def call(self, request: PageRequest) -> Call:
        """The call for a page, within the deadline of the iteration."""
        call = self._call(request)
        if self.deadline is not None:
            call.deadline = self.deadline.earlier(call.deadline)
        return call

    def _call(self, request: PageRequest) -> Call:
        if request.url is not None:
            return next_page_call(
                self.state, self.operation, request.url, request.arguments, self.body, self.options
            )
        body = apply_body_fields(request.arguments, self.body) if self._in_body else self.body
        return operation_call(
            self.state, self.operation, request.arguments, body, None, self.options
        )

    def read(self, call: Call, response: HTTPResponse) -> tuple[PageBody, int, list[Any]]:
        """The parts of a response, the number of its items, and the usable items.

        Raises:
            ResponseDecodeError: The response is not JSON, or contains no list.
            ResponseValidationError: With `strict`, the response does not match the documented types.
        """
        report = call.report()
        content = b"[]" if response.status == 204 else response.content  # 204 is an empty page
        try:
            body = split(content, self.paging, keeps_digits=has_decimals(self.item))
        except (ValueError, RecursionError) as error:
            from_json(response.content, dict[str, Any], response, report)  # raises a precise error
            raise ResponseDecodeError(
                "the body is neither a list nor an object that contains one"
            ) from error
        if body.items is None or body.items.strip() == b"null":
            if body.items is not None or not self.paging.optional:
                received = "nothing" if body.items is None else "null"
                report.add([*steps(body.pointer)], body.pointer, "array", received)
            return body, 0, []
        inner = _NestedReport(report, body.pointer)
        items = from_json(body.items, self.list_type, response, inner)
        return body, len(items), self._usable(items) if inner.has_mismatches else items

    def _usable(self, items: list[Any]) -> list[Any]:
        """The items that were decoded as models; the mismatches of the others were already reported."""
        if not isinstance(self.item, type) or not issubclass(self.item, Model):
            return items
        return [item for item in items if isinstance(item, self.item)]

    def locate(self, error: BaseException, request: PageRequest) -> None:
        """Add the position of the page to an error. An argument must be changed, not the page."""
        if isinstance(error, ArgumentError):
            return
        page = position(self.paging, request)
        page = self.state.redactor.text(page) if isinstance(page, str) else page
        if isinstance(error, APIError) and error.page is None and page is not None:
            error.page = page
            name = self.paging.page
            shown = printable(repr(page))
            resume = f"; resume with {name.lstrip('/')}={shown}" if name and not request.url else ""
            error.add_note(f"while fetching page {shown} of {self.operation.name}{resume}")


def page_sequence(
    client: BaseClient, operation: Operation[Any], body: object, options: CallOptions | None
) -> PageSequence:
    """The pages of a list, fetched with these options."""
    state = state_for(client, operation, options, is_list=True)
    return PageSequence(state, operation, body, options)
