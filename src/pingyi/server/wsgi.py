"""The WSGI application that the web workers serve."""

import os
from collections.abc import Callable, Iterable
from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from pingyi.server.watch import THREADS, Work

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
ONE_READ = 64 * 1024
"""Bytes asked for at once: a ballot comes in one piece."""

WORK = Work(THREADS)

GATEWAY = {
    *("REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH"),
    *("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "REMOTE_ADDR"),
}
"""What the server tells of a request, whatever a variable of that name says (PEP 3333)."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class WholeBody(RawIOBase):
    """A request's body that comes whole or not at all: half a form would otherwise pass for the form.

    Raises ConnectionAbortedError where the sender broke off; Django makes an UnreadablePostError of it.
    """

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream = stream
        self._left = length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(min(len(buffer), self._left))
        if self._left and not data:
            raise ConnectionAbortedError("the sender broke off")
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


def guarded(answer: Application) -> Application:
    """An application that is given what belongs to the request, and nothing else.

    The server adds this process's environment to it, the database's password and all.
    """
    environment = frozenset(os.environ) - GATEWAY

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        own = {name: value for name, value in environ.items() if name not in environment}
        length = int(own.get("CONTENT_LENGTH") or 0)
        own["wsgi.input"] = BufferedReader(WholeBody(own["wsgi.input"], length), ONE_READ)
        with WORK:
            return answer(own, start_response)

    return application


application = guarded(get_wsgi_application())
get_resolver().url_patterns  # noqa: B018 - every desk is read now, and not while somebody waits for the first page
