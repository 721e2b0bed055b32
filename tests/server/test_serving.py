"""The programme as a family of processes: who dies, who is replaced, who ends with whom, and who gets the work."""

import io
import os
import secrets
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import click
import psutil
import pytest

from pingyi.rules.ballot.board import EventType, read_steps
from pingyi.rules.ballot.seal import make_ballot
from pingyi.server.serving import _listening
from pingyi.server.watch import THREADS, WORKERS
from tests.ports import free_port
from tests.server.family import answers, eventually, exchange, family
from tests.server.living import SECONDS, Living, living

pytestmark = pytest.mark.slow(120)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    with living(tmp_path_factory.mktemp("serving") / "data", 1, settings={"PINGYI_BODY_SECONDS": "15"}) as one:
        yield one


@pytest.fixture
def server(installation: Living) -> Living:
    """It runs, whatever the test before did to it."""
    assert installation.server
    if installation.server.poll() is not None:
        installation.start()
    return installation


def test_connections_are_spread_over_the_workers(server: Living) -> None:
    """Of 64 connections 32 belong to each of two workers, by chance; fewer than 10 on one are one case in 10^9."""
    _, workers = family(server)
    assert len(workers) == WORKERS
    with ExitStack() as opened:
        for _ in range(32 * WORKERS):
            opened.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        for worker in workers:
            assert eventually(
                lambda worker=worker: len([tcp for tcp in worker.net_connections("tcp") if tcp.raddr]) >= 10
            )


def test_a_worker_that_died_is_replaced(server: Living) -> None:
    _, workers = family(server)
    workers[0].kill()
    assert eventually(lambda: len(family(server)[1]) == WORKERS and workers[0] not in family(server)[1])
    assert eventually(lambda: answers(server))


def test_workers_that_die_again_and_again_are_told_to_whoever_restarts_programmes(server: Living) -> None:
    """A worker that dies again as soon as it was replaced: the exit code tells, and systemd starts what failed."""
    server.stop()
    server.start()
    _, workers = family(server)
    workers[0].kill()
    assert eventually(lambda: len(family(server)[1]) == WORKERS and workers[0] not in family(server)[1])
    newest = max(family(server)[1], key=psutil.Process.create_time)
    newest.kill()
    assert server.server
    assert server.server.wait(SECONDS) == 1
    assert "The web workers ended one after another" in server.log.read_text()


def test_a_clockwork_that_died_is_replaced(server: Living) -> None:
    clockwork = server.clockworks[0]
    clockwork.kill()
    assert eventually(lambda: [each for each in server.clockworks if each != clockwork] != [])


HEAD = b"POST /language/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
TOKEN = b"t" * 32
SWITCH = b"csrfmiddlewaretoken=" + TOKEN + b"&language=en&next=/"
SIGNED = HEAD + b"Cookie: csrftoken=" + TOKEN + b"\r\n"


def test_bodies_that_never_end_hold_no_thread_and_are_told_so(server: Living) -> None:
    """More of them than there are threads: others are answered meanwhile, and they get a sentence."""
    with ExitStack() as opened:
        slow = [
            opened.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS))
            for _ in range(2 * WORKERS * THREADS)
        ]
        for number, connection in enumerate(slow):
            way = b"Transfer-Encoding: chunked\r\n\r\n2\r\na=\r\n" if number % 2 else b"Content-Length: 100\r\n\r\na="
            connection.sendall(HEAD + way)
        workers = family(server)[1]
        assert answers(server)
        for connection in slow:
            answer = b""
            while piece := connection.recv(4096):
                answer += piece
            assert answer[9:12] == b"408" and "传送过慢".encode() in answer
        assert family(server)[1] == workers
    assert answers(server)


def test_a_body_in_pieces_is_a_body(server: Living) -> None:
    pieces = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (SWITCH[:7], SWITCH[7:40], SWITCH[40:]))
    assert b"language=en" in exchange(server, SIGNED + b"Transfer-Encoding: chunked\r\n\r\n" + pieces + b"0\r\n\r\n")
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        connection.sendall(SIGNED + b"Transfer-Encoding: chunked\r\n\r\n" + pieces)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(4096)[9:12] == b"400", "without its end it is none"


def test_a_body_too_large_is_refused_before_its_end_however_it_comes(server: Living) -> None:
    assert exchange(server, HEAD + b"Content-Length: 99999999\r\n\r\n")[9:12] == b"413"
    mebibyte = b"100000\r\n" + bytes(0x100000) + b"\r\n"
    assert exchange(server, HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + 33 * mebibyte)[9:12] == b"413"


def test_a_head_is_answered_without_a_body(server: Living) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        connection.sendall(b"HEAD /vote/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b""
        while piece := connection.recv(4096):
            answer += piece
    assert answer[9:12] == b"200" and answer.endswith(b"\r\n\r\n")


def test_nobody_outlives_a_killed_parent(server: Living) -> None:
    parent, _ = family(server)
    children = parent.children()
    assert len(children) > WORKERS, "the workers and the clockwork"
    parent.kill()
    assert server.server
    server.server.wait()
    assert not psutil.wait_procs(children, SECONDS)[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_everything_ends_when_told_to(installation: Living, number: signal.Signals) -> None:
    """Even while somebody's browser keeps a connection open; the database ends too."""
    installation.stop()
    installation.start("env", f"--default-signal={number.name[3:]}")
    parent, workers = family(installation)
    children = parent.children(recursive=True)
    with socket.create_connection(("127.0.0.1", installation.port)):
        assert os.getpgid(parent.pid) not in {os.getpgid(worker.pid) for worker in workers}, "Ctrl-C is for the parent"
        parent.send_signal(number)
        assert installation.server
        assert installation.server.wait(SECONDS) == 0
    assert not psutil.wait_procs(children, SECONDS)[1]
    assert eventually(lambda: not (installation.folder / "postgres" / "postmaster.pid").exists())
    assert "Traceback" not in installation.log.read_text()


def test_nohup_is_heeded(installation: Living) -> None:
    installation.stop()
    installation.start("nohup")
    parent, _ = family(installation)
    parent.send_signal(signal.SIGHUP)
    time.sleep(1)
    assert answers(installation)
    installation.stop()


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /vote/ HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", b"431"),
        (b"POST /vote/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", b"400"),
        (b"\x16\x03\x01 no HTTP\r\n\r\n", b"400"),
    ],
)
def test_what_is_no_request_is_refused_and_not_written_down(server: Living, request_: bytes, status: bytes) -> None:
    before = server.log.read_text()
    assert exchange(server, request_)[9:12] == status
    assert server.log.read_text() == before


def test_a_form_that_breaks_off_does_nothing_and_is_not_written_down(server: Living) -> None:
    """The language would be another from here on."""
    before = server.log.read_text()
    whole = SIGNED + b"Content-Length: %d\r\n\r\n" % len(SWITCH) + SWITCH
    assert b"language=en" in exchange(server, whole)
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        connection.sendall(whole[:-1])
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(4096)[9:12] == b"400"
    assert server.log.read_text() == before


def test_a_ballot_that_comes_slowly_is_taken_and_one_that_breaks_off_is_not(server: Living) -> None:
    choices = [0] * len(server.election.questions)
    ballot = make_ballot(server.election, server.codes[0], choices, secrets.token_bytes).serialised
    before = server.log.read_text()
    head = f"POST /vote/{server.uuid}/ballots HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(ballot)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(head.encode() + ballot[:-1])
    assert not any(step.event.type is EventType.BALLOT for step in read_steps(io.BytesIO(server.board)))
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        for piece in (head.encode(), ballot[:100], ballot[100:-1], ballot[-1:]):
            time.sleep(0.3)
            connection.sendall(piece)
        assert connection.recv(4096)[9:12] == b"201"
    assert server.log.read_text() == before


def test_an_address_is_taken_from_the_first_moment() -> None:
    """Before anything listens: a rehearsal takes a minute, and a second one started meanwhile is told."""
    port = free_port()
    with (
        _listening("127.0.0.1", port),
        pytest.raises(click.ClickException, match="is taken"),
        _listening("127.0.0.1", port),
    ):
        pass
    with _listening("127.0.0.1", port):
        pass
