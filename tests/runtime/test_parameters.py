"""Arguments in the path, the query, headers and cookies."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, unquote

import pytest
from client_under_test._runtime.descriptors.operation import Operation
from client_under_test._runtime.descriptors.parameters import Cookie, Header, Parameter, Path, Query
from client_under_test._runtime.errors import ArgumentError
from client_under_test._runtime.models.types import UNSET, Meta, Timestamp
from client_under_test._runtime.serialization.parameters import Prepared, prepare
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.runtime.samples import Circle

ARRAY = ["blue", "black"]
OBJECT = {"R": 100, "G": 200}


def call(path: str, *parameters: Parameter, **arguments: object) -> Prepared:
    return prepare(Operation("some.operation", f"GET {path}", parameters=parameters), arguments)


def typed(value: object) -> Any:
    kinds: dict[type, Any] = {list: list[str], dict: dict[str, int]}
    return kinds.get(type(value), str)


# The tables of OpenAPI 3.1.1, "Style Examples" (with %7C and %20 as delimiters where it says so).
@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("simple", False, "blue", "blue"),
        ("simple", False, ARRAY, "blue,black"),
        ("simple", True, ARRAY, "blue,black"),
        ("simple", False, OBJECT, "R,100,G,200"),
        ("simple", True, OBJECT, "R=100,G=200"),
        ("label", False, "blue", ".blue"),
        ("label", False, ARRAY, ".blue,black"),
        ("label", True, ARRAY, ".blue.black"),
        ("label", False, OBJECT, ".R,100,G,200"),
        ("label", True, OBJECT, ".R=100.G=200"),
        ("matrix", False, "blue", ";color=blue"),
        ("matrix", False, ARRAY, ";color=blue,black"),
        ("matrix", True, ARRAY, ";color=blue;color=black"),
        ("matrix", False, OBJECT, ";color=R,100,G,200"),
        ("matrix", True, OBJECT, ";R=100;G=200"),
        ("matrix", False, "", ";color"),
        ("matrix", True, ["blue", ""], ";color=blue;color"),
    ],
)
def test_path_styles(style: str, explode: bool, value: object, expected: str) -> None:
    parameter = Path("color", "color", lambda: typed(value), style=style, explode=explode)
    assert call("/c/{color}/x", parameter, color=value).path == f"/c/{expected}/x"


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("form", True, "blue", "color=blue"),
        ("form", True, "", "color="),
        ("form", True, ARRAY, "color=blue&color=black"),
        ("form", False, ARRAY, "color=blue,black"),
        ("form", True, OBJECT, "R=100&G=200"),
        ("form", False, OBJECT, "color=R,100,G,200"),
        ("spaceDelimited", False, ARRAY, "color=blue%20black"),
        ("spaceDelimited", False, OBJECT, "color=R%20100%20G%20200"),
        ("spaceDelimited", True, ARRAY, "color=blue&color=black"),
        ("pipeDelimited", False, ARRAY, "color=blue%7Cblack"),
        ("pipeDelimited", False, OBJECT, "color=R%7C100%7CG%7C200"),
        ("deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200"),
        ("deepObject", True, ARRAY, "color%5B0%5D=blue&color%5B1%5D=black"),
        ("form", True, [], ""),
        ("form", False, {}, ""),
    ],
)
def test_query_styles(style: str, explode: bool, value: object, expected: str) -> None:
    parameter = Query("color", "color", lambda: typed(value), style=style, explode=explode)
    assert call("/", parameter, color=value).query == expected


def test_defaults_of_style_and_explode() -> None:
    assert call("/{a}", Path("a", "a", lambda: list[str]), a=ARRAY).path == "/blue,black"
    assert call("/", Query("a", "a", lambda: list[str]), a=ARRAY).query == "a=blue&a=black"
    assert (
        call("/", Query("a", "a", lambda: list[str], style="pipeDelimited"), a=ARRAY).query
        == "a=blue%7Cblack"
    )
    assert call("/", Header("a", "A", lambda: list[str]), a=ARRAY).headers == {"A": "blue,black"}


def test_nested_deep_objects() -> None:
    parameter = Query("f", "filter", lambda: dict[str, Any], style="deepObject", explode=True)
    prepared = call("/", parameter, f={"a": {"b": 1, "c": None}, "d": [{"e": True}, "x"]})
    assert parse_qsl(prepared.query) == [
        ("filter[a][b]", "1"),
        ("filter[d][0][e]", "true"),
        ("filter[d][1]", "x"),
    ]


def test_models_are_objects() -> None:
    parameter = Query("c", "c", lambda: Circle, style="deepObject", explode=True)
    assert parse_qsl(call("/", parameter, c=Circle(radius=2.5)).query) == [("c[radius]", "2.5")]


def test_delimiters_within_values_are_encoded() -> None:
    parameter = Query("a", "a", lambda: list[str], explode=False)
    assert call("/", parameter, a=["x,y", "z&=#+"]).query == "a=x%2Cy,z%26%3D%23%2B"


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        (bool, True, "true"),
        (bool, False, "false"),
        (int, 0, "0"),
        (float, 1.5, "1.5"),
        (
            Timestamp,
            datetime.datetime(2024, 1, 15, 9, 30, tzinfo=datetime.UTC),
            "2024-01-15T09:30:00.000Z",
        ),
        (datetime.date, datetime.date(2024, 1, 15), "2024-01-15"),
        (Literal["a b"], "a b", "a b"),
        (str, "ü/?", "ü/?"),
    ],
)
def test_scalars(type_: object, value: object, text: str) -> None:
    assert parse_qsl(call("/", Query("q", "q", lambda: type_), q=value).query) == [("q", text)]


def test_none_and_unset_are_not_sent() -> None:
    parameters = (
        Query("a", "a", lambda: int),
        Header("b", "b", lambda: str),
        Cookie("c", "c", lambda: str),
    )
    prepared = call("/", *parameters, a=None, b=UNSET)
    assert (prepared.query, prepared.headers, prepared.cookies) == ("", {}, [])
    assert prepared.content.open() == b""


def test_a_required_argument_of_any_type_can_be_null() -> None:
    parameter = Query("a", "A", lambda: Any, required=True, media_type="application/json")
    assert call("/", parameter, a=None).query == "A=null"


def test_required_arguments() -> None:
    for parameter in (Query("a", "A", lambda: str, required=True), Path("a", "A", lambda: str)):
        with pytest.raises(ArgumentError, match="required") as caught:
            call("/{A}" if isinstance(parameter, Path) else "/", parameter, a=None)
        assert caught.value.argument == "a"


def test_allow_reserved() -> None:
    parameter = Query("q", "q", lambda: str, reserved=True)
    assert (
        call("/", parameter, q="a/b?c=d:e;f,g&h#i+j%20k%").query
        == "q=a/b?c=d:e;f,g%26h%23i%2Bj%20k%25"
    )
    in_path = Path("p", "p", lambda: str, reserved=True)
    assert call("/x/{p}", in_path, p="a:b/c?d#e").path == "/x/a:b%2Fc%3Fd%23e"


def test_content_parameters() -> None:
    parameter = Query("q", "q", lambda: dict[str, Any], media_type="application/json")
    assert parse_qsl(call("/", parameter, q={"a": [1, "ü"]}).query) == [("q", '{"a":[1,"ü"]}')]
    header = Header("h", "H", lambda: dict[str, str], media_type="application/json")
    assert call("/", header, h={"a": "漢"}).headers == {"H": '{"a":"\\u6f22"}'}
    for each in (parameter, header):
        with pytest.raises(ArgumentError, match="cannot be sent") as caught:
            call("/", each, **{each.name: {"a": "\ud800"}})
        assert caught.value.argument == f"{each.name}['a']"


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("text/plain", "a"),
        ("application/x-json-path", "a"),
        ("Application/JSON; charset=utf-8", '"a"'),
    ],
)
def test_a_string_is_encoded_only_for_json_media_types(media_type: str, expected: str) -> None:
    parameter = Query("q", "q", lambda: str, media_type=media_type)
    assert parse_qsl(call("/", parameter, q="a").query) == [("q", expected)]


def test_constants_of_the_path_template() -> None:
    assert call("/a b/ü?beta=true#part", Query("q", "q", lambda: int), q=1)[1:3] == (
        "/a%20b/%C3%BC",
        "beta=true&q=1",
    )


def test_parameters_in_the_query_of_a_path_template() -> None:
    path = "/x?mode=fast&q={q}&id={id}&n={n}"
    prepared = call(
        path, Path("id", "id", lambda: int), Query("q", "q", lambda: str), id=7, q="a&b", n="?"
    )
    assert prepared[1:3] == ("/x", "mode=fast&id=7&n=%3F&q=a%26b")
    assert call(path, Query("id", "id", lambda: int), q="1", n="2").query == "mode=fast&q=1&n=2"
    assert call("/x{?a}", **{"?a": "b"})[1:3] == ("/xb", "")


@pytest.mark.parametrize("value", ["", ".", "..", None])
def test_path_arguments_that_would_change_the_route(value: object) -> None:
    with pytest.raises(ArgumentError) as caught:
        call("/a/{id}/b", Path("id", "id", lambda: str), id=value)
    assert caught.value.argument == "id"


def test_dot_segments_made_of_several_arguments() -> None:
    parameters = (Path("a", "a", lambda: str), Path("b", "b", lambda: str))
    with pytest.raises(ArgumentError, match="segment"):
        call("/x/{a}{b}", *parameters, a=".", b=".")
    assert call("/x/{a}{b}", *parameters, a=".", b="c").path == "/x/.c"
    with pytest.raises(ArgumentError, match="segment"):
        call("/x/.{a}/y", parameters[0], a=".")
    assert call("/x/{a}.json", parameters[0], a="..").path == "/x/...json"


def test_a_segment_that_literals_and_arguments_make_names_an_argument() -> None:
    parameters = (Path("a", "a", lambda: str), Path("b", "b", lambda: str))
    for path, values, named in (
        ("/{a}/.{b}", {"a": "x", "b": "."}, "b"),
        ("/{a}{b}/y", {"a": ".", "b": "."}, "a"),
        ("/./{a}/{b}", {"a": "x", "b": "y"}, "a"),
    ):
        with pytest.raises(ArgumentError, match="segment") as caught:
            call(path, *parameters, **values)
        assert caught.value.argument == named
    with pytest.raises(ArgumentError, match="segment") as caught:
        call("/x/../y")
    assert caught.value.argument == ""


def test_a_path_argument_stays_in_its_segment() -> None:
    prepared = call("/a/{id}/b", Path("id", "id", lambda: str), id="../../c?d=e#f%2F\\")
    assert prepared.path == "/a/..%2F..%2Fc%3Fd%3De%23f%252F%5C/b"


def test_lone_surrogates_are_refused() -> None:
    for parameter in (
        Path("a", "a", lambda: str),
        Query("a", "a", lambda: str),
        Query("a", "a", lambda: str, reserved=True),
    ):
        with pytest.raises(ArgumentError, match=r"cannot be sent: .*surrogates"):
            call("/{a}" if isinstance(parameter, Path) else "/", parameter, a="\ud800")


@pytest.mark.parametrize("value", ["a\r\nb: c", "a\x00", "a\x7f", " a", "a ", "漢"])
def test_headers_that_cannot_be_sent(value: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        call("/", Header("trace", "X-Trace", lambda: str), trace=value)
    assert caught.value.argument == "trace"


def test_headers_are_not_percent_encoded() -> None:
    prepared = call("/", Header("trace", "X-Trace", lambda: str), trace="a/b %é")
    assert prepared.headers == {"X-Trace": "a/b %é"}
    assert call("/", Header("o", "O", lambda: dict[str, int], explode=True), o=OBJECT).headers == {
        "O": "R=100,G=200"
    }


def test_cookies() -> None:
    assert call("/", Cookie("c", "c", lambda: str), c="a;b c").cookies == ["c=a%3Bb%20c"]
    assert call("/", Cookie("c", "c", lambda: list[str]), c=ARRAY).cookies == ["c=blue,black"]
    assert call("/", Cookie("c", "c", lambda: dict[str, int]), c=OBJECT).cookies == [
        "R=100",
        "G=200",
    ]
    assert call("/", Cookie("c", "c", lambda: str, style="cookie"), c="a%3D").cookies == ["c=a%3D"]
    with pytest.raises(ArgumentError):
        call("/", Cookie("c", "c", lambda: str, style="cookie"), c="a;b")


def test_values_are_checked() -> None:
    with pytest.raises(ArgumentError, match=r"limit: must be at least 1, but is 0"):
        call("/", Query("limit", "limit", lambda: Annotated[int, Meta(ge=1)]), limit=0)
    with pytest.raises(ArgumentError, match=r"ratio: must be a finite number"):
        call("/", Query("ratio", "ratio", lambda: float), ratio=float("nan"))


def test_types_are_evaluated_at_the_first_call_only() -> None:
    asked: list[int] = []
    operation: Operation[Any] = Operation(
        "o", "GET /", parameters=(Query("q", "q", lambda: asked.append(1) or int),)  # type: ignore[func-returns-value]
    )
    assert asked == []
    for number in range(3):
        assert prepare(operation, {"q": number}).query == f"q={number}"
    assert asked == [1]


def test_the_same_parameter_twice_in_a_path() -> None:
    assert call("/{a}/x/{a}", Path("a", "a", lambda: str), a="1").path == "/1/x/1"


def test_one_name_in_path_and_query() -> None:
    parameters = (Path("id", "id", lambda: str), Query("query_id", "id", lambda: str))
    assert call("/{id}", *parameters, id="1", query_id="2")[1:3] == ("/1", "id=2")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.lists(texts.filter(bool), min_size=1, max_size=4))
def test_a_path_parses_back_to_its_arguments(values: list[str]) -> None:
    assume(not any(value in (".", "..") for value in values))
    names = [f"p{number}" for number in range(len(values))]
    parameters = [Path(name, name, lambda: str) for name in names]
    path = call(
        "".join(f"/{{{name}}}" for name in names),
        *parameters,
        **dict(zip(names, values, strict=True)),
    ).path
    assert path.isascii()
    assert [unquote(segment) for segment in path.split("/")[1:]] == values


@given(st.lists(st.tuples(texts, texts | st.lists(texts, min_size=1, max_size=3)), max_size=4))
def test_a_query_parses_back_to_its_arguments(pairs: list[tuple[str, Any]]) -> None:
    names = [f"q{number}" for number in range(len(pairs))]
    wires = [f"{wire}{number}" for number, (wire, _) in enumerate(pairs)]
    parameters = [
        Query(name, wire, partial(typed, value))
        for name, wire, (_, value) in zip(names, wires, pairs, strict=True)
    ]
    arguments = dict(zip(names, (value for _, value in pairs), strict=True))
    expected = [
        (wire, item)
        for wire, (_, value) in zip(wires, pairs, strict=True)
        for item in (value if isinstance(value, list) else [value])
    ]
    query = call("/", *parameters, **arguments).query
    assert query.isascii()
    assert parse_qsl(query, keep_blank_values=True) == expected


@pytest.mark.parametrize("style", ["form", "spaceDelimited", "pipeDelimited"])
@given(values=st.lists(texts.filter(lambda text: "," not in text), min_size=1, max_size=4))
def test_delimited_queries_parse_back(style: str, values: list[str]) -> None:
    query = call(
        "/", Query("q", "q", lambda: list[str], style=style, explode=False), q=values
    ).query
    delimiter = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}[style]
    if style == "form":
        assert [unquote(part) for part in query.removeprefix("q=").split(delimiter)] == values
    else:
        assert unquote(query.removeprefix("q=")) == unquote(delimiter).join(values)


@pytest.mark.parametrize("parameter", [Query, Path, Header, Cookie])
@pytest.mark.parametrize("type_", [int, Annotated[int, Meta(ge=1)], float, list[int], Any])
def test_integers_beyond_64_bits_are_sent(parameter: type[Parameter], type_: Any) -> None:
    path = "/x/{limit}" if parameter is Path else "/x"
    described = parameter("limit", "limit", lambda: type_)
    below = (-(10**30), -(2**63) - 1) if type_ is int else ()
    for number in (10**30, 2**64, 2**64 - 1, 2**53, *below):
        prepared = call(path, described, limit=[number] if type_ == list[int] else number)
        sent = (prepared.path, prepared.query, *prepared.headers.values(), *prepared.cookies)
        assert any(str(number) in str(each) for each in sent)
    with pytest.raises(ArgumentError, match=r"cannot be sent|must be a number") as caught:
        call(path, described, limit=[10**5000] if type_ == list[int] else 10**5000)
    assert caught.value.argument == "limit"
