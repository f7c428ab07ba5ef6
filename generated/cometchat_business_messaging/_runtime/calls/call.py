"""A call: its attempts as a state machine without I/O. Both clients drive it:

begin(credentials)       the request to send now
on_response(response)    None if the response is final, otherwise the seconds before the next attempt
on_failure(failure)      the seconds before the next attempt; raises if there is none
finish(error)            once, at the end
"""

from __future__ import annotations

import itertools
import logging
from time import monotonic
from typing import TypeVar
from urllib.parse import urlsplit

from ..attempts import Attempt
from ..auth.credentials import NO_CREDENTIALS, AppliedCredentials
from ..deadline import Deadline
from ..errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    ArgumentError,
    ConfigurationError,
    ResponseError,
)
from ..escaping import LONGEST_MESSAGE, printable
from ..http.headers import add_cookie
from ..models.drift import Report
from ..observability.hooks import AttemptEvent, CallEvent, notify_attempt, notify_call
from ..observability.logs import loggable
from ..redaction import Redactor
from ..transport.messages import FailureKind, HTTPRequest, HTTPResponse, TransportError
from .exception_chain import first_message, sanitized
from .limits import reached_limit
from .redirects import MAX_REDIRECTS, Redirects
from .request import Request
from .request_hooks import change, changes_requests, outgoing
from .retries import FINAL, RETRY_COUNT_HEADER, RetryDecision, after_failure, after_response
from .state import ClientState

E = TypeVar("E", bound=APIError)
_numbers = itertools.count(1)


class Call:
    """The attempts of one call."""

    __slots__ = (
        *("request", "deadline", "attempts", "credentials", "id"),
        *(
            "_state",
            "_end",
            "_start",
            "_attempt_start",
            "_logger",
            "_note",
            "_redirects",
            "_renewed",
            "_retries",
        ),
    )

    def __init__(self, state: ClientState, request: Request, deadline: Deadline) -> None:
        self.request = request
        self.deadline = deadline
        self.attempts: list[Attempt] = []
        self.credentials = NO_CREDENTIALS
        self.id = next(_numbers)
        self._state = state
        self._logger = logging.getLogger(state.api.package)
        self._note = ""
        self._redirects: Redirects | None = None
        self._renewed = False
        self._retries = 0
        self._end: float | None = None
        self._start = self._attempt_start = monotonic()

    @property
    def elapsed(self) -> float:
        """The seconds from the start of the call to its end, or until now."""
        return (self._end or monotonic()) - self._start

    @property
    def limit(self) -> int:
        """The maximum size in bytes of a body that is read into memory."""
        return self._state.config.max_response_size

    @property
    def redactor(self) -> Redactor:
        """The redactor of the client's credentials."""
        return self._state.redactor

    def report(self) -> Report:
        """A report of mismatches between the response and the API's document."""
        return Report(self.request.operation, self._state.drift, self._state.config.strict)

    def begin(self, credentials: AppliedCredentials) -> HTTPRequest:
        """The request of the next attempt, with these credentials."""
        self.credentials = credentials
        if self._state.config.hooks:
            self._notify(None)
        self._attempt_start = monotonic()
        request = self.request
        headers = (
            [*request.headers, *credentials.headers]
            if credentials.headers
            else list(request.headers)
        )
        url = request.url
        if credentials.query:
            url += ("&" if "?" in url else "?") + credentials.query
        if credentials.cookie:
            add_cookie(headers, credentials.cookie.encode())
        if self._retries:
            headers.append((RETRY_COUNT_HEADER.encode(), b"%d" % self._retries))
        config = self._state.config
        message = HTTPRequest(
            request.method,
            url,
            headers,
            request.content,
            config.connect_timeout,
            request.endpoint.cross_origin,
            request.endpoint.omitted,
            config.steps,
        )
        if self._redirects is not None:
            message = self._redirects.applied(message, credentials.query)
        if changes_requests(self._state.config.hooks):
            number = len(self.attempts) + 1
            sent = outgoing(message, self.id, request.operation, number)
            change(message, sent, self._state.config.hooks, self._state.redactor)
        return message

    def on_response(self, response: HTTPResponse) -> float | None:
        """The seconds before the next attempt; None if the response is final."""
        decision = self._decide(response) if response.status >= 300 else FINAL
        self._record(response.status, None, decision.delay, response)
        self._note = decision.note
        return decision.delay

    def _decide(self, response: HTTPResponse) -> RetryDecision:
        request = self.request
        config = self._state.config
        follows = config.follow_redirects if request.redirects is None else request.redirects
        if response.status < 400 and follows:
            return self._follow_redirect(response)
        if response.status == 401 and self.credentials.tokens:
            for wire, token in self.credentials.tokens:
                self._state.tokens[wire].forget(token)
            if request.replayable and not self._renewed:
                self._renewed = True
                return RetryDecision(0.0)
        decision = after_response(
            config.retries.of(request.retries),
            number=self._retries + 1,
            status=response.status,
            headers=response.headers,
            idempotent=request.idempotent,
            replayable=request.replayable,
            remaining=self.deadline.remaining(),
        )
        self._retries += decision.delay is not None
        return decision

    def _follow_redirect(self, response: HTTPResponse) -> RetryDecision:
        redirects = self._redirects or Redirects(self.request)
        if redirects.exhausted:
            self._record(response.status, None, None, response)
            raise self.described(APIConnectionError(f"more than {MAX_REDIRECTS} redirects"))
        decision = redirects.follow(response)
        if decision.delay is not None:
            self._redirects = redirects
        return decision

    def on_failure(self, failure: TransportError) -> float:
        """The seconds before the next attempt, after one without a response.

        Raises:
            APIConnectionError, APITimeoutError: There is no further attempt.
            ArgumentError: A file could not be read.
            ConfigurationError: The proxy cannot be used.
        """
        if isinstance(failure.cause, ArgumentError | ConfigurationError):  # a file, or a proxy
            self._record(None, type(failure.cause).__name__, None)
            raise failure.cause from failure.cause.__context__
        request = self.request
        timed_out = failure.kind is FailureKind.TIMEOUT or (
            failure.timed_out and self.deadline.expired
        )
        decision = after_failure(
            self._state.config.retries.of(request.retries),
            number=self._retries + 1,
            kind=FailureKind.TIMEOUT if timed_out else failure.kind,
            idempotent=request.idempotent,
            replayable=request.replayable,
            remaining=self.deadline.remaining(),
        )
        self._record(None, type(failure.cause).__name__, decision.delay)
        self._note = decision.note
        if decision.delay is None:
            raise self.connection_error(failure) from sanitized(failure.cause, self._state.redactor)
        self._retries += 1
        return decision.delay

    def connection_error(self, failure: TransportError) -> APIConnectionError:
        """The error for a failure after which there is no further attempt."""
        text = printable(self._state.redactor.text(first_message(failure.cause)), LONGEST_MESSAGE)
        detail = f"{type(failure.cause).__name__}: {text}" if text else type(failure.cause).__name__
        if failure.timed_out:
            limit = reached_limit(self._state.config, self.deadline, failure.kind)
            return self.described(APITimeoutError(f"no complete response: {limit} ({detail})"))
        return self.described(
            APIConnectionError(f"no complete response: {failure.kind.value} ({detail})")
        )

    def timed_out(self) -> APITimeoutError:
        """The error for a call that was cancelled at its deadline."""
        self._record(None, "Timeout", None)
        limit = reached_limit(self._state.config, self.deadline, FailureKind.TIMEOUT)
        error = self.described(APITimeoutError(f"no complete response: {limit}"))
        error.__cause__ = TimeoutError("the call was cancelled at its deadline")
        return error

    def rejected(self, error: ResponseError, status: int | None = None) -> ResponseError:
        """The error of a response that could not be read, recorded as the last attempt."""
        self._record(status, type(error).__name__, None)
        return error

    def _record(
        self,
        status: int | None,
        error: str | None,
        delay: float | None,
        response: HTTPResponse | None = None,
    ) -> None:
        took = monotonic() - self._attempt_start
        attempt = Attempt(len(self.attempts) + 1, status, error, took, delay or 0.0)
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
                error.message = f"{error.message} ({self._note})"
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
