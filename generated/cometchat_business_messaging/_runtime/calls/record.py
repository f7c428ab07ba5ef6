"""The record of a call: its attempts, for errors, hooks and the log."""

from __future__ import annotations

import itertools
import logging
from typing import TypeVar
from urllib.parse import urlsplit

from ..attempts import Attempt
from ..clock import monotonic
from ..errors import APIError
from ..escaping import LONGEST_MESSAGE, printable
from ..http.headers import REQUEST_IDS, request_id
from ..observability.hooks import AttemptEvent, CallEvent, notify_attempt, notify_call
from ..observability.logs import loggable
from ..transport.messages import HTTPResponse
from .exception_chain import sanitized
from .request import Request
from .state import ClientState

E = TypeVar("E", bound=APIError)
_numbers = itertools.count(1)


class CallRecord:
    """What has happened in one call so far."""

    __slots__ = (
        *("request", "attempts", "id"),
        *("_state", "_end", "_start", "_attempt_start", "_logger", "_note"),
    )

    def __init__(self, state: ClientState, request: Request) -> None:
        self.request = request
        self.attempts: list[Attempt] = []
        self.id = next(_numbers)
        self._state = state
        self._logger = logging.getLogger(state.api.package)
        self._note = ""
        self._end: float | None = None
        self._start = self._attempt_start = monotonic()

    @property
    def elapsed(self) -> float:
        """The seconds from the start of the call to its end, or until now."""
        return (self._end or monotonic()) - self._start

    def _record(
        self,
        status: int | None,
        error: str | None,
        delay: float | None,
        response: HTTPResponse | None = None,
    ) -> None:
        took = monotonic() - self._attempt_start
        known = None
        if response is not None and response.headers.has_any(REQUEST_IDS):
            known = self._state.redactor.text(request_id(response.headers) or "")
        attempt = Attempt(len(self.attempts) + 1, status, error, took, delay or 0.0, known)
        self.attempts.append(attempt)
        if self._state.config.hooks:
            self._notify(attempt)
        if self._logger.isEnabledFor(logging.DEBUG):
            text = f"attempt {attempt.number}: {status or error} in {took:.3f} s"
            self._log(logging.DEBUG, f"{text}; {loggable(response.headers)}" if response else text)

    def described(self, error: E) -> E:
        """The error, with the request and the attempts."""
        if not error.request_method:
            error.request_method = self.request.method
            error.request_path = self._state.redactor.text(self.request.path)
            error.attempts = tuple(self.attempts)
            error.message = self._state.redactor.text(error.message)
            if self._note:
                error.message = f"{error.message} ({self._state.redactor.text(self._note)})"
            error.args = (error.message, *error.args[1:])
            if error.__cause__ is not None:
                error.__cause__ = sanitized(error.__cause__, self._state.redactor)
        return error

    def finish(self, error: BaseException | None) -> None:
        """End the call: add the attempts to the error, call the hooks and write the log."""
        self._end = monotonic()
        if isinstance(error, APIError):
            self.described(error)
        if self._state.config.hooks:
            name = None if error is None else type(error).__name__
            history = tuple(self.attempts)
            operation, method = self.request.operation, self.request.method
            event = CallEvent(
                self.id, operation, method, self.shown_url, history, self.elapsed, name
            )
            notify_call(self._state.config.hooks, event, self._logger)
        if self._logger.isEnabledFor(logging.INFO):
            last = self.attempts[-1].status_code if self.attempts else None
            outcome = last if error is None else type(error).__name__
            self._log(
                logging.INFO, f"{outcome} in {self.elapsed:.3f} s, {len(self.attempts)} attempt(s)"
            )

    def _notify(self, attempt: Attempt | None) -> None:
        number = attempt.number if attempt else len(self.attempts) + 1
        request = self.request
        event = AttemptEvent(
            self.id, request.operation, request.method, self.shown_url, number, attempt
        )
        notify_attempt(self._state.config.hooks, event, self._logger)

    @property
    def shown_url(self) -> str:
        """The URL without its query, with credentials redacted."""
        return self._state.redactor.text(self.request.url.partition("?")[0])

    def _log(self, level: int, text: str) -> None:
        request = self.request
        line = f"{request.operation} {request.method} {urlsplit(request.url).path}: {text}"
        self._logger.log(level, "%s", printable(self._state.redactor.text(line), LONGEST_MESSAGE))
