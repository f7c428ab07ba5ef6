"""The runtime as a package, for type checkers; at run time `tests/runtime/support.py` makes it."""
