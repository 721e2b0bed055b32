"""What the web workers serve: a request waits here until its body is whole, and only then takes a thread.

Whoever sends slowly holds a connection, and no thread; half a body is no request. Django answers in threads, because
pages wait for the database; it is told what belongs to the request (PEP 3333), and nothing of this process.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import FileResponse, HttpResponse
from django.template.loader import render_to_string
from django.urls import get_resolver

from pingyi.server.watch import THREADS, Work

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")

IN_MEMORY = 256 * 1024
"""Bytes of a body that are kept in memory; a longer one lies in a file without a name."""

SLOWEST = 1024
"""Bytes for which a body has another second, beside its `BODY_SECONDS`: slow is not stalled."""

MOST_WAITING = 512 * 1024 * 1024
"""Bytes of bodies that a process keeps at once."""

ONE_SEND = 64 * 1024
"""Bytes of a file that are sent at once."""

BODY_HEADERS = {b"content-length", b"transfer-encoding"}
"""Headers that say that a body follows."""

NAMED = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}
"""Headers that have names of their own in PEP 3333."""

WORK = Work(THREADS)

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Answer = Callable[[dict[str, Any], Callable[..., Any]], Any]
"""Django's own application: it answers with its response."""


class Gone(Exception):
    """The other side broke off."""


class Body:
    """What came of a request's body, in `file`; `refused`: the page that says why it was not read to its end."""

    def __init__(self, scope: Message) -> None:
        headers_read = {name: value for name, value in scope["headers"] if name in BODY_HEADERS}
        self.comes = bool(headers_read)
        self.length = self.declared = int(headers_read.get(b"content-length", 0))
        self.file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it was answered
        self.kept = 0
        self.refused: tuple[str, int] | None = None

    async def collect(self, receive: Receive, keep: Callable[[int], bool]) -> None:
        """Read it, unless it is too large, which a page says; `keep` whether so much more fits. Raises Gone."""
        if not self.comes or self.declared > settings.LARGEST_REQUEST:
            return
        self.length, more = 0, True
        try:
            async with asyncio.timeout(settings.BODY_SECONDS) as limit:
                latest = limit.when() or 0
                while more and self.length <= settings.LARGEST_REQUEST:
                    message = await receive()
                    piece, more = message.get("body", b""), message.get("more_body", False)
                    if message["type"] == "http.disconnect" or not (more or self.length + len(piece) >= self.declared):
                        raise Gone
                    self.kept += len(piece)
                    if not keep(len(piece)):
                        self.refused = "ui/too_much.html", 503
                        return
                    self.length += len(piece)
                    self.file.write(piece)
                    limit.reschedule(latest + self.length / SLOWEST)
        except TimeoutError:
            self.refused = "ui/too_slow.html", 408
        self.file.seek(0)


class Reader:
    """Whoever asked, as a thread sees them: it waits until a piece is taken, and stops when they have left."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.loop = asyncio.get_running_loop()
        self._receive, self._send = receive, send
        self._leaves: asyncio.Future[None] | None = None

    def send(self, message: Message) -> None:
        """From a thread. Raises Gone."""
        asyncio.run_coroutine_threadsafe(self._sending(message), self.loop).result()

    async def _sending(self, message: Message) -> None:
        self._leaves = self._leaves or asyncio.ensure_future(self._left())
        if self._leaves.done():
            raise Gone
        await self._send(message)

    async def _left(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass

    def release(self) -> None:
        """Nothing more is sent by threads."""
        if self._leaves:
            self._leaves.cancel()


class Front:
    """The ASGI application: bodies are collected in the loop, Django answers in a thread."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._kept = 0
        self._threads: ThreadPoolExecutor | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        self._threads = self._threads or ThreadPoolExecutor(THREADS)  # not before this process is a worker
        body, reader = Body(scope), Reader(receive, send)
        try:
            await body.collect(receive, self._keep)
            if body.refused:
                last = _refused(*body.refused)
            else:
                last = await reader.loop.run_in_executor(self._threads, self._work, scope, body, reader)
        except Gone:
            last = _whole(400, [], b"")
        finally:
            self._kept -= body.kept
            body.file.close()
            reader.release()
        for message in last:
            await send(message)

    def _keep(self, more: int) -> bool:
        self._kept += more
        return self._kept <= MOST_WAITING

    def _work(self, scope: Message, body: Body, reader: Reader) -> list[Message]:
        """In a thread: what is still to be sent. What streams is sent from here, as fast as it is taken."""
        head: list[tuple[int, list[tuple[bytes, bytes]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _: object = None) -> None:
            head.append((int(status[:3]), [(name.encode(), value.encode("latin1")) for name, value in headers]))

        with WORK:
            response = self._answer(environment(scope, body), start)
            try:
                if not response.streaming:
                    return _whole(*head[0], response.content)
                if isinstance(response, FileResponse):
                    response.block_size = ONE_SEND
                reader.send(_start(*head[0]))
                for piece in response:
                    reader.send({"type": "http.response.body", "body": piece, "more_body": True})
                return [{"type": "http.response.body", "body": b""}]
            except Gone:
                return []
            finally:
                response.close()


def environment(scope: Message, body: Body) -> dict[str, Any]:
    """What Django is told of a request (PEP 3333). A header name with an underscore would pass for another: dropped."""
    host, port = scope["server"]
    headers_read: dict[str, Any] = {}
    for name, value in scope["headers"]:
        if b"_" not in name:
            key = NAMED.get(name) or "HTTP_" + name.decode("latin1").upper().replace("-", "_")
            between = "; " if name == b"cookie" else ","
            headers_read[key] = (
                f"{headers_read[key]}{between}{value.decode('latin1')}"
                if key in headers_read
                else value.decode("latin1")
            )
    return headers_read | {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin1"),
        "QUERY_STRING": scope["query_string"].decode("latin1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0],
        "CONTENT_LENGTH": str(body.length),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body.file,
    }


def _refused(page: str, status: int) -> list[Message]:
    response = HttpResponse(render_to_string(page), headers={"Connection": "close"})
    return _whole(status, [(name.encode(), value.encode()) for name, value in response.items()], response.content)


def _whole(status: int, headers: list[tuple[bytes, bytes]], content: bytes) -> list[Message]:
    return [_start(status, headers), {"type": "http.response.body", "body": content}]


def _start(status: int, headers: list[tuple[bytes, bytes]]) -> Message:
    return {"type": "http.response.start", "status": status, "headers": headers}


application = Front(get_wsgi_application())
get_resolver().url_patterns  # noqa: B018 - every desk is read now, and not while somebody waits for the first page
