"""Check that each model in a union has a tag that selects its class: its fields alone would make it another model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Any, Final, cast

from msgspec import UNSET

from ...errors import ArgumentError
from ..codec import argument_name
from ..reprs import short_repr
from ..type_info import TypeInfo, contains, type_info_of
from ..unions.members import UnionMembers, union_members

_Path = tuple[str | int, ...]
_tagged: Final[dict[object, bool]] = {}


def check_tags(value: object, type_: object, argument: str) -> None:
    """Check the models in a value that is not a tree of JSON types yet.

    Raises:
        ArgumentError: The tag of a model selects another class of the union.
    """
    if not _has_tags(type_):
        return
    try:
        for path, problem in _problems(value, type_, ()):
            raise ArgumentError(problem, argument=argument_name(type_, argument, path))
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument=argument) from error


def _has_tags(type_: object) -> bool:
    """Whether a value of the type can contain a union with tags."""
    result = _tagged.get(type_)
    if result is None:
        result = _tagged[type_] = contains(type_, _is_tagged)
    return result


def _is_tagged(info: TypeInfo) -> bool:
    return info.kind == "union" and union_members(info).tags is not None


def _problems(value: object, type_: object, path: _Path) -> Iterator[tuple[_Path, str]]:
    if value is None or value is UNSET or not _has_tags(type_):
        return
    info = type_info_of(type_)
    if info.kind != "union":
        for key, part, part_type in _parts(value, info):
            yield from _problems(part, part_type, (*path, key))
        return
    members = union_members(info)
    if type(value) not in _classes(members):  # the value can be any of the members
        for member in members.types:
            yield from _problems(value, member, path)
        return
    selected = _selected(value, members)
    if selected and type(value) not in _classes_of(*selected):
        assert members.tags is not None
        yield (*path, members.tags[0]), _problem(value, members.tags[0], selected)
    own = (each for each in (*selected, *members.types) if type(value) in _classes_of(each))
    yield from _problems(value, next(own), path)


def _selected(model: object, members: UnionMembers) -> Sequence[object]:
    """The members that the tag of a model selects; none if it has no known tag."""
    if members.tags is None:
        return ()
    field = type_info_of(type(model)).fields.get(members.tags[0])
    return () if field is None else members.selected_by(getattr(model, field.name))


def _problem(model: object, wire: str, selected: Sequence[object]) -> str:
    class_: Any = type(model)
    tag = getattr(model, type_info_of(class_).fields[wire].name)
    others = " or ".join(each.__name__ for each in _classes_of(*selected))
    return f"must not be {short_repr(tag)} in a {class_.__name__}, because it selects {others}"


@cache
def _classes(members: UnionMembers) -> Sequence[Any]:
    """The models among the members, also those of nested unions."""
    return _classes_of(*members.types)


def _classes_of(*members: object) -> list[Any]:
    classes: list[Any] = []
    for info in map(type_info_of, members):
        if info.kind == "union":
            classes += _classes(union_members(info))
        elif info.kind == "object":
            classes.append(info.type)
    return classes


def _parts(value: object, info: TypeInfo) -> Iterable[tuple[str | int, object, object]]:
    """The parts of a value with their keys and types; none if the value is not of the type's kind."""
    match info.kind:
        case "object" if isinstance(value, Mapping):
            entries = cast("Mapping[str, object]", value)
            return [(f.wire, entries.get(f.wire), f.type) for f in info.fields.values()]
        case "object" if isinstance(value, info.type):
            return [(f.wire, getattr(value, f.name), f.type) for f in info.fields.values()]
        case "map" if isinstance(value, Mapping):
            entries = cast("Mapping[str, object]", value)
            return [(key, entry, info.arguments[0]) for key, entry in entries.items()]
        case "array" if isinstance(value, Sequence | Set) and not isinstance(value, str | bytes):
            items = cast("Iterable[object]", value)
            return [(index, item, info.arguments[0]) for index, item in enumerate(items)]
        case "tuple" if isinstance(value, list | tuple):
            items = cast("Iterable[object]", value)
            return [
                (n, item, type_)
                for n, (item, type_) in enumerate(zip(items, info.arguments, strict=False))
            ]
        case _:
            return ()
