"""The contexts of the modules of `resources`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.emit import LINE_LENGTH
from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.context.operation_chunks import split_operations
from generator.emit.python.descriptors import Descriptor, ErrorTable
from generator.emit.python.examples.calls import example_lines
from generator.emit.python.imports import Imports
from generator.emit.python.methods import Method
from generator.emit.python.text.docstrings import description_docstring, docstring
from generator.emit.python.text.paragraphs import prose
from generator.ir.operations import Operation, Resource

_EXAMPLE_WIDTH = LINE_LENGTH - 12  # in a section of the docstring of a method


def resource_contexts(index: ApiIndex) -> Iterator[tuple[str, TemplateContext]]:
    """Yield the name and the context of each module of `resources`.

    A large resource has several modules with a part of its operations each, and one that combines them.
    """
    for resource in index.api.resources:
        chunks = list(split_operations(resource.operations))
        if len(chunks) <= 1:
            yield resource.name, _resource_context(index, resource)
            continue
        parts = [
            replace(
                resource,
                name=f"_{resource.name}_{number}",
                class_name=f"{resource.class_name}{number}",
                operations=chunk,
            )
            for number, chunk in enumerate(chunks, start=1)
        ]
        for part in parts:
            yield part.name, _resource_context(index, part, whole=resource)
        combined = replace(resource, operations=())
        yield resource.name, _resource_context(index, combined, parts=parts)


def _resource_context(
    index: ApiIndex,
    resource: Resource,
    *,
    whole: Resource | None = None,
    parts: Sequence[Resource] = (),
) -> TemplateContext:
    """Return the context of one module.

    `whole` is the resource that this module is a part of. `parts` are the modules that this one combines.
    """
    operations = resource.operations
    imports = index.imports(
        "..",
        declared=(resource.class_name, f"Async{resource.class_name}"),
        shadowed=(operation.name for operation in operations),
    )
    errors = ErrorTable(operations, imports)
    name = (whole or resource).name
    header = f"{'Operations of' if whole else 'The resource'} `{name}`."
    return {
        "resource": resource,
        "header": docstring(prose(header)),
        "docstring": description_docstring(
            resource.description or f"The operations of `{name}`.", "    "
        ),
        "imports": imports,
        "parts": parts,
        "base": "Resource" if parts else imports.use("Resource"),
        "async_base": "AsyncResource" if parts else imports.use("AsyncResource"),
        "errors": errors.constants,
        "descriptors": [Descriptor(operation, name, imports, errors) for operation in operations],
        "methods": list(
            _methods(index, whole or resource, operations, imports, asynchronous=False)
        ),
        "async_methods": list(
            _methods(index, whole or resource, operations, imports, asynchronous=True)
        ),
    }


def _methods(
    index: ApiIndex,
    resource: Resource,
    operations: Sequence[Operation],
    imports: Imports,
    *,
    asynchronous: bool,
) -> Iterator[Method]:
    """Yield the methods of operations; with an example of each call if the package has documentation."""
    for operation in operations:
        example = (
            example_lines(
                resource,
                operation,
                index.declarations,
                _EXAMPLE_WIDTH,
                asynchronous=asynchronous,
            )
            if index.api.settings.docs
            else []
        )
        yield Method(operation, imports, asynchronous=asynchronous, example=example)
