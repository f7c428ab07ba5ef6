"""A document at an https URL, and the files in its folder that it refers to. Nothing else is requested.

A document can name any address in a reference, such as a service of the network in which the generator runs. The user
chose only the origin and the folder of the document, so references and redirects must stay within them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from generator import __version__
from generator.openapi.storage.files import DISK, Missing, TooLarge, source_name

_SECONDS: Final = 60  # for all files of a document
_STEP_SECONDS: Final = 15  # for connecting, and until the next bytes arrive
_HEADERS: Final = {"User-Agent": f"openapi-client-generator/{__version__}", "Accept": "*/*"}


class Web:
    """The folder of a document at a URL. A path in it is relative to the current folder: `https:/host/openapi.yaml`.

    Files outside of it, such as overlays, are on disk.
    """

    def __init__(self, spec: Path) -> None:
        self._spec = os.path.abspath(spec)
        self._folder = os.path.dirname(self._spec) + os.sep
        self._url = source_name(spec)
        self._folder_url = source_name(spec.parent) + "/"
        self._opener = build_opener(HTTPSHandler(), _Redirects())
        self._end = time.monotonic() + _SECONDS

    def read(self, path: Path, limit: int) -> bytes:
        name = os.path.abspath(path)
        if not name.startswith(self._folder):
            return DISK.read(path, limit)
        # A reference is quoted as a whole, so that "%2e%2e" in it does not lead out of the folder.
        reference = quote(name.removeprefix(self._folder))
        url = self._url if name == self._spec else self._folder_url + reference
        # In a thread, because the timeout of a socket starts again with each byte that arrives.
        answers: SimpleQueue[bytes | Exception] = SimpleQueue()
        Thread(target=self._fetch, args=(url, limit, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=max(0, self._end - time.monotonic()))
        except Empty:
            raise Missing(f"the files of the document took more than {_SECONDS} s") from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def real(self, path: str) -> str:
        return os.path.abspath(path)

    def names(self, folder: str) -> Iterable[str]:
        return ()  # a server does not list its files

    def _fetch(self, url: str, limit: int, answers: SimpleQueue[bytes | Exception]) -> None:
        try:
            answers.put(self._content(url, limit))
        except (Missing, TooLarge) as error:
            answers.put(error)
        except HTTPError as error:
            answers.put(Missing(f"the server answered with the status {error.code}"))
        except URLError as error:
            answers.put(Missing(f"no answer: {error.reason}"))
        except (OSError, HTTPException, ValueError) as error:
            answers.put(Missing(f"no complete answer: {error}"))

    def _content(self, url: str, limit: int) -> bytes:
        request = Request(url, headers=_HEADERS)
        with self._opener.open(request, timeout=_STEP_SECONDS) as response:
            content: bytes = response.read(limit + 1)
            if len(content) > limit:
                raise TooLarge
            if response.length:
                raise Missing("the answer is incomplete")
        return content


class _Redirects(HTTPRedirectHandler):
    """Follows up to five redirects, all within the origin."""

    max_redirections = 5

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if (old.scheme, old.netloc) != (new.scheme, new.netloc):
            raise Missing(f"a redirect to another origin: {new.scheme}://{new.hostname}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
