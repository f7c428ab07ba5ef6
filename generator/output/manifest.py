"""The manifest: the files of an output folder that the generator wrote, and the digests of their contents.

It is committed with the output. It merges well: one line for each file, sorted, without times or machine names.
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
    """The text is not a manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Digests by path. While files are replaced, `pending` has the digests of their possible new contents.

    A file has several pending digests after several interrupted runs.
    """

    version: str
    files: Mapping[PurePosixPath, str]
    pending: Mapping[PurePosixPath, frozenset[str]] = field(default_factory=dict)

    def digests(self, path: PurePosixPath) -> frozenset[str]:
        """The digests of contents that the generator may have written to `path`; empty for other paths."""
        finished = {self.files[path]} if path in self.files else set()
        return self.pending.get(path, frozenset()) | finished

    def with_pending(self, contents: Mapping[PurePosixPath, bytes]) -> Manifest:
        """The manifest to use while `contents` are written."""
        pending = {
            path: self.pending.get(path, frozenset()) | {digest(contents[path])}
            for path in contents
        }
        return Manifest(self.version, self.files, {**self.pending, **pending})


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def is_inside(path: PurePosixPath) -> bool:
    """Whether a path of a Tree or a manifest is below the output folder on every system, and is printable."""
    text = str(path)
    is_plain = text.isprintable() and not _WINDOWS_SEPARATORS.intersection(text)
    return is_plain and bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def dump(manifest: Manifest) -> bytes:
    """The text of a manifest. Equal manifests have equal texts."""
    document: dict[str, object] = {
        "generator": manifest.version,
        "files": {str(path): manifest.files[path] for path in sorted(manifest.files)},
    }
    if manifest.pending:
        pending = manifest.pending
        document["pending"] = {str(path): sorted(pending[path]) for path in sorted(pending)}
    return (json.dumps(document, indent=2) + "\n").encode("utf-8")


def load_manifest(text: bytes) -> Manifest:
    """The manifest in a text that `dump` wrote.

    Raises:
        ManifestError: It is not JSON, has unexpected contents, or lists a file outside its folder.
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
        raise ManifestError(f"lists files outside its folder ({', '.join(outside)})")
    return Manifest(str(version), files, pending)
