"""Generates a typed Python client package from an OpenAPI document.

The data flow, with the package that is responsible for each step::

    spec/*.yaml -- load --> lint --> parse --> render --> format --> Tree --> generated/   (output.write)
                  openapi   lint    parser     emit       emit              or file status (output.compare)

Five types cross package boundaries: Document (a located spec), Node (a cursor into it), Diagnostic (a problem with its
location), Api (the intermediate representation, IR) and Tree (the whole output in memory). Only `output` and `cache`
write to disk. Only `cli` reads arguments, prints or exits. Generating is a pure function of the spec, overlays,
templates, configuration and the generator's version.

================  =====================================================================================
diagnostics       Location, Diagnostic, SpecError
json_types        the values that JSON can express, and their addresses
media_types       names of media types without parameters
ir/               the intermediate representation: frozen dataclasses, and pure functions on types
naming            str -> str: every Python name comes from here
names/            the names that the user chose: in the configuration, or in a stainless.yml
reserved          the names that the generated package uses itself, computed
runtime_facts     facts about the runtime, read from its source
patterns/         regular expression -> whether matching it takes linear time, and a text that matches
openapi/          YAML or JSON, one file or many -> Document and Node; references, overlays, locations
lint/             Document -> diagnostics: `standard/` (OpenAPI, JSON Schema), `conventions/` (project conventions)
parser/           Document -> Api: every name and every type is decided here, once
emit/             Api -> Tree: `render` renders `templates/`, `python/` writes Python, `format/` runs black
symbols/          Api and Document -> the place of each public name in the document
output/           Tree -> disk, or the differences; the manifest, the lock and the staging folder
tree, cache       the type Tree; formatted text by content, in a folder that can be deleted
processes         the processes that share the work on a large document
report/           diagnostics as text, annotations for GitHub Actions, SARIF and JSON; the summary lines of the command
review/           two Apis -> the changes for callers, their verdicts and approvals
explain/          names -> the places and the rules that they come from
config/           the configuration: `[tool.generator]` with its jobs, and the options that override it
pipeline          the stages in order
options, cli/     the command line; `review_command` and `explain/` have commands of their own
================  =====================================================================================

A module imports only modules of lower layers: `pyproject.toml` has the layers, and import-linter checks them.
"""

from __future__ import annotations

__version__ = "0.1.0"
