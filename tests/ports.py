"""Ports of this machine that a test may use: nobody else has them, from when they are asked for until they are used.

A port that the system chose and took back may be given to the next who asks, or to any connection that goes out: tests
that start a server a moment later, or stop one and start it again, then fail by chance.
"""

import random
import socket

BELOW = 32_768
"""From here on the system hands out ports by itself (`ip_local_port_range`)."""

ABOVE = 10_240

_held: list[socket.socket] = []
"""One name for each port that this process has asked for; the names of a process go with it."""


def free_port() -> int:
    """A port on which nobody listens, and that no other test of this machine is given while this process lives."""
    ports = list(range(ABOVE, BELOW))
    random.SystemRandom().shuffle(ports)
    return next(port for port in ports if _is_free(port) and _is_ours(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _is_ours(port: int) -> bool:
    held = socket.socket(socket.AF_UNIX)
    try:
        held.bind(f"\0pingyi-test-port-{port}")
    except OSError:
        held.close()
        return False
    _held.append(held)
    return True
