"""Base classes of models of closed objects, which can be compared, printed, copied, pickled and matched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

import msgspec
from msgspec import Struct, StructMeta

from ..loading import load
from .codec import decode
from .drift import strict_report
from .encoding.access import is_omitted, shown_fields, stored
from .encoding.dicts import (
    DictWriter,
    Names,
    Values,
    check_names,
    check_unknown_fields,
    check_values,
)
from .encoding.model_json import encode_model
from .fields.from_dicts import model_from_dict
from .fields.specifiers import constants_of, none_if_unset, special_fields
from .reprs import short_object_repr
from .type_info import Field, type_info_of
from .unknown_fields import UnknownFields, UnknownFieldsSlot, keep_on, kept


class Value:
    """The methods of all models."""

    __slots__ = ()
    __combined__: ClassVar[bool] = False
    """Whether this has the properties of several members of a union that are valid together."""
    __nullable__: ClassVar[Mapping[str, Callable[[Any], object]]] = {}
    """The functions that read each `nullable_field`: UNSET if it is absent."""

    @property
    def unknown_fields(self) -> Mapping[str, Any]:
        """The received properties that the document does not describe, with their JSON values, by the API's names.

        They are kept with the option `unknown_fields="keep"`, and are otherwise empty. They are part of the model: of
        its equality and copies, and of what is sent.
        """
        return kept(self)

    def to_dict(
        self,
        *,
        by: Names = "python",
        mode: Values = "python",
        exclude_none: bool = False,
    ) -> dict[str, Any]:
        """This model and the models within it as dicts, without fields that are not set.

        Args:
            by: Use the names of Python, with additional properties and unknown fields in dicts of their own, or those
                of the API.
            mode: Keep times, bytes and decimal numbers, or write them as in JSON, so that `json.dumps` accepts the
                result. Decimal numbers become integers or the nearest floats.
            exclude_none: Leave out fields that are None.

        Raises:
            ArgumentError: `by` or `mode` has another value. With `mode="json"`, a value cannot be expressed in JSON (a
                time without a time zone, a number that is not finite or too large for a float).
        """
        check_names(by)
        check_values(mode)
        return DictWriter(by, mode, exclude_none=exclude_none).write_model(self)

    @classmethod
    def from_dict(
        cls,
        data: Mapping[str, Any],
        *,
        by: Names = "python",
        unknown_fields: UnknownFields = "ignore",
    ) -> Self:
        """A model from a dict: the inverse of `to_dict`, for both modes.

        Args:
            by: The names in `data`: those of Python, or those of the API.
            unknown_fields: Keep keys that are not the API's name of a field. With Python's names, they are in the dict
                `unknown_fields`, and always kept.

        Raises:
            ArgumentError: `data` is not a mapping, or a value does not match its field. With Python's names, also a key
                that is not a field.
        """
        check_names(by)
        keep_unknown = check_unknown_fields(unknown_fields)
        return cast(
            "Self", model_from_dict(data, cls, by, keep_unknown=keep_unknown or by == "python")
        )

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """The fields in the order of the document: names, type, whether required, default."""
        return tuple(type_info_of(cls).fields.values())

    def is_set(self, name: str) -> bool:
        """Whether a field is present, by its Python name: received (also as null), or set by the caller.

        A field that can be null is distinguished from an absent one, although both are read as None. A field that
        the document does not allow to be null is not set if it is None.

        Raises:
            AttributeError: The model has no such field.
        """
        field = next((each for each in self.fields() if each.name == name), None)
        if field is None:
            raise AttributeError(f"{type(self).__name__} has no field {name!r}")
        return not is_omitted(field, stored(self, name))

    def to_json(self) -> bytes:
        """This model as JSON, with the names of the API.

        A model that was received is written with its mismatches: unknown values, and None for missing ones.

        Raises:
            ArgumentError: A part of the model cannot be sent, because JSON cannot express it (a time without a time
                zone, a number that is not finite) or because its field has another type.
        """
        return encode_model(self)

    @classmethod
    def from_json(cls, data: bytes | str, *, unknown_fields: UnknownFields = "ignore") -> Self:
        """A model from JSON with the names of the API: the inverse of `to_json`.

        Args:
            unknown_fields: Keep the properties that the document does not describe.

        Raises:
            ResponseDecodeError: The text is not JSON.
            ResponseValidationError: The JSON does not match this model.
        """
        text = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        report = strict_report(cls.__name__, keep_unknown=check_unknown_fields(unknown_fields))
        return cast("Self", decode(text, cls, report))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        return load("..pydantic_support.core_schema", __name__).core_schema_of(cls)

    def __shown_fields__(self) -> Iterator[tuple[str, object]]:
        return shown_fields(self)

    def __repr__(self) -> str:
        return short_object_repr(type(self).__name__, shown_fields(self))


class Model(Value, UnknownFieldsSlot, Struct, omit_defaults=True):
    """A JSON object with declared properties; other received properties are ignored, or kept in `unknown_fields`.

    A subclass whose fields cannot hold another model is declared with `gc=False`: its instances cannot be part of a
    reference cycle, so the garbage collector does not track them.
    """

    __repr__ = Value.__repr__  # the repr of a Struct would show secrets and long values

    def replace(self, **changes: Any) -> Self:
        """A copy with other values of some fields.

        Raises:
            TypeError: The model has no such field.
        """
        return self._like(msgspec.structs.replace(self, **changes))

    def __replace__(self, /, **changes: Any) -> Self:  # for `copy.replace`
        return self.replace(**changes)

    def __copy__(self) -> Self:
        return self._like(cast("Any", super()).__copy__())

    def __reduce__(self) -> Any:
        parts = super().__reduce__()
        return (*parts, dict(kept(self))) if kept(self) else parts

    def __setstate__(self, unknown: dict[str, Any]) -> None:
        keep_on(self, unknown)

    def __eq__(self, other: object) -> Any:
        equal = super().__eq__(other)
        return kept(self) == kept(other) if equal is True else equal

    def __ne__(self, other: object) -> Any:
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def _like(self, other: Self) -> Self:
        if kept(self):
            keep_on(other, kept(self))
        return other


class _SpecialFieldsMeta(StructMeta):
    """Handles the fields that msgspec does not know.

    The constants become arguments of the constructor, which msgspec does not call to decode. An attribute that reads
    None for UNSET hides the slot of a field that can be null; msgspec uses the slot itself.
    """

    if not TYPE_CHECKING:  # type checkers take the constructor from the fields

        def __new__(cls, name, bases, namespace, **options):
            own = special_fields(namespace)
            fields = {key: each.for_msgspec() for key, each in own.items()}
            created = super().__new__(cls, name, bases, {**namespace, **fields}, **options)
            inherited = getattr(created, "__constants__", {})
            created.__constants__ = {**inherited, **constants_of(own)}
            slots = {key: vars(created)[key] for key in own.keys() - constants_of(own).keys()}
            for key, slot in slots.items():
                setattr(created, key, none_if_unset(slot.__get__, slot.__set__))
            readers = {key: slot.__get__ for key, slot in slots.items()}
            created.__nullable__ = {**created.__nullable__, **readers}
            return created

        def __call__(self, *arguments, **values):
            return super().__call__(*arguments, **{**self.__constants__, **values})


class ModelWithSpecialFields(Model, metaclass=_SpecialFieldsMeta):
    """A model with `constant_field` or `nullable_field`. It is a class of its own, because it is constructed slower."""
