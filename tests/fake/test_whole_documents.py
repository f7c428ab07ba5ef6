"""Each operation and each documented error of whole documents can be faked, and the code of their pages runs."""

from __future__ import annotations

import importlib
from operator import attrgetter
from pathlib import Path

import pytest
from cometchat_business_messaging import errors

from tests.functional.support import Maker
from tests.support.harness import ROOT


def test_every_operation_and_every_documented_error_can_be_scripted() -> None:
    package = importlib.import_module("cometchat_business_messaging.testing")
    with package.FakeBusinessMessaging(examples=True) as fake:
        for route in fake._routes.all:
            operation = attrgetter(route.name)(fake)
            assert fake._unscripted(operation._scripts.operation) is not None
            operation.replies(lambda call: None)
            for error in errors.CODES.values():
                operation.raises(error)
            for kind in (errors.ForbiddenError, errors.InternalServerError):
                operation.raises(kind)
        fake.clear()


DOCUMENTS = sorted((ROOT / "tests" / "corpus" / "documents").glob("*.yaml"))
USUAL = ("payments", "rules")
"""The documents that `make test` uses: errors for all statuses, and resources that are called."""
CALLS = ROOT / "tests" / "cases" / "called" / "openapi.yaml"
WITHOUT_EXAMPLE = {"rules": 2}
"""Methods without an example, because no valid body is known; some of its seven properties are impossible."""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    "document",
    [
        *(
            pytest.param(each, id=each.stem, marks=() if each.stem in USUAL else pytest.mark.matrix)
            for each in DOCUMENTS
        ),
        pytest.param(CALLS, id="called"),
    ],
)
def test_every_operation_and_every_error_of_a_document_can_be_faked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: Path
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "corpus"))
    examples, fakes, pages = map(importlib.import_module, ("examples", "fakes", "pages"))
    made = Maker(tmp_path).documented(document)
    package = made.package.__name__
    failures, count, methods = examples.executed(package)
    assert (failures, methods - count) == ([], WITHOUT_EXAMPLE.get(document.stem, 0))
    assert fakes.faked(package).failures == []
    assert pages.executed(package, made.folder.parent)[0] == []
