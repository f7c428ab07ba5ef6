"""Document -> Api: every name and every type of the generated client is decided here, once.

builder       the stages in order: read with draft types, resolve, then finish by use
context       the document, how strict to be, and where to report
settings      the names of the package, from the title where its user chose none
names/        names of declarations, resources and methods
schemas/      one schema -> one draft type
resolve       draft types -> types: inline trivial aliases, flatten unions, infer discriminators
usage         which declarations are sent and which are received
variants      the request and the response variant of a declaration
operations/   one operation: parameters, bodies, responses, errors, `pagination/`
security      credentials of the client, and what operations require
servers       servers and their variables
webhooks      what the API sends to its user
"""

from __future__ import annotations

from generator.parser.builder import Built, build
from generator.parser.settings import SettingsInput

__all__ = ["Built", "SettingsInput", "build"]
