"""The names of operations, compared with the names in official clients.

    python tests/bench/naming.py [--differences] [file or folder ...]

A file is a name list, such as the ones in `names/`, or an OpenAPI document. Documents can state official names in
extensions or in code samples in Python, which are removed before their operations are named. Without a file, all lists
are used. A list has the method, path, operationId and tag of each operation, its result (`array`, `none`, `file`, or
`object` with the names of its properties that are arrays) and its official name.

An official name can contradict a rule for verbs (`docs/names.md`): a method for an array or a page that is not called
`list`, or a name that does not start with its verb. The last columns leave these operations out.

A second table has the names of each document that end with a number or repeat a word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from name_defects import DEFECT_HEAD, defect_row
from official_names import Pair, pairs

LISTS: Final = Path(__file__).parent / "names"
DEVELOPED: Final = {"clerk", "dub", "mistral", "openai", "svix", "telnyx"}
"""The lists that the rules were developed with; the other lists validate the rules."""
HEAD: Final = """\
| names | operations | same words | same class of verb | mean length | official \
| contradict a rule | same words, without contradictions | same class, without contradictions |
|---|---|---|---|---|---|---|---|---|"""


def _row(label: str, found: Sequence[Pair]) -> str:
    consistent = [each for each in found if not each.contradiction]
    ours, official = (
        sum(len(getattr(each, side)) for each in found) / len(found)
        for side in ("ours", "official")
    )
    figures = (
        len(found),
        *_shares(found),
        f"{ours:.1f}",
        f"{official:.1f}",
        len(found) - len(consistent),
        *_shares(consistent),
    )
    return f"| {label} | {' | '.join(map(str, figures))} |"


def _shares(found: Sequence[Pair]) -> tuple[str, str]:
    """The shares of names with the same words and with the same class of verb."""
    count = max(len(found), 1)
    words = sum(each.same_words for each in found) / count
    verb = sum(each.same_class for each in found) / count
    return f"{words:.1%}", f"{verb:.1%}"


def _differences(found: Sequence[Pair]) -> None:
    for each in found:
        if not (each.same_words and each.same_class):
            note = f" (contradicts the rule: {each.contradiction})" if each.contradiction else ""
            print(f"    {each.operation}: {each.ours}, officially {each.official}{note}")


def _groups(names: Iterable[str]) -> dict[str, list[str]]:
    """The groups of lists and documents that have a row, without empty ones."""
    listed = list(names)
    developed = [name for name in listed if name in DEVELOPED]
    groups = {
        "development": developed,
        "development without telnyx": [name for name in developed if name != "telnyx"],
        "validation": [name for name in listed if name not in DEVELOPED],
        "all": listed,
    }
    return {label: group for label, group in groups.items() if group}


def main(arguments: list[str]) -> None:
    """Print a row for each name list and document, and for groups of them."""
    options = [each for each in arguments if each.startswith("--")]
    paths = [Path(each) for each in arguments if each not in options] or [LISTS]
    files = [
        file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])
    ]
    print(HEAD)
    every: dict[str, list[Pair]] = {}
    for file in files:
        if file.suffix in {".csv", ".json", ".yaml", ".yml"} and (found := pairs(file)):
            every[file.stem] = found
            print(_row(file.stem, found), flush=True)
            if "--differences" in options:
                _differences(found)
    for label, names in _groups(every).items():
        print(_row(label, [pair for name in names for pair in every[name]]))
    print(f"\n{DEFECT_HEAD}")
    for file in files:
        if file.suffix in {".json", ".yaml", ".yml"} and (
            row := defect_row(file, listed="--differences" in options)
        ):
            print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
