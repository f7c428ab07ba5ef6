"""`python -m generator`, and the installed command `openapi-client-generator`.

This module and `generator/__init__.py` are also read by a Python that is too old or lacks the packages, to say so.
"""

from __future__ import annotations

import gc
import sys

_ADVICE = """\
{problem}
In a checkout, run `make` once, then `.venv/bin/python -m generator`.
Anywhere else, install the command with `pip install` and the path of the checkout."""


def start() -> None:
    """Run the command and exit the process."""
    if sys.version_info < (3, 11):
        sys.exit(_ADVICE.format(problem="The generator needs Python 3.11 or newer."))
    # The objects of a document all live to the end, so garbage collection would find nothing.
    gc.set_threshold(5_000_000, 20, 50)
    try:
        from generator.cli import run  # after the threshold is set: it creates thousands of objects
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "generator":
            raise
        problem = f"The generator needs the package {error.name}, which this Python does not have."
        sys.exit(_ADVICE.format(problem=f"{problem} ({sys.executable})"))
    run()


if __name__ == "__main__":  # the processes of the formatting pool import this module too
    start()
