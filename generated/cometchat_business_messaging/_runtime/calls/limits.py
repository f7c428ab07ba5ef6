"""The limit of time that a call has reached, in words."""

from __future__ import annotations

from ..config.options import Config
from ..deadline import Deadline
from ..transport.messages import FailureKind


def reached_limit(config: Config, deadline: Deadline, kind: FailureKind) -> str:
    """The limit that ended a call: its timeout, or that of a step."""
    if deadline.expired:
        return f"the timeout of {deadline.timeout:g} s has passed"
    if kind is FailureKind.UNSENT:
        return f"no connection within {config.connect_timeout or 0:g} s"
    return "a step took longer than its timeout"
