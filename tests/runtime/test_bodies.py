"""Request bodies: JSON, forms, multipart with files, text and bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from client_under_test._runtime.descriptors.bodies import (
    Binary,
    BodyKind,
    Form,
    Json,
    JsonLines,
    Multipart,
    Part,
    Text,
)
from client_under_test._runtime.descriptors.operation import Operation
from client_under_test._runtime.errors import ArgumentError
from client_under_test._runtime.models.model import Model
from client_under_test._runtime.models.open_model import OpenModel
from client_under_test._runtime.models.types import UNSET, Timestamp, field, one_of
from client_under_test._runtime.serialization.bodies import NO_CONTENT, Content, build
from client_under_test._runtime.serialization.files import CHUNK, FileInput
from client_under_test._runtime.serialization.parameters import prepare
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.samples import Order, Reference, Thing


class Upload(Model, kw_only=True, rename="camel"):
    main_file: FileInput
    more: Sequence[FileInput] | None = None
    title: str | None = None
    count: int | None = None
    labels: Sequence[str] | None = None
    about: Reference | None = None
    abouts: Sequence[Reference] | None = None
    when: Timestamp | None = None


class Search(OpenModel, kw_only=True, rename="camel"):
    search_text: str
    flags: Sequence[bool] | None = None
    expand: Sequence[str] | None = None
    about: Reference | None = None
    additional_properties: dict[str, str] = field(default_factory=dict)


FILES = (Part("mainFile", is_file=True), Part("more", is_file=True))


def read(content: Content) -> bytes:
    opened = content.open()
    assert isinstance(opened, bytes | Iterator)
    data = opened if isinstance(opened, bytes) else b"".join(opened)
    assert content.length in (None, len(data))
    return data


def parts(content: Content) -> list[tuple[str, str | None, str | None, bytes]]:
    """The (name, file name, content type, bytes) of each part, according to the standard library's parser."""
    head = f"Content-Type: {content.media_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + read(content))
    result = []
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        assert isinstance(name, str)
        media_type = part.get_content_type() if "content-type" in part else None
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        result.append((name, part.get_filename(), media_type, payload))
    return result


def multipart(value: object, *encodings: Part) -> Content:
    return build(
        (Multipart(lambda: Upload, encodings=encodings or FILES),), value, boundary="b0undary"
    )


# --- JSON ------------------------------------------------------------------------------------------------------------


def test_a_json_body() -> None:
    content = build(
        (Json(lambda: Order),), Order(template=Reference(key="k"), targets=["a"], mode="batch")
    )
    assert read(content) == b'{"template":{"key":"k"},"targets":["a"],"sendMode":"batch"}'
    assert (content.media_type, content.length, content.replayable) == (
        "application/json",
        59,
        True,
    )


def test_other_json_media_types() -> None:
    kinds = (
        Json(lambda: dict[str, int], media_type="application/vnd.api+json"),
        Json(lambda: list[int]),
    )
    assert build(kinds, {"a": 1}).media_type == "application/vnd.api+json"
    assert build(kinds, [1], "application/json").media_type == "application/json"


def test_any_json_value_can_be_a_body() -> None:
    for value, data in (
        ("text", b'"text"'),
        ([1, None], b"[1,null]"),
        ({}, b"{}"),
        (0, b"0"),
        (False, b"false"),
    ):
        operation: Operation[Any] = Operation("o", "POST /", body=(Json(lambda: Any),))
        assert read(prepare(operation, {}, value).content) == data


def test_no_body() -> None:
    operation: Operation[Any] = Operation("o", "POST /", body=(Json(lambda: Order),))
    content = prepare(operation, {}).content
    assert content is NO_CONTENT
    assert (content.media_type, content.open()) == (None, b"")
    with pytest.raises(ArgumentError, match="is required"):
        prepare(operation, {}, None)
    optional: Operation[Any] = Operation("o", "POST /", body=(Json(lambda: Order, required=False),))
    assert prepare(optional, {}, None).content is NO_CONTENT
    with pytest.raises(ArgumentError, match="no body") as caught:
        prepare(Operation("o", "GET /"), {}, {"a": 1})
    assert caught.value.argument == "body"


def test_a_nullable_body_can_be_null() -> None:
    operation: Operation[Any] = Operation("o", "POST /", body=(Json(lambda: Order | None),))
    assert read(prepare(operation, {}, None).content) == b"null"
    assert prepare(operation, {}, UNSET).content is NO_CONTENT


def test_none_is_no_body_if_the_type_is_any() -> None:
    operation: Operation[Any] = Operation("o", "POST /", body=(Json(lambda: Any),))
    assert prepare(operation, {}, None).content is NO_CONTENT


# --- which media type ------------------------------------------------------------------------------------------------

SEVERAL: tuple[BodyKind, ...] = (
    Json(lambda: Order),
    Form(lambda: Search),
    Text(),
    Binary(media_type="image/*"),
)


@pytest.mark.parametrize(
    ("value", "media_type"),
    [
        (Order(template=Reference(key="k"), targets=["a"], mode="batch"), "application/json"),
        (Search(search_text="x"), "application/x-www-form-urlencoded"),
        ("text", "text/plain; charset=utf-8"),
        (b"bytes", "image/png"),
        (("a.gif", b"bytes"), "image/gif"),
    ],
)
def test_the_value_determines_the_media_type(value: object, media_type: str) -> None:
    assert build(SEVERAL, value).media_type == media_type


LINES = JsonLines(lambda: dict[str, Any])


@pytest.mark.parametrize("kinds", [(LINES, Binary()), (Binary(), LINES)], ids=["lines", "binary"])
def test_a_file_is_sent_unchanged_although_its_lines_can_be_iterated(
    tmp_path: Path, kinds: tuple[BodyKind, ...]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"a": 1}\n{"a": 2}\n')
    with path.open("rb") as opened:
        for file in (opened, io.BytesIO(path.read_bytes()), path, path.read_bytes(), ("a", path)):
            content = build(kinds, file)
            assert read(content) == path.read_bytes()
            assert content.media_type != "application/jsonl"
    items: list[object] = [[{"a": 1}], ({"a": 1},), iter([{"a": 1}])]
    for each in items:
        content = build(kinds, each)
        assert (content.media_type, read(content)) == ("application/jsonl", b'{"a":1}\n')


def test_the_caller_selects_the_media_type() -> None:
    assert build(SEVERAL, b"x", "image/webp").media_type == "image/webp"
    assert (
        build(SEVERAL, "x", "text/plain; charset=ascii").media_type == "text/plain; charset=ascii"
    )
    with pytest.raises(
        ArgumentError, match="application/json, application/x-www-form-urlencoded"
    ) as caught:
        build(SEVERAL, "x", "application/pdf")
    assert caught.value.argument == "content_type"


# --- forms -----------------------------------------------------------------------------------------------------------


def test_a_form() -> None:
    content = build(
        (Form(lambda: Search, encodings=(Part("expand", style="deepObject", explode=True),)),),
        Search(
            search_text="a b&c",
            flags=[True, False],
            expand=["x", "y"],
            about=Reference(key="k"),
            additional_properties={"z": "ü"},
        ),
    )
    assert content.media_type == "application/x-www-form-urlencoded"
    assert read(content).startswith(b"searchText=a+b%26c&flags=true&flags=false&")
    assert parse_qsl(read(content).decode()) == [
        ("searchText", "a b&c"),
        ("flags", "true"),
        ("flags", "false"),
        ("expand[0]", "x"),
        ("expand[1]", "y"),
        ("about", '{"key":"k"}'),
        ("z", "ü"),
    ]


def test_form_styles() -> None:
    encodings = (Part("flags", style="pipeDelimited", explode=False), Part("expand", explode=False))
    value = {"searchText": "a", "flags": [True, False], "expand": ["x", "y"]}
    content = build((Form(lambda: Search, encodings=encodings),), value)
    assert read(content) == b"searchText=a&flags=true%7Cfalse&expand=x,y"


@pytest.mark.parametrize(
    ("part", "data"),
    [
        (Part("expand"), b"expand=x&expand=y"),
        (Part("expand", style="form"), b"expand=x&expand=y"),
        (Part("expand", explode=True), b"expand=x&expand=y"),
        (Part("expand", explode=False), b"expand=x,y"),
        (Part("expand", style="form", explode=False), b"expand=x,y"),
        (Part("expand", style="pipeDelimited"), b"expand=x%7Cy"),
        (Part("expand", style="pipeDelimited", explode=True), b"expand=x&expand=y"),
        (Part("expand", style="spaceDelimited"), b"expand=x%20y"),
        (Part("expand", style="spaceDelimited", explode=True), b"expand=x&expand=y"),
        (Part("expand", style="deepObject"), b"expand%5B0%5D=x&expand%5B1%5D=y"),
    ],
    ids=lambda value: f"{value.style} {value.explode}" if isinstance(value, Part) else "",
)
def test_only_the_style_form_explodes_by_default(part: Part, data: bytes) -> None:
    kind = Form(lambda: dict[str, Any], encodings=(part,))
    assert read(build((kind,), {"expand": ["x", "y"]})) == data


def test_a_form_of_any_properties() -> None:
    assert (
        read(build((Form(lambda: dict[str, Any]),), {"a": 1, "b": None, "c": [1.5]}))
        == b"a=1&c=1.5"
    )


def test_a_form_can_be_one_of_several_models() -> None:
    kinds = (Form(lambda: one_of(lambda: (Reference, Search))),)
    search = Search(search_text="a", additional_properties={"more": "b"})
    assert read(build(kinds, search, None)) == b"searchText=a&more=b"
    with pytest.raises(ArgumentError, match="must be an object, not Upload"):
        build(kinds, Upload(main_file=b""), None)


def test_form_values_are_checked() -> None:
    with pytest.raises(ArgumentError) as caught:
        build((Form(lambda: Search),), Search(search_text="x", about=Reference(key="")))
    assert caught.value.argument == "about.key"
    with pytest.raises(ArgumentError, match="object"):
        build((Form(lambda: Search),), [1])


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.text(st.characters(exclude_categories=["Cs"])),
        max_size=5,
    )
)
def test_a_form_parses_back(values: dict[str, str]) -> None:
    data = read(build((Form(lambda: dict[str, str]),), values)).decode()
    assert dict(parse_qsl(data, keep_blank_values=True)) == values


# --- multipart -------------------------------------------------------------------------------------------------------


def test_a_multipart_body(tmp_path: Path) -> None:
    image = tmp_path / "photo.png"
    image.write_bytes(b"\x89PNG" * 100_000)
    opened = io.BytesIO(b"skip this")
    opened.seek(5)
    content = multipart(
        Upload(
            main_file=image,
            more=[b"raw", opened, ('q"uo\r\nte.csv', b"a,b"), ("x.bin", b"1", "text/x-own")],
            title="Grüße",
            count=3,
            labels=["a", "b"],
            about=Reference(key="k"),
            abouts=[Reference(key="l"), Reference(key="m")],
        )
    )
    assert content.media_type == "multipart/form-data; boundary=b0undary"
    assert content.replayable
    assert content.length is not None
    expected = [
        ("mainFile", "photo.png", "image/png", b"\x89PNG" * 100_000),
        ("more", "upload", "application/octet-stream", b"raw"),
        ("more", "upload", "application/octet-stream", b"this"),
        ("more", "q%22uo%0D%0Ate.csv", "text/csv", b"a,b"),
        ("more", "x.bin", "text/x-own", b"1"),
        ("title", None, None, "Grüße".encode()),
        ("count", None, None, b"3"),
        ("labels", None, None, b"a"),
        ("labels", None, None, b"b"),
        ("about", None, "application/json", b'{"key":"k"}'),
        ("abouts", None, "application/json", b'{"key":"l"}'),
        ("abouts", None, "application/json", b'{"key":"m"}'),
    ]
    assert parts(content) == expected
    assert parts(content) == expected  # replayed, whole


def test_declared_encodings() -> None:
    content = multipart(
        Upload(main_file=b"x", title="<a/>", labels=["a", "b"]),
        Part("mainFile", media_type="image/png, image/jpeg", is_file=True),
        Part("title", media_type="application/xml"),
        Part("labels", style="form", explode=False),
    )
    assert [part[2:] for part in parts(content)] == [
        ("image/png", b"x"),
        ("application/xml", b"<a/>"),
        (None, b"a,b"),
    ]
    content = multipart(
        Upload(main_file=b"x"), Part("mainFile", media_type="image/webp", is_file=True)
    )
    assert parts(content)[0][2] == "image/webp"


def test_the_wire_form_is_exact() -> None:
    assert read(multipart(Upload(main_file=("a.txt", b"x"), title="t"))) == (
        b'--b0undary\r\nContent-Disposition: form-data; name="mainFile"; filename="a.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\nx\r\n"
        b'--b0undary\r\nContent-Disposition: form-data; name="title"\r\n\r\nt\r\n'
        b"--b0undary--\r\n"
    )


def test_boundaries_are_random() -> None:
    kind = Multipart(lambda: Upload, encodings=FILES)
    one, other = (build((kind,), Upload(main_file=b"x")).media_type for _ in range(2))
    assert one != other
    assert re.fullmatch(r"multipart/form-data; boundary=[0-9a-f]{32}", one or "")


class OneShot:
    """A pipe: it can be read once, and its length is unknown."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._data.read(size)


def test_a_file_that_cannot_seek_is_not_replayable() -> None:
    content = multipart(Upload(main_file=OneShot(b"once")))  # type: ignore[arg-type]
    assert (content.length, content.replayable) == (None, False)
    assert parts(content)[0][3] == b"once"


class Counting(io.BytesIO):
    """Records the largest size of a read."""

    largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0
        self.largest = max(self.largest, size)
        return super().read(size)


def test_files_are_read_in_chunks() -> None:
    file = Counting(b"x" * (10 * CHUNK + 1))
    opened = multipart(Upload(main_file=file)).open()
    assert isinstance(opened, Iterator)
    assert max(len(piece) for piece in opened) <= CHUNK
    assert file.largest <= CHUNK


def test_a_file_that_changed_is_an_error_not_a_broken_request(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    content = multipart(Upload(main_file=path))
    path.write_bytes(b"123")
    with pytest.raises(ArgumentError, match="shorter") as caught:
        read(content)
    assert caught.value.argument == "main_file"
    path.write_bytes(b"1234567")
    assert parts(content)[0][3] == b"12345"
    path.unlink()
    with pytest.raises(ArgumentError, match="cannot be read"):
        read(content)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Path("/nowhere/at/all"), "cannot be read"),
        (io.StringIO("text"), "a text file"),
        (5, "not int"),
        ((1, 2), "not tuple"),
        (("a", b"x", "text/plain", "?"), "not tuple"),
        (("a\nb", b"x", "text/plain\r\nX: y"), "must have a valid content type"),
    ],
)
def test_values_that_are_not_files(value: Any, words: str) -> None:
    with pytest.raises(ArgumentError, match=words) as caught:
        multipart(Upload(main_file=value))
    assert caught.value.argument == "main_file"


def test_a_closed_file() -> None:
    file = io.BytesIO(b"x")
    file.close()
    with pytest.raises(ArgumentError, match="cannot be read"):
        multipart(Upload(main_file=file))


def test_items_of_a_list_of_files_are_named() -> None:
    with pytest.raises(ArgumentError) as caught:
        multipart(Upload(main_file=b"x", more=[b"y", 5]))  # type: ignore[list-item]
    assert caught.value.argument == "more[1]"


def test_multipart_of_an_open_model() -> None:
    content = build(
        (Multipart(lambda: Thing),),
        Thing(full_name="a", additional_properties={"left": 1}),
        boundary="b",
    )
    assert [(part[0], part[3]) for part in parts(content)] == [("fullName", b"a"), ("left", b"1")]


# --- text and bytes --------------------------------------------------------------------------------------------------


def test_text() -> None:
    content = build((Text(media_type="application/xml"),), "<ü/>")
    assert (content.media_type, read(content)) == ("application/xml", "<ü/>".encode())
    assert build((Text(media_type="text/csv"),), "a").media_type == "text/csv; charset=utf-8"
    for wrong in (5, "\ud800"):
        with pytest.raises(ArgumentError):
            build((Text(),), wrong)


def test_binary(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 50_000)
    content = build((Binary(media_type="text/csv"),), path)
    assert (content.media_type, content.length, content.replayable) == ("text/csv", 200_000, True)
    assert read(content) == read(content) == b"a,b\n" * 50_000
    assert build((Binary(media_type="*/*"),), path).media_type == "text/csv"
    once = build((Binary(),), OneShot(b"once"))
    assert (once.length, once.replayable, read(once)) == (None, False, b"once")
    with pytest.raises(ArgumentError, match="binary mode"):
        build((Binary(),), 5)


def test_an_empty_optional_body_is_omitted() -> None:
    class Options(Model, kw_only=True):
        verbose: bool | None = None

    assert build((Json(lambda: Options, required=False),), Options()) is NO_CONTENT
    assert (
        read(build((Json(lambda: Options, required=False),), Options(verbose=False)))
        == b'{"verbose":false}'
    )
    assert read(build((Json(lambda: Options),), Options())) == b"{}"


def test_the_repr_of_content_has_no_bytes() -> None:
    assert repr(Content("text/plain", b"a secret")) == "<Content text/plain, 8 bytes>"
    assert repr(Content("text/csv", lambda: iter([b"a"]))) == "<Content text/csv, unknown bytes>"


def test_a_text_that_cannot_be_encoded_names_the_body() -> None:
    with pytest.raises(ArgumentError) as caught:
        build((Text(),), "\ud800")
    assert caught.value.argument == "body"
