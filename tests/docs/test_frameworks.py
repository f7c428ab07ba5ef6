"""The recipes of the generated documentation run against the fake: in FastAPI, in Django and in the task of a queue."""

from __future__ import annotations

import asyncio
import importlib
import pickle
import re
import sys
from types import ModuleType
from typing import Any

import httpx2
import pytest
from cometchat_business_messaging import errors, models
from cometchat_business_messaging.testing import FakeBusinessMessaging, make

from tests.support.harness import ROOT

RECIPES = (ROOT / "generated" / "docs" / "recipes.md").read_text("utf-8")
MESSAGE = "try again later"


def code(title: str) -> str:
    """Return the code of a recipe."""
    section = RECIPES.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    (block,) = re.findall(r"^```python\n(.*?)^```$", section, re.M | re.S)
    return str(block)


def script(fake: FakeBusinessMessaging) -> None:
    """Script an answer and an error of the call in all recipes."""
    fake.channels.create.returns(make(models.Channel))
    fake.channels.create.raises(errors.ResourceNotFoundError, message=MESSAGE)


@pytest.mark.frameworks
def test_fastapi() -> None:
    async def answers(app: Any) -> list[httpx2.Response]:
        client = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://app")
        async with app.router.lifespan_context(app), client:
            return [await client.post("/start") for _ in range(2)]

    names: dict[str, Any] = {}
    exec(code("FastAPI"), names)
    with FakeBusinessMessaging() as fake:
        script(fake)
        answered, failed = asyncio.run(answers(names["app"]))
    assert (answered.status_code, answered.json()) == (200, None)
    assert failed.status_code == 502
    assert MESSAGE in failed.json()["detail"]


@pytest.mark.frameworks
def test_django(monkeypatch: pytest.MonkeyPatch) -> None:
    django, urls = importlib.import_module("django"), importlib.import_module("django.urls")
    names: dict[str, Any] = {"__name__": "views"}
    exec(code("Django"), names)
    project: Any = ModuleType("project_urls")
    project.urlpatterns = [urls.path("start", names["view"])]
    monkeypatch.setitem(sys.modules, "project_urls", project)
    importlib.import_module("django.conf").settings.configure(
        ROOT_URLCONF="project_urls", ALLOWED_HOSTS=["testserver"]
    )
    django.setup()
    with FakeBusinessMessaging() as fake:
        script(fake)
        client = importlib.import_module("django.test").Client()
        answered, failed = client.post("/start"), client.post("/start")
    assert (answered.status_code, answered.content) == (204, b"")
    assert failed.status_code == 502
    assert MESSAGE in failed.content.decode()


@pytest.mark.parametrize(
    ("error", "delay"),
    [(errors.TooManyRequestsError, 300.0), (errors.InternalServerError, None), ("reset", None)],
)
def test_a_task_of_a_queue_is_repeated(error: Any, delay: float | None) -> None:
    with FakeBusinessMessaging() as fake:
        create = fake.channels.create.returns(make(models.Channel))
        names: dict[str, Any] = {"client": fake.client(max_retries=0), "errors": errors}
        exec(code("Workers"), names)
        if isinstance(error, str):
            create.fails("reset")
        else:
            create.raises(error, retry_after=delay)
        with pytest.raises(names["Retry"]) as caught:
            names["task"]()
    assert caught.value.args == (() if delay is None else (delay,))
    assert type(pickle.loads(pickle.dumps(caught.value.__cause__))) is type(caught.value.__cause__)
