"""Convert dicts to models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from ...errors import ArgumentError
from ..decoders import convert
from ..encoding.dicts import Names
from ..encoding.json_types import RaiseOnMismatch
from ..lenient.decoder import LenientDecoder
from ..unknown_fields import find_unknown, keep
from .wire_names import PYTHON_NAMES


def model_from_dict(data: object, model: type, by: Names, *, keep_unknown: bool) -> object:
    """A model from a dict with these names.

    Args:
        keep_unknown: Whether models keep unknown properties.

    Raises:
        ArgumentError: It is not a mapping, or does not match the model.
    """
    if not isinstance(data, Mapping):
        given = "None" if data is None else type(data).__name__
        raise ArgumentError(f"must be a mapping, not {given}", argument="data")
    values = dict(cast("Mapping[str, object]", data))
    try:
        wire = PYTHON_NAMES.converted(values, model) if by == "python" else values
        try:
            result = convert(wire, model)
        except ValueError:
            result = LenientDecoder(RaiseOnMismatch(model)).decode(wire, model)
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument="data") from error
    if keep_unknown:
        keep(find_unknown(result, wire, exact=False))
    return result
