"""The calls that the README and the pages show as examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.context.testing import fake_name
from generator.emit.python.examples.calls import MAX_LINES, example_lines
from generator.ir.dict_names import types_of_arguments
from generator.ir.operations import STREAMS, ContentKind, Operation, Resource, qualified
from generator.ir.types import Binary, Model
from generator.ir.walk import non_null, referenced_names

_WIDTH = 80
_MOST_TRIED = 20  # operations of a large document
_LOOP = re.compile(r"for \w+ in (client\..*\)):")
_LOOP_LINES = 2  # if the call is on one line
_LIMITS = 'options={"deadline": 60, "max_items": 1000}'


@dataclass(frozen=True, slots=True)
class QuickStart:
    """Example calls as text; empty if there is none."""

    name: str = ""
    """The name of the operation that `start` calls."""
    fake_name: str = ""
    """The name of the same operation in the fake."""
    start: str = ""
    """A usual call."""
    async_start: str = ""
    """The call `start` with the asynchronous client."""
    raw: str = ""
    """The call `start` for its raw response."""
    upload: str = ""
    """A call that takes a file."""
    download: str = ""
    """A call that returns a file."""
    stream: str = ""
    """A call that returns a stream."""
    with_models: str = ""
    """A call with models as arguments."""
    with_dicts: str = ""
    """The call `with_models` with dicts in place of the models."""
    paged: str = ""
    """The call of a list, as an expression."""
    paged_with_limits: str = ""
    """The call `paged` with a deadline and a maximum number of items."""


def quick_start(index: ApiIndex) -> QuickStart:
    """Return the calls to show. The first one has arguments and a single result, if there is such an operation."""
    operations = [(r, o) for r in index.api.resources for o in r.operations]

    def first(is_shown: Callable[[Operation], bool]) -> str:
        shown = (each for each in operations if is_shown(each[1]))
        codes = (_code(index, *each, asynchronous=False) for each in shown)
        return next(filter(None, codes), "")

    paged = _paged(index, operations)
    limited = _with_argument(paged, _LIMITS)
    preferred = [each for each in operations if _is_usual(each[1])][:_MOST_TRIED]
    for resource, operation in [*preferred, *operations[:_MOST_TRIED]]:
        start = _code(index, resource, operation, asynchronous=False)
        if start and start.count("\n") < MAX_LINES:
            with_models, with_dicts = _with_models(index, operations)
            return QuickStart(
                name=qualified(resource.name, operation.name),
                fake_name=fake_name(index.api, resource, operation),
                start=start,
                async_start=_code(index, resource, operation, asynchronous=True),
                raw=_raw(index, resource, operation),
                upload=first(lambda each: _is_upload(index, each)),
                download=first(lambda each: _kinds(each) == {ContentKind.BINARY}),
                stream=first(lambda each: bool(_kinds(each) & STREAMS)),
                with_models=with_models,
                with_dicts=with_dicts,
                paged=paged,
                paged_with_limits=limited,
            )
    return QuickStart(paged=paged, paged_with_limits=limited)


def _with_models(
    index: ApiIndex, operations: Iterable[tuple[Resource, Operation]]
) -> tuple[str, str]:
    """Return a call with models as arguments, and the same call with dicts; two empty texts if there is none."""
    shown = (each for each in operations if _takes_models(index, each[1]))
    for resource, operation in islice(shown, _MOST_TRIED):
        lines = _lines(index, resource, operation)
        if any("=models." in line for line in lines) and len(lines) <= MAX_LINES:
            dicts = _lines(index, resource, operation, dicts=True)
            return "\n".join(lines), "\n".join(dicts)
    return "", ""


def _lines(
    index: ApiIndex,
    resource: Resource,
    operation: Operation,
    *,
    asynchronous: bool = False,
    dicts: bool = False,
) -> list[str]:
    declarations = index.declarations
    return example_lines(
        resource, operation, declarations, _WIDTH, asynchronous=asynchronous, dicts=dicts
    )


def _code(index: ApiIndex, resource: Resource, operation: Operation, *, asynchronous: bool) -> str:
    lines = _lines(index, resource, operation, asynchronous=asynchronous)
    is_printed = lines and lines[0].partition(" = ")[1] and not lines[0].startswith("client.")
    result = lines[0].partition(" = ")[0] if is_printed else ""
    return "\n".join([*lines, *([f"print({result})"] if result.isidentifier() else [])])


def _raw(index: ApiIndex, resource: Resource, operation: Operation) -> str:
    """Return the call of an operation for its raw response; empty if it has no single result."""
    name = f"client.{qualified(resource.name, operation.name)}"
    lines = _lines(index, resource, operation)
    _, is_single, call = "\n".join(lines).partition(f"{name}(")
    if operation.paging is not None or not is_single:
        return ""
    return f"response = client.with_raw_response({name})({call}"


def _paged(index: ApiIndex, operations: Iterable[tuple[Resource, Operation]]) -> str:
    """Return the shortest call of the first lists whose arguments are known."""
    paged = (each for each in operations if each[1].paging is not None)
    lines = (_lines(index, *each) for each in islice(paged, _MOST_TRIED))
    calls = [_LOOP.fullmatch(each[0]) for each in lines if len(each) == _LOOP_LINES]
    return min((call[1] for call in calls if call is not None), key=len, default="")


def _with_argument(call: str, argument: str) -> str:
    """Return a call with one more argument; empty if there is no call."""
    separator = "" if call.endswith("()") else ", "
    return call and f"{call[:-1]}{separator}{argument})"


def _is_usual(operation: Operation) -> bool:
    body = operation.body
    has_arguments = body is not None and body.contents[0].kind is ContentKind.JSON
    return has_arguments and operation.paging is None and not operation.deprecated


def _takes_models(index: ApiIndex, operation: Operation) -> bool:
    types = types_of_arguments(operation, index.declarations)
    names = (name for type_ in types for name in referenced_names(type_))
    return any(index.declarations[name].dict_name for name in names)


def _kinds(operation: Operation) -> set[ContentKind]:
    return {response.kind for response in operation.responses}


def _is_upload(index: ApiIndex, operation: Operation) -> bool:
    """Return whether a call takes a file as an argument."""
    body = operation.body
    if body is None or body.contents[0].kind is not ContentKind.MULTIPART:
        return False
    model = index.declarations.get(body.model or "")
    fields = model.fields if isinstance(model, Model) else ()
    return any(isinstance(non_null(each.type), Binary) for each in fields)
