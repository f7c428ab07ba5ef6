"""Execute the code of a package's README and pages, against the fake of its API.

    python pages.py FOLDER PACKAGE

It prints a JSON object with the failures and with the number of executed blocks.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import importlib
import inspect
import json
import os
import re
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from examples import fake_of, is_coroutine, run

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from loopback import Loopback, answer

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FRAMEWORK = re.compile(r"# (?:fastapi|django)\n")
_KEY = b"a key of some length"
_SECRET = {"WEBHOOK_SECRET": "whsec_" + base64.b64encode(_KEY).decode()}


def main() -> None:
    folder, package = sys.argv[1:]
    sys.path.insert(0, folder)
    warnings.simplefilter("ignore", DeprecationWarning)
    failures, count = executed(package, Path(folder))
    print(json.dumps({"failures": failures, "blocks": count}))


def executed(package: str, folder: Path) -> tuple[list[str], int]:
    """Return the failures, and the number of blocks. tests/docs/test_frameworks.py executes those of frameworks."""
    found = [
        (page, block)
        for page in [folder / "README.md", *sorted((folder / "docs").rglob("*.md"))]
        for block in blocks(page)
    ]
    undocumented = [each for each in found if "client.request(" in each[1]]
    documented = [each for each in found if each not in undocumented]
    with patch.dict(os.environ, _SECRET):
        with fake_of(package) as fake:
            fake.examples = True
            kinds = [type(fake.client()), type(fake.async_client())]
            failures = list(_failures(package, documented, kinds, {}))
            fake.clear()
        with Loopback() as server:
            server.answer_with(lambda request: answer({}))
            values = importlib.import_module(f"{package}._runtime.testing.environment").fake_values
            options = {**values(importlib.import_module(f"{package}._api").API)}
            options["base_url"] = server.url
            failures += _failures(package, undocumented, kinds, options)
    return failures, len(found)


def blocks(page: Path) -> list[str]:
    """Return the Python code of a page, except that of frameworks."""
    found: list[str] = _BLOCK.findall(page.read_text("utf-8"))
    return [each for each in found if not _FRAMEWORK.match(each)]


def _failures(
    package: str, found: list[tuple[Path, str]], kinds: list[Any], options: dict[str, Any]
) -> Iterator[str]:
    """Execute blocks, each with a new client of the kind that it needs."""
    for page, block in found:
        kind = kinds[is_coroutine(block)]
        try:
            client = kind(**options)
            with closing(client) if kind is kinds[0] else nullcontext():
                _execute(block, package, page, client, kinds)
        except Exception as error:
            yield f"{page.name}: {type(error).__name__}: {error}\n{block}"


def _execute(block: str, package: str, page: Path, client: Any, kinds: list[Any]) -> None:
    module = importlib.import_module(package)
    names = {name: getattr(module, name) for name in ("models", "errors", "UNSET")}
    names["client"] = client
    names |= {kind.__name__: kind for kind in kinds}
    if block.startswith("def "):
        _compare(block, getattr(client, page.stem), names)
        return
    if ".parse(body, headers" in block:
        names |= _webhook_request(package, block)
    run(block, names)
    for name, value in names.items():
        if name.startswith("test_"):
            value()
    if "connect" in names:
        _connect(names)


def _connect(names: dict[str, Any]) -> None:
    """Create the client of the recipe for logins: first without a stored token, then with one."""
    with TemporaryDirectory() as folder:
        store = names["STORE"] = Path(folder) / "refresh-token"
        names["connect"]().close()
        store.write_text("a refresh token")
        names["connect"]().close()


def _compare(block: str, resource: Any, names: dict[str, Any]) -> None:
    """Fail if a signature is not that of the method."""
    run(block, names)
    (name,) = re.findall(r"^def (\w+)\(", block)
    method = resource if name not in dir(resource) else getattr(resource, name)
    shown, own = (
        [(each.name, each.kind, str(each.annotation)) for each in _parameters(function)]
        for function in (names[name], method)
    )
    assert shown == own, f"the signature has {shown}, not {own}"


def _parameters(function: Any) -> list[inspect.Parameter]:
    """The parameters of a method, without the ones that all methods have."""
    parameters = inspect.signature(function).parameters
    return [each for name, each in parameters.items() if name not in ("self", "options")]


def _webhook_request(package: str, block: str) -> dict[str, Any]:
    """The body and the headers of a signed request of the webhook in a block."""
    values = importlib.import_module(f"{package}._runtime.testing.values")
    (name,) = re.findall(r"webhooks\.(\w+)\.parse", block)
    webhook = getattr(importlib.import_module(f"{package}.webhooks"), name)
    body = json.dumps(values.wire_sample(webhook._lazy(), "value")).encode()
    moment = str(int(time.time()))
    digest = hmac.new(_KEY, f"msg_1.{moment}.".encode() + body, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    headers = {"webhook-id": "msg_1", "webhook-timestamp": moment, "webhook-signature": signature}
    return {"body": body, "headers": headers}


if __name__ == "__main__":
    main()
