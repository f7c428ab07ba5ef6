"""Whether the parameters of a request are as the document says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote, unquote_plus

from ...descriptors.operation import Operation
from ...descriptors.parameters import Parameter, ParameterLocation
from ...errors import ResponseDecodeError
from ...http.media_types import essence, is_json
from ...models.codec import parse
from ...models.decimals import has_decimals
from ...models.type_info import members_of
from .calls import FakeCall
from .texts import is_list, problem_of, problem_of_value

# The delimiters of the items of an array in encoded text, for the styles that are checked.
_DELIMITERS: Final = {
    "form": re.compile(","),
    "simple": re.compile(","),
    "cookie": re.compile(","),
    "spaceDelimited": re.compile(r"%20|\+"),
    "pipeDelimited": re.compile(r"%7C|\|", re.IGNORECASE),
}
_DECODERS: Final[Mapping[ParameterLocation, Callable[[str], str]]] = {
    "path": unquote,
    "query": unquote_plus,
    "header": str.strip,
    "cookie": unquote,
}


def parameter_problems(operation: Operation[Any], call: FakeCall) -> Iterator[str]:
    """How parameters differ from the document, each as the end of a sentence about the request."""
    for parameter in operation.parameters:
        if parameter.style not in _DELIMITERS or _is_spread(parameter):
            continue
        name = f"{parameter.location} parameter {parameter.wire}"
        texts = _encoded_texts(call, parameter)
        if not texts:
            if parameter.required:
                yield f"has no {name}"
        elif len(texts) > 1 and not _can_repeat(parameter):
            yield f"has the {name} {len(texts)} times"
        elif problem := _problem(call, parameter):
            yield f"has a {name} that is not allowed: {problem}"


def _is_spread(parameter: Parameter) -> bool:
    """Whether the names of an object's properties can take the place of the parameter's name."""
    kinds = {each.kind for each in members_of(parameter.type)}
    is_plain = parameter.media_type is None and parameter.style in ("form", "cookie")
    return is_plain and parameter.explode and not kinds.isdisjoint({"object", "map", "any"})


def _can_repeat(parameter: Parameter) -> bool:
    is_repeated = parameter.explode or parameter.location == "cookie"
    return parameter.media_type is None and is_repeated and is_list(parameter.type)


def _encoded_texts(call: FakeCall, parameter: Parameter) -> list[str]:
    wire = parameter.wire
    if parameter.style not in _DELIMITERS:
        return []
    match parameter.location:
        case "path":
            return [call.encoded_path[wire]] if wire in call.encoded_path else []
        case "header":
            return [call.headers[wire]] if wire in call.headers else []
        case "query":
            pairs = call.encoded_pairs
        case "cookie":
            pairs = [each.partition("=")[::2] for each in call.cookies]
    decoded = _decoder_of(parameter)
    return [text for name, text in pairs if decoded(name) == wire]


def _decoder_of(parameter: Parameter) -> Callable[[str], str]:
    return str if parameter.style == "cookie" else _DECODERS[parameter.location]


def texts_of(call: FakeCall, parameter: Parameter) -> list[str]:
    """The items of an array in a parameter, otherwise the text of the parameter; empty if it is not sent.

    Objects with names of their own, and other styles than those of `_DELIMITERS`, have no text.
    """
    texts = _encoded_texts(call, parameter)
    is_repeated = parameter.location == "query" and parameter.explode
    if texts and parameter.media_type is None and is_list(parameter.type) and not is_repeated:
        delimiter = _DELIMITERS[parameter.style]
        texts = [item for text in texts for item in delimiter.split(text)]
    return list(map(_decoder_of(parameter), texts))


def _problem(call: FakeCall, parameter: Parameter) -> str:
    texts = texts_of(call, parameter)
    if parameter.media_type is not None:
        return _content_problem(parameter, texts[0], parameter.media_type)
    return problem_of(texts, parameter.type)


def _content_problem(parameter: Parameter, text: str, media_type: str) -> str:
    """Why the text of a `content` parameter is not allowed. Only JSON is checked."""
    if not is_json(essence(media_type)):
        return ""
    try:
        value = parse(text.encode(), are_exact=has_decimals(parameter.type))
    except ResponseDecodeError:
        return "must be JSON"
    return problem_of_value(value, parameter.type)
