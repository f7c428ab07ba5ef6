"""The command `review`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from generator.config import LEVELS
from generator.diagnostics import SpecError
from generator.options import (
    DOCUMENT_OPTIONS,
    FILE_TYPE,
    chosen_configuration,
    format_option,
    with_options,
)
from generator.report import summary
from generator.report.formats import FORMATS
from generator.report.review import REVIEW_FORMATS
from generator.report.review.changelog import changelog
from generator.report.review.markdown import markdown_report
from generator.review.inputs import ReviewRequest, review_spec
from generator.review.report import Review, ReviewError

_OPTIONS = (
    click.argument("base", required=False),
    click.option("--base-spec", type=FILE_TYPE, help="Compare with this file instead of a commit."),
    *DOCUMENT_OPTIONS,
    click.option(
        "--fail-on",
        type=click.Choice(LEVELS),
        help="The least step of the version that fails. Default: major.",
    ),
    format_option(*(name for name in REVIEW_FORMATS if name not in ("text", "github"))),
    click.option(
        "--verify",
        is_flag=True,
        help="Let mypy confirm the verdicts about types. Needs mypy, httpx2 and msgspec.",
    ),
    click.option(
        "--changelog", "output", flag_value="changelog", help="Print lines for a changelog."
    ),
    click.option(
        "--next-version", "output", flag_value="version", help="Print the version that is needed."
    ),
)


@click.command("review")
@with_options(*_OPTIONS)
@click.pass_context
def review_command(
    context: click.Context,
    /,
    base: str | None,
    base_spec: Path | None,
    fail_on: str | None,
    verify: bool,
    format_: str,
    output: str | None,
    **options: Any,
) -> None:
    """Tell what a change of the document does to the people who call the client.

    The document in the working tree is compared with the one at BASE, a ref of git; BASE can also be a range
    A..B. Default: the merge base with GITHUB_BASE_REF, origin/HEAD or main.

    The exit code is 1 if a change at or above --fail-on is neither approved in approvals.yaml beside the
    document nor announced by info.version, or if the document has errors. spec/REVIEW.md lists the rules.
    """
    chosen = chosen_configuration(options)
    review = _review(
        context, ReviewRequest(chosen, options, base, base_spec, fail_on, verify), format_
    )
    if output == "version":
        click.echo(review.next_version)
    elif output == "changelog":
        click.echo(changelog(review))
    else:
        click.echo(REVIEW_FORMATS[format_](review))
        _write_step_summary(review)
        context.exit(0 if review.is_ok else 1)


def _write_step_summary(review: Review) -> None:
    """Append the review to the summary of the job, if this runs as a step of GitHub Actions.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as summary_file:
            summary_file.write(markdown_report(review) + "\n")


def _review(context: click.Context, request: ReviewRequest, format_: str) -> Review:
    """The review. Ends the command if there is none."""
    try:
        return review_spec(request)
    except ReviewError as error:
        raise click.UsageError(str(error)) from error
    except SpecError as error:
        spec = str(request.chosen.spec)
        if format_ in FORMATS:
            click.echo(FORMATS[format_](spec, error.diagnostics))
        else:
            click.echo(error)
            click.echo(f"{spec}: {summary.problems(error.diagnostics)}; nothing was compared")
        context.exit(1)
