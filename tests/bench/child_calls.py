"""Time the same call with our client and with httpx2 and msgspec, in alternating blocks."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from statistics import median
from typing import Any

import httpx2
import msgspec
from measure import timed

sys.path.insert(0, sys.argv[1])
import cometchat_business_messaging as package

_URL = f"http://127.0.0.1:{sys.argv[2]}"
_PATH = "/templates/t1"
_HEADERS = {"appid": "app", "apikey": "key"}
_OPTIONS: Any = {"app_id": "app", "api_key": "key", "region": "us", "base_url": _URL}
_ROUNDS, _NUMBER = 40, 100


class Template(msgspec.Struct, rename="camel"):
    id: str
    template_id: str
    name: str
    status: str
    channel_ids: list[str]
    variable_schema: dict[str, Any]
    config: dict[str, Any]
    created_at: datetime
    updated_at: datetime


_decode = msgspec.json.Decoder(Template).decode


def synchronous() -> list[float]:
    with (
        package.BusinessMessaging(**_OPTIONS) as client,
        httpx2.Client(base_url=_URL, headers=_HEADERS) as bare,
    ):

        def theirs() -> Template:
            answer = bare.get(_PATH)
            answer.raise_for_status()
            return _decode(answer.content)

        assert client.templates.get("t1").template_id == theirs().template_id
        return timed(_ROUNDS, _NUMBER, lambda: client.templates.get("t1"), theirs)


async def asynchronous() -> list[float]:
    async with (
        package.AsyncBusinessMessaging(**_OPTIONS) as client,
        httpx2.AsyncClient(base_url=_URL, headers=_HEADERS) as bare,
    ):

        async def ours() -> object:
            return await client.templates.get("t1")

        async def theirs() -> object:
            answer = await bare.get(_PATH)
            answer.raise_for_status()
            return _decode(answer.content)

        sides: list[Callable[[], Awaitable[object]]] = [ours, theirs]
        blocks: list[list[float]] = [[], []]
        for _ in range(_ROUNDS):
            for side, block in zip(sides, blocks, strict=True):
                start = time.perf_counter()
                for _ in range(_NUMBER):
                    await side()
                block.append((time.perf_counter() - start) / _NUMBER)
        return [median(block) for block in blocks]


def faked() -> list[float]:
    """The time of a call that a fake answers, and of a call over loopback."""
    from cometchat_business_messaging.testing import FakeBusinessMessaging

    with package.BusinessMessaging(**_OPTIONS) as client:
        answer = client.templates.get("t1")
        with FakeBusinessMessaging() as fake:
            fake.templates.get.returns(answer, times=None)
            ours = fake.client()
            get, theirs = ours.templates.get, client.templates.get
            return timed(_ROUNDS, _NUMBER, lambda: get("t1"), lambda: theirs("t1"))


calls = {"sync": synchronous(), "async": asyncio.run(asynchronous())}
print(json.dumps({"calls": calls, "faked": faked()}))
