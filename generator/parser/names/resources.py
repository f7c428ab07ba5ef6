"""The operations of a document, grouped into resources and named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from generator import reserved
from generator.ir.operations import CALL
from generator.naming import (
    UsedNames,
    class_name,
    lower_words,
    module_name,
    pascal_case,
    reserve,
    shortened,
    snake_case,
    unique,
    words,
)
from generator.openapi.object_types import HTTP_METHODS
from generator.openapi.operations import OperationAt, operations
from generator.parser.context import ParseContext
from generator.parser.drafts import NameHint
from generator.parser.names.clashes import choose
from generator.parser.names.grouping import descriptions, group_titles, key_of
from generator.parser.names.inflection import can_be_plural
from generator.parser.names.method_names import Candidate, candidates
from generator.parser.names.operation_words import (
    SharedWords,
    operation_words,
    shared_words,
    with_prefix,
)
from generator.parser.names.path_names import READS, NameSource, has_items
from generator.parser.names.path_words import is_generic, static_words, without_version
from generator.parser.names.verbs import lists_things
from generator.parser.names.vocabulary import VERBS
from generator.parser.queries.results import ResultShape, result_shape

_INDEX: Final = re.compile(r"(_?\d+|\[\d*\])$")


@dataclass(slots=True)
class NamedOperation:
    """An operation, the name of its method, and the hint for names of inline declarations."""

    at: OperationAt
    source: NameSource
    hint: NameHint = field(default=NameHint("", ""))
    name: str = ""
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class Group:
    """The operations of one resource, in the document's order."""

    name: str
    class_name: str
    description: str
    operations: list[NamedOperation]


def groups(context: ParseContext, client: str, group_by: str | None = None) -> list[Group]:
    """The resources of the client, each with its named operations."""
    members: dict[str, list[NamedOperation]] = {}
    titles: dict[str, str] = {}
    listed = list(operations(context.document))
    sources = _Sources(listed)
    for at, title in zip(listed, group_titles(context, listed, group_by), strict=True):
        key = key_of(title)
        titles.setdefault(key, title)
        members.setdefault(key, []).append(NamedOperation(at, sources.of(at)))
    modules = [shortened(snake_case(title)) for title in titles.values()]
    names = unique([reserve(name, reserved.RESOURCES) for name in modules])
    classes = _class_names(list(titles.values()), client)
    described = descriptions(context.document.root)
    used_names = UsedNames()
    common = shared_words([each.source for group in members.values() for each in group])
    result = []
    for key, name, cls in zip(members, names, classes, strict=True):
        _name_operations(context, members[key], name, common, used_names)
        result.append(Group(name, cls, described.get(key, ""), members[key]))
    return result


def _class_names(titles: Sequence[str], client: str) -> list[str]:
    """The names of the resources' classes, distinct from the clients and from each other's asynchronous class."""
    clients = {client, f"Async{client}"}
    names = [class_name(title) for title in titles]
    distinct = set(names)
    clashing = {
        name
        for name in names
        if name in clients or (name.startswith("Async") and name[5:] in distinct)
    }
    return unique([f"{name}Resource" if name in clashing else name for name in names])


def _name_operations(
    context: ParseContext,
    members: Sequence[NamedOperation],
    resource: str,
    common: SharedWords,
    used_names: UsedNames,
) -> None:
    """Set the method names of one resource's operations, and the hints for their inline declarations."""
    sources = [each.source for each in members]
    shared = with_prefix(common, sources)
    options = [_candidates(context, each, resource, shared) for each in members]
    chosen_names = choose(sources, options)
    holders = {chosen.name: each for each, chosen in zip(members, chosen_names, strict=True)}
    for each, chosen in zip(members, chosen_names, strict=True):
        if chosen.name != chosen.wanted:
            holder = holders.get(chosen.wanted, each).at.name
            message = f"{resource}.{chosen.wanted} is {holder}, so {each.at.name} is {chosen.name}"
            context.warn(each.at.node, "name-clash", message)
        is_call = chosen.name == CALL
        each.name = CALL if is_call else reserve(snake_case(chosen.name), reserved.METHODS)
        each.rules = chosen.rules if chosen.name == chosen.wanted else (*chosen.rules, "clash")
        prefix = "_".join(operation_words(each.source))
        prefix = pascal_case(prefix) if prefix else pascal_case(resource) + pascal_case(each.name)
        prefix = used_names.allocate(prefix)
        each.hint = NameHint(prefix, module_name(prefix))


class _Sources:
    """The facts for the names of a document's operations."""

    def __init__(self, listed: Sequence[OperationAt]) -> None:
        self._ids = {at.node.text("operationId") for at in listed}
        self._paths = Counter((at.method, without_version(at.path)[0]) for at in listed)
        self._stated: set[str] = set()

    def of(self, at: OperationAt) -> NameSource:
        """The facts for the name of an operation. Each is asked for once, in the document's order."""
        operation_id, is_numbered = self._operation_id(at)
        methods = [each for each in HTTP_METHODS if any(each in item for item in at.path_items)]
        returns = at.method in READS or at.method == "POST"
        shape = result_shape(at.node) if returns else ResultShape()
        path, version = without_version(at.path)
        return NameSource(
            operation_id,
            at.method,
            at.path,
            frozenset(map(str.upper, methods)),
            _reads_one(at),
            shape,
            is_numbered,
            version if self._paths[at.method, path] > 1 else "",
        )

    def _operation_id(self, at: OperationAt) -> tuple[str, bool]:
        """The operationId without the number that a framework added, and whether it had one.

        An operationId that an operation before has is none. The number at the end of `findAll12` is omitted if another
        operation is called `findAll`, and the digit of `create_1` if the path does not have it. `get_top_10` stays.
        """
        operation_id = at.node.text("operationId")
        operation_id = "" if operation_id in self._stated else operation_id
        self._stated.add(operation_id)
        stem = _INDEX.sub("", operation_id)
        number = operation_id[len(stem) :]
        is_digit = len(number) == 2 and number[0] == "_"
        is_added = number[:1] == "[" or (is_digit and number[1] not in at.path)
        is_numbered = bool(number) and (stem in self._ids or is_added)
        return stem if is_numbered else operation_id, is_numbered


def _reads_one(at: OperationAt) -> bool:
    """Whether the GET of the same path returns one thing."""
    found = (item.get("get") for item in at.path_items)
    node = next((node for node in found if node is not None), None)
    if at.method != "POST" or node is None:
        return False
    source = NameSource("", "GET", at.path, result=result_shape(node))
    return source.result.is_known and not source.result.is_array and not has_items(source, ())


def _candidates(
    context: ParseContext, operation: NamedOperation, resource: str, shared: SharedWords
) -> Iterable[Candidate]:
    if renamed := context.renames.operation(operation.at)[1]:
        return [Candidate(renamed, ("renamed",))]
    for key in ("x-fern-sdk-method-name", "x-speakeasy-name-override"):
        if name := operation.at.node.text(key):
            return [Candidate(name if name == CALL else snake_case(name), (key,))]
    named = candidates(operation.source, words(resource), shared)
    is_own = _is_own_resource(operation, resource)
    return chain([Candidate(CALL, ("own path",))], named) if is_own else named


def _is_own_resource(operation: NamedOperation, resource: str) -> bool:
    """Whether an operation is called on the client: its path, its operationId and its resource are the same verb.

    Examples are `POST /send-message` without a tag, and `POST /login` with the tag `login`. A noun without a plural is
    as good if the operation changes something: `POST /ocr`. `GET /load-balancers` is a list.
    """
    id_words = [word for word in operation_words(operation.source) if not is_generic(word)]
    if not id_words or id_words != list(static_words(operation.at.path)):
        return False
    is_noun = operation.at.method == "POST" and not can_be_plural(id_words[-1])
    is_verb = id_words[0] in VERBS and not lists_things(id_words, operation.source)
    return lower_words(resource) == id_words and (is_verb or is_noun)
