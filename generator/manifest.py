"""The manifest: which files of an output folder are the generator's, and what they held when it left them.

It is committed with the output and merges like it: one line for each file, sorted, no times, no machine in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath

PATH = PurePosixPath(".generator.json")


class ManifestError(Exception):
    """The text is no manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Digests by path. `pending` stands only while files are being replaced: what they are about to hold."""

    version: str
    files: Mapping[PurePosixPath, str]
    pending: Mapping[PurePosixPath, str] = field(default_factory=dict)

    def digests(self, path: PurePosixPath) -> frozenset[str]:
        """What the generator may have left at `path`; empty for a path that is not its own."""
        candidates = (self.files.get(path), self.pending.get(path))
        return frozenset(each for each in candidates if each is not None)


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def is_inside(path: PurePosixPath) -> bool:
    """Whether a path of a Tree or a manifest stays below the output folder."""
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def dump(manifest: Manifest) -> bytes:
    """The manifest's text: equal manifests give equal bytes."""
    document: dict[str, object] = {
        "generator": manifest.version,
        "files": _as_json(manifest.files),
    }
    if manifest.pending:
        document["pending"] = _as_json(manifest.pending)
    return (json.dumps(document, indent=2) + "\n").encode("utf-8")


def load(text: bytes) -> Manifest:
    """The manifest that `dump` wrote.

    Raises:
        ManifestError: It is no JSON, not of this shape, or names a file outside its folder.
    """
    try:
        document = json.loads(text)
        version = document["generator"]
        files = _from_json(document["files"])
        pending = _from_json(document.get("pending", {}))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ManifestError(f"not a manifest of the generator ({error})") from error
    outside = sorted(str(path) for path in {*files, *pending} if not is_inside(path))
    if outside:
        raise ManifestError(f"names files outside its folder ({', '.join(outside)})")
    return Manifest(str(version), files, pending)


def _as_json(digests: Mapping[PurePosixPath, str]) -> dict[str, str]:
    return {str(path): digests[path] for path in sorted(digests)}


def _from_json(digests: dict[str, str]) -> dict[PurePosixPath, str]:
    return {PurePosixPath(path): str(value) for path, value in digests.items()}
