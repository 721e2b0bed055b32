"""A full disk and a dead database are told in a sentence, lose nothing acknowledged, and pass without a restart."""

import os
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from pingyi.rules.ballot.seal import make_ballot
from tests.server.living import SECONDS, Living, living


def asked(server: Living, method: str, path: str, body: bytes = b"") -> tuple[int, str]:
    """Status and text of an answer."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
    connection.request(method, path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


@pytest.mark.slow
def test_the_database_ends_and_comes_back_by_itself(tmp_path: Path) -> None:
    with living(tmp_path / "data", 2) as server:
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
    postmaster = server.folder / "postgres" / "postmaster.pid"
    assert not postmaster.exists(), "whoever started it again, it ends with the programme"
