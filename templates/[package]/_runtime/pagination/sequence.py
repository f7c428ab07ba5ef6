"""A list as a whole: what all its pages have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..calls.call import Call
from ..calls.state import ClientState
from ..client.requests import next_page_call, operation_call
from ..descriptors.operation import Operation
from ..errors import APIError, ResponseDecodeError
from ..escaping import printable
from ..models.drift import Report
from ..models.model import Model
from ..pointers import steps
from ..responses.results import from_json
from ..transport.messages import HTTPResponse
from .body_fields import body_of, with_properties
from .next_page import Body, Place, Trail, position, split


class _NestedReport(Report):
    """Collects mismatches in the part of a response at `pointer`."""

    __slots__ = ("_pointer", "has_mismatches")

    def __init__(self, outer: Report, pointer: str) -> None:
        super().__init__(outer.operation, outer.drift, outer.strict)
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


class Chain:
    """A list and the pages of it that were read."""

    __slots__ = ("body", "state", "item", "list_type", "operation", "trail")

    def __init__(self, state: ClientState, operation: Operation[Any], body: object) -> None:
        self.state = state
        self.operation = operation
        self.body = body
        self.trail = Trail()
        result = next((each for each in operation.results if each.type is not None), None)
        item: Any = Any if result is None else result.type
        self.item: object = item
        self.list_type: object = list[item]

    def first(self, arguments: Mapping[str, object]) -> Place:
        """The place that the arguments of the call (and its body) name."""
        paging = self.operation.paging
        assert paging is not None
        return Place(with_properties(arguments, (paging.page, paging.limit), self.body))

    def call(self, place: Place) -> Call:
        """The call for the page at a place."""
        if place.url is not None:
            return next_page_call(self.state, self.operation, place.url, place.arguments, self.body)
        body = body_of(place.arguments, self.body)
        return operation_call(self.state, self.operation, place.arguments, body, None)

    def read(self, response: HTTPResponse) -> tuple[Body, int, list[Any]]:
        """The parts of an answer, the number of its items, and those of them that can be used.

        Raises:
            ResponseDecodeError: it is no JSON.
            ResponseValidationError: with `strict`, it departs from the documented types.
        """
        assert self.operation.paging is not None
        report = self.state.report(self.operation.name)
        content = b"[]" if response.status == 204 else response.content  # nothing is an empty page
        try:
            body = split(content, self.operation.paging)
        except (ValueError, RecursionError) as error:
            from_json(
                response.content, dict[str, Any], response, report
            )  # says what is wrong with it
            raise ResponseDecodeError(
                "the body is neither a list nor an object with one"
            ) from error
        if body.items is None or body.items.strip() == b"null":
            if body.items is not None or not self.operation.paging.optional:
                report.add([*steps(body.pointer)], body.pointer, "an array", "nothing")
            return body, 0, []
        inner = _NestedReport(report, body.pointer)
        items = from_json(body.items, self.list_type, response, inner)
        return body, len(items), self._usable(items) if inner.has_mismatches else items

    def _usable(self, items: list[Any]) -> list[Any]:
        """The items that are models, where they should be: what is none was told, and would be of another type."""
        if not isinstance(self.item, type) or not issubclass(self.item, Model):
            return items
        return [item for item in items if isinstance(item, self.item)]

    def located(self, error: BaseException, place: Place) -> None:
        """Note on an error which page it was."""
        assert self.operation.paging is not None
        where = position(self.operation.paging, place)
        where = self.state.redactor.text(where) if isinstance(where, str) else where
        if isinstance(error, APIError) and error.page is None and where is not None:
            error.page = where
            name = self.operation.paging.page
            shown = printable(repr(where))
            how = f"; go on with {name.lstrip('/')}={shown}" if name and not place.url else ""
            error.add_note(f"while fetching page {shown} of {self.operation.name}{how}")
