"""The statuses of an operation's responses: which are its result, and which lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.ir.operations import ContentKind
from generator.openapi import Node
from generator.parser.queries.media_types import content_kind
from generator.parser.queries.nodes import resolved

REDIRECTS: Final = frozenset("301 302 303 307 308 3XX".split())


def responses_by_status(operation: Node) -> list[tuple[str, Node]]:
    """The responses of an operation: (`200`, `4XX` or `default`, the response or a reference to it)."""
    listed = operation.get("responses")
    if listed is None:
        return []
    return [
        (status if status == "default" else status.upper(), node)
        for status, node in listed.items()
        if not status.startswith("x-")
    ]


def is_success(status: str, statuses: Sequence[str]) -> bool:
    """Whether a status is the method's result: 2xx; 3xx if there is no 2xx; `default` if there is neither."""
    if any(each.startswith("2") for each in statuses):
        return status.startswith("2")
    if any(each.startswith("3") for each in statuses):
        return status.startswith("3")
    return status == "default"


def is_redirect(status: str, response: Node) -> bool:
    """Whether a response is a redirect with a documented `Location`."""
    headers = resolved(response).get("headers")
    names = {name.lower() for name in headers.keys} if headers is not None else set[str]()
    return status in REDIRECTS and "location" in names


def failures(operation: Node) -> Iterator[tuple[str, Node]]:
    """The error responses of an operation by status."""
    listed = responses_by_status(operation)
    statuses = [status for status, _ in listed]
    for status, node in listed:
        if not is_success(status, statuses) and not status.startswith(("1", "2")):
            yield status, node


def follows_redirects(operation: Node) -> bool:
    """Whether a documented redirect leads to the result: a download is documented beside it."""
    statuses = {status: resolved(child) for status, child in responses_by_status(operation)}
    if not REDIRECTS & set(statuses):
        return False
    successes = [node for status, node in statuses.items() if status.startswith("2")]
    contents = [entry for node in successes if (entry := node.get("content")) is not None]
    return any(
        content_kind(media_type, resolved(entry).get("schema")) is ContentKind.BINARY
        for content in contents
        for media_type, entry in content.items()
    )
