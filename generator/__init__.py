"""An OpenAPI document in, a typed Python client package out.

One straight way, each arrow a room of this package::

    spec/*.yaml -- load --> check --> build --> render --> format --> Tree --> generated/   (output.write)
                  source    rules     build     render     formatting          or a verdict (output.compare)

Five words travel, and nothing else: Document (a located spec), Node (a cursor into it), Problem (a finding with its
place), Api (the intermediate representation) and Tree (the whole output in memory). Only `output`, with `staging` and
`lock`, and `cache` write to the disk; only `cli` reads arguments, prints or exits. Generating is a pure function of
spec, overlays, templates and the generator's version.

================  =====================================================================================
problems          Location, Problem, SpecError
model             the intermediate representation: frozen dataclasses, no behaviour
naming            str -> str: every Python name comes from here
patterns/         regular expression -> whether `re` matches it in time that grows with the value
reserved          the names that a document cannot give to something in the package, computed
runtime_facts     what the generator knows of the runtime, read from the runtime's source
source/           YAML or JSON, one file or many -> Document and Node; references, overlays, positions
rules/            Node -> Problems: references, the OpenAPI standard, the house's conventions
build/            Node -> Api: every name and every type is decided here, once
annotations/      IR type -> Python annotation, literal, docstring: the only place that knows Python's syntax
render            walks `templates/`, Api -> Tree
formatting        Tree -> Tree, by black
manifest, output  Tree -> disk, or the difference
staging, lock     new files wait until all of them are written; one process at a time writes
tree, cache       the word Tree; results by content, in a folder that may be deleted
pipeline          the sentence that joins them
configuration     what the user chose: `[tool.generator]` and the options over it
annotate          problems as annotations of a change, for a workflow
summary           what the command prints about a run
cli               the command
================  =====================================================================================

Imports go down only: the table stands as data in `tests/test_architecture.py` and is enforced there.
"""

from __future__ import annotations

__version__ = "0.1.0"
