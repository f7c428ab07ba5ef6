"""The models of the API. Each module is imported when one of its names is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import Unknown as Unknown
from .._runtime import load as _load  # a module of models can be called `load`

if TYPE_CHECKING:
    from ._dicts import *
    from .closed import *
    from .setting import *
    from .settings import *

_MODULES: dict[str, str] = {
    "_dicts": "ClosedDict SettingDict",
    "closed": "Closed",
    "setting": "Setting",
    "settings": "Settings",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}

if not TYPE_CHECKING:  # with `__getattr__`, type checkers would accept any name

    def __getattr__(name: str) -> object:
        module = _MODULE_OF.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(_load(f".{module}", __name__), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted([*_MODULE_OF, "Unknown"])
