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
_WINDOWS_SEPARATORS = frozenset("\\:")


class ManifestError(Exception):
    """The text is no manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Digests by path. `pending` stands only while files are being replaced: what each of them may hold then.

    One file has several pending digests after several interrupted runs.
    """

    version: str
    files: Mapping[PurePosixPath, str]
    pending: Mapping[PurePosixPath, frozenset[str]] = field(default_factory=dict)

    def digests(self, path: PurePosixPath) -> frozenset[str]:
        """What the generator may have left at `path`; empty for a path that is not its own."""
        finished = {self.files[path]} if path in self.files else set()
        return self.pending.get(path, frozenset()) | finished

    def claiming(self, contents: Mapping[PurePosixPath, bytes]) -> Manifest:
        """The same manifest while `contents` are being written."""
        claimed = {
            path: self.pending.get(path, frozenset()) | {digest(contents[path])}
            for path in contents
        }
        return Manifest(self.version, self.files, {**self.pending, **claimed})


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def is_inside(path: PurePosixPath) -> bool:
    """Whether a path of a Tree or a manifest stays below the output folder on every system, and can be printed."""
    text = str(path)
    is_plain = text.isprintable() and not _WINDOWS_SEPARATORS.intersection(text)
    return is_plain and bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def dump(manifest: Manifest) -> bytes:
    """The manifest's text: equal manifests give equal bytes."""
    document: dict[str, object] = {
        "generator": manifest.version,
        "files": {str(path): manifest.files[path] for path in sorted(manifest.files)},
    }
    if manifest.pending:
        pending = manifest.pending
        document["pending"] = {str(path): sorted(pending[path]) for path in sorted(pending)}
    return (json.dumps(document, indent=2) + "\n").encode("utf-8")


def load(text: bytes) -> Manifest:
    """The manifest that `dump` wrote.

    Raises:
        ManifestError: It is no JSON, has other contents, or names a file that cannot be below its folder.
    """
    try:
        document = json.loads(text)
        version = document["generator"]
        files = {PurePosixPath(path): str(value) for path, value in document["files"].items()}
        listed = document.get("pending", {}).items()
        pending = {PurePosixPath(path): frozenset(map(str, values)) for path, values in listed}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestError(f"not a manifest of the generator ({error})") from error
    outside = sorted(ascii(str(path)) for path in {*files, *pending} if not is_inside(path))
    if outside:
        raise ManifestError(f"names files that cannot be below its folder ({', '.join(outside)})")
    return Manifest(str(version), files, pending)
