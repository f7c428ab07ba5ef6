"""The formats of a review: what `python -m generator review` prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from generator.report.review.annotations import github_report, sarif_report
from generator.report.review.data import json_report
from generator.report.review.markdown import markdown_report
from generator.report.review.page import html_report
from generator.report.review.text import text_report
from generator.review.report import Review

_Report: TypeAlias = "Callable[[Review], str]"

REVIEW_FORMATS: Final[Mapping[str, _Report]] = {
    "text": text_report,
    "github": github_report,
    "markdown": markdown_report,
    "html": html_report,
    "sarif": sarif_report,
    "json": json_report,
}
"""For each format, the function that returns the report without a line break at its end."""
