"""The items that a fake remembers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any

import httpx2

from ...descriptors.api import ApiDescription
from ...descriptors.operation import Operation
from ...errors import ArgumentError
from ...json_data import is_object
from ...models.type_info import TypeInfo, members_of, type_info_of
from ...responses.results import ITEMS
from ...serialization.validation import to_wire
from ..answers.errors import ErrorScript, error_answer
from ..answers.examples import made_value
from ..answers.pages import PageAnswer
from ..answers.refusals import documented_class
from ..answers.results import Answer, value_answer
from ..examples import field_examples
from ..problems import FakeError, refuse_class
from ..requests.calls import FakeCall
from ..requests.routing import Routes
from ..values import wire_sample
from .collections import Collection, Role, collections
from .identities import new_value
from .properties import has_properties, properties_of
from .shapes import ItemShape, array_property, item_shape

_Key = tuple[str, ...]
_Record = dict[str, Any]


class Store:
    """Items by collection, by the parameters of its path, and by their own keys."""

    def __init__(
        self,
        api: ApiDescription,
        routes: Routes,
        descriptor: Callable[[str], Operation[Any]],
    ) -> None:
        self._api = api
        self._routes = routes
        self._descriptor = descriptor
        self._items: dict[tuple[str, _Key], dict[_Key, _Record]] = {}
        self._deleted: dict[str, list[_Record]] = {}  # by collection
        self._lock = threading.RLock()

    def clear(self) -> None:
        """Forget all items."""
        with self._lock:
            self._items.clear()
            self._deleted.clear()

    def answer(self, operation: Operation[Any]) -> Answer | None:
        """The answer of an operation that creates, reads, changes or deletes items; None for any other operation."""
        collection = self._by_operation.get(operation.name)
        is_stream = any(each.kind in ITEMS for each in operation.results)
        is_readable = not is_stream and has_properties(operation)
        if collection is None or not is_readable or self._shape(collection) is None:
            return None
        role = collection.operations[operation.name]

        def answer(call: FakeCall) -> httpx2.Response:
            with self._lock:
                return self._answers[role](collection, operation, call)(call)

        return answer

    def add(self, item: object, path: Mapping[str, str]) -> None:
        """Remember an item in each collection of such items at a path.

        Raises:
            FakeError: There is none, or the item is a class.
        """
        found = self._shaped(item if isinstance(item, type) else type(item))
        refuse_class(item)
        at_path = [each for each in found if set(each[0].parents) == set(path)]
        if not at_path:
            known = sorted({", ".join(each.parents) for each, _ in found})
            names = f"the parameters {' or '.join(known)}" if any(known) else "no parameters"
            raise FakeError(
                f"the path to a collection of {type(item).__name__} has {names},"
                f" not {', '.join(path) or 'none'}"
            )
        wire: Any = to_wire(item, type(item))
        for collection, shape in at_path:
            key = tuple(str(wire.get(name)) for name in shape.identity)
            parents = tuple(path[name] for name in collection.parents)
            with self._lock:
                self._items.setdefault((collection.path, parents), {})[key] = wire

    def _shaped(self, kind: type) -> list[tuple[Collection, ItemShape]]:
        """The collections of items of a type.

        Raises:
            FakeError: There is none.
        """
        shapes = [(each, self._shape(each)) for each in self._collections]
        known = [(each, shape) for each, shape in shapes if shape is not None]
        found = [(each, shape) for each, shape in known if shape.info.type is kind]
        if not found:
            names = ", ".join(dict.fromkeys(shape.info.type.__name__ for _, shape in known))
            advice = f"; seed() takes models of {names}" if names else ", nor of other models"
            raise FakeError(f"the API has no collection of {kind.__name__}{advice}")
        return found

    @cached_property
    def _collections(self) -> list[Collection]:
        return collections(self._routes.all)

    @cached_property
    def _by_operation(self) -> dict[str, Collection]:
        return {name: each for each in self._collections for name in each.operations}

    @cached_property
    def _answers(self) -> Mapping[Role, Callable[[Collection, Operation[Any], FakeCall], Answer]]:
        return {
            "list": self._list,
            "create": self._create,
            "get": self._get,
            "update": self._update,
            "delete": self._delete,
        }

    def _shape(self, collection: Collection) -> ItemShape | None:
        """Where the response of the operation `get` has the item; None if items cannot be remembered."""
        name = next(name for name, role in collection.operations.items() if role == "get")
        return _shape_of(self._descriptor(name), collection)

    def _records(self, collection: Collection, call: FakeCall) -> dict[_Key, _Record]:
        parents = tuple(call.path[name] for name in collection.parents)
        return self._items.setdefault((collection.path, parents), {})

    # --- operations --------------------------------------------------------------------------------------------------

    def _list(self, collection: Collection, operation: Operation[Any], call: FakeCall) -> Answer:
        records = [each for each in self._records(collection, call).values() if _fits(each, call)]
        if operation.paging is not None:
            item = next(each.type for each in operation.results)
            return PageAnswer(operation, [_filled(item, None, each) for each in records])
        value = made_value(operation)
        if is_object(value):
            name = array_property(operation.results[0].type)
            value = {**value, name: records} if name is not None else value
        elif isinstance(value, list):
            value = records
        return value_answer(operation, value)

    def _create(self, collection: Collection, operation: Operation[Any], call: FakeCall) -> Answer:
        shape = self._shape(collection)
        assert shape is not None
        records, given = self._records(collection, call), properties_of(operation, call, shape.info)
        given = {name: value for name, value in given.items() if value is not None}
        base: Any = _filled(shape.info.type, None, given)
        known = [*records.values(), *self._deleted.get(collection.path, ())]
        for name in shape.identity:
            if name not in given:
                taken = {str(each.get(name)) for each in known}
                base[name] = new_value(
                    _example(shape.info, name), shape.info.fields[name].type, taken
                )
        key = tuple(str(base[name]) for name in shape.identity)
        if key in records:
            return self._error(operation, 409)
        records[key] = {**given, **base}
        return _record_answer(operation, collection, records[key])

    def _get(self, collection: Collection, operation: Operation[Any], call: FakeCall) -> Answer:
        record = self._records(collection, call).get(_key(collection, call))
        if record is None:
            return self._error(operation, 404)
        return _record_answer(operation, collection, record)

    def _update(self, collection: Collection, operation: Operation[Any], call: FakeCall) -> Answer:
        record = self._records(collection, call).get(_key(collection, call))
        if record is None:
            return self._error(operation, 404)
        shape = self._shape(collection)
        assert shape is not None
        given = properties_of(operation, call, shape.info)
        record.update(given)
        for name in [name for name, value in given.items() if value is None]:
            del record[name]
        return _record_answer(operation, collection, record)

    def _delete(self, collection: Collection, operation: Operation[Any], call: FakeCall) -> Answer:
        record = self._records(collection, call).pop(_key(collection, call), None)
        if record is None:
            return self._error(operation, 404)
        self._deleted.setdefault(collection.path, []).append(record)
        return _record_answer(operation, collection, record)

    def _error(self, operation: Operation[Any], status: int) -> Answer:
        kind = documented_class(self._api, status, operation)
        return error_answer(self._api, operation, ErrorScript(kind))


def _example(info: TypeInfo, wire: str) -> object:
    """An example of a property, whether or not it is required."""
    known = field_examples(info.type).get(wire)
    return wire_sample(info.fields[wire].type, wire) if known is None else known


def _key(collection: Collection, call: FakeCall) -> _Key:
    return tuple(call.path[name] for name in collection.keys)


def _fits(record: _Record, call: FakeCall) -> bool:
    """Whether an item has the values of the query parameters that are called like its properties."""
    return all(
        str(record[name]) in (value if isinstance(value, list) else value.split(","))
        for name, value in call.query.items()
        if isinstance(record.get(name), str | int)
    )


def _shape_of(operation: Operation[Any], collection: Collection) -> ItemShape | None:
    types = (each.type for each in operation.results if each.kind == "json" and each.type)
    return next(filter(None, (item_shape(type_, collection) for type_ in types)), None)


def _record_answer(operation: Operation[Any], collection: Collection, record: _Record) -> Answer:
    """The response with an item, or with the properties of the response that the item has."""
    value = made_value(operation)
    if is_object(value):
        shape = _shape_of(operation, collection)
        result = next(each.type for each in operation.results if each.type is not None)
        if shape is None:
            value = _filled(result, value, record)
        elif shape.property is None:
            value = _filled(shape.info.type, None, record)
        else:
            value = {**value, shape.property: _filled(shape.info.type, None, record)}
    return value_answer(operation, value)


def _filled(type_: object, base: _Record | None, record: _Record) -> _Record:
    """An object of a type with the values of a record, except values that the type does not allow."""
    value: _Record = dict(wire_sample(type_, "value") if base is None else base)
    for wire, field in type_info_of(type_).fields.items():
        if wire in record:
            with suppress(ArgumentError, FakeError):
                value[wire] = _fitted(record[wire], field.type)
    return value


def _fitted(value: object, type_: object) -> object:
    """A value of a record as a type. An object gets the properties that the type requires.

    Raises:
        ArgumentError: The type does not allow the value.
        FakeError: No value of a required property is known.
    """
    try:
        return to_wire(value, type_)
    except ArgumentError:
        objects = [each for each in members_of(type_) if each.kind == "object"]
        if len(objects) != 1 or not is_object(value):
            raise
        return to_wire(_filled(objects[0].type, None, value), type_)
