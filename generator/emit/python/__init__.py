"""IR -> Python text. No other package of the generator contains Python syntax.

Imports go down, from `context` to `text`:

    context
    methods
    descriptors, models, dicts, webhooks, errors
    servers, options, method_docstrings, type_expressions
    imports
    text
"""

from __future__ import annotations
