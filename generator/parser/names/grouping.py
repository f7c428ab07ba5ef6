"""The resource of each operation: by an extension, by its tag, or by its path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.naming import snake_case, words
from generator.openapi import Node
from generator.openapi.operations import OperationAt
from generator.parser.context import ParseContext
from generator.parser.names.path_words import is_generic, static_words, without_media_type
from generator.parser.names.vocabulary import PREPOSITIONS
from generator.parser.queries.nodes import strings

DEFAULT: Final = "default"  # the tag that many tools give to operations without one
MANY: Final = 100  # operations that are too many for one resource
SOME: Final = 10  # operations that are too many for a resource that is named as the API
GROUP_KEYS: Final = ("x-fern-sdk-group-name", "x-speakeasy-group")
_DATE: Final = re.compile(r"^(api)?[-_ ]?\d{4}[-_]?\d\d[-_]?\d\d[-_ /]*(?=[a-z])", re.IGNORECASE)
_SHORTEST: Final = 3  # letters of a word that is not part of a brand such as `eSIM`
_PROGRAM: Final = ("controller", "service", "api")


def key_of(title: str) -> str:
    """The key of a group: equal for titles that differ only in case and separators."""
    return snake_case(title).replace("_", "")


def group_titles(
    context: ParseContext, operations: Sequence[OperationAt], group_by: str | None
) -> list[str]:
    """The title of the group of each operation. `group_by` is "tag", "path", or None for the better one of them."""
    tags = [_tags(at) for at in operations]
    title = key_of((context.document.root.get("info") or context.document.root).text("title"))
    by_path = group_by == "path" or (group_by is None and _is_one_tag(tags, title))
    if by_path and group_by is None:
        message = (
            f"all {len(operations)} operations have the tag {tags[0][0]!r}, so their paths group them;"
            " choose with --group-by tag or --group-by path"
        )
        context.warn(operations[0].node, "one-group", message)
    return [
        context.renames.operation(at)[0]
        or _stated(at)
        or (listed[0] if listed and not by_path else _of_path(at))
        for at, listed in zip(operations, tags, strict=True)
    ]


def tag_title(name: str) -> str:
    """A tag without the date of an API's version (`Api20100401Call`) and without a final `controller` or `service`."""
    stripped = _DATE.sub("", name.strip()) or name.strip()
    parts = words(stripped)
    for word in _PROGRAM if len(parts) > 1 and parts[-2].lower() not in PREPOSITIONS else ():
        if parts[-1].lower() == word:
            stripped = stripped[: stripped.lower().rindex(word)].rstrip("-_ ./")
    return stripped


def _is_one_tag(tags: Sequence[Sequence[str]], title: str) -> bool:
    """Whether many operations have one tag, or some have only the API's title: one resource would be the whole API."""
    first = {key_of(listed[0]) if listed else "" for listed in tags}
    if len(first) != 1 or "" in first:
        return False
    return len(tags) >= (SOME if first.pop() in {title, title.removesuffix("api")} else MANY)


def _stated(at: OperationAt) -> str:
    """The group that an extension states."""
    listed = (strings(at.node.get(key)) for key in GROUP_KEYS)
    return next((" ".join(group).replace(".", " ") for group in listed if group), "")


def _tags(at: OperationAt) -> list[str]:
    """The titles of the operation's tags, without tags that repeat the path or say nothing (`default`, `api`, `v1`)."""
    listed = (tag for tag in strings(at.node.get("tags")) if not _repeats_path(tag, _path(at)))
    titles = (_spelled_as_in(at.path, tag_title(tag)) for tag in listed)
    return [title for title in titles if title and not _says_nothing(title)]


def _says_nothing(title: str) -> bool:
    """Whether a tag is one that tools give to all operations: `default`, or the first segment of all paths."""
    return title == DEFAULT or (title != "apis" and title.islower() and is_generic(title))


def _spelled_as_in(path: str, title: str) -> str:
    """The title with each brand that the path has as one word: `TeXML` is `Texml` with `/texml_applications`."""
    known = static_words(path)
    for chunk in re.findall(r"[^\W_]+", title):
        is_split = any(len(part) < _SHORTEST for part in words(chunk)) and len(words(chunk)) > 1
        if is_split and chunk.lower() in known:
            title = title.replace(chunk, chunk.capitalize())
    return title


def _path(at: OperationAt) -> str:
    return re.split("[?#]", at.path)[0].strip("/")


def _of_path(at: OperationAt) -> str:
    """The first specific segment of the path."""
    for segment in _path(at).split("/"):
        if words(segment) and "{" not in segment and not is_generic(segment):
            return without_media_type(segment)
    return DEFAULT


def _repeats_path(tag: str, path: str) -> bool:
    """Whether a tag is only the end of the path, which would give each path a resource of its own."""
    return "/" in tag.strip("/") and f"/{path}".endswith(f"/{tag.strip('/')}")


def descriptions(root: Node) -> dict[str, str]:
    """The descriptions of tags by the key of their group."""
    tags = root.get("tags")
    return {
        key_of(tag_title(node.text("name"))): node.text("description") or node.text("summary")
        for node in (tags.elements() if tags is not None else ())
    }
