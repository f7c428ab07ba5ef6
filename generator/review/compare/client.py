"""The differences between two Apis that no single operation has: servers, credentials, error classes, webhooks."""

from __future__ import annotations

from dataclasses import fields, replace

from generator.emit.python.signatures import grant_classes, option
from generator.ir.api import TOKEN_KINDS, SchemeKind, SecurityScheme, Settings, Webhook
from generator.ir.types import Direction
from generator.openapi import Node
from generator.review.compare.behavior import add_requirement_change
from generator.review.compare.comparison import Comparison, Site
from generator.review.compare.errors import compare_error_codes, compare_error_fields
from generator.review.compare.matching import best_pairs
from generator.review.compare.servers import compare_servers
from generator.review.compare.types import compare_types
from generator.review.places import inner_difference


def compare_clients(comparison: Comparison) -> None:
    """Record how the clients differ in their options, errors and webhooks."""
    base, head = comparison.base, comparison.head
    old, new = base.api, head.api
    root = Site(old.settings.client, None, None, base.places.root, head.places.root)
    root = replace(root, old=f"class {old.settings.client}", new=f"class {new.settings.client}")
    if old.settings != new.settings:
        detail = _renamed(old.settings, new.settings)
        comparison.add("client-renamed", root, detail, ("info",))
    texts = [(api.title, api.description, api.documentation) for api in (old, new)]
    if texts[0] != texts[1]:
        info = root.at(base.places.component("info"), head.places.component("info"))
        comparison.add_documentation(info, *texts)
    _tags(comparison)
    compare_servers(comparison, root)
    _schemes(comparison, root)
    add_requirement_change(comparison, old.security, new.security, root)
    compare_error_codes(comparison, root)
    compare_error_fields(comparison, root)
    _webhooks(comparison, root)


def _renamed(old: Settings, new: Settings) -> str:
    """The names that differ, such as `package shop → store, client Shop → Store`."""
    names = ((each.name, getattr(old, each.name), getattr(new, each.name)) for each in fields(old))
    return ", ".join(f"{name} {old} → {new}" for name, old, new in names if old != new)


def _tags(comparison: Comparison) -> None:
    """Compare the descriptions of resources."""
    news = {resource.name: resource for resource in comparison.head.api.resources}
    for old in comparison.base.api.resources:
        new = news.get(old.name)
        if new is not None and old.description != new.description:
            before = comparison.base.places.tag(old) or comparison.base.places.root
            after = comparison.head.places.tag(new) or comparison.head.places.root
            text = f"client.{old.name}"
            site = Site(text, text, text, before, after)
            comparison.add_documentation(site, (old.description,), (new.description,))


def _schemes(comparison: Comparison, root: Site) -> None:
    renamed = comparison.renamed_schemes
    olds = {renamed.get(each.wire, each.wire): each for each in comparison.base.api.schemes}
    news = {scheme.wire: scheme for scheme in comparison.head.api.schemes}
    for wire, old in olds.items():
        site = _scheme_site(comparison, old, news.get(wire))
        if wire not in news:
            comparison.add("security-scheme-removed", site)
            continue
        new = news[wire]
        _credentials(comparison, old, new, site)
        if _sending(old) != _sending(new):
            comparison.add("security-scheme-changed", site, "", ("type", "scheme", "in", "name"))
        if (old.kind in TOKEN_KINDS) != (new.kind in TOKEN_KINDS):
            _grants(comparison, site, is_added=new.kind in TOKEN_KINDS)
        comparison.add_documentation(site, (old.description,), (new.description,))
    for wire, new in news.items():
        if wire not in olds:
            comparison.add("security-scheme-added", _scheme_site(comparison, None, new))


def _credentials(
    comparison: Comparison, old: SecurityScheme, new: SecurityScheme, site: Site
) -> None:
    """Compare the arguments of the client for a scheme. A flow of OAuth has more of them than a token."""
    gone = [name for name in old.credentials if name not in new.credentials]
    come = [name for name in new.credentials if name not in old.credentials]
    if gone and come:
        detail = " → ".join(", ".join(each.credentials) for each in (old, new))
        comparison.add("credential-renamed", site, detail)
    elif gone or come:
        kind = "added" if come else "removed"
        comparison.add(f"security-scheme-{kind}", site, ", ".join(gone or come), ("flows",))
    elif _token_request(old) != _token_request(new):
        comparison.add(_token_rule(old, new), site, "", ("flows",))


def _token_rule(old: SecurityScheme, new: SecurityScheme) -> str:
    """The rule for other requests of access tokens. A grant needs an endpoint of the document."""
    if {old.kind, new.kind} <= TOKEN_KINDS:
        if _endpoints(old) - _endpoints(new):
            return "grant-endpoint-removed"
        if _endpoints(new) - _endpoints(old):
            return "grant-endpoint-added"
    return "token-request-changed"


def _endpoints(scheme: SecurityScheme) -> set[str]:
    """The grants for which a scheme has an endpoint."""
    return {name for name in ("refresh_url", "device") if getattr(scheme, name)}


def _token_request(scheme: SecurityScheme) -> tuple[object, ...]:
    return scheme.token_url, scheme.scopes, scheme.refresh_url, scheme.device


def _sending(scheme: SecurityScheme) -> tuple[object, ...]:
    """How a credential is sent. All access tokens are sent in the same way."""
    kind = SchemeKind.BEARER if scheme.kind in TOKEN_KINDS else scheme.kind
    return kind, scheme.location, scheme.parameter


def _grants(comparison: Comparison, site: Site, *, is_added: bool) -> None:
    """Record whether the client takes grants for a credential, and whether the package has their classes at all."""
    before, after = (grant_classes(side.api) for side in (comparison.base, comparison.head))
    keys = ("type", "scheme")
    if before == after:
        comparison.add(f"grants-{'accepted' if is_added else 'refused'}", site, "", keys)
        return
    classes = replace(site, old="\n".join(before) or None, new="\n".join(after) or None)
    comparison.add(f"grants-{'added' if is_added else 'removed'}", classes, "", keys)


def _scheme_site(
    comparison: Comparison, old: SecurityScheme | None, new: SecurityScheme | None
) -> Site:
    texts: list[str | None] = []
    nodes: list[Node | None] = []
    for side, scheme in ((comparison.base, old), (comparison.head, new)):
        settings = side.api.settings
        names = scheme.credentials if scheme is not None else ()
        listed = [option(settings.client, name, settings.env_prefix) for name in names]
        texts.append("\n".join(listed) if scheme is not None else None)
        node = (
            side.places.component("components", "securitySchemes", scheme.wire) if scheme else None
        )
        nodes.append(node.resolve() if node is not None else None)
    wire = next(each.wire for each in (old, new) if each is not None)
    return Site(f"security scheme {wire}", texts[0], texts[1], nodes[0], nodes[1])


def _webhooks(comparison: Comparison, root: Site) -> None:
    olds = {webhook.name: webhook for webhook in comparison.base.api.webhooks}
    news = {webhook.name: webhook for webhook in comparison.head.api.webhooks}
    gone = [each for name, each in olds.items() if name not in news]
    come = [each for name, each in news.items() if name not in olds]

    def likeness(old: Webhook, new: Webhook) -> float:
        """Return 0 for other types; otherwise 1 for equal descriptions, and 1 for the only two that are left."""
        is_same = comparison.translated(old.type) == new.type
        is_described = bool(old.description) and old.description == new.description
        return is_same * (is_described + (len(gone) == len(come) == 1))

    renamed = best_pairs(gone, come, likeness, 1)
    for first, second in renamed:
        site = _webhook_site(comparison, root, first, second)
        detail = f"webhooks.{first.name} → webhooks.{second.name}"
        comparison.add("webhook-renamed", site, detail, places=site.keys)
    replaced = {each.name for pair in renamed for each in pair}
    for name in (name for name in {**olds, **news} if name not in replaced):
        old, new = olds.get(name), news.get(name)
        site = _webhook_site(comparison, root, old, new)
        if old is None or new is None:
            comparison.add(f"webhook-{'added' if old is None else 'removed'}", site)
        else:
            compare_types(comparison, old.type, new.type, site)
            if old.kind is not new.kind:
                detail = f"{old.kind.value} → {new.kind.value}"
                places = (
                    inner_difference(site.before, site.after)
                    if site.before and site.after
                    else None
                )
                comparison.add("webhook-media-type-changed", site, detail, places=places)
            comparison.add_documentation(site, (old.description,), (new.description,))


def _webhook_site(
    comparison: Comparison, root: Site, old: Webhook | None, new: Webhook | None
) -> Site:
    nodes = [
        side.places.component("webhooks", webhook.wire) if webhook is not None else None
        for side, webhook in ((comparison.base, old), (comparison.head, new))
    ]
    name = next(each.name for each in (old, new) if each is not None)
    return Site(
        f"webhooks.{name}",
        comparison.base.signatures.webhook(old) if old else None,
        comparison.head.signatures.webhook(new) if new else None,
        nodes[0] or (root.before if old else None),
        nodes[1] or (root.after if new else None),
        direction=Direction.OUTPUT,
    )
