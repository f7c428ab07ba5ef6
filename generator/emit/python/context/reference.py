"""The contexts of the reference pages in `docs/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.context.project import project_context
from generator.emit.python.examples.calls import example_lines
from generator.emit.python.imports import Imports
from generator.emit.python.method_docstrings import error_statuses
from generator.emit.python.methods import Method
from generator.emit.python.signatures import Signatures
from generator.emit.python.text.html import as_markdown
from generator.emit.python.text.markdown import page_text
from generator.emit.python.text.paragraphs import one_line
from generator.ir.operations import IDEMPOTENT, Operation, Resource, heading
from generator.ir.types import Alias, Literal, Model

_WIDTH = 88  # of code
_TEXT_WIDTH = 110


@dataclass(frozen=True, slots=True)
class DescribedName:
    """An argument, a field, a value or an error, with its type or status and its description."""

    name: str
    type: str
    text: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class OperationSection:
    """An operation on the page of its resource."""

    title: str
    name: str
    summary: str
    description: str
    request: str
    link: str
    signature: str
    arguments: list[DescribedName]
    example: str
    async_example: str
    returns: str
    errors: list[DescribedName]
    retries: str
    deprecated: bool


@dataclass(frozen=True, slots=True)
class ModelSection:
    """A declaration on the page of the models."""

    name: str
    description: str
    value: str
    fields: list[DescribedName]
    dict_name: str


def documentation_contexts(index: ApiIndex) -> Iterator[tuple[str, TemplateContext]]:
    """Yield the context of a page that exists once, if the package has documentation."""
    if index.api.settings.docs:
        yield "", project_context(index)


def models_page_contexts(index: ApiIndex) -> Iterator[tuple[str, TemplateContext]]:
    """Yield the context of the page of all models, if the package has documentation."""
    if index.api.settings.docs:
        signatures = Signatures(index.api)
        models = [_declaration(each, signatures) for each in index.api.declarations]
        yield "", {"settings": index.api.settings, "models": models}


def resource_page_contexts(index: ApiIndex) -> Iterator[tuple[str, TemplateContext]]:
    """Yield the name and the context of the page of each resource, if the package has documentation."""
    if not index.api.settings.docs:
        return
    signatures = Signatures(index.api)
    for resource in index.api.resources:
        yield resource.name, {
            "settings": index.api.settings,
            "resource": resource,
            "description": page_text(as_markdown(resource.description), _TEXT_WIDTH),
            "operations": [
                _section(each, resource, index, signatures) for each in resource.operations
            ],
        }


def _section(
    operation: Operation, resource: Resource, index: ApiIndex, signatures: Signatures
) -> OperationSection:
    method = Method(operation, Imports(index.declarations, "."), asynchronous=False)
    examples = [
        example_lines(resource, operation, index.declarations, _WIDTH, asynchronous=asynchronous)
        for asynchronous in (False, True)
    ]
    return OperationSection(
        title=heading(resource.name, operation.name),
        name=operation.name,
        summary=one_line(as_markdown(operation.summary)),
        description=page_text(as_markdown(operation.description), _TEXT_WIDTH),
        request=f"{operation.method} {operation.path}",
        link=_link(operation.documentation),
        signature=_signature(method),
        arguments=list(_arguments(method)),
        example="\n".join(examples[0]),
        async_example="\n".join(examples[1]),
        returns=method.returns,
        errors=list(_errors(operation, index)),
        retries=_retries(operation),
        deprecated=operation.deprecated,
    )


def _link(url: str) -> str:
    """Return a URL for the brackets of a link; empty if it does not lead to the web."""
    is_web = url.startswith(("https://", "http://"))
    return quote(one_line(url), safe="%/:?#[]@!$&'()*+,;=~") if is_web else ""


def _signature(method: Method) -> str:
    """Return the signature of a method as a statement, with a line for each argument if it is long."""
    flat = f"def {method.name}({method.own_parameters}) -> {method.returns}: ..."
    if len(flat) <= _WIDTH:
        return flat
    positional, others = method.arguments()
    names = [*(each.text for each in positional), *(["*"] if others else [])]
    lines = [f"    {text}," for text in (*names, *(each.text for each in others))]
    return "\n".join([f"def {method.name}(", *lines, f") -> {method.returns}: ..."])


def _arguments(method: Method) -> Iterator[DescribedName]:
    texts = dict(method.described_arguments())
    positional, others = method.arguments()
    for argument in (*positional, *others):
        text = one_line(texts.get(argument.name, ""))
        yield DescribedName(argument.name, argument.annotation, text, not argument.default)


def _errors(operation: Operation, index: ApiIndex) -> Iterator[DescribedName]:
    """Yield the error classes with their statuses and codes."""
    codes = {code.name: code.wire for code in index.api.error_codes}
    for name, statuses in error_statuses(operation).items():
        is_any = "default" in statuses
        status = "any other status" if is_any else f"status {', '.join(dict.fromkeys(statuses))}"
        yield DescribedName(name, status, codes.get(name, ""))


def _retries(operation: Operation) -> str:
    """Return when the client repeats the request."""
    if operation.retries is not None and operation.retries.never:
        return "The client never repeats this request."
    if operation.idempotency_key is not None:
        return "The client repeats this request after a failure. Each attempt has the same idempotency key."
    if operation.method in IDEMPOTENT or operation.idempotent:
        return "The client repeats this request after a failure, because it is safe to repeat."
    return (
        "The client repeats this request only if the server certainly did not process it,"
        " or if the call has an `idempotency_key` in its `options`."
    )


def _declaration(declaration: Model | Alias, signatures: Signatures) -> ModelSection:
    description = page_text(as_markdown(declaration.description), _TEXT_WIDTH)
    if isinstance(declaration, Model):
        fields = [
            _field(signatures.field(declaration, each), each.description)
            for each in declaration.fields
        ]
        return ModelSection(declaration.name, description, "", fields, declaration.dict_name)
    value = signatures.declaration(declaration).partition(" = ")[2]
    values = [
        DescribedName(str(each.value), "", one_line(as_markdown(each.description)))
        for each in declaration.members
        if isinstance(declaration.type, Literal)
    ]
    return ModelSection(declaration.name, description, value, values, declaration.dict_name)


def _field(signature: str, description: str) -> DescribedName:
    """Return a field from its signature, `models.Name.field: type  # facts`."""
    name, _, type_ = signature.partition(": ")
    return DescribedName(name.rpartition(".")[2], type_, one_line(as_markdown(description)))
