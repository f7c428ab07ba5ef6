"""Call a generated client's operations against a loopback server that answers according to the document.

    python calls.py DOCUMENT.json FOLDER PACKAGE REQUESTS.jsonl

Run with the client's folder on the path. It writes each received request to REQUESTS for an independent validator and
prints a JSON summary.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape

import httpx2
from client_methods import Method, methods, operation_of
from comparing import accepts, difference
from documents import Json, Operation, operations
from examples import UNDESCRIBED
from plans import Answer, Plan, plans
from values import Values

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from loopback import Loopback, Received, Reply

BASE_URL = "http://corpus.example"
_CREDENTIAL = "made-up"


class _Rerouted(httpx2.HTTPTransport):
    """Send every request to the loopback server and record its original host."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port
        self.urls: list[str] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        self.urls.append(str(request.url))
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return super().handle_request(request)


class NotOffered(Exception):
    """The client does not send this media type, and the generator has reported this."""


@dataclass(slots=True)
class Tally:
    """The results of the calls."""

    calls: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    operations: set[tuple[str, str]] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    records: list[dict[str, Json]] = field(default_factory=list)


class Caller:
    """A client, its server and the operations of the document."""

    def __init__(self, root: Json, folder: Path, package: str, server: Loopback) -> None:
        self.root = root
        self.operations: dict[tuple[str, str], list[Operation]] = {}
        for each in operations(root):
            self.operations.setdefault(each.key, []).append(each)
        self.sent, self.received = Values(root, sending=True), Values(root, sending=False)
        self.tally = Tally()
        self._folder = folder / package
        self._package = package
        self._server = server
        self._transport = _Rerouted(server.port)
        self._convert: Callable[[Json, Any], Any] = self._module("_runtime.models.decoders").convert
        self._type_info: Callable[[Any], Any] = self._module(
            "_runtime.models.type_info"
        ).type_info_of
        self._encode: Callable[[Any], bytes] = self._module("_runtime.models.codec").encode
        self._answered: Answer | None = None
        self.client = self._client()

    def _module(self, name: str) -> Any:
        return importlib.import_module(f"{self._package}.{name}")

    def _client(self) -> Any:
        api = self._module("_api").API
        names = {name for scheme in api.schemes for name in scheme.credentials}
        exchanged = {
            name
            for scheme in api.schemes
            if scheme.kind == "oauth2" and scheme.token_url and len(scheme.credentials) == 2
            for name in scheme.credentials
        }
        package = importlib.import_module(self._package)
        clients = vars(importlib.import_module(f"{self._package}._client"))
        client = next(
            getattr(package, name)
            for name in package.__all__
            if name in clients and f"Async{name}" in clients
        )
        http = httpx2.Client(transport=self._transport)
        options: dict[str, Any] = dict.fromkeys(names - exchanged, _CREDENTIAL)
        options |= dict.fromkeys(exchanged, _CREDENTIAL)
        if not any("://" in server.url for server in api.servers):
            options["base_url"] = BASE_URL
        return client(
            http_client=http, max_retries=0, timeout=20, allow_foreign_credentials=True, **options
        )

    def run(self) -> Tally:
        for method in methods(self._folder):
            candidates = self.operations.get(method.key)
            if not candidates:
                self.tally.failures.append(f"{method.key} is not in the document")
                continue
            operation = operation_of(candidates, method)
            called = self.tally.calls
            for plan in plans(operation, self.sent, self.received, self.root):
                if isinstance(plan, Plan):
                    self._try(method, plan)
                else:
                    self.tally.skipped.append(f"{' '.join(method.key)}: {plan}")
            if self.tally.calls == called:
                self.tally.failures.append(f"{' '.join(method.key)} was not called")
        return self.tally

    def _try(self, method: Method, plan: Plan) -> None:
        label = f"{' '.join(method.key)} ({method.resource}.{method.name})"
        self.client.drift.clear()
        self._transport.urls.clear()
        self._server.answer_with(lambda request: self._answer(request, plan))
        self._answered = None
        try:
            self._compare(label, plan, self._call(method, plan))
        except NotOffered as error:
            self.tally.skipped.append(f"{label}: {error}")
        except Exception as error:
            self._failed(label, plan, f"{type(error).__name__}: {error}")
        for mismatch in self.client.drift:
            if mismatch.expected != UNDESCRIBED:
                self._failed(label, plan, f"drift: {mismatch}")
        self._record(method, plan)

    def _failed(self, label: str, plan: Plan, message: str) -> None:
        form = plan.media_type or ""
        self.tally.failures.append(
            f"{label} {form}{' minimal' if plan.minimal else ''}: {message}"[:700]
        )

    def _answer(self, request: Received, plan: Plan) -> Reply:
        if "/token" in request.path and b"grant_type=client_credentials" in request.body:
            return Reply(
                200, b'{"access_token": "made-up", "token_type": "bearer", "expires_in": 3600}'
            )
        accepted = request.header("Accept") or "*/*"
        for answer in plan.answers:
            if accepts(accepted, answer.media_type):
                self._answered = answer
                return Reply(answer.status, answer.body, content_type=answer.media_type)
        return Reply(406)

    def _compare(self, label: str, plan: Plan, result: Any) -> None:
        """Check that the sent body is the planned one, and that the result contains the whole answer."""
        request = self._server.requests[-1]
        kind = (request.header("Content-Type") or "").partition(";")[0]
        if plan.media_type is not None and kind.endswith(("/json", "+json")):
            sent = request.json()
            if isinstance(sent, dict) and sent.get("stream") is True:
                sent["stream"] = plan.body.get("stream")  # a separate method sets it
            mismatch = difference(plan.body, sent, partial=not plan.generated)
            if mismatch:
                self._failed(label, plan, f"sent {mismatch}")
        answered = self._answered
        whole = type(result).__name__ not in ("Page", "Stream", "Download")
        if answered is not None and answered.value is not None and whole:
            mismatch = difference(answered.value, json.loads(self._encode(result)))
            if mismatch:
                self._failed(label, plan, f"received {mismatch}")

    def _call(self, method: Method, plan: Plan) -> Any:
        module = self._module(f"resources.{method.resource}")
        resource = self._resource(module)
        descriptor = getattr(module, method.descriptor)
        arguments = self._arguments(method, plan, descriptor)
        result = getattr(resource, method.name)(**arguments)
        if hasattr(result, "iter_bytes"):
            with result:
                result.read()
        elif type(result).__name__ == "Stream":
            with result:
                list(result)
        return result

    def _resource(self, module: ModuleType) -> Any:
        """Return the client's resource whose class or base class is defined in the module."""
        names = (n for n, v in vars(type(self.client)).items() if isinstance(v, cached_property))
        resources = (getattr(self.client, name) for name in names)
        bases = ((each, {base.__module__ for base in type(each).__mro__}) for each in resources)
        return next(each for each, modules in bases if module.__name__ in modules)

    # --- arguments ---

    def _arguments(self, method: Method, plan: Plan, descriptor: Any) -> dict[str, Any]:
        parameters = {(p.location, p.wire): p for p in descriptor.parameters}
        arguments = {}
        for key, value in plan.parameters.items():
            parameter = parameters.get(key)
            if parameter is None and key[0] == "path" and key[1] in method.arguments:
                arguments[method.arguments[key[1]]] = str(value)  # a plain string has no descriptor
                continue
            if parameter is None:
                self.tally.failures.append(f"{' '.join(method.key)}: no parameter for {key}")
                continue
            name = method.arguments[parameter.name]
            arguments[name] = self._convert(value, parameter.type)
        if plan.media_type is not None:
            arguments |= self._body(method, plan, descriptor)
        return arguments

    def _body(self, method: Method, plan: Plan, descriptor: Any) -> dict[str, Any]:
        kind = next((each for each in descriptor.body if each.media_type == plan.media_type), None)
        if kind is None:
            raise NotOffered(f"{plan.media_type} is not offered")
        chosen = {"content_type": plan.media_type} if method.takes_content_type else {}
        value = self._value(kind, plan.body)
        if method.fields is None:
            return {str(method.body): value, **chosen}
        fields = self._type_info(type(value)).fields
        names = {wire: f.name for wire, f in fields.items() if wire in plan.body}
        unknown = set(plan.body) - set(fields)
        if unknown and plan.generated:
            raise AssertionError(f"no field for {sorted(unknown)} of the body")
        return {method.fields[name]: getattr(value, name) for name in names.values()} | chosen

    def _value(self, kind: Any, body: Json) -> Any:
        match type(kind).__name__:
            case "Text":
                text = body if isinstance(body, str) else json.dumps(body)
                return f"<sent>{escape(text)}</sent>" if "xml" in kind.media_type else text
            case "JsonLines":
                items = body if isinstance(body, list) else [body]
                return [self._convert(item, kind.type) for item in items]
            case "Binary":
                return (body if isinstance(body, str) else json.dumps(body)).encode()
            case "Form" | "Multipart" if not isinstance(body, dict):
                return {"field": body}  # the schema describes one value without a name
            case _:
                files = {part.wire for part in kind.encodings if part.is_file}
                value = self._convert(_with_files(body, files), kind.type)
                info = self._type_info(type(value))
                is_form = type(kind).__name__ == "Multipart" and info.kind == "object"
                for each in info.fields.values() if is_form else ():
                    content = getattr(value, each.name)
                    if "FileInput" in repr(each.type) and isinstance(content, str):
                        setattr(value, each.name, content.encode())
                return value

    # --- results ---

    def _record(self, method: Method, plan: Plan) -> None:
        pairs = zip(self._server.requests, self._transport.urls, strict=False)
        requests = [(r, url) for r, url in pairs if b"grant_type=client_credentials" not in r.body]
        for request, url in requests:
            self.tally.calls += 1
            self.tally.operations.add((method.key[0], plan.operation.path))
            self.tally.kinds.update(
                [method.key[0], *{f"{location} parameter" for location, _ in plan.parameters}]
            )
            if plan.media_type is not None:
                self.tally.kinds[plan.media_type] += 1
            self.tally.records.append(
                {
                    "key": method.key,
                    "fragment": plan.operation.path[len(method.key[1]) :],
                    "url": url,
                    "headers": request.headers,
                    "body": b64encode(request.body).decode(),
                }
            )


def _with_files(body: Json, files: set[str]) -> Json:
    """Return the body with bytes in place of the strings that represent files."""
    if not isinstance(body, dict):
        return body
    return {key: _file(value) if key in files else value for key, value in body.items()}


def _file(value: Json) -> Any:
    return [_file(item) for item in value] if isinstance(value, list) else str(value).encode()


def main() -> None:
    document, folder, package, requests = sys.argv[1:]
    root = json.loads(Path(document).read_text("utf-8"))
    sys.path.insert(0, folder)
    began = time.monotonic()
    with Loopback() as server:
        caller = Caller(root, Path(folder), package, server)
        tally = caller.run()
        caller.client.close()
    with open(requests, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in tally.records)
    summary = {
        "calls": tally.calls,
        "operations": len(tally.operations),
        "kinds": tally.kinds,
        "failures": tally.failures,
        "skipped": tally.skipped,
        "seconds": time.monotonic() - began,
    }
    print(json.dumps(summary))


if __name__ == "__main__":
    main()
