"""Base classes of models: ordinary values that can be compared, printed, copied, pickled and matched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self, cast, dataclass_transform

import msgspec
from msgspec import UNSET, Struct, field

from . import codec
from .decoders import convert
from .drift import Drift, Report
from .reprs import brief_object
from .type_info import Field, shape_of


class _Value:
    """What all models can do."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """This model as a dict with Python's names, and models within it likewise; what is not set is left out."""
        return {name: _plain(value) for name, value in _given(self)}

    def to_json(self) -> bytes:
        """This model as JSON, with the API's names."""
        return codec.encode(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> Self:
        """A model from JSON with the API's names: the inverse of `to_json`.

        Raises:
            ResponseDecodeError: the text is not JSON.
            ResponseValidationError: it is not this model.
        """
        text = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        return cast("Self", codec.decode(text, cls, Report(cls.__name__, Drift(), strict=True)))

    def __shown_fields__(self) -> Iterator[tuple[str, object]]:
        return _given(self)

    def __repr__(self) -> str:
        return brief_object(type(self).__name__, _given(self))


class Model(_Value, Struct, omit_defaults=True):
    """A JSON object with known properties; others that come are ignored.

    A subclass whose fields can hold no other model is declared with `gc=False`: no cycle of references can lead through
    it, so the garbage collector need not know its instances.
    """

    __repr__ = _Value.__repr__  # a Struct's own would show everything


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class OpenModel(_Value):
    """A JSON object with known properties and others, which are kept and sent back.

    A subclass declares the field of the others itself:
    `additional_properties: dict[str, T] = field(default_factory=dict)`.
    msgspec cannot read that by itself, so this is no Struct: a hidden Struct (`__wire_struct__`) reads the known ones.
    """

    __extras_name__: ClassVar[str] = "additional_properties"
    _rename: ClassVar[str | None] = None
    _wire: ClassVar[type[Struct] | None] = None
    _extras: ClassVar[object] = UNSET

    def __init_subclass__(
        cls,
        *,
        kw_only: bool = True,
        rename: str | None = None,
        extras: str = "additional_properties",
    ) -> None:
        super().__init_subclass__()
        cls.__extras_name__ = extras
        cls._rename = rename or cls._rename
        cls._wire = None
        cls._extras = UNSET

    def __init__(self, /, **values: Any) -> None:
        others = values.pop(self.__extras_name__, None)
        self._fill(self.__wire_struct__()(**values), {} if others is None else others)

    def _fill(self, known: Struct, others: Mapping[str, object]) -> None:
        state = self.__dict__
        for name in known.__struct_fields__:
            state[name] = getattr(known, name)
        state[self.__extras_name__] = others
        check = getattr(self, "__post_init__", None)
        if check is not None:
            check()

    @classmethod
    def __wire_struct__(cls) -> type[Struct]:
        """The Struct that reads the known properties."""
        if cls._wire is None:
            cls._wire = cls._define(
                [name for name in _annotations(cls) if name != cls.__extras_name__]
            )
        return cls._wire

    @classmethod
    def __extras_type__(cls) -> object:
        """The type of the values of the other properties."""
        if cls._extras is UNSET:
            (info,) = msgspec.structs.fields(cls._define([cls.__extras_name__]))
            cls._extras = shape_of(info.type).arguments[-1]
        return cls._extras

    @classmethod
    def _define(cls, names: list[str]) -> type[Struct]:
        annotations, defaults = _annotations(cls), _defaults(cls)
        fields = [
            (
                (name, annotations[name], defaults[name])
                if name in defaults
                else (name, annotations[name])
            )
            for name in names
        ]
        return msgspec.defstruct(
            cls.__name__,
            fields,
            module=cls.__module__,
            rename=cast("Any", cls._rename),
            kw_only=True,
            omit_defaults=True,
        )

    @classmethod
    def __from_wire__(cls, value: object) -> Self:
        wire = cls.__wire_struct__()
        known = cast("Struct", convert(value, wire))
        names = shape_of(cls).fields
        entries = cast("dict[str, object]", value)
        others = {key: entries[key] for key in entries if key not in names}
        type_ = cls.__extras_type__()
        if others and type_ is not Any:
            others = cast("dict[str, object]", convert(others, dict[str, type_]))  # type: ignore[valid-type]  # made at run time
        model = cls.__new__(cls)
        model._fill(known, others)
        return model

    def __to_wire__(self) -> dict[str, object]:
        state = self.__dict__
        fields = shape_of(type(self)).fields
        wire = {f.wire: state[f.name] for f in fields.values() if not _left_out(f, state[f.name])}
        others: dict[str, object] = state[self.__extras_name__] or {}
        return {**wire, **{key: value for key, value in others.items() if key not in fields}}

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    __hash__ = None  # type: ignore[assignment]  # mutable, as other models are


def _annotations(cls: type) -> dict[str, Any]:
    """The annotations of a model, those of the models that it extends first."""
    merged: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if issubclass(base, OpenModel) and base is not OpenModel:
            merged.update(base.__annotations__)
    return merged


def _defaults(cls: type) -> dict[str, Any]:
    """What the classes of a model say of its fields, those that it extends first."""
    merged: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if issubclass(base, OpenModel) and base is not OpenModel:
            merged.update(vars(base))
    return merged


def _left_out(info: Field, value: object) -> bool:
    return value is UNSET or (value is None and not info.required and info.default is None)


def _given(model: Any) -> Iterator[tuple[str, object]]:
    """The (Python name, value) pairs that are set."""
    for info in shape_of(cast("object", type(model))).fields.values():
        value = getattr(model, info.name)
        if not _left_out(info, value):
            yield info.name, value
    if isinstance(model, OpenModel):
        others = getattr(model, model.__extras_name__)
        if others:
            yield model.__extras_name__, others


def _plain(value: object) -> object:
    match value:
        case _Value():
            return value.to_dict()
        case dict():
            entries = cast("dict[object, object]", value)
            return {key: _plain(entry) for key, entry in entries.items()}
        case list() | tuple():
            return [_plain(item) for item in cast("list[object]", value)]
        case _:
            return value
