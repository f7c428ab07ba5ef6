"""Time the models of our GitHub package and the models written by hand with msgspec, in turns."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import issue
import msgspec
from measure import timed

sys.path.insert(0, sys.argv[1])
issues: Any = list[importlib.import_module("github.models").Issue]  # type: ignore[misc]
codec = importlib.import_module("github._runtime.models.codec")
drift = importlib.import_module("github._runtime.models.drift")

data = Path(sys.argv[2]).read_bytes()
mismatches = drift.Drift("github", redact=str)
report = drift.Report("issues.list_for_repo", mismatches, False)
by_hand = msgspec.json.Decoder(list[issue.Issue])
encoder = msgspec.json.Encoder()
ours = codec.decode(data, issues, report)
theirs = by_hand.decode(data)
assert len(ours) == len(theirs) == 100
assert not list(mismatches), list(mismatches)
assert json.loads(codec.encode(ours))[7]["user"] == json.loads(encoder.encode(theirs))[7]["user"]

decoded = timed(30, 20, lambda: codec.decode(data, issues, report), lambda: by_hand.decode(data))
encoded = timed(30, 20, lambda: codec.encode(ours), lambda: encoder.encode(theirs))
changed = json.dumps([{**each, "unknown": {"a": 1}} for each in json.loads(data)]).encode()
keeping = drift.Report("issues.list_for_repo", mismatches, False, keep_unknown=True)
kept = codec.decode(changed, issues, keeping)
assert dict(kept[7].unknown_fields) == {"unknown": {"a": 1}}
with_unknown = timed(
    30,
    20,
    lambda: codec.decode(changed, issues, keeping),
    lambda: codec.decode(changed, issues, report),
)
print(
    json.dumps(
        {
            "decode": decoded[0],
            "decode by hand": decoded[1],
            "encode": encoded[0],
            "encode by hand": encoded[1],
            "decode and keep": with_unknown[0],
            "decode and ignore": with_unknown[1],
        }
    )
)
