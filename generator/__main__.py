"""`python -m generator`."""

from __future__ import annotations

import gc

from generator.cli import main

if __name__ == "__main__":  # the processes of the formatting pool import this module too
    gc.set_threshold(
        200_000, 20, 50
    )  # a document is millions of small objects that all live to the end
    main(prog_name="python -m generator")
