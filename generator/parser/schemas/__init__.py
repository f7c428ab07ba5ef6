"""Schemas: one schema -> one draft type.

Imports go one way, in this order::

    subschema, conditions
    registry       the state, and what the modules below call recursively
    flatten        references and `allOf` -> the list of subschemas that all apply
    scalars, enums
    alternatives   the branches of `oneOf` and `anyOf`, and the properties that they require
    objects        models and maps
    typed          schemas without composition, by their `type`
    discriminators
    one_of         `oneOf` and `anyOf`
    all_of         `allOf`, and everything else that must all apply
    schemas        the entry: implements the registry
"""
