"""References where the standard allows none, such as an operation or a `content` that is `{$ref: ...}`.

Each is replaced by a copy of its target. An object in the copy that can be a reference is one, to the object in the
target. So the document has only references that the standard allows, each object is typed once, and a target can
contain the place that refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias, TypeGuard

from generator.json_types import Json, Key
from generator.openapi.object_types import (
    FIELDS_BY_KEY,
    REFERABLE,
    SCHEMA,
    Container,
    FixedField,
)
from generator.openapi.pointers import Target, Unresolved, address, describe
from generator.openapi.references.reference import Place
from generator.openapi.syntax.parse_result import CONTAINERS, MAX_ALIASED


def _fields(container: Container, **types: str) -> dict[str, FixedField]:
    return {key: FixedField(key, container, type_) for key, type_ in types.items()}


_DOCUMENTATION = _fields(Container.ONE, externalDocs="external-documentation")
_SERVERS = _fields(Container.LIST, servers="server")
_SECURITY = _fields(Container.LIST, security="security-requirement")
_FLOWS = "implicit password clientCredentials authorizationCode deviceAuthorization".split()

_INNER_FIELDS: Final[Mapping[str, Mapping[str, FixedField]]] = {
    "openapi": {
        **_fields(Container.ONE, info="info"),
        **_fields(Container.LIST, tags="tag"),
        **_SERVERS,
        **_SECURITY,
        **_DOCUMENTATION,
    },
    "path-item": _SERVERS,
    "operation": {
        **_fields(Container.DATA, tags="names"),
        **_SERVERS,
        **_SECURITY,
        **_DOCUMENTATION,
    },
    "link": _fields(Container.ONE, server="server"),
    "security-scheme": _fields(Container.ONE, flows="oauth-flows"),
    SCHEMA: {
        **_fields(Container.DATA, type="names", enum="values", required="names"),
        **_fields(Container.ONE, discriminator="discriminator", xml="xml"),
        **_DOCUMENTATION,
    },
    "info": _fields(Container.ONE, contact="contact", license="license"),
    "server": _fields(Container.MAP, variables="server-variable"),
    "server-variable": _fields(Container.DATA, enum="values"),
    "tag": _DOCUMENTATION,
    "oauth-flows": _fields(Container.ONE, **dict.fromkeys(_FLOWS, "oauth-flow")),
    "oauth-flow": _fields(Container.ONE, scopes="scopes"),
    "discriminator": _fields(Container.ONE, mapping="mapping"),
}
"""The fields of objects that can never be references and that lint validates with the object around them."""


def _fields_of(type_: str) -> dict[str, FixedField]:
    """The fields of an object type. In an object that is a map itself, every entry is one field."""
    fields = {**FIELDS_BY_KEY.get(type_, {}), **_INNER_FIELDS.get(type_, {})}
    every = {"": replace(fields[""], container=Container.ONE)} if "" in fields else {}
    return {**fields, **every}


ALL_FIELDS: Final[Mapping[str, Mapping[str, FixedField]]] = {
    **{field.type: {} for fields in _INNER_FIELDS.values() for field in fields.values()},
    **{type_: _fields_of(type_) for type_ in FIELDS_BY_KEY.keys() | _INNER_FIELDS.keys()},
}
"""The fields of each object type in which a reference can be, allowed or misplaced."""

# The only type whose objects contain each other without a limit and cannot be references: copies of copies would grow
# exponentially.
_NESTED: Final = "encoding"
_ANY_BODY: Final = REFERABLE["response"]
_FALLBACKS: Final = {
    (Container.ONE, "operation"): _ANY_BODY,
    (Container.ONE, "responses"): _ANY_BODY,
    (Container.ONE, "media-type"): REFERABLE["media-type"],
    (Container.MAP, "media-type"): REFERABLE["media-type"],
    (Container.MAP, SCHEMA): "the object can have any properties",
    (Container.LIST, SCHEMA): REFERABLE[SCHEMA],
}


class Link(NamedTuple):
    """A reference in a copy to an object in the original."""

    value: dict[str, Json]
    target: Target
    object_type: str


CopiedEntries: TypeAlias = "tuple[Target, list[Key]]"
"""A mapping or list, and the keys of its entries that a copy has."""


class Copy(NamedTuple):
    """A copy, its links, and the origins of its entries."""

    value: dict[str, Json] | list[Json]
    links: list[Link]
    origins: list[CopiedEntries]


def fallback_of(place: Place) -> str:
    """What the generator does if a misplaced reference cannot be followed."""
    return _FALLBACKS.get((place.container, place.object_type), "it is left out")


def without_target(place: Place, link: dict[str, Json]) -> Json:
    """The value instead of a reference without a target, with `link` where a reference is allowed.

    It is None if the field is left out.
    """
    if place.container is Container.LIST:
        return [link] if place.object_type in REFERABLE else None
    responses: dict[str, Json] = {"default": link}
    values: dict[tuple[Container, str], dict[str, Json]] = {
        (Container.ONE, "operation"): {"parameters": [link], "responses": responses},
        (Container.ONE, "responses"): responses,
        (Container.MAP, "media-type"): {"application/json": link},
    }
    if place.container is Container.DATA:
        return None
    return values.get((place.container, place.object_type), {})


def is_link(value: Json) -> TypeGuard[dict[str, Json]]:
    """Whether a value has the form of a reference."""
    return type(value) is dict and type(value.get("$ref")) is str


class Copier:
    """Copies the targets of misplaced references. The copies of a document have at most `MAX_ALIASED` entries."""

    def __init__(self) -> None:
        self.links: dict[int, Link] = {}
        self._remaining = MAX_ALIASED
        self._reference: dict[str, Json] = {}
        self._links: list[Link] = []

    def copy(self, reference: dict[str, Json], targets: Sequence[Target], place: Place) -> Copy:
        """A copy of the targets in a chain of references, in which the fields of an earlier target take precedence.

        Raises:
            Unresolved: A target is of another kind than the place, contains the reference, or is too large.
        """
        self._reference, self._links = reference, []
        parts = [self._part(target, place) for target in targets]
        last = parts[-1]
        if isinstance(last, list):
            return Copy(last, self._links, [(targets[-1], list(range(len(last))))])
        value: dict[str, Json] = {}
        origins: list[CopiedEntries] = []
        for target, part in zip(targets, parts, strict=True):
            assert isinstance(part, dict)
            new = {
                key: child
                for key, child in part.items()
                if key not in reference and key not in value
            }
            origins.append((target, list(new)))
            value |= new
        self.links |= {id(link.value): link for link in self._links}
        return Copy(value, self._links, origins)

    def _part(self, target: Target, place: Place) -> dict[str, Json] | list[Json]:
        """A copy of one target without its own `$ref`."""
        value, container = target.value, place.container
        is_list = container in {Container.LIST, Container.DATA} and not is_link(value)
        if not isinstance(value, list if is_list else dict):
            expected = "a list" if is_list else "a mapping"
            message = f"the target is {describe(value)}, not {expected}"
            raise Unresolved("reference-dangling", message)
        if isinstance(value, dict):
            value = {key: child for key, child in value.items() if key != "$ref"}
        source = target._replace(value=value)
        if container is Container.ONE:
            return self._object(source, place.object_type)
        return value if container is Container.DATA else self._entries(source, place.object_type)

    def _value(self, source: Target, container: Container, object_type: str) -> Json:
        """A value in the copy: the same value, a reference to it, or a copy."""
        value = source.value
        if value is self._reference:
            message = (
                "the target contains this reference, and no object between them can be a reference"
            )
            raise Unresolved("reference-cycle", message)
        if is_link(value) and object_type == _NESTED:
            raise Unresolved("bounds", "the target contains another such reference")
        if is_link(value) or container is Container.DATA or type(value) not in CONTAINERS:
            return value
        if container in {Container.MAP, Container.LIST}:
            return self._entries(source, object_type)
        if not isinstance(value, dict):
            return value
        if object_type not in REFERABLE:
            return self._object(source, object_type)
        link: dict[str, Json] = {"$ref": address(source.file, source.pointer)}
        self._links.append(Link(link, source, object_type))
        return link

    def _object(self, source: Target, object_type: str) -> dict[str, Json]:
        fields = ALL_FIELDS[object_type]
        result: dict[str, Json] = {}
        for key, child in self._children(source):
            field = field_at(fields, str(key))
            result[str(key)] = (
                self._value(child, field.container, field.type)
                if field is not None
                else child.value
            )
        return result

    def _entries(self, source: Target, object_type: str) -> dict[str, Json] | list[Json]:
        entries = {
            key: self._value(child, Container.ONE, object_type)
            for key, child in self._children(source)
        }
        if isinstance(source.value, list):
            return list(entries.values())
        return {str(key): value for key, value in entries.items()}

    def _children(self, source: Target) -> Iterator[tuple[Key, Target]]:
        value = source.value
        pairs: Iterable[tuple[Key, Json]] = ()
        if isinstance(value, (dict, list)):
            pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, child in pairs:
            self._remaining -= 1
            if self._remaining < 0:
                message = f"the targets of such references have more than {MAX_ALIASED:,} entries"
                raise Unresolved("bounds", message)
            yield key, Target(source.file, (*source.pointer, key), child)


def field_at(fields: Mapping[str, FixedField], key: str) -> FixedField | None:
    """The field of an object at a key; None for an extension and for any other data."""
    return fields.get(key) or (None if key.startswith("x-") else fields.get(""))
