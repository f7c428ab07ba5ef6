"""The cost of importing and constructing a client, compared with importing the two libraries that it uses."""

from __future__ import annotations

import compileall
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from measure import PYTHON, Cost, Row, in_pairs, process, ratio

_BARE = "import httpx2, msgspec"
_GITHUB = "import github; github.Github()"
_OWN = (
    "import cometchat_business_messaging as m;"
    "m.BusinessMessaging(app_id='a', api_key='b', region='us')"
)


def rows(github: Path, own: Path) -> Iterator[Row]:
    """Yield the rows of the table for the two packages, compiled as after an installation."""
    for what, folder, code in (("GitHub's", github, _GITHUB), ("our", own, _OWN)):
        compileall.compile_dir(folder, quiet=1, workers=1)
        ours, bare = in_pairs(25, partial(_run, code, folder), partial(_run, _BARE, folder))
        name = f"import and construct {what} client, compared with `{_BARE}`"
        yield ratio(f"{name}: seconds", ours.wall, bare.wall, 1.25, "ms", 1e3)
        yield ratio(f"{name}: CPU", ours.cpu, bare.cpu, 1.25, "ms", 1e3)


def _run(code: str, folder: Path) -> Cost:
    # An unclosed client warns when it is collected. The measurement must not include the warning.
    return process([PYTHON, "-W", "ignore", "-c", code], {"PYTHONPATH": str(folder)}, cwd=folder)
