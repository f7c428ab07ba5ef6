"""The examples of the API's document, which the generated package `testing` has as data."""

from __future__ import annotations

import pkgutil
from functools import cache
from typing import Any, cast

import msgspec

from ..models.decoders import decoder_of


class Examples(msgspec.Struct, frozen=True):
    """The examples of fields by the names of the model and of the property, and of responses by operation.

    The example of a list is its items.
    """

    fields: dict[str, dict[str, Any]] = {}
    responses: dict[str, Any] = {}


@cache
def examples_of(package: str) -> Examples:
    """The examples of a generated package, read at the first use."""
    try:
        data = pkgutil.get_data(f"{package}.testing", "examples.json")
    except (ImportError, OSError):  # the document has none
        data = None
    return Examples() if data is None else cast("Examples", decoder_of(Examples).decode(data))


def field_examples(kind: type) -> dict[str, Any]:
    """The examples of the fields of a model by wire name."""
    return examples_of(kind.__module__.partition(".")[0]).fields.get(kind.__name__, {})
