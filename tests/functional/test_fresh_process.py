"""What happens once per process: the first look at each type, lazy imports, the first pool. In new interpreters."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.functional.support import Made, Make
from tests.support.loopback import Loopback, Received, Reply, answer

SCRIPTS = Path(__file__).with_name("fresh")
SECONDS = 120  # a process that has not ended by then hangs

# Node and Group refer to each other, so msgspec describes one while it describes the other. Only Tail leads to Leaf,
# whose module is therefore imported when the description of Group is complete and that of Node is not.
DOCUMENT = """
paths:
  /pings:
    get: {operationId: pings_send, responses: {'204': {description: ok}}}
  /nodes:
    get:
      operationId: listNodes
      responses: {'200': {$ref: '#/components/responses/Nodes'}}
    post:
      operationId: createNode
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
      responses: {'200': {$ref: '#/components/responses/Node'}}
  /nodes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getNode
      responses:
        '200': {$ref: '#/components/responses/Node'}
        '404': {$ref: '#/components/responses/Problem'}
  /groups/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: since, in: query, schema: {type: array, items: {type: string, format: date-time}}}
    get:
      operationId: getGroup
      responses: {'200': {$ref: '#/components/responses/Group'}}
  /members/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getMember
      responses: {'200': {$ref: '#/components/responses/Member'}}
  /owners/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getOwner
      responses: {'200': {$ref: '#/components/responses/Owner'}}
  /events:
    get:
      operationId: streamEvents
      responses: {'200': {description: ok, content: {text/event-stream: {schema: {$ref: '#/components/schemas/Node'}}}}}
webhooks:
  changed:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
      responses: {'204': {description: Taken.}}
components:
  responses:
    Node: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
    Group: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Group'}}}}
    Member: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Member'}}}}
    Owner: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}
    Problem: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
    Nodes:
      description: ok
      content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Node'}}}}
  schemas:
    Node:
      type: object
      required: [id]
      properties:
        id: {type: string}
        parent: {$ref: '#/components/schemas/Node'}
        group: {$ref: '#/components/schemas/Group'}
        owner: {$ref: '#/components/schemas/Owner'}
        member: {$ref: '#/components/schemas/Member'}
        tail: {$ref: '#/components/schemas/Tail'}
    Group:
      type: object
      required: [id]
      properties:
        id: {type: string}
        nodes: {type: array, items: {$ref: '#/components/schemas/Node'}}
    Tail:
      type: object
      required: [leaf]
      properties: {leaf: {$ref: '#/components/schemas/Leaf'}}
    Owner:
      type: object
      required: [id]
      properties:
        id: {type: string}
        node: {$ref: '#/components/schemas/Node'}
      additionalProperties: {$ref: '#/components/schemas/Member'}
    Member:
      oneOf: [{$ref: '#/components/schemas/Person'}, {$ref: '#/components/schemas/Robot'}]
    Person:
      type: object
      required: [kind, group]
      properties: {kind: {const: person}, group: {$ref: '#/components/schemas/Group'}}
    Robot:
      type: object
      required: [kind]
      properties: {kind: {const: robot}, tail: {$ref: '#/components/schemas/Tail'}}
    Problem:
      type: object
      required: [detail]
      properties: {detail: {type: string}, node: {$ref: '#/components/schemas/Node'}}
    Leaf:
      type: object
      required: [size]
      properties: {size: {type: integer}}
"""
TAIL = {"leaf": {"size": 1}}
GROUP = {"id": "g", "nodes": [{"id": "n"}]}
MEMBER = {"kind": "person", "group": GROUP}
OWNER = {"id": "o", "node": {"id": "n"}, "other": MEMBER}
NODE = {
    "id": "n",
    "parent": {"id": "p"},
    "group": GROUP,
    "owner": OWNER,
    "member": MEMBER,
    "tail": TAIL,
}


def serve(request: Received) -> Reply:
    """The response to each operation of the document."""
    match request.path.split("/")[1:]:
        case ["pings"]:
            return Reply(204)
        case ["nodes"] if request.method == "GET":
            return answer([NODE, NODE])
        case ["nodes", "absent"]:
            return answer({"detail": "absent", "node": NODE}, 404)
        case ["groups", _]:
            return answer(GROUP)
        case ["members", _]:
            return answer(MEMBER)
        case ["owners", _]:
            return answer(OWNER)
        case ["events"]:
            data = f"data: {answer(NODE).body.decode()}\n\n".encode()
            return Reply(200, data, content_type="text/event-stream")
        case _:
            return answer(NODE)


def run(script: str, made: Made, *arguments: str) -> None:
    """Run a script in a new interpreter. It fails if it does not exit with 0."""
    command = [sys.executable, "-W", "error", str(SCRIPTS / f"{script}.py"), made.package.__name__]
    result = subprocess.run(
        [*command, *arguments],
        env={**os.environ, "PYTHONPATH": str(made.folder.parent)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, ""), result.stderr[-3000:]


WAYS = ["call_in_threads", "import_in_threads", "call_in_loops"]


@pytest.mark.parametrize("way", WAYS)
def test_concurrent_first_calls(make: Make, server: Loopback, way: str) -> None:
    server.answer_with(serve)
    made = make(DOCUMENT)
    for _ in range(2):
        run("first_calls", made, server.url, way)


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
def test_many_processes_with_concurrent_first_calls(make: Make, server: Loopback, way: str) -> None:
    server.answer_with(serve)
    made = make(DOCUMENT)
    with ThreadPoolExecutor(4) as runs:  # fifty processes with all ways
        list(runs.map(lambda _: run("first_calls", made, server.url, way), range(17)))


@pytest.mark.parametrize(
    "test",
    [
        *("from_json", "from_json_of_another", "webhook", "argument"),
        *("after_a_failed_import", "in_a_forked_child"),
    ],
)
def test_no_type_is_used_before_its_description_is_complete(make: Make, test: str) -> None:
    run("first_looks", make(DOCUMENT), test)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_call_without_free_file_descriptors_raises_errors_of_the_package(
    make: Make, server: Loopback, kind: str
) -> None:
    server.answer_with(serve)
    run("no_files", make(DOCUMENT), server.url, kind)
