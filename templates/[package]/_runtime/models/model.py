"""Base classes of models, which can be compared, printed, copied, pickled and matched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, cast, dataclass_transform

import msgspec
from msgspec import UNSET, Struct, StructMeta, field

from .codec import decode
from .decoders import convert
from .drift import Drift, Report, Unknown
from .encoding.model_json import encode_model
from .reprs import short_object_repr
from .type_info import Field, type_info_of


class _Value:
    """The methods of all models."""

    __slots__ = ()
    __combined__: ClassVar[bool] = False
    """Whether this has the properties of several members of a union that are valid together."""

    def to_dict(self) -> dict[str, Any]:
        """This model and the models within it as dicts with Python names, without fields that are not set."""
        return {name: _to_builtins(value) for name, value in _set_fields(self)}

    def to_json(self) -> bytes:
        """This model as JSON, with the names of the API.

        A model that was received is written with its mismatches: unknown values, and None for missing ones.

        Raises:
            ArgumentError: A part of the model cannot be sent, because JSON cannot express it (a time without a time
                zone, a number that is not finite) or because its field has another type.
        """
        return encode_model(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> Self:
        """A model from JSON with the names of the API: the inverse of `to_json`.

        Raises:
            ResponseDecodeError: The text is not JSON.
            ResponseValidationError: The JSON does not match this model.
        """
        text = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        return cast("Self", decode(text, cls, Report(cls.__name__, Drift(), strict=True)))

    def __shown_fields__(self) -> Iterator[tuple[str, object]]:
        return _set_fields(self)

    def __repr__(self) -> str:
        return short_object_repr(type(self).__name__, _set_fields(self))


class Model(_Value, Struct, omit_defaults=True):
    """A JSON object with declared properties; other received properties are ignored.

    A subclass whose fields cannot hold another model is declared with `gc=False`: its instances cannot be part of a
    reference cycle, so the garbage collector does not track them.
    """

    __repr__ = _Value.__repr__  # the repr of a Struct would show secrets and long values


class _Constant(NamedTuple):
    value: object
    wire: str | None


def constant_field(value: object, *, name: str | None = None) -> Any:
    """A field that is `value` unless the caller of the constructor passes another one.

    The field is required in JSON, because `value` is not its default for msgspec.

    Args:
        name: The name in JSON, if it differs.
    """
    return _Constant(value, name)


def _constants(namespace: Mapping[str, object]) -> dict[str, _Constant]:
    return {name: each for name, each in namespace.items() if isinstance(each, _Constant)}


class _ConstantsMeta(StructMeta):
    """Adds the constants to the arguments of the constructor, which msgspec does not call to decode."""

    if not TYPE_CHECKING:  # type checkers take the constructor from the fields

        def __new__(cls, name, bases, namespace, **options):
            own = _constants(namespace)
            fields = {key: field(name=each.wire) for key, each in own.items()}
            created = super().__new__(cls, name, bases, {**namespace, **fields}, **options)
            inherited = getattr(created, "__constants__", {})
            created.__constants__ = {**inherited, **{key: own[key].value for key in own}}
            return created

        def __call__(self, *arguments, **values):
            return super().__call__(*arguments, **{**self.__constants__, **values})


class ModelWithConstants(Model, metaclass=_ConstantsMeta):
    """A model with fields that have one possible value. It is a class of its own, because it is constructed slower."""


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class OpenModel(_Value):
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
    __constants__: ClassVar[Mapping[str, object]] = {}

    def __init_subclass__(cls, *, kw_only: bool = True, rename: str | None = None) -> None:
        super().__init_subclass__()  # `kw_only` is for type checkers
        cls._rename = rename or cls._rename
        cls._wire = None
        cls._extras = UNSET
        own = _constants(vars(cls))
        cls.__constants__ = {**cls.__constants__, **{name: own[name].value for name in own}}

    def __init__(self, /, **values: Any) -> None:
        extras = values.pop(self.__extras_name__, None)
        self._fill(
            self.__wire_struct__()(**{**self.__constants__, **values}),
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
    def __from_wire__(cls, value: object) -> Self:
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
        wire = {f.wire: state[f.name] for f in fields.values() if not _is_omitted(f, state[f.name])}
        extras: dict[str, object] = state[self.__extras_name__] or {}
        return {**wire, **{key: value for key, value in extras.items() if key not in fields}}

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    __hash__ = None  # type: ignore[assignment]  # mutable, like other models


def _annotations(cls: type) -> dict[str, Any]:
    """The annotations of a model and its base models, those of the base models first."""
    merged: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if issubclass(base, OpenModel) and base is not OpenModel:
            merged.update(base.__annotations__)
    return merged


def _defaults(cls: type) -> dict[str, Any]:
    """The class attributes of a model and its base models, which contain the defaults of its fields."""
    merged: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if issubclass(base, OpenModel) and base is not OpenModel:
            merged.update(vars(base))
    return {**merged, **{name: field(name=each.wire) for name, each in _constants(merged).items()}}


def _is_omitted(field_: Field, value: object) -> bool:
    return value is UNSET or (value is None and not field_.required and field_.default is None)


def _set_fields(model: Any) -> Iterator[tuple[str, object]]:
    """The (Python name, value) pairs that are set."""
    for field_ in type_info_of(cast("object", type(model))).fields.values():
        value = getattr(model, field_.name)
        if not _is_omitted(field_, value):
            yield field_.name, value
    if isinstance(model, OpenModel):
        extras = getattr(model, model.__extras_name__)
        if extras:
            yield model.__extras_name__, extras


def _to_builtins(value: object) -> object:
    match value:
        case _Value() | Unknown():
            return value.to_dict()
        case dict():
            entries = cast("dict[object, object]", value)
            return {key: _to_builtins(entry) for key, entry in entries.items()}
        case list() | tuple():
            return [_to_builtins(item) for item in cast("list[object]", value)]
        case _:
            return value
