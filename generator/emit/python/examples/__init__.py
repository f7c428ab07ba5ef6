"""Examples of calls, made from the examples of the document and otherwise from types.

`layout` breaks an expression into lines, `scalars` has the values of scalar types and `values` those of all
types. `calls` writes the call of an operation.
"""
