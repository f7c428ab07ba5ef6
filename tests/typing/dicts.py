"""Dicts in arguments of golden cases: unions, odd keys, parameters and nulls. Checkers report the wrong ones."""

from __future__ import annotations

import case_extras
import case_nullable
import case_parameters
import case_unions
from case_unions import models


def unions(client: case_unions.Client, received: models.Drawing, shape: models.Shape) -> None:
    client.shapes.create(shape={"kind": "circle", "radius": 1})
    client.shapes.create(shape={"kind": "square", "side": 1}, label={"text": "t"})
    client.shapes.create(shape={"kind": "circle", "radius": 1}, labels=["a", 1, {"text": "t"}])
    client.shapes.create(
        shape=models.Circle(radius=1), inner={"shape": {"kind": "square", "side": 1}}
    )
    client.shapes.create(shape=shape, inner=received, labels=received.labels)
    square: models.SquareDict = {"kind": "square", "side": 1}
    drawing: models.DrawingDict = {"shape": square, "inner": received}
    client.shapes.create(shape=square, inner=drawing)
    client.shapes.create(shape={"kind": "circle", "side": 1})  # wrong
    client.shapes.create(shape={"radius": 1})  # wrong
    client.shapes.create(shape={"kind": "triangle", "side": 1})  # wrong
    client.shapes.create(shape=square, label={"txt": "t"})  # wrong
    client.shapes.create(shape=square, inner={"shape": {"kind": "square"}})  # wrong


def keys(client: case_extras.Client) -> None:
    client.settings.update(owner="o", closed={"@id": "1", "kebab_case": "k", "2fa": True})
    client.settings.update(owner="o", additional_properties={"a": {"value": "v"}})
    closed: case_extras.models.ClosedDict = {"class": "c", "camelCase": "d"}
    client.settings.update(owner="o", closed=closed)
    client.settings.update(owner="o", closed={"id": 1})  # wrong
    client.settings.update(owner="o", closed={"kebab-Case": "k"})  # wrong
    client.settings.update(owner="o", additional_properties={"a": {"values": "v"}})  # wrong


def parameters(client: case_parameters.Client) -> None:
    point = case_parameters.models.Point(x=1, y=2)
    client.queries.query(flag=True, deep={"x": 1, "y": 2}, json=point)
    client.queries.query(flag=True, deep={"x": 1})  # wrong
    client.queries.query(flag=True, json={"x": 1, "y": "2"})  # wrong


def nulls(client: case_nullable.Client) -> None:
    client.tasks.update("t", assignee={"name": "n"})
    client.tasks.update("t", assignee=None)
    client.tasks.update("t", assignee={"name": None})  # wrong
