"""IR -> Python text. No other package of the generator contains Python syntax.

Imports go down: `context`, `methods`, then `descriptors`, `models`, `servers`, `options` and `webhooks`, then
`type_expressions` and `method_docstrings`, then `imports` and `text`.
"""

from __future__ import annotations
