"""The answers that a test scripted for one operation, and the calls that the operation received."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeAlias

import httpx2

from ..config.checks import is_asynchronous
from ..descriptors.api import ApiDescription
from ..descriptors.operation import Operation
from ..errors import APIError, APIStatusError
from ..json_data import is_array
from ..responses.results import ITEMS
from .answers.errors import ErrorScript, error_answer
from .answers.pages import PageAnswer, list_of
from .answers.results import Answer, items_answer, value_answer, wire_items
from .answers.suggestion import suggestion
from .problems import FakeError
from .requests.calls import FakeCall


@dataclass
class _Script:
    """An answer, the number of times that it may be given (None: any number), and how often it was given."""

    answer: Answer
    times: int | None
    given: int = 0

    @property
    def is_exhausted(self) -> bool:
        return self.times is not None and self.given >= self.times

    @property
    def is_unused(self) -> bool:
        return self.given < (1 if self.times is None else self.times)


Fallback: TypeAlias = Callable[[Operation[Any]], Answer | None]
"""Returns the answer of an operation without a remaining script; None if there is none."""


class Scripts:
    """The scripted answers of one operation, in their order, and its calls."""

    def __init__(self, api: ApiDescription, operation: Operation[Any], fallback: Fallback) -> None:
        self.api = api
        self._fallback = fallback
        self.operation = operation
        self.calls: list[FakeCall] = []
        self._scripts: list[_Script] = []
        self._pages: dict[Hashable, PageAnswer] = {}  # of the lists that are being read

    def clear(self) -> None:
        """Forget all answers and calls."""
        self.calls.clear()
        self._scripts.clear()
        self._pages.clear()

    def add(self, answer: Answer, times: int | None) -> None:
        """Script an answer after all others.

        Raises:
            FakeError: `times` is not a positive integer.
        """
        if times is not None and (type(times) is not int or times < 1):
            raise FakeError(f"times must be a whole number from 1, not {times!r}")
        self._scripts.append(_Script(answer, times))

    def value(self, value: object) -> Answer:
        """The answer with a value of the operation's type.

        Raises:
            FakeError: The document does not allow the value.
        """
        operation = self.operation
        if operation.paging is not None:
            return PageAnswer(operation, wire_items(operation, _items(operation, value)))
        if any(each.kind in ITEMS for each in operation.results):
            return items_answer(operation, _items(operation, value))
        return value_answer(operation, value)

    def computed(self, function: Callable[[FakeCall], Any]) -> Answer:
        """The answer with the value that a function returns, or the API's error that it raises.

        Raises:
            FakeError: It is no function, or an asynchronous one.
        """
        if not callable(function) or is_asynchronous(function):
            shown = getattr(function, "__name__", type(function).__name__)
            raise FakeError(f"replies() takes a function that is not async, not {shown}")

        def answer(call: FakeCall) -> httpx2.Response:
            try:
                value = function(call)
            except APIStatusError as error:
                return error_answer(self.api, self.operation, ErrorScript.of(error))(call)
            except (AssertionError, APIError, httpx2.HTTPError):
                raise
            except Exception as error:  # the client would make an error of its own of most classes
                problem = f"{type(error).__name__}: {error}"
                name = self.operation.name
                raise FakeError(f"{name}: the function of replies() raised {problem}") from error
            return self.value(value)(call)

        return answer

    def respond(self, call: FakeCall) -> httpx2.Response:
        """The next scripted answer. The later pages of a list are of the same answer as its first page.

        Raises:
            FakeError: No answer is left.
        """
        self.calls.append(call)
        list_ = list_of(self.operation, call)
        pages = self._pages.get(list_) or next(reversed(self._pages.values()), None)
        if pages is not None and pages.continues(call):
            return pages(call)
        script = next((each for each in self._scripts if not each.is_exhausted), None)
        if script is None:
            self._pages.clear()
            answer = self._fallback(self.operation)
            if answer is None:
                raise FakeError(self._unexpected())
            return answer(call)
        script.given += 1
        self._pages.pop(list_, None)
        if isinstance(script.answer, PageAnswer):
            self._pages[list_] = script.answer
        return script.answer(call)

    def _unexpected(self) -> str:
        name, advice = self.operation.name, suggestion(self.operation)
        if not self._scripts:
            return f"{name} was called, but the test scripts no answer. Write: {advice}"
        count = len(self.calls)
        return (
            f"{name} was called {count} times, but the test scripts only {count - 1}:"
            f" pass times={count}, or write after the others: {advice}"
        )

    @property
    def unused(self) -> str:
        """What was scripted and not asked for; empty if everything was."""
        given = sum(script.given for script in self._scripts)
        wanted = sum(max(script.times or 1, script.given) for script in self._scripts)
        name = self.operation.name
        if not any(script.is_unused for script in self._scripts):
            return ""
        return f"{name} was asked for {given} of its {wanted} scripted answers"


def _items(operation: Operation[Any], value: object) -> list[object]:
    """The items of a list or a page.

    Raises:
        FakeError: It is neither.
    """
    data: object = getattr(value, "data", value)
    if is_array(data):
        return list(data)
    raise FakeError(f"{operation.name} returns a list: pass [...] or Page.of([...])")
