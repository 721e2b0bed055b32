"""A dead database is told in a sentence and loses nothing acknowledged; who hangs is replaced; nobody restarts it."""

import os
import time
from collections.abc import Iterator
from http.client import HTTPConnection

import psutil
import pytest

from pingyi.rules.ballot.seal import make_ballot
from pingyi.server.watch import SILENT_SECONDS, WORKERS
from tests.server.family import answers, eventually, family
from tests.server.living import SECONDS, Living, living

pytestmark = pytest.mark.slow(115)


def asked(server: Living, method: str, path: str, body: bytes = b"") -> tuple[int, str]:
    """Status and text of an answer."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
    connection.request(method, path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    with living(tmp_path_factory.mktemp("recovery") / "data", 2) as one:
        yield one


def test_the_database_ends_and_comes_back_by_itself(server: Living) -> None:
    first, second = (
        make_ballot(server.election, code, [0] * len(server.election.questions), os.urandom).serialised
        for code in server.codes
    )
    assert server.send(first) == (201, 1)
    (clockwork,) = server.clockworks
    clockwork.suspend()  # it brings the database back: first without
    server.kill_database()
    status, said = asked(server, "POST", f"/vote/{server.uuid}/ballots", second)
    assert status == 503
    assert "What you just did was not saved" in said
    assert asked(server, "GET", "/")[0] == 503
    clockwork.resume()
    until = time.monotonic() + SECONDS
    while server.send(second) is None:
        assert time.monotonic() < until, server.log.read_text()
        time.sleep(0.5)
    assert server.send(first) == (200, 1), "what was acknowledged is there"
    assert server.send(second) == (200, 2)


def test_who_hangs_is_ended_and_replaced(server: Living) -> None:
    """Stopped for good, as by a debugger or a lock: after a minute another one works."""
    stopped = [family(server)[1][0], server.clockworks[0]]
    for process in stopped:
        process.suspend()
    assert not psutil.wait_procs(stopped, SILENT_SECONDS + SECONDS)[1]
    assert eventually(lambda: len(family(server)[1]) == WORKERS and bool(server.clockworks))
    assert eventually(lambda: answers(server))


def test_whoever_started_the_database_again_it_ends_with_the_programme(server: Living) -> None:
    server.stop()
    assert not (server.folder / "postgres" / "postmaster.pid").exists()
