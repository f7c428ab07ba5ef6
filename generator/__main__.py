"""`python -m generator`."""

from __future__ import annotations

import gc

if __name__ == "__main__":  # the processes of the formatting pool import this module too
    # A document is millions of small objects that all live to the end: looking for garbage finds none.
    gc.set_threshold(5_000_000, 20, 50)

    from generator.cli import run  # thousands of small objects more

    run()
