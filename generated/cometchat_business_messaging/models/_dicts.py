"""The dicts that arguments take in the place of models, with the names of Python or of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ForwardRef, NotRequired, TypeAlias, TypedDict

from .. import models
from .._runtime import Open

__all__ = [
    "ActionValueDict",
    "ImageValueDict",
    "TemplateReferenceDict",
    "TemplateVariablesOrDict",
    "VariableDefinitionDict",
    "VariableValueOrDict",
]


class ActionValueDict(TypedDict):
    """`models.ActionValue` as a dict."""

    type: str
    data: str


class ImageValueDict(TypedDict):
    """`models.ImageValue` as a dict."""

    url: str
    width: int
    height: int


class TemplateReferenceDict(TypedDict):
    """`models.TemplateReference` as a dict."""

    key: NotRequired[str | None]
    id: NotRequired[str | None]
    variables: NotRequired[TemplateVariablesOrDict | None]
    notification_push_data: NotRequired[Mapping[str, Any] | None]
    notificationPushData: NotRequired[Mapping[str, Any] | None]


if TYPE_CHECKING:
    TemplateVariablesOrDict: TypeAlias = (
        "Mapping[str, VariableValueOrDict] | Mapping[str, Mapping[str, VariableValueOrDict]]"
    )
else:
    TemplateVariablesOrDict = ForwardRef(
        "Mapping[str, models.VariableValueOrDict] | Mapping[str, Mapping[str, models.VariableValueOrDict]]",
        module=__name__,
    )
"""`models.TemplateVariables` with dicts beside models."""


class VariableDefinitionDict(TypedDict):
    """`models.VariableDefinition` as a dict."""

    type: Open[models.VariableType]


if TYPE_CHECKING:
    VariableValueOrDict: TypeAlias = (
        "str | models.ImageValue | ImageValueDict | models.ActionValue | ActionValueDict"
    )
else:
    VariableValueOrDict = ForwardRef(
        "str | models.ImageValue | models.ImageValueDict | models.ActionValue | models.ActionValueDict",
        module=__name__,
    )
"""`models.VariableValue` with dicts beside models."""
