"""Models as the generator writes them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from client_under_test._runtime.models.model import Model
from client_under_test._runtime.models.open_model import OpenModel
from client_under_test._runtime.models.types import (
    UNSET,
    Meta,
    OneOf,
    Open,
    OpenInt,
    Timestamp,
    UnsetType,
    field,
    one_of,
)
from client_under_test._runtime.serialization.model_checks import exactly_one

Color = Literal["red", "green"]


class Cat(Model, kw_only=True, rename="camel"):
    pet_type: Literal["cat"]
    claw_count: int | None = None


class Dog(Model, kw_only=True, rename="camel"):
    pet_type: Literal["dog"]
    loud: bool


class Circle(Model, kw_only=True):
    radius: float


class Ring(Model, kw_only=True):
    radius: float
    hole: float | None = None


if TYPE_CHECKING:
    Pet: TypeAlias = Cat | Dog
    Json: TypeAlias = Any
else:
    Pet = one_of(
        lambda: (Cat, Dog),
        discriminator="petType",
        mapping=lambda: {"cat": Cat, "dog": Dog, "hound": Dog},
    )
    Json = one_of(lambda: (str, int, float, bool, type(None), list[Json], dict[str, Json]))


class Node(Model, kw_only=True):
    value: int
    children: list[Node] | None = None


class Thing(OpenModel, kw_only=True, rename="camel"):
    full_name: str
    odd: int | None = field(name="x-odd", default=None)
    inner: Thing | None = None
    additional_properties: dict[str, int] = field(default_factory=dict)


class Anything(OpenModel, kw_only=True):
    additional_properties: dict[str, Any] = field(default_factory=dict)


class Item(Model, kw_only=True, rename="camel"):
    """A model of a response."""

    id: str
    count: int | None = None
    ratio: float | None = None
    active: bool | None = None
    created_at: Timestamp | None = None
    born: datetime.date | None = None
    data: bytes | None = None
    color: Open[Color] | None = None
    level: OpenInt[Literal[1, 2]] | None = None
    tags: list[str] | None = None
    sizes: list[int] | None = None
    scores: dict[str, int] | None = None
    pet: Pet | None = None
    shape: OneOf[Circle | Ring] | None = None
    either: OneOf[str | int | list[str]] | None = None
    pair: tuple[str, int] | None = None
    thing: Thing | None = None
    node: Node | None = None
    anything: Any = None


class Reference(Model, kw_only=True, rename="camel"):
    key: Annotated[str, Meta(min_length=1, max_length=10)]
    variables: Mapping[str, str] | None = None


class Order(Model, kw_only=True, rename="camel"):
    """A model of a request."""

    template: Reference
    targets: Annotated[Sequence[str], Meta(min_length=1, max_length=3)]
    mode: Literal["realtime", "batch"] = field(name="sendMode")
    retry_count: Annotated[int, Meta(ge=0, le=5)] | None = None
    ratio: float | None = None
    scheduled_at: Timestamp | UnsetType | None = UNSET
    born: datetime.date | None = None
    data: bytes | None = None
    meta: Mapping[str, Any] | None = None
    pet: Pet | None = None
    things: Sequence[Thing] | None = None


class Choice(Model, kw_only=True):
    a: str | None = None
    b: str | None = None

    def __post_init__(self) -> None:
        exactly_one(self, "a", "b")
