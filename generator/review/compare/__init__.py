"""Two Apis -> findings: every difference that a rule describes."""

from __future__ import annotations

from generator.ir.api import Api
from generator.openapi import Document
from generator.review.compare.client import compare_clients
from generator.review.compare.comparison import Comparison, Finding, Side
from generator.review.compare.declarations import compare_declarations
from generator.review.compare.matching import renamed_declarations, renamed_schemes
from generator.review.compare.operations import compare_operations


def compare_apis(base: tuple[Api, Document], head: tuple[Api, Document]) -> list[Finding]:
    """The differences between two Apis."""
    old, new = Side(*base), Side(*head)
    renamed = renamed_declarations(old, new)
    schemes = renamed_schemes(old.api.schemes, new.api.schemes)
    comparison = Comparison(old, new, renamed, schemes)
    compare_clients(comparison)
    compare_operations(comparison)
    compare_declarations(comparison)
    return comparison.findings
