"""What a test writes for an operation: `fake.things.get.returns(...)`.

The generated class of a resource has one method for each operation, whose arguments are all optional. The decorators
`operation` and `listed` turn it into an object with the methods below. They take the types of the arguments
and of the result from its signature.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, Self, TypeVar, overload

from msgspec import UNSET

from ..errors import APIStatusError
from ..pagination.page import AsyncPage, Page
from .answers.errors import ErrorScript, error_answer
from .answers.failures import Failure, failure_answer
from .problems import FakeError, UnknownArgumentError
from .requests.calls import FakeCall
from .requests.matching import mismatch
from .requests.routing import qualified
from .scripts import Scripts

P = ParamSpec("P")
T = TypeVar("T")


class FakeResource:
    """Base of the generated classes, one for each resource."""

    def __init__(self, find: Callable[[str], Scripts], attribute: str) -> None:
        self._find = find
        self._attribute = attribute

    def __repr__(self) -> str:
        return f"<fake {self._attribute}>"


class _Base(Generic[P]):
    """What all operations have."""

    def __init__(
        self, scripts: Scripts, method: Callable[..., Any], fields: Mapping[str, str]
    ) -> None:
        self._scripts = scripts
        self._method = method
        self._fields = fields

    @property
    def calls(self) -> list[FakeCall]:
        """The calls that the operation received, in their order."""
        return list(self._scripts.calls)

    def raises(
        self,
        error: type[APIStatusError] | APIStatusError,
        *,
        code: str | None = None,
        message: str | None = None,
        details: object = UNSET,
        retry_after: float | None = None,
        status_code: int | None = None,
        headers: Mapping[str, str] | None = None,
        body: object = UNSET,
        times: int | None = 1,
    ) -> Self:
        """Answer with an error of the API. The status, the code and the envelope follow from its class.

        Args:
            error: An error class, or an error whose code, message, details and headers are sent unless others are
                given.
            code: The API's error code, for a class that stands for several.
            retry_after: The seconds that the server asks the client to wait.
            status_code: The status, for a class that stands for several.
            body: The whole body, in place of one that is filled in.
            times: How often; None: any number of times, at least once.

        Raises:
            FakeError: The document does not allow this response, or the error has none.
        """
        script = ErrorScript.of(
            error,
            code=code,
            message=message,
            details=details,
            retry_after=retry_after,
            status=status_code,
            headers=headers,
            body=body,
        )
        answer = error_answer(self._scripts.api, self._scripts.operation, script)
        self._scripts.add(answer, times)
        return self

    def fails(self, how: Failure, *, times: int | None = 1) -> Self:
        """Let attempts fail: `refused`, `reset`, `timeout`, `truncated`, `garbage` or `slow`."""
        self._scripts.add(failure_answer(self._scripts.operation, how), times)
        return self

    def assert_called_once_with(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Fail unless there was one call, and it had these arguments; arguments that are not given can be any."""
        self.assert_called(times=1)
        self._assert_any(self._expected(args, kwargs))

    def assert_called_with(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Fail unless the last call had these arguments; arguments that are not given can be any."""
        self.assert_called()
        self._assert_any(self._expected(args, kwargs), last=True)

    def assert_any_call(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Fail unless some call had these arguments; arguments that are not given can be any."""
        self.assert_called()
        self._assert_any(self._expected(args, kwargs))

    def assert_called(self, *, times: int | None = None) -> None:
        """Fail unless the operation was called, so many times if `times` is given. Retries count."""
        count = len(self._scripts.calls)
        if count != times if times is not None else not count:
            usual = {None: "be called", 0: "not be called"}
            wanted = usual.get(times) or f"be {_called(times or 0)}"
            raise FakeError(f"{self._name} must {wanted}, but was {_called(count)}")

    def assert_not_called(self) -> None:
        """Fail if the operation was called."""
        self.assert_called(times=0)

    @property
    def _name(self) -> str:
        return self._scripts.operation.name

    def _expected(self, args: tuple[object, ...], kwargs: dict[str, object]) -> dict[str, object]:
        try:
            bound = inspect.signature(self._method).bind(None, *args, **kwargs)
        except TypeError as error:
            raise UnknownArgumentError(f"{self._name}: {error}") from error
        return dict(list(bound.arguments.items())[1:])

    def _assert_any(self, expected: dict[str, object], *, last: bool = False) -> None:
        calls = self._scripts.calls[-1:] if last else self._scripts.calls
        problem = mismatch(self._scripts.operation, calls, expected, self._fields)
        if problem:
            raise FakeError(problem)

    def __repr__(self) -> str:
        return f"<fake {self._name}, {_called(len(self._scripts.calls))}>"


class FakeOperation(_Base[P], Generic[P, T]):
    """An operation with a single result."""

    @overload
    def returns(
        self: FakeOperation[P, None], value: None = None, *, times: int | None = 1
    ) -> FakeOperation[P, None]: ...

    @overload
    def returns(self, value: T, *, times: int | None = 1) -> Self: ...

    def returns(self, value: Any = None, *, times: int | None = 1) -> Any:
        """Answer with a value.

        Args:
            times: How often; None: any number of times, at least once.

        Raises:
            FakeError: The document does not allow the value.
        """
        self._scripts.add(self._scripts.value(value), times)
        return self

    def replies(self, function: Callable[[FakeCall], T], *, times: int | None = None) -> Self:
        """Answer with the values that a function returns for each call, or the errors of the API that it raises."""
        self._scripts.add(self._scripts.computed(function), times)
        return self


class FakeItems(_Base[P], Generic[P, T]):
    """An operation whose result is a list or a stream."""

    def returns(
        self, items: list[T] | tuple[T, ...] | Page[T] | AsyncPage[T], *, times: int | None = 1
    ) -> Self:
        """Answer with items: the pages of a list, as the call asks for them, or the items of a stream.

        Args:
            times: How often the list is read from its start; None: any number of times, at least once.

        Raises:
            FakeError: The document does not allow an item.
        """
        self._scripts.add(self._scripts.value(items), times)
        return self

    def replies(
        self,
        function: Callable[[FakeCall], list[T] | tuple[T, ...] | Page[T]],
        *,
        times: int | None = None,
    ) -> Self:
        """Answer with the whole list that a function returns for each page, or the errors that it raises."""
        self._scripts.add(self._scripts.computed(function), times)
        return self


class _Signature(Protocol[P]):
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Any: ...


class _Called(_Base[...], FakeResource):
    """A resource that is itself an operation, whose arguments its method `__call__` has."""

    _fields: Mapping[str, str] = {}

    def __init__(self, find: Callable[[str], Scripts], attribute: str) -> None:
        FakeResource.__init__(self, find, attribute)
        signature: Callable[..., Any] = type(self).__call__
        _Base.__init__(self, find(attribute), signature, self._fields)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    def assert_called_once_with(self: _Signature[P], *args: P.args, **kwargs: P.kwargs) -> None:
        assert isinstance(self, _Called)
        _Base.assert_called_once_with(self, *args, **kwargs)

    def assert_called_with(self: _Signature[P], *args: P.args, **kwargs: P.kwargs) -> None:
        assert isinstance(self, _Called)
        _Base.assert_called_with(self, *args, **kwargs)

    def assert_any_call(self: _Signature[P], *args: P.args, **kwargs: P.kwargs) -> None:
        assert isinstance(self, _Called)
        _Base.assert_any_call(self, *args, **kwargs)


class CalledOperation(_Called, FakeOperation[..., T]):
    """Base of the generated class of a resource that is an operation with a single result."""


class CalledItems(_Called, FakeItems[..., T]):
    """Base of the generated class of a resource that is an operation whose result is a list or a stream."""


class _Attribute(Generic[P, T]):
    """An operation as an attribute of its resource."""

    def __init__(
        self, kind: type[Any], method: Callable[..., Any], fields: Mapping[str, str]
    ) -> None:
        self._kind = kind
        self._method = method
        self._fields = fields

    def bound(self, resource: FakeResource) -> Any:
        owner = resource._attribute  # pyright: ignore[reportPrivateUsage]
        name = qualified(owner, self._method.__name__)
        scripts = resource._find(name)  # pyright: ignore[reportPrivateUsage]
        return self._kind(scripts, self._method, self._fields)


class _OperationAttribute(_Attribute[P, T]):
    def __get__(self, resource: FakeResource, owner: object = None) -> FakeOperation[P, T]:
        operation: FakeOperation[P, T] = self.bound(resource)
        return operation


class _ItemsAttribute(_Attribute[P, T]):
    def __get__(self, resource: FakeResource, owner: object = None) -> FakeItems[P, T]:
        items: FakeItems[P, T] = self.bound(resource)
        return items


def operation(
    **fields: str,
) -> Callable[[Callable[Concatenate[Any, P], T]], _OperationAttribute[P, T]]:
    """Make a method an operation with a single result. `fields` are the fields of arguments with another name."""
    return lambda method: _OperationAttribute(FakeOperation, method, fields)


def listed(
    **fields: str,
) -> Callable[[Callable[Concatenate[Any, P], Iterable[T]]], _ItemsAttribute[P, T]]:
    """Like `operation`, for a list or a stream."""
    return lambda method: _ItemsAttribute(FakeItems, method, fields)


def _called(count: int) -> str:
    times = {1: "once", 2: "twice"}.get(count, f"{count} times")
    return f"called {times}" if count else "never called"
