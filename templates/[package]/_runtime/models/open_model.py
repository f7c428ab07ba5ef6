"""The base class of models of objects with additional properties."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Self, cast, dataclass_transform

import msgspec
from msgspec import UNSET, Struct, field

from .decoders import Convert
from .encoding.access import is_omitted
from .fields.specifiers import Constant, NullableField, constants_of, none_if_unset, special_fields
from .model import Value
from .type_info import type_info_of


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class OpenModel(Value):
    """A JSON object with declared and additional properties; additional properties are kept and sent back.

    A subclass declares the field for the additional properties:
    `additional_properties: dict[str, T] = field(default_factory=dict)`.
    msgspec cannot decode such a field. Therefore this class is not a Struct, and a hidden Struct (`__wire_struct__`)
    decodes the declared properties.
    """

    __extras_name__: ClassVar[str] = "additional_properties"
    _rename: ClassVar[str | None] = None
    _wire: ClassVar[type[Struct] | None] = None
    _extras: ClassVar[object] = UNSET
    __special__: ClassVar[Mapping[str, Constant | NullableField]] = {}

    def __init_subclass__(cls, *, kw_only: bool = True, rename: str | None = None) -> None:
        super().__init_subclass__()  # `kw_only` is for type checkers
        cls._rename = rename or cls._rename
        cls._wire = None
        cls._extras = UNSET
        own = special_fields(vars(cls))
        cls.__special__ = {**cls.__special__, **own}
        for name in own.keys() - constants_of(own).keys():
            read = partial(_stored, name=name)
            setattr(cls, name, none_if_unset(read, partial(_store, name)))
            cls.__nullable__ = {**cls.__nullable__, name: read}

    def __init__(self, /, **values: Any) -> None:
        extras = values.pop(self.__extras_name__, None)
        self._fill(
            self.__wire_struct__()(**{**constants_of(self.__special__), **values}),
            {} if extras is None else extras,
        )

    def _fill(self, declared: Struct, extras: Mapping[str, object]) -> None:
        state = self.__dict__
        for name in declared.__struct_fields__:
            state[name] = getattr(declared, name)
        state[self.__extras_name__] = extras
        check = getattr(self, "__post_init__", None)
        if check is not None:
            check()

    @classmethod
    def __wire_struct__(cls) -> type[Struct]:
        """The Struct that decodes the declared properties."""
        if cls._wire is None:
            cls._wire = cls._define(
                [name for name in _annotations(cls) if name != cls.__extras_name__]
            )
        return cls._wire

    @classmethod
    def __extras_type__(cls) -> object:
        """The type of the additional properties' values."""
        if cls._extras is UNSET:
            (info,) = msgspec.structs.fields(cls._define([cls.__extras_name__]))
            cls._extras = type_info_of(info.type).arguments[-1]
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
    def __from_wire__(cls, value: object, convert: Convert) -> Self:
        wire = cls.__wire_struct__()
        declared = cast("Struct", convert(value, wire))
        names = type_info_of(cls).fields
        entries = cast("dict[str, object]", value)
        extras = {key: entries[key] for key in entries if key not in names}
        type_ = cls.__extras_type__()
        if extras and type_ is not Any:
            extras = cast("dict[str, object]", convert(extras, dict[str, type_]))  # type: ignore[valid-type]  # computed at run time
        model = cls.__new__(cls)
        model._fill(declared, extras)
        return model

    def __to_wire__(self) -> dict[str, object]:
        state = self.__dict__
        fields = type_info_of(type(self)).fields
        wire = {f.wire: state[f.name] for f in fields.values() if not is_omitted(f, state[f.name])}
        extras: dict[str, object] = state[self.__extras_name__] or {}
        return {**wire, **{key: value for key, value in extras.items() if key not in fields}}

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def replace(self, **changes: Any) -> Self:
        """A copy with other values of some fields.

        Raises:
            TypeError: The model has no such field.
        """
        return type(self)(**{**self.__dict__, **changes})

    __replace__ = replace  # for `copy.replace`

    __hash__ = None  # type: ignore[assignment]  # mutable, like other models


def _annotations(cls: type) -> dict[str, Any]:
    """The annotations of a model and its base models, those of the base models first."""
    merged: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if issubclass(base, OpenModel) and base is not OpenModel:
            merged.update(base.__annotations__)
    return merged


def _defaults(cls: type[OpenModel]) -> dict[str, Any]:
    """The class attributes of a model and its base models, which contain the defaults of its fields."""
    merged: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if issubclass(base, OpenModel) and base is not OpenModel:
            merged.update(vars(base))
    return {**merged, **{name: each.for_msgspec() for name, each in cls.__special__.items()}}


def _stored(model: OpenModel, name: str) -> object:
    return vars(model)[name]


def _store(name: str, model: OpenModel, value: object) -> None:
    vars(model)[name] = value
