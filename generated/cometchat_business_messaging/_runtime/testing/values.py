"""Values of the API's types that are the same in every run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, TypeVar, cast

from ..errors import ArgumentError
from ..json_data import is_object
from ..models.constraints import satisfies
from ..models.decimals import number_of
from ..models.decoders import convert
from ..models.fields.dict_finders import has_dicts
from ..models.fields.from_dicts import model_from_dict
from ..models.limits import limit_of
from ..models.type_info import Field, TypeInfo, type_info_of
from ..serialization.validation import to_wire
from .examples import field_examples
from .problems import FakeError

T = TypeVar("T")

_DEEPEST = 12  # nested values, before optional ones are left out
_DEEPEST_ITEM = 4  # nested values, before arrays are empty
_TIME = "2026-01-01T00:00:00Z"
# Texts for patterns; the first one that matches is used.
_TEXTS = (
    *("a", "A", "1", "a1", "A1", "abc", "ABC", "abcdef", "AB", "en", "US", "en-US", "EUR", "true"),
    *("00000000-0000-4000-8000-000000000000", "a@example.com", "https://example.com/", "/a", "#a"),
    *("2026-01-01", "2026-01-01T00:00:00Z", "00:00", "1.0", "1.0.0", "#000000", "+10000000000"),
    *("0" * 8, "0" * 10, "0" * 16, "0" * 32, "0" * 40, "0" * 64, "a_1", "a-1", "a.b", "a b", "-"),
)


def make(kind: type[T], /, **given: Any) -> T:
    """A model with these fields; the other required fields are filled in. Equal arguments give equal models.

    The values are the examples of the API's document, if it has any that fit together.

    Raises:
        FakeError: The document does not allow a given value, or a required field must be given.
    """
    info = type_info_of(kind)
    if info.kind != "object":
        raise FakeError(f"make() takes a model, not {kind!r}")
    constants: Mapping[str, object] = getattr(kind, "__constants__", {})
    fields = [each for each in info.fields.values() if each.name not in {**given, **constants}]
    problem: Exception | None = None
    for chosen, at in _choices(info, fields, _Place()):
        values = {each.name: convert(_field_sample(info, each, at), each.type) for each in chosen}
        try:
            model = kind(**values, **given)
            wire = to_wire(model, kind)
        except (ArgumentError, TypeError) as error:
            problem = problem or error
        else:
            if not has_dicts(model, kind):
                return model
            return cast("T", model_from_dict(wire, kind, "wire", keep_unknown=True))
    raise FakeError(f"make(models.{kind.__name__}, ...): {problem}") from problem


@dataclass(frozen=True)
class _Place:
    """Where a value is, and whether it has examples and is `whole`: with the optional fields that have examples."""

    depth: int = 0
    examples: bool = True
    whole: bool = False


def _choices(
    info: TypeInfo, fields: Sequence[Field], at: _Place
) -> Iterator[tuple[list[Field], _Place]]:
    """The fields to fill in: the required ones, then also others if the model requires one of several.

    If the model compares its fields, its examples may not fit together, so that it is filled in without them.
    """
    required = [each for each in fields if each.required]
    if at.whole:
        known = field_examples(info.type)
        yield [each for each in fields if each.required or each.wire in known], at
    yield required, at
    if hasattr(info.type, "__post_init__"):
        plain = replace(at, examples=False)
        yield required, plain
        optional = [each for each in fields if not each.required]
        for count in (1, 2):
            for others in combinations(optional, count):
                yield from (([*required, *others], each) for each in (at, plain))


def wire_sample(type_: object, name: str, *, whole: bool = False) -> Any:
    """A value of a type as JSON.

    Args:
        name: The name of the property that has it, which becomes the text of a string.
        whole: Whether objects have the optional fields for which there are examples.

    Raises:
        FakeError: There is none that can be found.
    """
    return _sample(type_, name, _Place(whole=whole))


def _sample(type_: object, name: str, at: _Place) -> Any:
    info = type_info_of(type_)
    for sample in _samples(info, name, at):
        if _is_valid(info, sample):
            return sample
    raise FakeError(f"pass {name}=...: no value is known for {type_}")


def _is_valid(info: TypeInfo, sample: object) -> bool:
    if info.kind != "object" or not hasattr(info.type, "__post_init__"):
        return info.kind == "union" or satisfies(sample, info.metas)
    try:
        convert(sample, info.type)
    except ValueError:
        return False
    return True


def _samples(info: TypeInfo, name: str, at: _Place) -> Iterator[object]:
    inner = replace(at, depth=at.depth + 1)
    match info.kind:
        case "null":
            yield None
        case "any":
            yield {}
        case "boolean":
            yield True
        case "integer":
            yield from map(int, _numbers(info))
        case "number":
            yield from _numbers(info)
        case "decimal":
            yield from filter(None, map(number_of, _numbers(info)))
        case "decimal-text":
            yield "1"
        case "string":
            yield from _texts(info, name)
        case "bytes":
            yield ""
        case "opaque":  # a file
            yield b""
        case "date-time":
            yield _TIME
        case "date":
            yield _TIME[:10]
        case "literal":
            yield info.arguments[0]
        case "array":
            yield from _arrays(info, name, at)
        case "tuple":
            yield [_sample(each, name, inner) for each in info.arguments]
        case "map":
            keys = (f"{name}{number}" for number in range(1, least(info) + 1))
            yield {key: _sample(info.arguments[0], key, inner) for key in keys}
        case "union":
            yield from _members(info, name, at)
        case "object":
            for fields, place in _choices(info, list(info.fields.values()), inner):
                yield {field.wire: _field_sample(info, field, place) for field in fields}


def _arrays(info: TypeInfo, name: str, at: _Place) -> Iterator[list[object]]:
    """Arrays of one item if values are whole, then as short as possible."""
    inner = replace(at, depth=at.depth + 1)
    if at.whole and at.depth < _DEEPEST_ITEM:
        with suppress(FakeError):
            yield [_sample(info.arguments[0], name, inner)]
    yield [_sample(info.arguments[0], name, inner) for _ in range(least(info))]


def _field_sample(info: TypeInfo, field: Field, at: _Place) -> Any:
    """The example of a field if it is valid, otherwise a value of its type."""
    if at.depth > _DEEPEST:
        raise FakeError(f"{info.type.__name__} contains itself")
    known = field_examples(info.type) if at.examples else {}
    if field.wire in known:
        with suppress(ArgumentError):
            return to_wire(known[field.wire], field.type, field.name)
    return _sample(field.type, field.wire, at)


def _members(info: TypeInfo, name: str, at: _Place) -> Iterator[object]:
    """Samples of the members of a union that it decodes, with null last."""
    inner = replace(at, depth=at.depth + 1)
    members = sorted(info.arguments, key=lambda each: type_info_of(each).kind == "null")
    for member in members:
        try:
            sample = _tagged(info, member, _sample(member, name, inner))
            convert(sample, info.type)
        except (FakeError, ValueError):
            continue
        yield sample


def _tagged(union: TypeInfo, member: object, sample: Any) -> Any:
    """The sample with the value of the union's discriminator for the member."""
    members = getattr(union.type, "members", None)
    if members is None or members.discriminator is None or not is_object(sample):
        return sample
    tags = [tag for tag, each in members.mapping.items() if each is member]
    return {members.discriminator: tags[0], **sample} if tags else sample


def _numbers(info: TypeInfo) -> Iterator[Any]:
    """Numbers that may satisfy the constraints."""
    yield from next((each for meta in info.metas if (each := limit_of(meta, "one_of"))), (1, 0))
    for meta in info.metas:
        bounds: tuple[Any, ...] = (meta.ge, meta.gt, meta.le, meta.lt)
        step: Any = meta.multiple_of or 1
        for bound in bounds:
            if bound is not None:
                whole = round(bound / step) * step
                half = type(bound)(1) / 2
                yield from (bound, whole, whole + step, whole - step, bound + half, bound - half)
        yield step


def least(info: TypeInfo) -> int:
    """The least number of characters or items that the constraints allow."""
    return max((meta.min_length or 0 for meta in info.metas), default=0)


def _texts(info: TypeInfo, name: str) -> Iterator[str]:
    """Texts that may satisfy the constraints; the first one is the name of the property."""
    shortest = least(info)
    most = min(
        (meta.max_length for meta in info.metas if meta.max_length is not None), default=None
    )
    for text in (re.sub(r"[^\x20-\x7e]", "", name) or "text", *_TEXTS):
        repeated = text * (shortest // len(text) + 1) if len(text) < shortest else text
        yield repeated[: max(shortest, len(text))] if most is None else repeated[:most]
