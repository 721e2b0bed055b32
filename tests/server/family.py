"""The processes of a running installation, and whether it answers."""

import socket
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

from tests.server.living import SECONDS, Living


def family(server: Living) -> tuple[psutil.Process, list[psutil.Process]]:
    """The parent, and the web workers: they are copies of it; the clockwork is a programme of its own."""
    assert server.server
    parent, workers = psutil.Process(server.server.pid), []
    for child in parent.children():
        with suppress(psutil.NoSuchProcess):
            workers += [child] * (child.cmdline() == parent.cmdline())
    return parent, workers


def eventually(what: Callable[[], bool]) -> bool:
    until = time.monotonic() + SECONDS
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def exchange(server: Living, request: bytes) -> bytes:
    """The beginning of what comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        with suppress(ConnectionError):  # refused before it was whole
            connection.sendall(request)
        return connection.recv(4096)


def answers(server: Living) -> bool:
    with suppress(OSError):
        return exchange(server, b"GET /vote/ HTTP/1.1\r\nHost: localhost\r\n\r\n")[9:12] == b"200"
    return False
