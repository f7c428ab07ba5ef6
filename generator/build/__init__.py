"""Document -> Api: every name and every type of the generated client is decided here, once.

settings   the names of the package, from the title where its user chose none
names      which declarations there are and what they are called
schemas    one schema -> one type; with scalars, enums, objects, unions, discriminators and merging
settling   what only the whole can tell: aliases that are plain scalars, flat unions, discriminators
directions which declarations are sent, which are received, and which need two renditions
resources  which operations there are, and what a person would call them
operations one operation; with parameters, bodies, responses, errors, paging, security and servers
renditions an operation that can stream -> two methods
webhooks   what the API sends to its user
"""

from __future__ import annotations

from generator.build.assemble import Built, build
from generator.build.settings import SettingsInput

__all__ = ["Built", "SettingsInput", "build"]
