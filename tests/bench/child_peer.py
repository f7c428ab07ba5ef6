"""Time the models of openapi-python-client."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from measure import timed

folder = Path(sys.argv[1])
sys.path.insert(0, str(folder))
package = next(path.parent.name for path in folder.glob("*/client.py"))
Issue = importlib.import_module(f"{package}.models.issue").Issue

data = Path(sys.argv[2]).read_bytes()
issues = [Issue.from_dict(each) for each in json.loads(data)]
(decode,) = timed(10, 3, lambda: [Issue.from_dict(each) for each in json.loads(data)])
(encode,) = timed(10, 3, lambda: json.dumps([each.to_dict() for each in issues]))
print(json.dumps({"decode": decode, "encode": encode}))
