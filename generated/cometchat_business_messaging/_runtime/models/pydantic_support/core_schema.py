"""Validate and serialize models in pydantic, which calls this module; nothing else imports pydantic."""

from __future__ import annotations

from typing import Any

from ...errors import ArgumentError, ResponseDecodeError, ResponseValidationError
from ..codec import decode_parsed, encode_scalars
from ..decimals import has_decimal_texts
from ..drift import strict_report
from ..encoding.decimal_texts import decimals_as_text
from ..encoding.dicts import DictWriter, Values
from ..encoding.json_types import to_json_types
from .json_schema import json_schema


def core_schema_of(type_: Any) -> Any:
    """The core schema of a model or union. Dicts and JSON have the names of the API, in both directions."""
    from pydantic_core import core_schema

    def describe(_schema: object, handler: Any) -> dict[str, Any]:
        return json_schema(type_, handler)

    def validated(value: object) -> object:
        return _validated(type_, value)

    validated.__name__ = _name_of(type_)  # the place of an error has it
    return core_schema.no_info_plain_validator_function(
        validated,
        metadata={"pydantic_js_annotation_functions": [describe]},
        serialization=core_schema.plain_serializer_function_ser_schema(_serialized, info_arg=True),
    )


def _name_of(type_: object) -> str:
    return getattr(type_, "__name__", "value")


def _validated(type_: Any, value: object) -> object:
    if isinstance(type_, type) and type(value) is type_:
        return value
    try:
        wire = encode_scalars(to_json_types(value), type_)
        if has_decimal_texts(type_):
            wire = decimals_as_text(wire, type_, value)
        return decode_parsed(wire, type_, strict_report(_name_of(type_)))
    except (ArgumentError, ResponseDecodeError, ResponseValidationError) as error:
        raise ValueError(str(error)) from error


def _serialized(value: object, info: Any) -> object:
    mode: Values = "json" if info.mode_is_json() else "python"
    return DictWriter("wire", mode, exclude_none=info.exclude_none).write(value)
