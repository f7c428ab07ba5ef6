"""Where a fake is used: clients of the tested code, the environment, the fixture of pytest and the README."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cometchat_business_messaging import AsyncBusinessMessaging, BusinessMessaging, models
from cometchat_business_messaging.testing import FakeBusinessMessaging, make

from tests.fake.conftest import Caller
from tests.support.harness import ROOT


def test_a_client_of_the_code_under_test_meets_the_fake(fake: FakeBusinessMessaging) -> None:
    fake.campaigns.get.returns(make(models.Campaign, id="a"), times=4)
    own = httpx2.Client(base_url="http://unreachable.invalid")
    with BusinessMessaging() as client:
        assert client.campaigns.get("a").id == "a"
    with BusinessMessaging(app_id="real", api_key="real", region="eu") as client:
        assert client.campaigns.get("a").id == "a"
    with BusinessMessaging(base_url="https://real.example/v3/business-messaging/api") as client:
        assert client.campaigns.get("a").id == "a"
    with BusinessMessaging(http_client=own) as client:
        assert client.campaigns.get("a").id == "a"


def test_the_environment_is_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMETCHAT_REGION", "eu")
    monkeypatch.setenv("COMETCHAT_TIMEOUT", "3")
    before = dict(os.environ)
    with FakeBusinessMessaging():
        assert os.environ["COMETCHAT_REGION"] != "eu"
        assert "COMETCHAT_TIMEOUT" not in os.environ
    assert dict(os.environ) == before


def test_fakes_within_each_other_stay_apart(call: Caller) -> None:
    with FakeBusinessMessaging() as outer, FakeBusinessMessaging() as inner:
        outer.campaigns.get.returns(make(models.Campaign, id="outer"))
        inner.campaigns.get.returns(make(models.Campaign, id="inner"))
        assert call(outer, lambda c: c.campaigns.get("a")).id == "outer"
        kind = AsyncBusinessMessaging if call.asynchronous else BusinessMessaging
        assert call.by(kind(), lambda c: c.campaigns.get("a")).id == "inner"


def test_importing_the_package_does_not_import_the_fake() -> None:
    code = "import sys, cometchat_business_messaging as c; c.BusinessMessaging;"
    code += "print([name for name in sys.modules if 'testing' in name and 'cometchat' in name])"
    environment = {**os.environ, "PYTHONPATH": "generated"}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert run.stdout.strip() == "[]"


SUITE = """
from cometchat_business_messaging import BusinessMessaging, models
from cometchat_business_messaging.testing import make

def test_good(business_messaging):
    business_messaging.campaigns.get.returns(make(models.Campaign, id="a"))
    assert BusinessMessaging().campaigns.get("a").id == "a"

def test_unused(business_messaging):
    business_messaging.campaigns.get.returns(make(models.Campaign))

def test_failing(business_messaging):
    business_messaging.campaigns.get.returns(make(models.Campaign))
    assert False
"""


def test_the_fixture(tmp_path: Path) -> None:
    metadata = tomllib.loads((ROOT / "generated" / "pyproject.toml").read_text("utf-8"))
    (plugin,) = metadata["project"]["entry-points"]["pytest11"].values()
    (tmp_path / "test_suite.py").write_text(SUITE)
    command = [sys.executable, "-m", "pytest", "-q", "-p", plugin, "-p", "no:cacheprovider"]
    # The environment can have the package installed, whose entry point names the plugin, too.
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT / "generated")}
    environment = {**os.environ, **alone}
    run = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert "1 failed, 2 passed, 1 error" in run.stdout
    assert "campaigns.get was asked for 0 of its 1 scripted answers" in run.stdout


def test_the_section_of_the_readme_works() -> None:
    readme = (ROOT / "generated" / "README.md").read_text("utf-8")
    section = readme.partition("\n## Testing\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    assert blocks
    for block in blocks:
        names: dict[str, Any] = {}
        exec(block, names)
        tests = [value for name, value in names.items() if name.startswith("test_")]
        assert tests
        for test in tests:
            test()
