"""Files of a commit, read from the objects of a git repository by git's own client. Nothing is written."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Final

from generator.openapi.storage import Missing, TooLarge

_SYMBOLIC: Final = {
    "symlink",
    "dangling",
    "loop",
    "notdir",
}  # answers of `cat-file --follow-symlinks`
_NO_FILE: Final = "this is not a file"


class GitError(Exception):
    """The repository cannot be used, or lacks an object. The message says what to do."""


class Repository:
    """The repository that contains the working folder.

    Raises:
        GitError: git is not installed, or the working folder is not in a repository.
    """

    def __init__(self) -> None:
        try:
            self.prefix = _run("rev-parse", "--show-prefix")
        except FileNotFoundError as error:
            raise GitError("git is not installed; use --base-spec FILE") from error
        if self.prefix is None:
            raise GitError("this folder is not in a git repository; use --base-spec FILE")

    def commit(self, ref: str) -> str:
        """The id of the commit that a ref names.

        Raises:
            GitError: The repository does not have the commit.
        """
        found = self._commit(ref)
        if found is None:
            raise GitError(f"this repository has no commit {ref}; run: {self._fetch(ref)}")
        return found

    def merge_base(self, ref: str, head: str = "HEAD") -> str:
        """The id of the best common ancestor of two commits.

        Raises:
            GitError: A commit is missing, or they have no ancestor in common.
        """
        base, current = self.commit(ref), self.commit(head)
        found = _run("merge-base", base, current)
        if found:
            return found
        if self._is_shallow:
            raise GitError(
                f"the history is too short to contain the merge base with {ref};"
                f" run: {self._fetch(ref)}"
            )
        raise GitError(f"{ref} and {head} have no commit in common; name another BASE")

    def default_base(self, configured: str | None) -> str:
        """The merge base with `configured`, else with GITHUB_BASE_REF, origin/HEAD or main.

        Raises:
            GitError: None of them can be used.
        """
        target = os.environ.get("GITHUB_BASE_REF")
        if configured or target:
            return self.merge_base(configured or f"origin/{target}")
        for ref in ("origin/HEAD", "main"):
            if self._commit(ref) is not None:
                return self.merge_base(ref)
        raise GitError("this repository has neither origin/HEAD nor main; name a BASE")

    def _commit(self, ref: str) -> str | None:
        return _run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")

    def _fetch(self, ref: str) -> str:
        """The command that fetches a ref with its history."""
        depth = " --unshallow" if self._is_shallow else ""
        if not ref.startswith("origin/") or ref == "origin/HEAD":
            return f"git fetch{depth} origin {ref.removeprefix('origin/')}"
        branch = ref.removeprefix("origin/")
        return f"git fetch{depth} origin +refs/heads/{branch}:refs/remotes/{ref}"

    @cached_property
    def _is_shallow(self) -> bool:
        return _run("rev-parse", "--is-shallow-repository") == "true"


class GitFiles:
    """The files of one commit, as the storage of a specification. `close` ends git's process."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self.commit = commit
        self._prefix = repository.prefix or ""
        self._folder = os.getcwd()
        self._process = subprocess.Popen(
            ["git", "cat-file", "--batch", "--follow-symlinks"],  # noqa: S607
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def read(self, path: Path, limit: int) -> bytes:
        content = self._object(self._name(path))
        if len(content) > limit:
            raise TooLarge
        return content

    def real(self, path: str) -> str:
        return os.path.abspath(path)

    def names(self, folder: str) -> Iterable[str]:
        return ()  # only for suggestions in messages about the working tree

    def close(self) -> None:
        """End git's process."""
        self._process.communicate()

    def _name(self, path: Path) -> str:
        """The path in the repository."""
        relative = os.path.relpath(os.path.abspath(path), self._folder).replace(os.sep, "/")
        name = os.path.normpath(self._prefix + relative).replace(os.sep, "/")
        if name.startswith("../") or "\n" in name:
            raise Missing("a path out of the repository")
        return name

    def _object(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            Missing: The commit does not have the file.
            GitError: The commit has the file, but its object was not fetched.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{self.commit}:{name}\n".encode())
        stdin.flush()
        *first, size = stdout.readline().split() or [b""]
        kind = first[-1].decode() if first and size.isdigit() else ""
        content = stdout.read(int(size) + 1)[:-1] if kind else b""
        if first and first[0].decode() in _SYMBOLIC:
            raise Missing("a link out of the commit")
        if kind == "blob":
            return content
        if kind:
            raise Missing(_NO_FILE)
        if _run("ls-tree", "--full-tree", "--name-only", self.commit, "--", name):
            raise GitError(
                f"the object of {name} in {self.commit[:12]} was not fetched;"
                f" run: git fetch --refetch origin {self.commit}"
            )
        raise Missing("no such file in the commit")


def _run(*arguments: str) -> str | None:
    """The output of a git command without white space around it; None if it failed."""
    command = ["git", *arguments]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None
