"""Server-sent events and JSON lines: arbitrary chunk boundaries, all line ends, and bounded sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

import pytest
from client_under_test._runtime import OneOf
from client_under_test._runtime.errors import ResponseTooLargeError
from client_under_test._runtime.models.model import Model
from client_under_test._runtime.responses.event_values import EventValues
from client_under_test._runtime.responses.events import (
    Event,
    JsonLinesSplitter,
    JsonSequenceSplitter,
    ServerSentEvents,
    Splitter,
)
from hypothesis import given
from hypothesis import strategies as st

BOM = b"\xef\xbb\xbf"
FIELDS = (
    *(b"data: x", b"data:y", b"data", b"data: ", "data: é".encode()),
    *(b"event: e", b"id: 7", b"id", b": comment", b":", b" ", b"other: z", BOM),
    *(b"retry: 9", b"retry:10", b"retry", b"retry: -1", b"retry: 1.5", "retry: ٣".encode()),
)
ENDS = st.sampled_from([b"\r", b"\n", b"\r\n"])
LINES = st.tuples(st.sampled_from([b"", b"data: x", *FIELDS]), ENDS).map(b"".join)
STREAMS = st.tuples(
    st.sampled_from([b"", BOM]),
    st.lists(LINES | ENDS, max_size=12).map(b"".join),
    st.sampled_from([b"", *FIELDS]),
).map(b"".join)
"""Bodies with most kinds of lines and all line ends. The last line has no end."""


def events_of(splitter: Splitter, chunks: list[bytes]) -> list[Event]:
    """Return all events of a body that arrives in these chunks."""
    return [event for chunk in chunks for event in splitter.feed(chunk)] + list(splitter.finish())


def events_by_the_standard(body: bytes) -> Iterator[Event]:
    """Yield the events of a complete body, by the steps of WHATWG HTML, section 9.2.6."""
    name, last_id, data = b"", b"", list[bytes]()
    retry: int | None = None
    lines = re.split(rb"\r\n|\r|\n", body.removeprefix(BOM))
    for line in lines[:-1]:  # the last line has no end
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if not line:
            if data:
                yield Event(b"\n".join(data), name.decode(), last_id.decode(), retry)
            name, data, retry = b"", [], None
        elif field == b"data":
            data.append(value)
        elif field == b"event":
            name = value
        elif field == b"id":
            last_id = value
        elif field == b"retry" and re.fullmatch(rb"[0-9]+", value):
            retry = int(value)


@given(body=STREAMS)
def test_events_match_the_standard(body: bytes) -> None:
    assert events_of(ServerSentEvents(1000), [body]) == list(events_by_the_standard(body))


@given(body=STREAMS)
def test_events_do_not_depend_on_where_one_chunk_ends(body: bytes) -> None:
    whole = events_of(ServerSentEvents(1000), [body])
    for cut in range(len(body) + 1):
        assert events_of(ServerSentEvents(1000), [body[:cut], body[cut:]]) == whole
        assert events_of(ServerSentEvents(1000), [body[:cut], b"", body[cut:]]) == whole


@given(body=STREAMS)
def test_events_do_not_depend_on_where_all_chunks_end(body: bytes) -> None:
    whole = events_of(ServerSentEvents(1000), [body])
    bytewise = [body[index : index + 1] for index in range(len(body))]
    assert events_of(ServerSentEvents(1000), bytewise) == whole
    empty_between = [chunk for each in bytewise for chunk in (each, b"")]
    assert events_of(ServerSentEvents(1000), empty_between) == whole


@pytest.mark.parametrize("between", [[], [b""]])
def test_a_crlf_split_between_two_chunks_is_one_line_end(between: list[bytes]) -> None:
    chunks = [b"data: a\r", *between, b"\ndata: b\r\n\r\n"]
    assert events_of(ServerSentEvents(1000), chunks) == [Event(b"a\nb")]


def test_an_empty_line_after_a_split_crlf_ends_the_event() -> None:
    chunks = [b"data: a\r", b"\n", b"\n", b"data: b\n\n"]
    assert events_of(ServerSentEvents(1000), chunks) == [Event(b"a"), Event(b"b")]


def test_a_byte_order_mark_is_dropped_at_the_beginning_only() -> None:
    body = BOM + b"data: a\n\n" + BOM + b"data: b\n\ndata: c\n\n"
    bytewise = [body[index : index + 1] for index in range(len(body))]
    assert events_of(ServerSentEvents(1000), bytewise) == [Event(b"a"), Event(b"c")]


LINE_PIECES = (b"\n", b"\r\n", b'{"a": 1}', b"2", b" ", b'"\xc3\xa9"', b"")


@given(body=st.lists(st.sampled_from(LINE_PIECES), max_size=16).map(b"".join))
def test_json_lines_do_not_depend_on_where_chunks_end(body: bytes) -> None:
    lines = [line.strip(b" \t\r") for line in body.split(b"\n")]
    expected = [Event(line) for line in lines if line]
    assert events_of(JsonLinesSplitter(1000), [body]) == expected
    for cut in range(len(body) + 1):
        assert events_of(JsonLinesSplitter(1000), [body[:cut], body[cut:]]) == expected


@given(body=st.lists(st.sampled_from((b"\x1e", *LINE_PIECES)), max_size=16).map(b"".join))
def test_json_sequences_do_not_depend_on_where_chunks_end(body: bytes) -> None:
    records = [record.strip(b" \t\r\n") + b" " for record in body.split(b"\x1e")]
    expected = [Event(record.strip()) for record in records if record.strip()]
    body = b"\x1e".join(records)
    for cut in range(len(body) + 1):
        assert events_of(JsonSequenceSplitter(1000), [body[:cut], body[cut:]]) == expected


@pytest.mark.parametrize(
    ("last", "is_cut_off"),
    [(b"12", True), (b"tru", True), (b'{"a": 1', True), (b'{"a": 1}', False)],
)
@pytest.mark.parametrize("end", [b"", b"\x1e", b"\x1e2\n"])
def test_a_truncated_record_of_a_json_sequence_is_known(
    last: bytes, is_cut_off: bool, end: bytes
) -> None:
    first, second, *others = events_of(JsonSequenceSplitter(1000), [b"\x1e1\n\x1e" + last + end])
    assert (first, second) == (Event(b"1"), Event(last, is_cut_off=is_cut_off))
    assert others == [Event(b"2")] * (end == b"\x1e2\n")


# --- size ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", [b"data: " + b"x" * 100, b"data: x", b"data:", b"data"], ids=["long", "x", "", "bare"]
)
def test_an_event_of_many_lines_is_bounded(line: bytes) -> None:
    """The data of an event is kept until the event ends, so the limit applies to the sum of its lines."""
    with pytest.raises(ResponseTooLargeError, match="1,000 bytes"):
        events_of(ServerSentEvents(1000), [line + b"\n"] * 1100)


def test_the_size_limit_applies_to_each_event_separately() -> None:
    body = (b"data: " + b"x" * 90 + b"\n") * 10 + b"\n"
    assert len(events_of(ServerSentEvents(1000), [body] * 5)) == 5
    commented = (b": " + b"x" * 90 + b"\n") * 50 + b"data: x\n\n"
    assert events_of(ServerSentEvents(1000), [commented]) == [Event(b"x")]


@pytest.mark.parametrize("splitter", [JsonLinesSplitter, ServerSentEvents])
@pytest.mark.parametrize("size", [1, 7, 2000])
def test_the_size_of_a_line_is_bounded_for_every_chunk_size(
    splitter: type[JsonLinesSplitter | ServerSentEvents], size: int
) -> None:
    line = b"data: " + b"1" * 990
    cut = [line[at : at + size] for at in range(0, len(line), size)]
    assert events_of(splitter(1000), [*cut, b"\n\n"])
    with pytest.raises(ResponseTooLargeError, match="1,000 bytes"):
        events_of(splitter(1000), [*cut, b"12345"])


class TextEvent(Model, kw_only=True):
    event: str | None = None
    data: str


class NumberEvent(Model, kw_only=True):
    id: str | None = None
    data: int


class Chunk(Model, kw_only=True):
    id: str


class Loose(Model, kw_only=True):
    id: str | None = None


class Inner(Model, kw_only=True):
    data: Loose | None = None


class ChunkEvent(Model, kw_only=True):
    data: Chunk


class LooseEvent(Model, kw_only=True):
    data: Loose


class InnerEvent(Model, kw_only=True):
    data: Inner


class ListEvent(Model, kw_only=True):
    data: list[int]


class Noted(Model, kw_only=True):
    event: Literal["noted"]
    data: str


class Made(Model, kw_only=True):
    event: Literal["made"]
    data: Chunk


class Level(Model, kw_only=True):
    event: str
    data: Literal["1", "2"]


NAMED: TypeAlias = OneOf[Made | Noted]
NUMBER_OR_TEXT: TypeAlias = OneOf[NumberEvent | TextEvent]
CHUNK_OR_LIST: TypeAlias = OneOf[ChunkEvent | ListEvent]


@pytest.mark.parametrize(
    ("event", "type_", "json"),
    [
        (Event(b"5", "", ""), TextEvent, b'{"data":"5"}'),
        (Event(b"5", "", ""), NumberEvent, b'{"data":5}'),
        (Event(b"x", "", ""), NumberEvent, b'{"data":"x"}'),
        (Event(b"5", "", ""), dict[str, int], b'{"data":5}'),
        (Event(b'{"a":1}', "e", ""), TextEvent, b'{"event":"e","data":"{\\"a\\":1}"}'),
        (Event(b"5", "", "7"), NumberEvent, b'{"id":"7","data":5}'),
        (Event(b"5", "e", "", 9), NumberEvent, b'{"event":"e","retry":9,"data":5}'),
        (Event(b"1", "noted"), Level, b'{"event":"noted","data":"1"}'),
        (Event(b"1.50", "noted"), NAMED, b'{"event":"noted","data":"1.50"}'),
        (Event(b'{"id":"x"}', "noted"), NAMED, b'{"event":"noted","data":"{\\"id\\":\\"x\\"}"}'),
        (Event(b'"x"', "noted"), NAMED, b'{"event":"noted","data":"\\"x\\""}'),
        (Event(b'{"id":"x"}', "made"), NAMED, b'{"event":"made","data":{"id":"x"}}'),
        (Event(b"1.50", "noted"), NAMED | None, b'{"event":"noted","data":"1.50"}'),
        (Event(b"5"), NUMBER_OR_TEXT, b'{"data":5}'),
        (Event(b"5x"), NUMBER_OR_TEXT, b'{"data":"5x"}'),
    ],
)  # fmt: skip
def test_the_data_of_an_event_are_text_if_the_type_has_text(
    event: Event, type_: object, json: bytes
) -> None:
    assert EventValues(type_, whole=True).json(event) == json


@pytest.mark.parametrize(
    ("data", "type_", "json"),
    [
        (b'{"id":"x"}', ChunkEvent, b'{"data":{"id":"x"}}'),
        (b'{"data":{"id":"x"}}', ChunkEvent, b'{"data":{"id":"x"}}'),
        (b'{"data":{"id":"x"},"n":1}', ChunkEvent, b'{"data":{"id":"x"},"n":1}'),
        (b'{"data":{"id":"x"}}', LooseEvent, b'{"data":{"id":"x"}}'),
        (b'{"data":{"id":"x"},"id":"y"}', LooseEvent, b'{"data":{"data":{"id":"x"},"id":"y"}}'),
        (b'{"data":{"id":"x"}}', InnerEvent, b'{"data":{"data":{"id":"x"}}}'),
        (b'{"data":{"data":{"id":"x"}}}', InnerEvent, b'{"data":{"data":{"data":{"id":"x"}}}}'),
        (b'{"data":[1]}', ListEvent, b'{"data":[1]}'),
        (b"[1]", ListEvent, b'{"data":[1]}'),
        (b'{"data":"x"}', ListEvent, b'{"data":{"data":"x"}}'),
        (b'{"data":[1]}', CHUNK_OR_LIST, b'{"data":[1]}'),
        (b'{"data":{"id":"x"}}', NAMED, b'{"event":"made","data":{"data":{"id":"x"}}}'),
    ],
)
def test_an_event_with_only_data_can_be_in_the_data(
    data: bytes, type_: object, json: bytes
) -> None:
    name = "made" if type_ is NAMED else ""
    assert EventValues(type_, whole=True).json(Event(data, name)) == json


@pytest.mark.parametrize(
    ("data", "type_", "json"),
    [
        (b"x", Literal["x"], b'"x"'),
        (b"1", Literal["1"] | None, b'"1"'),
        (b"x", Chunk | str, b'"x"'),
        (b'{"id":"x"}', Chunk | str, b'{"id":"x"}'),
        (b'{"id":1}', Chunk | str, b'"{\\"id\\":1}"'),
        (b"1", int | str, b"1"),
    ],
)
def test_data_are_text_if_the_type_has_text(data: bytes, type_: object, json: bytes) -> None:
    assert EventValues(type_, whole=False).json(Event(data)) == json
