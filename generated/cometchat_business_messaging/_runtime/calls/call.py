"""One call: its attempts as a state machine without I/O, which both clients drive.

begin() -> Message    what to send now
answered(answer)      None: the answer stands; otherwise the seconds to wait before the next attempt
failed(failure)       the seconds to wait before the next attempt; raises when there is none
ended(error)          once, whatever happened
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from ..auth.credentials import NOTHING, Grants, Requirement, add_cookie
from ..deadline import Deadline
from ..descriptors.operation import ErrorBody, Retries
from ..errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    ArgumentError,
    Attempt,
    ConfigurationError,
    ResponseError,
)
from ..escaping import LONGEST_MESSAGE, printable
from ..observability.hooks import AttemptEvent, CallEvent, tell_attempt, tell_call
from ..observability.logs import shown
from ..redaction import Redactor
from ..transport.messages import Answer, Failure, Message, Pieces, StreamWanted
from .exception_chain import first_message, sanitized
from .redirects import Redirects
from .retries import RETRY_COUNT_HEADER, Trouble, Verdict, after_answer, after_trouble

if TYPE_CHECKING:
    from ..client.state import Core

E = TypeVar("E", bound=APIError)
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be sent, the same for all attempts."""

    operation: str
    method: str
    path: str
    url: str
    headers: list[tuple[bytes, bytes]]
    content: Callable[[], bytes | Pieces] | bytes
    safe: bool
    """Whether it may be handled twice."""
    replayable: bool = True
    stream: StreamWanted | None = None
    requirement: Requirement = ()
    redirects: bool | None = None
    """Whether redirects are followed; None: as the client's options say."""
    same_origin: bool = False
    """Whether a redirect to another origin is never followed."""
    errors: tuple[ErrorBody, ...] = ()
    foreign: bool = False
    """Whether it goes to another origin, which gets no credentials."""
    retries: Retries | None = None


class Call:
    """The attempts of one call."""

    __slots__ = (
        *("request", "deadline", "attempts", "grants", "id"),
        *(
            "_core",
            "_began",
            "_attempt_began",
            "_logger",
            "_note",
            "_redirects",
            "_renewed",
            "_retries",
        ),
    )

    def __init__(self, core: Core, request: Request, deadline: Deadline) -> None:
        self.request = request
        self.deadline = deadline
        self.attempts: list[Attempt] = []
        self.grants = NOTHING
        self.id = next(_numbers)
        self._core = core
        self._logger = logging.getLogger(core.api.package)
        self._note = ""
        self._redirects: Redirects | None = None
        self._renewed = False
        self._retries = 0
        self._began = self._attempt_began = monotonic()

    @property
    def elapsed(self) -> float:
        """Seconds since the call began."""
        return monotonic() - self._began

    @property
    def limit(self) -> int:
        """The largest body that is read into memory."""
        return self._core.config.max_response_size

    @property
    def redactor(self) -> Redactor:
        """What blanks the client's credentials."""
        return self._core.redactor

    def begin(self, grants: Grants) -> Message:
        """The next attempt's message, with the credentials as they are now."""
        self.grants = grants
        if self._core.config.hooks:
            self._tell(None)
        self._attempt_began = monotonic()
        request = self.request
        headers = [*request.headers, *grants.headers] if grants.headers else list(request.headers)
        url = request.url
        if grants.query:
            url += ("&" if "?" in url else "?") + grants.query
        if grants.cookie:
            add_cookie(headers, grants.cookie.encode())
        if self._retries:
            headers.append((RETRY_COUNT_HEADER.encode(), b"%d" % self._retries))
        wait = self._core.config.connect_timeout
        message = Message(request.method, url, headers, request.content, wait, request.foreign)
        redirects = self._redirects
        return message if redirects is None else redirects.applied(message, grants.query)

    def answered(self, answer: Answer) -> float | None:
        """What follows an answer."""
        verdict = self._after_error(answer) if answer.status >= 300 else Verdict(None)
        self._record(answer.status, None, verdict.delay, answer)
        self._note = verdict.note
        return verdict.delay

    def _after_error(self, answer: Answer) -> Verdict:
        request = self.request
        config = self._core.config
        follows = config.follow_redirects if request.redirects is None else request.redirects
        if answer.status < 400 and follows:
            return self._redirected(answer)
        if answer.status == 401 and self.grants.tokens:
            for wire, token in self.grants.tokens:
                self._core.tokens[wire].forget(token)
            if request.replayable and not self._renewed:
                self._renewed = True
                return Verdict(0.0)
        verdict = after_answer(
            config.retries.of(request.retries),
            number=self._retries + 1,
            status=answer.status,
            headers=answer.headers,
            safe=request.safe,
            replayable=request.replayable,
            remaining=self.deadline.remaining(),
        )
        self._retries += verdict.delay is not None
        return verdict

    def _redirected(self, answer: Answer) -> Verdict:
        redirects = self._redirects or Redirects(self.request)
        if redirects.exhausted:
            self._record(answer.status, None, None, answer)
            raise self.described(APIConnectionError(f"more than {redirects.most} redirects"))
        if not redirects.take(answer):
            return Verdict(None)
        self._redirects = redirects
        return Verdict(0.0)

    def failed(self, failure: Failure) -> float:
        """What follows an attempt without an answer.

        Raises:
            APIConnectionError, APITimeoutError: it was the last one.
            ArgumentError, ConfigurationError: a file could not be read, or the proxy cannot be used.
        """
        if isinstance(failure.cause, ArgumentError | ConfigurationError):  # a file, or a proxy
            self._record(None, type(failure.cause).__name__, None)
            raise failure.cause from failure.cause.__context__
        request = self.request
        timed_out = failure.trouble is Trouble.TIMEOUT or (
            failure.timed_out and self.deadline.expired
        )
        verdict = after_trouble(
            self._core.config.retries.of(request.retries),
            number=self._retries + 1,
            trouble=Trouble.TIMEOUT if timed_out else failure.trouble,
            safe=request.safe,
            replayable=request.replayable,
            remaining=self.deadline.remaining(),
        )
        self._record(None, type(failure.cause).__name__, verdict.delay)
        self._note = verdict.note
        if verdict.delay is None:
            raise self.connection_error(failure) from sanitized(failure.cause, self._core.redactor)
        self._retries += 1
        return verdict.delay

    def connection_error(self, failure: Failure) -> APIConnectionError:
        """The error for a failure that is final."""
        text = printable(self._core.redactor.text(first_message(failure.cause)), LONGEST_MESSAGE)
        detail = f"{type(failure.cause).__name__}: {text}" if text else type(failure.cause).__name__
        if failure.timed_out:
            return self.described(
                APITimeoutError(f"no complete answer: {self._limits()} ({detail})")
            )
        return self.described(
            APIConnectionError(f"no complete answer: {failure.trouble.value} ({detail})")
        )

    def _limits(self) -> str:
        if self.deadline.expired:
            return f"the timeout of {self.deadline.timeout:g} s is over"
        return f"no connection within {self._core.config.connect_timeout or 0:g} s"

    def timed_out(self) -> APITimeoutError:
        """The error for a call whose time ran out while it was waiting."""
        self._record(None, "Timeout", None)
        error = self.described(APITimeoutError(f"no complete answer: {self._limits()}"))
        error.__cause__ = TimeoutError("what was being waited for was cancelled")
        return error

    def refused(self, error: ResponseError, status: int | None = None) -> ResponseError:
        """An answer that could not be read, noted as the last attempt."""
        self._record(status, type(error).__name__, None)
        return error

    def _record(
        self,
        status: int | None,
        error: str | None,
        delay: float | None,
        answer: Answer | None = None,
    ) -> None:
        took = monotonic() - self._attempt_began
        attempt = Attempt(len(self.attempts) + 1, status, error, took, delay or 0.0)
        self.attempts.append(attempt)
        if self._core.config.hooks:
            self._tell(attempt)
        if self._logger.isEnabledFor(logging.DEBUG):
            text = f"attempt {attempt.number}: {status or error} in {took:.3f} s"
            self._log(logging.DEBUG, f"{text}; {shown(answer.headers)}" if answer else text)

    def described(self, error: E) -> E:
        """The error with the request and the history in it."""
        if not error.request_method:
            error.request_method = self.request.method
            error.request_path = self._core.redactor.text(self.request.path)
            error.attempts = tuple(self.attempts)
            error.message = self._core.redactor.text(error.message)
            if self._note:
                error.message = f"{error.message} ({self._note})"
            error.args = (error.message, *error.args[1:])
            if error.__cause__ is not None:
                error.__cause__ = sanitized(error.__cause__, self._core.redactor)
        return error

    def ended(self, error: BaseException | None) -> None:
        """The end of the call: the error is given the call's history, hooks and the log are told."""
        if isinstance(error, APIError):
            self.described(error)
        if self._core.config.hooks:
            name = None if error is None else type(error).__name__
            history = tuple(self.attempts)
            operation, method = self.request.operation, self.request.method
            event = CallEvent(
                self.id, operation, method, self.shown_url, history, self.elapsed, name
            )
            tell_call(self._core.config.hooks, event, self._logger)
        if self._logger.isEnabledFor(logging.INFO):
            last = self.attempts[-1].status_code if self.attempts else None
            outcome = last if error is None else type(error).__name__
            self._log(
                logging.INFO, f"{outcome} in {self.elapsed:.3f} s, {len(self.attempts)} attempt(s)"
            )

    def _tell(self, attempt: Attempt | None) -> None:
        number = attempt.number if attempt else len(self.attempts) + 1
        request = self.request
        event = AttemptEvent(
            self.id, request.operation, request.method, self.shown_url, number, attempt
        )
        tell_attempt(self._core.config.hooks, event, self._logger)

    @property
    def shown_url(self) -> str:
        """The address without query; credentials are blanked."""
        return self._core.redactor.text(self.request.url.partition("?")[0])

    def _log(self, level: int, text: str) -> None:
        request = self.request
        line = f"{request.operation} {request.method} {urlsplit(request.url).path}: {text}"
        self._logger.log(level, "%s", printable(self._core.redactor.text(line), LONGEST_MESSAGE))
