"""The memory of the last run: where little has changed in a document since, the next one is short.

changes    which parts of the document are not as they were
landmarks  where problems stand now that were found then
shards     objects of a build as bytes, read back only when they are asked for
snapshot   what a run leaves behind, in the cache
short      what a run gives, from what the last one gave

A short run gives what a whole run would give, or nothing. It is taken where every name, every reference and everything
that one declaration sees of another is as it was; `tests/increment` holds that against whole runs.
"""

from __future__ import annotations

from .short import Short, short
from .snapshot import Snapshot, maker, recall, save, taken

__all__ = ["Short", "Snapshot", "maker", "recall", "save", "short", "taken"]
