"""A file whose value is changed by overlays and keeps the locations of all its parts."""

from __future__ import annotations

from typing import Any, TypeAlias

from generator.diagnostics import Location
from generator.json_types import Json, Pointer
from generator.openapi.files import File
from generator.openapi.pointers import child_of

Origin: TypeAlias = "tuple[File, Pointer]"

_ROOT: Pointer = ()


class OverlaidFile(File):
    """A file that is copied on write: only changed values are copied, all others are shared with the original."""

    def __init__(self, original: File) -> None:
        self.name = original.name
        self.path = original.path
        self.size = original.size
        self.value = original.value
        self.usable = original.usable
        self.diagnostics = original.diagnostics
        self._original = original
        # Each container that was copied (kept alive, so that its id is not reused), and the origins of its children.
        self._own: dict[int, tuple[Json, Any]] = {}

    def location(self, pointer: Pointer) -> Location:
        file, source = self.origin(pointer)
        return file.location(source)

    def key_location(self, pointer: Pointer) -> Location:
        file, source = self.origin(pointer)
        return file.key_location(source)

    def at(self, pointer: Pointer) -> Json:
        """The value at a pointer, or None."""
        value = self.value
        for key in pointer:
            value = child_of(value, key)
        return value

    def merge(self, pointer: Pointer, update: dict[str, Json], origin: Origin) -> None:
        """Merge an object into the object at `pointer`: objects are merged, lists appended, other values replaced."""
        self._merge(*self._writable(pointer), update, origin)

    def append(self, pointer: Pointer, update: Json, origin: Origin) -> None:
        """Append an entry to the list at `pointer`.

        In the standard, an update is one entry. Here a list is several entries: OpenAPI has no lists of lists.
        """
        target, origins = self._writable(pointer)
        self._extend(target, origins, update, origin)

    def remove(self, pointer: Pointer) -> None:
        """Remove the value at `pointer` from its container."""
        target, origins = self._writable(pointer[:-1])
        del target[pointer[-1]]
        del origins[pointer[-1]]

    def _merge(self, target: Any, origins: Any, update: dict[str, Json], origin: Origin) -> None:
        file, source = origin
        for key, value in update.items():
            child, child_origin = target.get(key), (file, (*source, key))
            if isinstance(child, dict) and isinstance(value, dict):
                self._merge(*self._copy(target, origins, key), value, child_origin)
            elif isinstance(child, list) and isinstance(value, list):
                self._extend(*self._copy(target, origins, key), value, child_origin)
            else:
                target[key] = value
                origins[key] = child_origin

    def _extend(self, target: Any, origins: Any, update: Json, origin: Origin) -> None:
        file, source = origin
        if isinstance(update, list):
            target.extend(update)
            origins.extend((file, (*source, number)) for number in range(len(update)))
        else:
            target.append(update)
            origins.append(origin)

    def _writable(self, pointer: Pointer) -> tuple[Any, Any]:
        """The container at `pointer` and the origins of its children. It and its ancestors are copied first."""
        if id(self.value) not in self._own:
            self.value = self._copied(self.value, (self._original, ()))
        target, origins = self._own[id(self.value)]
        for key in pointer:
            target, origins = self._copy(target, origins, key)
        return target, origins

    def _copy(self, parent: Any, origins: Any, key: str | int) -> tuple[Any, Any]:
        """The child container at a key, copied if needed, and the origins of its children."""
        child = parent[key]
        if id(child) not in self._own:
            parent[key] = child = self._copied(child, origins[key])
        return self._own[id(child)]

    def _copied(self, container: Any, origin: Origin) -> Any:
        file, source = origin
        copy = container.copy()
        origins: Any
        if isinstance(container, dict):
            origins = {key: (file, (*source, key)) for key in container}
        else:
            origins = [(file, (*source, number)) for number in range(len(container))]
        self._own[id(copy)] = (copy, origins)
        return copy

    def origin(self, pointer: Pointer) -> Origin:
        """The file and pointer where the value at a pointer was written."""
        file, source = self._original, _ROOT
        value = self.value
        for key in pointer:
            owned = self._own.get(id(value))
            if owned is None:
                source = (*source, key)
            else:
                try:
                    file, source = owned[1][key]
                except (LookupError, TypeError):
                    break  # there is no value: use the location of the container
            value = child_of(value, key)
        return file, source
