"""What `import` and the construction of a client cost, beside the two libraries that they stand on."""

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
    """The table's rows, for the two packages, compiled as an installation leaves them."""
    for what, folder, code in (("GitHub's", github, _GITHUB), ("our own", own, _OWN)):
        compileall.compile_dir(folder, quiet=1, workers=1)
        ours, bare = in_pairs(25, partial(_run, code, folder), partial(_run, _BARE, folder))
        name = f"import and construct {what} client, beside `{_BARE}`"
        yield ratio(f"{name}: seconds", ours.wall, bare.wall, 1.25, "ms", 1e3)
        yield ratio(f"{name}: CPU", ours.cpu, bare.cpu, 1.25, "ms", 1e3)


def _run(code: str, folder: Path) -> Cost:
    # a client that nobody closes warns as it ends, which is none of what is measured
    return process([PYTHON, "-W", "ignore", "-c", code], {"PYTHONPATH": str(folder)}, cwd=folder)
