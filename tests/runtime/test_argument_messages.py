"""Messages for mistakes in arguments and options name the mistake itself, and what was probably meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from client_under_test._runtime import AsyncClient, Model, SyncClient, errors, limited_when
from client_under_test._runtime.models import types
from client_under_test._runtime.serialization.validation import to_wire

from tests.runtime.sides import API, LIST, Side
from tests.support.loopback import Loopback

ONE_OF: Any = vars(types)["OneOf"]  # which is an annotation to type checkers


@pytest.mark.parametrize("kind", [SyncClient, AsyncClient])
@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("appid", "app_id"),
        ("apiKey", "api_key"),
        ("api_keys", "api_key"),
        ("timout", "timeout"),
        ("max_retry", "max_retries"),
        ("baseURL", "base_url"),
        ("client", "http_client"),
        ("http_cleint", "http_client"),
    ],
)
def test_a_misspelt_option(kind: Any, given: str, meant: str) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        kind(API, values={"app_id": None, "api_key": None}, **{given: "x"})
    assert caught.value.message.startswith(f"unknown option {given!r}")
    if given != "client":
        assert caught.value.message.endswith(f"did you mean {meant!r}?")


def test_an_option_like_no_other(side: Side, server: Loopback) -> None:
    caller = side.caller(server)
    with pytest.raises(errors.ConfigurationError, match=r"^unknown option 'zzz'$"):
        caller.with_options(zzz=1)
    with pytest.raises(errors.ConfigurationError, match="did you mean 'strict'"):
        caller.with_options(stric=True)
    with pytest.raises(errors.ArgumentError, match="did you mean 'timeout'"):
        side.run(lambda: caller.things._call(LIST, {}, options={"timeuot": 1}))


def test_an_invalid_page_says_nothing_about_continuing(side: Side, server: Loopback) -> None:
    caller = side.caller(server)
    for arguments in ({"page": 0}, {"page": 1, "limit": 0}):
        with pytest.raises(errors.ArgumentError, match="must be at least 1") as caught:
            caller.page(LIST, **arguments)
        assert getattr(caught.value, "__notes__", []) == []
        assert caught.value.page is None
    assert server.requests == []


class Targets(Model, kw_only=True):
    """A model whose list has a limit that depends on another field."""

    targets: Sequence[str]
    mode: str

    def __post_init__(self) -> None:
        limited_when(self, "mode", "realtime", "targets", max_length=1)


class Note(Model, kw_only=True):
    """The same with a text."""

    text: str
    mode: str

    def __post_init__(self) -> None:
        limited_when(self, "mode", "short", "text", max_length=2)


@pytest.mark.parametrize("mode", ["realtime", "batch"])
def test_a_text_in_place_of_a_list(mode: str) -> None:
    with pytest.raises(errors.ArgumentError) as caught:
        to_wire(Targets(targets="abc", mode=mode), Targets)
    assert str(caught.value) == "targets: must be an array, not the string 'abc'"
    with pytest.raises(errors.ArgumentError, match="at most 2 characters"):
        Note(text="abc", mode="short")


class User(Model, kw_only=True):
    """One of the models in a batch."""

    name: str
    age: int


class Device(Model, kw_only=True):
    """Another one."""

    title: str
    size: int


def batch(*, wrong: str) -> dict[str, Any]:
    """Return 100 users of which one is wrong."""
    users: dict[str, Any] = {f"user-{n}": {"name": "x", "age": n} for n in range(100)}
    users[wrong] = {"name": "x", "age": "old"}
    return users


@pytest.mark.parametrize(
    "type_",
    [
        Mapping[str, User],
        ONE_OF[Mapping[str, str] | Mapping[str, User]],
        ONE_OF[Mapping[str, User] | Mapping[str, str]],
        ONE_OF[Mapping[str, Device] | Mapping[str, User]],
        ONE_OF[Mapping[str, User] | Mapping[str, Device]],
        Mapping[str, ONE_OF[Device | User]],
    ],
)
def test_the_wrong_value_of_many_is_named(type_: Any) -> None:
    users = batch(wrong="user-77")
    with pytest.raises(errors.ArgumentError) as caught:
        to_wire(users, type_, "variables")
    assert caught.value.argument.startswith("variables['user-77']")


def test_the_wrong_value_of_a_user_is_named() -> None:
    """The variables of a template are the same for all users, or a map of users."""
    variables = ONE_OF[Mapping[str, str | int] | Mapping[str, Mapping[str, str | int]]]
    users = {**batch(wrong="user-1"), "user-77": {"name": ["x"]}}
    with pytest.raises(errors.ArgumentError) as caught:
        to_wire(users, variables, "variables")
    assert caught.value.argument == "variables['user-77']['name']"
    assert caught.value.path == ("user-77", "name")


MANY: list[tuple[Any, Any]] = [(Device, User), (User, Device), (str, User), (User, str)]


@pytest.mark.parametrize(("first", "second"), MANY)
def test_the_wrong_item_of_many_is_named(first: Any, second: Any) -> None:
    users = [*batch(wrong="user-77").values()]
    with pytest.raises(errors.ArgumentError, match="an integer, not the string 'old'") as caught:
        to_wire(users, ONE_OF[Sequence[first] | Sequence[second]], "users")
    assert caught.value.path == (77, "age")
