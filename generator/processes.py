"""Processes that share the work on a large document."""

from __future__ import annotations

import gc
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from typing import Self


class Processes:
    """One process for each core. They are started by their first tasks, and end with the `with` block."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if "pool" in vars(self):
            self.pool.shutdown(cancel_futures=True)

    @cached_property
    def pool(self) -> ProcessPoolExecutor:
        """The executor of the tasks."""
        from concurrent.futures import ProcessPoolExecutor  # slow to import and rarely needed

        # The garbage collection of black's cyclic syntax trees takes as long as the formatting itself.
        return ProcessPoolExecutor(initializer=gc.disable)
