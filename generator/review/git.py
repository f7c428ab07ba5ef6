"""Files of a commit, read from the objects of a git repository by git's own client. Nothing is written."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Final

from generator.diagnostics import printable
from generator.openapi.storage import Missing, TooLarge

# Answers of `cat-file --follow-symlinks`.
_SYMBOLIC: Final = {"symlink", "dangling", "loop", "notdir"}
_NAME: Final = re.compile(r"[\w./+][\w./+-]*")
_COMMIT: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_VERSION: Final = re.compile(r"v?\d+\.\d")
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
            done = _git("rev-parse", "--show-prefix")
        except FileNotFoundError as error:
            raise GitError("git is not installed; use --base-spec FILE") from error
        if done.returncode:
            reason = _text(done.stderr).partition("\n")[0].removeprefix("fatal: ")
            raise GitError(f"git cannot use this folder: {reason}; use --base-spec FILE")
        self.prefix = _text(done.stdout)

    def commit(self, ref: str) -> str:
        """The id of the commit that a ref names.

        Raises:
            GitError: The repository does not have the commit.
        """
        found = self._commit(ref)
        if found is None:
            command = self._fetch(ref)
            hint = f"; run: {command}" if command else ""
            raise GitError(f"this repository has no commit {printable(ref)}{hint}")
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
        """The command that fetches a ref with its history; "" if no command can."""
        command = f"git fetch{' --unshallow' if self._is_shallow else ''} origin"
        if not _NAME.fullmatch(ref):  # an expression such as HEAD~1
            return command if self._is_shallow else ""
        if ref == "HEAD" or _COMMIT.fullmatch(ref):
            return f"{command} {ref}"
        if _VERSION.match(ref):
            return f"{command} tag {ref}"
        if ref == "origin/HEAD":
            return f"{command} HEAD"
        branch = ref.removeprefix("origin/")
        target = "heads" if branch == ref else "remotes/origin"
        return f"{command} +refs/heads/{branch}:refs/{target}/{branch}"

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
            raise Missing("it is outside the repository")
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
            raise Missing("it is a link to a file outside the commit")
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
    """The output of a git command; None if it failed."""
    done = _git(*arguments)
    return _text(done.stdout) if done.returncode == 0 else None


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607


def _text(output: bytes) -> str:
    """The output of git without white space around it."""
    return output.decode("utf-8", "replace").strip()
