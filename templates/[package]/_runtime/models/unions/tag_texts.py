"""The values of a discriminator as the keys of a mapping, which are texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,100}")


def tag_values(text: str) -> Iterator[object]:
    """The integer or boolean that a key of a mapping stands for, if any."""
    if text in ("true", "false") or _INTEGER.fullmatch(text):
        yield json.loads(text)


def tag_text(value: object) -> str:
    """The key of the mapping for a received value: `1` for 1, `true` for true; empty for a value that is no scalar."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value) if isinstance(value, int | float) else ""
