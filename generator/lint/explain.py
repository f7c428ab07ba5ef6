"""Issues for the errors of a JSON Schema validator, without duplicates and without consequences of other errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from jsonschema import ValidationError

from generator.json_types import Pointer
from generator.lint.messages import SchemaIssue, issues, pointer_of, rule_of, unexpected
from generator.openapi.schema_keywords import UNIONS

_SELECTORS: Final = ("in", "type", "scheme")  # fields whose value selects an alternative


def explain(
    errors: Iterable[ValidationError], fields: frozenset[str], name: str
) -> list[SchemaIssue]:
    """The issues of one object, without issues that only follow from another one.

    Args:
        errors: The errors of a validator for the object.
        fields: The fixed fields of such an object, to distinguish a misspelled field from a misplaced field.
        name: The name of the object, such as "Operation Object".
    """
    innermost = [error for outer in errors for error in _innermost(outer)]
    primary = [error for error in innermost if error.validator != "unevaluatedProperties"]
    result: dict[tuple[Pointer, str], SchemaIssue] = {}
    mistyped = {pointer_of(error) for error in primary if error.validator == "type"}
    for error in sorted(primary, key=_is_vague):
        pointer, keyword = pointer_of(error), str(error.validator)
        is_explained = keyword != "type" and pointer in mistyped
        is_explained |= _is_vague(error) and any(pointer == other for other, _ in result)
        for issue in issues(error, fields, name) if not is_explained else ():
            label = issue.message if issue.at_key else keyword
            result.setdefault((issue.pointer, label), replace(issue, keyword=keyword))
    broken = {at for error in primary for at in (pointer_of(error), pointer_of(error)[:-1])}
    for error in innermost:
        if error.validator != "unevaluatedProperties":
            continue
        for issue in unexpected(error, fields, name):
            # If the object has another error, an "unevaluated" field may only be one that was not reached.
            if issue.pointer[-1] not in fields or pointer_of(error) not in broken:
                known = replace(issue, keyword="unevaluatedProperties")
                result.setdefault((issue.pointer, issue.message), known)
    return [issue for issue in result.values() if not is_misspelled(issue, result.values())]


def is_misspelled(issue: SchemaIssue, others: Iterable[SchemaIssue]) -> bool:
    """Whether the missing field exists with a misspelled name, which another issue reports."""
    if issue.keyword not in ("required", *UNIONS):
        return False
    return any(
        other.pointer[:-1] == issue.pointer and other.intended & issue.intended
        for other in others
        if other.pointer
    )


def _is_vague(error: ValidationError) -> bool:
    """Whether the error only states that no alternative matches."""
    if error.validator not in UNIONS:
        return False
    return not all(isinstance(choice, dict) and "required" in choice for choice in rule_of(error))


def _innermost(error: ValidationError) -> Iterator[ValidationError]:
    """The error, or the errors of the alternative that the author most likely intended."""
    if error.validator not in UNIONS or not error.context:
        yield error
        return
    branches: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    chosen = min(branches.values(), key=_distance)
    if _distance(chosen)[0] and all(_distance(branch)[0] for branch in branches.values()):
        yield _no_alternative(error, branches.values())
    elif all(inner.validator == "required" for branch in branches.values() for inner in branch):
        yield error
    else:
        for inner in chosen:
            yield from _innermost(inner)


def _distance(branch: list[ValidationError]) -> tuple[int, int, int]:
    """How much a value differs from an alternative: wrong selecting fields, missing fields, errors in total."""
    misfits = sum(1 for inner in branch if _selects(inner))
    missing = sum(
        1 for inner in branch if inner.validator in ("required", "type") and not inner.relative_path
    )
    return misfits, missing, len(branch)


def _selects(error: ValidationError) -> bool:
    path = error.relative_path
    return error.validator in ("enum", "const", "pattern") and bool(path) and path[-1] in _SELECTORS


def _no_alternative(
    error: ValidationError, branches: Iterable[list[ValidationError]]
) -> ValidationError:
    """One error for a field whose value selects no alternative."""
    selecting = [inner for branch in branches for inner in branch if _selects(inner)]
    first = selecting[0]
    values: list[object] = []
    for inner in selecting:
        if inner.relative_path == first.relative_path and inner.validator != "pattern":
            values += rule_of(inner) if inner.validator == "enum" else [rule_of(inner)]
    if not values:
        return error
    result = ValidationError(
        "",
        validator="enum",
        validator_value=values,
        instance=first.instance,
        path=first.relative_path,
    )
    result.parent = error
    return result
