"""Build a site of the Markdown pages of this repository: python docs/site/build.py

The pages keep their paths, so the links between them work. A link to a file that is not a page becomes its text. The
site is in `build/docs/site`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build" / "docs"
PATTERNS = (
    "*.md",
    "docs/*.md",
    "docs/*.png",
    "spec/*.md",
    "generated/*.md",
    "generated/docs/**/*.md",
)
LINK = re.compile(r"\[([^\]]*)\]\((?!<?https?:|#)([^)#]+)(#[^)]*)?\)")


def main() -> int:
    """Copy the pages, write the configuration, and build the site."""
    shutil.rmtree(BUILD, ignore_errors=True)
    found = pages()
    for page in sorted(found):
        target = BUILD / "pages" / page.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        if page.suffix == ".md":
            target.write_text(with_links(page, found), "utf-8")
        else:
            shutil.copy(page, target)
    (BUILD / "zensical.toml").write_text(configuration(), "utf-8")
    command = [str(Path(sys.executable).parent / "zensical"), "build", "--clean"]
    run = subprocess.run(command, cwd=BUILD, check=False)  # noqa: S603  # a fixed command
    return run.returncode


def pages() -> set[Path]:
    """Return the pages and their pictures."""
    return {path for pattern in PATTERNS for path in ROOT.glob(pattern)}


def with_links(page: Path, targets: set[Path]) -> str:
    """Return the text of a page with links to other pages only."""

    def link(match: re.Match[str]) -> str:
        is_page = (page.parent / match[2]).resolve() in targets
        return match[0] if is_page else match[1]

    return LINK.sub(link, page.read_text("utf-8"))


def configuration() -> str:
    """Return the configuration with the pages of the resources."""
    paths = sorted((ROOT / "generated" / "docs" / "resources").glob("*.md"))
    entries = (f'{{ "{path.stem}" = "{path.relative_to(ROOT).as_posix()}" }}' for path in paths)
    text = (HERE / "zensical.toml").read_text("utf-8")
    return text.replace('{ "Resources" = [] }', f'{{ "Resources" = [{", ".join(entries)}] }}')


if __name__ == "__main__":
    sys.exit(main())
