"""The differences between the servers of two Apis, and between the options of the client that select one."""

from __future__ import annotations

from collections.abc import Sequence

from generator.emit.python.signatures import server_option
from generator.ir.operations import Server, ServerVariable
from generator.review.compare.comparison import Comparison, Site
from generator.review.compare.matching import best_pairs


def compare_servers(comparison: Comparison, root: Site) -> None:
    """Record how the first server and its variables differ."""
    old, new = comparison.base.api, comparison.head.api
    first_, second = old.servers[0], new.servers[0]
    nodes = [side.places.component("servers") for side in (comparison.base, comparison.head)]
    at = [node.get(0) if node is not None else None for node in nodes]
    site = Site("server", first_.url, second.url, at[0] or root.before, at[1] or root.after)
    renamed = _variables(comparison, first_, second, site)
    url = first_.url
    for before, after in renamed:
        url = url.replace(f"{{{before.wire}}}", f"{{{after.wire}}}")
    # The client ignores a final slash.
    if url.rstrip("/") != second.url.rstrip("/"):
        hosts = ["://" in each.url for each in (first_, second)]
        kind = "changed" if hosts[0] == hosts[1] else "host-removed" if hosts[0] else "host-added"
        comparison.add(f"server-{kind}", site, f"{first_.url} → {second.url}", ("url",))
    elif [s.url for s in old.servers[1:]] != [s.url for s in new.servers[1:]]:
        comparison.add("servers-changed", root, "", ("servers",))


def _variables(
    comparison: Comparison, old: Server, new: Server, site: Site
) -> list[tuple[ServerVariable, ServerVariable]]:
    """Compare the variables of a server; return the ones with another name."""
    olds = {variable.wire: variable for variable in old.variables}
    news = {variable.wire: variable for variable in new.variables}
    gone = [each for wire, each in olds.items() if wire not in news]
    come = [each for wire, each in news.items() if wire not in olds]
    positions = [list(olds), list(news)]

    def likeness(a: ServerVariable, b: ServerVariable) -> float:
        same = (a.default is None) == (b.default is None)
        place = positions[0].index(a.wire) == positions[1].index(b.wire)
        return same * (place + (a.description == b.description) + (len(gone) == len(come) == 1))

    renamed = best_pairs(gone, come, likeness, 1)
    for before, after in renamed:
        rule = "server-variable-renamed" if before.name != after.name else "server-variable-changed"
        own = _variable_site(comparison, site, before, after)
        comparison.add(rule, own, f"{before.name} → {after.name}", places=own.keys)
    for each in gone:
        if each not in [pair[0] for pair in renamed]:
            comparison.add("server-variable-removed", _variable_site(comparison, site, each, None))
    for each in come:
        if each not in [pair[1] for pair in renamed]:
            needed = each.default is None and each.credential is None
            rule = "required-server-variable-added" if needed else "server-variable-added"
            comparison.add(rule, _variable_site(comparison, site, None, each))
    for wire in olds:
        if wire in news:
            _variable(comparison, olds[wire], news[wire], site)
    return renamed


def _variable(comparison: Comparison, old: ServerVariable, new: ServerVariable, site: Site) -> None:
    own = _variable_site(comparison, site, old, new)
    if old.default != new.default:
        kind = "required" if new.default is None else "default-changed"
        rule = f"server-variable-{'made-required' if kind == 'required' else kind}"
        comparison.add(rule, own, f"{old.default} → {new.default}", ("default",))
    gone = _missing(old.enum, new.enum)
    come = _missing(new.enum, old.enum)
    if gone:
        comparison.add("server-value-removed", own, gone, ("enum",))
    if come:
        comparison.add("server-value-added", own, come, ("enum",))
    comparison.add_documentation(own, (old.description,), (new.description,))


def _missing(values: Sequence[str], others: Sequence[str]) -> str:
    """The values that the others do not have. A variable without values accepts any."""
    if not others:
        return ""
    return ", ".join(value for value in values if value not in others) if values else "any other"


def _variable_site(
    comparison: Comparison, site: Site, old: ServerVariable | None, new: ServerVariable | None
) -> Site:
    nodes = [
        node.find(f"/variables/{variable.wire}") if node is not None and variable else None
        for node, variable in ((site.before, old), (site.after, new))
    ]
    texts = [
        server_option(api.settings.client, variable, api.settings.env_prefix) if variable else None
        for api, variable in ((comparison.base.api, old), (comparison.head.api, new))
    ]
    name = next(each.name for each in (old, new) if each is not None)
    subject = f"{comparison.base.api.settings.client}({name})"
    return Site(subject, texts[0], texts[1], nodes[0], nodes[1])
