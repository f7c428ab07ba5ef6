"""The two versions of a spec that a review compares: the base from a commit or a file, and the head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.config import (
    Configuration,
    ConfigurationError,
    ReviewOptions,
    parse_configurations,
)
from generator.diagnostics import SpecError
from generator.ir.api import Api
from generator.openapi import Document
from generator.openapi.storage import Missing, TooLarge, is_url, source_name
from generator.openapi.syntax.parse_result import MAX_BYTES
from generator.pipeline import CheckResult, Request, names_of, request_of
from generator.review.approvals import APPROVALS_FILE, read_approvals
from generator.review.compare.comparison import Side
from generator.review.git import GitError, GitFiles, Repository
from generator.review.report import Review, ReviewError, review
from generator.review.verification import disagreements

_CONFIGURATION = Path("pyproject.toml")
_SHORT = 10  # digits of a commit's id for readers


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What to review: the configured spec, and the base as a ref, a range `A..B` or a file.

    `options` override the configuration, also that of the base.
    """

    chosen: Configuration
    options: Mapping[str, Any]
    base: str | None = None
    base_spec: Path | None = None
    fail_on: str | None = None
    verify: bool = False

    @property
    def review(self) -> ReviewOptions:
        """The configured options with the ones of the command."""
        configured = self.chosen.review
        return replace(configured, fail_on=self.fail_on or configured.fail_on)


def review_spec(request: ReviewRequest) -> Review:
    """Compare the spec with its base.

    Raises:
        SpecError: The spec has errors.
        ReviewError: The base cannot be read, or the configuration is wrong.
    """
    spec = request.chosen.spec
    assert spec is not None
    if request.base_spec is not None:
        if request.base is not None:
            raise ReviewError("give either BASE or --base-spec, not both")
        base = _parsed(Request(request.base_spec, (), names_of(request.chosen)), None)
        return _review(request, (str(request.base_spec), *base), None)
    try:
        repository = Repository()
        old, new = _commits(repository, request)
    except GitError as error:
        raise ReviewError(str(error)) from error
    files = [GitFiles(repository, commit) for commit in (old, new) if commit is not None]
    try:
        base = _parsed(*_at(files[0], request))
        return _review(request, (old[:_SHORT], *base), files[1] if new is not None else None)
    except GitError as error:
        raise ReviewError(str(error)) from error
    finally:
        for each in files:
            each.close()


def _commits(repository: Repository, request: ReviewRequest) -> tuple[str, str | None]:
    """The commit of the base, and that of the head unless it is the working tree."""
    text = request.base
    if text is None:
        return repository.default_base(request.chosen.review.base), None
    first, dots, second = text.partition("...")
    if dots:
        head = repository.commit(second or "HEAD")
        return repository.merge_base(first or "HEAD", head), head
    first, dots, second = text.partition("..")
    if not dots:
        return repository.commit(text), None
    return repository.commit(first or "HEAD"), repository.commit(second or "HEAD")


def _at(files: GitFiles, request: ReviewRequest) -> tuple[Request, GitFiles]:
    """The request for the spec in a commit, with the configuration of that commit."""
    try:
        content = files.read(_CONFIGURATION, MAX_BYTES)
    except (Missing, TooLarge):
        content = b""
    try:
        given = request.options.get("spec")
        job = request.options.get("job")
        read = parse_configurations(_CONFIGURATION, content, given, job)
        chosen = next(iter(read.values())).override(request.options)
    except ConfigurationError as error:
        raise ReviewError(f"in {files.commit[:_SHORT]}: {error}") from error
    spec = chosen.spec or request.chosen.spec
    assert spec is not None
    names = names_of(chosen) if chosen.spec is not None else names_of(request.chosen)
    return Request(spec, chosen.overlays, names, chosen.tolerant, storage=files), files


def _parsed(request: Request, files: GitFiles | None) -> tuple[Api, Document]:
    """The base, which may break rules that are newer than it."""
    place, hint = "", ""
    if files is not None:
        place, hint = f" in {files.commit[:_SHORT]}", "; use --base-spec FILE"
    result = pipeline.parse_only(request)
    if result.api is None or result.document is None:
        problems = "; ".join(f"{each.location}: {each.message}" for each in result.diagnostics)
        raise ReviewError(f"the base cannot be read{place}: {problems}{hint}")
    return result.api, result.document


def _review(
    request: ReviewRequest, base: tuple[str, Api, Document], files: GitFiles | None
) -> Review:
    """Compare the base with the head: the working tree, or a commit."""
    chosen = request.chosen
    assert chosen.spec is not None
    if files is None:
        head = request_of(chosen)
        label = "working tree"
    else:
        head, _ = _at(files, request)
        label = files.commit[:_SHORT]
    result: CheckResult = pipeline.check(head)
    if result.api is None or result.document is None:
        raise SpecError(result.diagnostics)
    folder = Path() if is_url(head.spec) else head.spec.parent
    approvals = read_approvals(folder / APPROVALS_FILE, head.storage)
    new = label, result.api, result.document
    found = review(source_name(head.spec), base, new, request.review, approvals)
    if not request.verify:
        return found
    wrong = disagreements(Side(*base[1:]), result.api, [each.change for each in found.changes])
    return replace(found, disagreements=tuple(wrong))
