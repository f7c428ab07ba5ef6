"""The calls that the README and the pages show: a usual one, an upload, a download and a stream."""

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
_LOOP = re.compile(r"for \w+ in (client\..*)\):")
_LOOP_LINES = 2  # if the call is on one line


@dataclass(frozen=True, slots=True)
class QuickStart:
    """Example calls as text; empty if there is none. `name` is the operation of `start`, `fake_name` that in the fake.

    `raw` is the call `start` for its raw response. `with_models` and `with_dicts` are the same call. `paged` is the
    call of a list, without its closing parenthesis.
    """

    name: str = ""
    fake_name: str = ""
    start: str = ""
    async_start: str = ""
    raw: str = ""
    upload: str = ""
    download: str = ""
    stream: str = ""
    with_models: str = ""
    with_dicts: str = ""
    paged: str = ""


def quick_start(index: ApiIndex) -> QuickStart:
    """Return the calls to show. The first one has arguments and a single result, if there is such an operation."""
    operations = [(r, o) for r in index.api.resources for o in r.operations]

    def first(is_shown: Callable[[Operation], bool]) -> str:
        shown = (each for each in operations if is_shown(each[1]))
        codes = (_code(index, *each, asynchronous=False) for each in shown)
        return next(filter(None, codes), "")

    preferred = [each for each in operations if _is_usual(each[1])][:_MOST_TRIED]
    for resource, operation in [*preferred, *operations[:_MOST_TRIED]]:
        start = _code(index, resource, operation, asynchronous=False)
        if start and start.count("\n") < MAX_LINES:
            name = qualified(resource.name, operation.name)
            return QuickStart(
                name,
                fake_name(index.api, resource, operation),
                start,
                _code(index, resource, operation, asynchronous=True),
                _raw(index, resource, operation),
                first(lambda each: _is_upload(index, each)),
                first(lambda each: _kinds(each) == {ContentKind.BINARY}),
                first(lambda each: bool(_kinds(each) & STREAMS)),
                *_with_models(index, operations),
                _paged(index, operations),
            )
    return QuickStart(paged=_paged(index, operations))


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
