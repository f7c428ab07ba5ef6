"""A call: its attempts as a state machine without I/O. Both clients drive it:

begin(credentials)       the request to send now
on_response(response)    None if the response is final, otherwise the seconds before the next attempt
on_failure(failure)      the seconds before the next attempt; raises if there is none
finish(error)            once, at the end
"""

from __future__ import annotations

from ..auth.credentials import NO_CREDENTIALS, AppliedCredentials
from ..clock import monotonic
from ..deadline import Deadline
from ..errors import (
    APIConnectionError,
    APITimeoutError,
    ArgumentError,
    ConfigurationError,
    ResponseError,
)
from ..escaping import LONGEST_MESSAGE, printable
from ..http.headers import add_cookie
from ..http.retry_after import retry_after
from ..models.drift import Report
from ..redaction import Redactor
from ..transport.messages import FailureKind, HTTPRequest, HTTPResponse, TransportError
from .announcements import ANNOUNCEMENTS, announce
from .exception_chain import first_message, sanitized
from .limits import reached_limit
from .rate_limit import RateLimiter
from .record import CallRecord
from .redirects import MAX_REDIRECTS, Redirects, refused
from .request import Request
from .request_hooks import change, changes_requests, outgoing
from .retries import (
    FINAL,
    LONGEST_DELAY,
    RETRY_COUNT_HEADER,
    RetryDecision,
    after_failure,
    after_response,
)
from .state import ClientState


class Call(CallRecord):
    """The attempts of one call."""

    __slots__ = ("credentials", "deadline", "_redirects", "_renewed", "_retries")

    def __init__(self, state: ClientState, request: Request, deadline: Deadline) -> None:
        super().__init__(state, request)
        self.deadline = deadline
        self.credentials = NO_CREDENTIALS
        self._redirects: Redirects | None = None
        self._renewed = False
        self._retries = 0

    @property
    def limit(self) -> int:
        """The maximum size in bytes of a body that is read into memory."""
        return self._state.config.max_response_size

    @property
    def limiter(self) -> RateLimiter:
        """The pause and the pace of the client."""
        return self._state.limiter

    @property
    def redactor(self) -> Redactor:
        """The redactor of the client's credentials."""
        return self._state.redactor

    def report(self) -> Report:
        """A report of mismatches between the response and the API's document."""
        config = self._state.config
        return Report(
            self.request.operation,
            self._state.drift,
            config.strict,
            complete=True,
            keep_unknown=config.unknown_fields == "keep",
        )

    def begin(self, credentials: AppliedCredentials) -> HTTPRequest:
        """The request of the next attempt, with these credentials."""
        self.credentials = credentials
        if self._state.config.hooks:
            self._notify(None)
        self._attempt_start = monotonic()
        request = self.request
        headers = [*request.headers, *credentials.headers]
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
            operation=request.operation,
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
        if response.status == 429:
            requested = retry_after(response.headers)
            pause = requested or 0.0 if decision.delay is None else decision.delay
            self.limiter.refused(self._attempt_start, response.headers, requested, pause)
        else:
            self.limiter.accepted(self._attempt_start, response.headers)
        self._record(response.status, None, decision.delay, response)
        if response.headers.has_any(ANNOUNCEMENTS):
            self._announce(response)
        self._note = decision.note
        return decision.delay

    def _announce(self, response: HTTPResponse) -> None:
        state, operation = self._state, self.request.operation
        if operation not in state.announced:  # by this client and its clones
            state.announced.add(operation)
            announce(operation, response.headers, state.redactor, self._logger)

    def checked_wait(self, seconds: float) -> float:
        """The seconds of a pause of the client, if the call has the time.

        Raises:
            APITimeoutError: The pause would exceed the timeout.
        """
        left = self.deadline.remaining()
        if seconds < (LONGEST_DELAY if left is None else left):
            return seconds
        self._note = f"the server's rate limit requires a pause of {seconds:.3g} s"
        raise self.described(APITimeoutError("not sent"))

    def _decide(self, response: HTTPResponse) -> RetryDecision:
        request = self.request
        config = self._state.config
        follows = config.follow_redirects if request.redirects is None else request.redirects
        if response.status < 400 and follows:
            return self._follow_redirect(response)
        if response.status < 400:
            return refused(request, response)
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
