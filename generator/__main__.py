"""`python -m generator`."""

from __future__ import annotations

import gc

if __name__ == "__main__":  # the processes of the formatting pool import this module too
    # The objects of a document all live to the end, so garbage collection would find nothing.
    gc.set_threshold(5_000_000, 20, 50)

    from generator.cli import run  # after the threshold is set: it creates thousands of objects

    run()
