"""An OpenAPI document in, a typed Python client package out.

The data flow, with the package that is responsible for each step::

    spec/*.yaml -- load --> lint --> parse --> render --> format --> Tree --> generated/   (output.write)
                  openapi   lint    parser     emit       emit              or file status (output.compare)

Five types cross package boundaries: Document (a located spec), Node (a cursor into it), Diagnostic (a finding with its
location), Api (the intermediate representation, IR) and Tree (the whole output in memory). Only `output` and `cache`
write to disk. Only `cli` reads arguments, prints or exits. Generating is a pure function of the spec, overlays,
templates, configuration and the generator's version.

================  =====================================================================================
diagnostics       Location, Diagnostic, SpecError
json_types        the values that JSON can express
ir/               the intermediate representation: frozen dataclasses, and pure functions on types
naming            str -> str: every Python name comes from here
reserved          the names that a document cannot give to something in the package, computed
runtime_facts     what the generator knows of the runtime, read from the runtime's source
patterns/         regular expression -> whether the time of a match is bounded
openapi/          YAML or JSON, one file or many -> Document and Node; references, overlays, locations
lint/             Document -> diagnostics: `standard/` (OpenAPI, JSON Schema), `conventions/` (this project's rules)
parser/           Document -> Api: every name and every type is decided here, once
emit/             Api -> Tree: `render` walks `templates/`, `python/` writes Python, `format/` applies black
output/           Tree -> disk, or the difference; the manifest, the lock and the staging folder
tree, cache       the type Tree; formatted text by content, in a folder that may be deleted
report/           diagnostics as annotations for a workflow; what the command prints about a run
config            what the user chose: `[tool.generator]` and the options over it
pipeline          the stages in order
cli               the command
================  =====================================================================================

Imports go down only: `tests/test_architecture.py` has the table and checks it.
"""

from __future__ import annotations

__version__ = "0.1.0"
