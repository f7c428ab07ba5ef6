"""The command `explain`."""

from __future__ import annotations

from typing import Any

import click

from generator.diagnostics import SpecError
from generator.explain.explanations import explain_symbol
from generator.options import DOCUMENT_OPTIONS, chosen_configuration, with_options
from generator.pipeline import request_of


@click.command("explain")
@with_options(click.argument("symbol"), *DOCUMENT_OPTIONS)
@click.pass_context
def explain_command(context: click.Context, /, symbol: str, **options: Any) -> None:
    """Show where a public name comes from.

    SYMBOL is a method (pets.list, client.login), an argument ("pets.list(limit)"), an operationId, a method with a path
    ("GET /pets"), a model or a schema, a field (Pet.owner), the class of an error code, an option of the client or a
    webhook. Prints the name, what it names, the place in the document, and the rules that gave the name of a method or
    model. The exit code is 1 if nothing has this name.
    """
    if not symbol.strip():
        raise click.UsageError("SYMBOL is empty; API.md of the package lists all public names")
    chosen = chosen_configuration(options)
    try:
        found, near = explain_symbol(request_of(chosen), symbol)
    except SpecError as error:
        click.echo("\n".join(each.render() for each in error.diagnostics), err=True)
        context.exit(1)
    for each in found:
        click.echo(f"{each.name}\n  {each.subject}\n  {each.location}")
        for rule in each.rules:
            click.echo(f"  - {rule}")
    if not found:
        hint = f"; did you mean {near!r}?" if near else ""
        click.echo(f"{chosen.spec}: nothing has the name {symbol!r}{hint}", err=True)
        context.exit(1)
