"""Values of the API's types that are the same in every run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeVar

from ..errors import ArgumentError
from ..json_data import is_object
from ..models.constraints import satisfies
from ..models.decoders import convert
from ..models.type_info import Field, TypeInfo, type_info_of
from ..serialization.validation import to_wire
from .problems import FakeError

T = TypeVar("T")

_DEEPEST = 12  # nested values, before optional ones are left out
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

    Raises:
        FakeError: The document does not allow a given value, or a required field must be given.
    """
    info = type_info_of(kind)
    if info.kind != "object":
        raise FakeError(f"make() takes a model, not {kind!r}")
    constants: Mapping[str, object] = getattr(kind, "__constants__", {})
    fields = [each for each in info.fields.values() if each.name not in {**given, **constants}]
    problem: Exception | None = None
    for chosen in _choices(info, fields):
        values = {each.name: convert(_field_sample(info, each, 0), each.type) for each in chosen}
        try:
            model = kind(**values, **given)
            to_wire(model, kind)
        except (ArgumentError, TypeError) as error:
            problem = problem or error
        else:
            return model
    raise FakeError(f"make(models.{kind.__name__}, ...): {problem}") from problem


def _choices(info: TypeInfo, fields: Sequence[Field]) -> Iterator[list[Field]]:
    """The fields to fill in: the required ones, then also others if the model requires one of several."""
    required = [each for each in fields if each.required]
    yield required
    if hasattr(info.type, "__post_init__"):
        optional = [each for each in fields if not each.required]
        for count in (1, 2):
            yield from ([*required, *others] for others in combinations(optional, count))


def wire_sample(type_: object, name: str, depth: int = 0) -> Any:
    """A value of a type as JSON.

    Args:
        name: The name of the property that has it, which becomes the text of a string.

    Raises:
        FakeError: There is none that can be found.
    """
    info = type_info_of(type_)
    for sample in _samples(info, name, depth):
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


def _samples(info: TypeInfo, name: str, depth: int) -> Iterator[object]:
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
            least = _least(info)
            yield [wire_sample(info.arguments[0], name, depth + 1) for _ in range(least)]
        case "tuple":
            yield [wire_sample(each, name, depth + 1) for each in info.arguments]
        case "map":
            keys = (f"{name}{number}" for number in range(1, _least(info) + 1))
            yield {key: wire_sample(info.arguments[0], key, depth + 1) for key in keys}
        case "union":
            yield from _members(info, name, depth)
        case "object":
            for fields in _choices(info, list(info.fields.values())):
                yield {field.wire: _field_sample(info, field, depth) for field in fields}


def _field_sample(info: TypeInfo, field: Field, depth: int) -> Any:
    if depth > _DEEPEST:
        raise FakeError(f"{info.type.__name__} contains itself")
    return wire_sample(field.type, field.wire, depth + 1)


def _members(info: TypeInfo, name: str, depth: int) -> Iterator[object]:
    """Samples of the members of a union that it decodes, with null last."""
    members = sorted(info.arguments, key=lambda each: type_info_of(each).kind == "null")
    for member in members:
        try:
            sample = _tagged(info, member, wire_sample(member, name, depth + 1))
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


def _numbers(info: TypeInfo) -> Iterator[float]:
    """Numbers that may satisfy the constraints."""
    yield from (1, 0)
    for meta in info.metas:
        step = meta.multiple_of or 1
        for bound in (meta.ge, meta.gt, meta.le, meta.lt):
            if bound is not None:
                whole = round(bound / step) * step
                yield from (bound, whole, whole + step, whole - step, bound + 0.5, bound - 0.5)
        yield step


def _least(info: TypeInfo) -> int:
    return max((meta.min_length or 0 for meta in info.metas), default=0)


def _texts(info: TypeInfo, name: str) -> Iterator[str]:
    """Texts that may satisfy the constraints; the first one is the name of the property."""
    least = _least(info)
    most = min(
        (meta.max_length for meta in info.metas if meta.max_length is not None), default=None
    )
    for text in (re.sub(r"[^\x20-\x7e]", "", name) or "text", *_TEXTS):
        repeated = text * (least // len(text) + 1) if len(text) < least else text
        yield repeated[: max(least, len(text))] if most is None else repeated[:most]
