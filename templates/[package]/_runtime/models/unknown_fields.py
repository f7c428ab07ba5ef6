"""Properties of responses that the document does not describe: find them, and keep them on models.

The strict decoder skips them. Therefore, a response is also parsed as plain JSON, with which its models are compared. A
client does this for a few responses, to report the properties, and for all of them with `unknown_fields="keep"`.

The search takes values of the same class together, in columns. To compare a whole column takes as long as to compare a
few models alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import Any, ClassVar, Final, Literal, NamedTuple, TypeAlias

from ..json_data import is_array, is_object
from .type_info import contains, type_info_of

UnknownFields: TypeAlias = Literal["ignore", "keep"]
"""What happens to properties that the document does not describe."""

UNKNOWN_FIELDS: Final = "unknown_fields"
"""The name of the attribute of models, and of the key in their dicts with Python's names."""

_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


class UnknownFieldsSlot:
    """Base with a slot for the unknown properties of a model, which is not a field."""

    __slots__ = ("__unknown__",)
    __unknown__: Mapping[str, Any]
    __used__: ClassVar[bool] = False
    """Whether any model of the process keeps properties. Until then, no argument is searched for them."""


def keep_on(model: UnknownFieldsSlot, properties: Mapping[str, Any]) -> None:
    """Keep unknown properties on a model."""
    UnknownFieldsSlot.__used__ = True
    model.__unknown__ = properties


def kept(model: object) -> Mapping[str, Any]:
    """The unknown properties that a model keeps."""
    return getattr(model, "__unknown__", _NONE)


@cache
def has_models(type_: object) -> bool:
    """Whether a value of the type can contain a model."""
    return contains(type_, lambda info: info.kind == "object")


# --- search ----------------------------------------------------------------------------------------------------------

Step: TypeAlias = tuple[str | int, bool]
"""A key on the path to a value, and whether it is an index of a list or a key of a map."""


class UnknownProperties(NamedTuple):
    """Unknown properties of models of one class.

    Attributes:
        rows: The models, the unknown properties of each, and its index for `path`.
        path: Returns the path to a model.
    """

    rows: list[tuple[Any, dict[str, Any], int]]
    path: Callable[[int], list[Step]]


class _Column(NamedTuple):
    """Values and their JSON. `path` returns the path to the value with an index."""

    values: list[Any]
    raws: list[Any]
    path: Callable[[int], list[Step]]


def find_unknown(
    value: object, raw: object, *, exact: bool, standard: frozenset[str] = frozenset()
) -> Iterator[UnknownProperties]:
    """The unknown properties of the models in a decoded value, whose JSON is `raw`.

    Args:
        exact: The value has no mismatches, so its JSON has all required properties.
        standard: Properties of the value itself that are known without a description.
    """
    waiting = [_Column([value], [raw], _no_path)]
    for column in waiting:  # which grows
        classes = dict.fromkeys(map(type, column.values))
        for class_ in classes:
            same = column if len(classes) == 1 else _of_class(column, class_)
            if class_ is list or class_ is tuple:
                waiting.append(_items(same, exact=exact))
            elif class_ is dict:
                waiting.append(_entries(same))
            elif (described := _properties_of(class_)) is not None:
                if not exact:  # a model of a caller, or one that replaces another value
                    is_json = map(is_object, same.raws)
                    same = _selected(same, [n for n, each in enumerate(is_json) if each])
                known = standard if column is waiting[0] else frozenset[str]()
                yield from _unknown(same, described, known, exact=exact)
                waiting += _parts(same, described)


def _no_path(index: int) -> list[Step]:
    return []


def _of_class(column: _Column, class_: type) -> _Column:
    return _selected(column, [n for n, each in enumerate(column.values) if type(each) is class_])


def _selected(column: _Column, indexes: Sequence[int]) -> _Column:
    return _Column(
        [column.values[n] for n in indexes],
        [column.raws[n] for n in indexes],
        partial(_selected_path, column, indexes),
    )


def _selected_path(column: _Column, indexes: Sequence[int], index: int) -> list[Step]:
    return column.path(indexes[index])


def _items(column: _Column, *, exact: bool) -> _Column:
    """The items of lists."""
    if not exact:
        column = _same_lengths(column)
    return _Column(
        [*chain.from_iterable(column.values)],
        [*chain.from_iterable(column.raws)],
        partial(_item_path, column),
    )


def _same_lengths(column: _Column) -> _Column:
    """Lists without the items that only they or their JSON have: they can replace another value."""
    raws = [raw if is_array(raw) else () for raw in column.raws]
    pairs = [*zip(column.values, raws, strict=True)]
    values = [value[: len(raw)] for value, raw in pairs]
    return _Column(values, [raw[: len(value)] for value, raw in pairs], column.path)


def _item_path(column: _Column, index: int) -> list[Step]:
    return _inner_path(column, [range(len(value)) for value in column.values], index)


def _entries(column: _Column) -> _Column:
    """The values of maps."""
    pairs = [
        (v, r if is_object(r) else {}) for v, r in zip(column.values, column.raws, strict=True)
    ]
    keys = [[key for key in value if key in raw] for value, raw in pairs]
    rows = [(value[k], raw[k]) for (value, raw), own in zip(pairs, keys, strict=True) for k in own]
    return _Column(
        [value for value, _ in rows], [raw for _, raw in rows], partial(_inner_path, column, keys)
    )


def _inner_path(column: _Column, keys: Sequence[Sequence[str | int]], index: int) -> list[Step]:
    """The path to a value that is in a list or map. `keys` are the keys of each of these."""
    outer = 0
    while index >= len(keys[outer]):
        index -= len(keys[outer])
        outer += 1
    return [*column.path(outer), (keys[outer][index], True)]


class _ModelProperties(NamedTuple):
    """The properties of a model class that the search needs.

    Attributes:
        names: The properties that the document describes.
        required: The number of required ones.
        inner: The properties that can contain models, each with a function that reads its field.
        extras: A function that reads the field of additional properties; None if these contain no models.
        is_open: The model has such a field.
    """

    names: frozenset[str]
    required: int
    inner: tuple[tuple[str, Callable[[Any], Any]], ...]
    extras: Callable[[Any], Any] | None
    is_open: bool


@cache
def _properties_of(class_: Any) -> _ModelProperties | None:
    """The properties of a model class; None for another class."""
    if not hasattr(class_, "__nullable__"):
        return None
    info = type_info_of(class_)
    fields = info.fields.values()
    inner = tuple((each.wire, attrgetter(each.name)) for each in fields if has_models(each.type))
    required = sum(each.required for each in fields)
    is_open = info.extras is not None
    extras = attrgetter(class_.__extras_name__) if is_open and has_models(info.extras) else None
    return _ModelProperties(frozenset(info.fields), required, inner, extras, is_open)


def _unknown(
    column: _Column, described: _ModelProperties, standard: frozenset[str], *, exact: bool
) -> Iterator[UnknownProperties]:
    if described.is_open or (exact and {*map(len, column.raws)} == {described.required}):
        return
    unknown = set[str]().union(*column.raws) - described.names - standard
    if not unknown:
        return
    first = [name for name in column.raws[0] if name in unknown]
    names = [*first, *sorted(unknown.difference(first))]
    rows: list[tuple[Any, dict[str, Any], int]] = []
    for index, raw in enumerate(column.raws):
        own = names if len(names) <= len(raw) else [name for name in raw if name in unknown]
        properties = {name: raw[name] for name in own if name in raw}
        if properties:
            rows.append((column.values[index], properties, index))
    yield UnknownProperties(rows, column.path)


def _parts(column: _Column, described: _ModelProperties) -> Iterator[_Column]:
    """The parts of models that can contain models."""
    for wire, read in described.inner:
        raws = [raw.get(wire) for raw in column.raws]
        some = column
        if not all(raws):
            some = _selected(column, [index for index, raw in enumerate(raws) if raw])
            raws = [raw for raw in raws if raw]
        if raws:
            yield _Column([*map(read, some.values)], raws, partial(_property_path, some, wire))
    if described.extras is not None:
        others = [{key: raw[key] for key in raw.keys() - described.names} for raw in column.raws]
        yield _Column(
            [described.extras(model) or {} for model in column.values], others, column.path
        )


def _property_path(column: _Column, wire: str, index: int) -> list[Step]:
    return [*column.path(index), (wire, False)]


def keep(found: Iterable[UnknownProperties]) -> None:
    """Keep unknown properties on their models."""
    for each in found:
        for model, properties, _ in each.rows:
            keep_on(model, properties)
