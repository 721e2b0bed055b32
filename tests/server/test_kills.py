"""Acknowledged ballots and opinions survive kill -9 of server and database under load: none lost, none twice.

Three kills in the suite, twenty with `make kills`.
"""

import io
import os
import queue
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pingyi.rules.ballot.board import EventType, read_steps
from pingyi.rules.ballot.seal import make_ballot
from pingyi.rules.encoding import sha256_hex
from pingyi.verify.board import verify_board
from tests.desks.voices.test_saying import code_on, solved
from tests.server.living import SECONDS, Living, living

KILLS = int(os.environ.get("PINGYI_KILLS", "3"))
BETWEEN = 15
"""About how many ballots are acknowledged between two kills."""

VOTERS, CLIENTS = BETWEEN * (KILLS + 1), 4
PATIENCE = SECONDS


@dataclass
class Load:
    """Respondents who send until they are answered, and now and then send again what was answered."""

    server: Living
    waiting: "queue.Queue[bytes]"
    heights: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def run(self) -> None:
        """One of them, until nobody is left to send."""
        chance = random.Random(threading.get_ident())
        while not self.wrong:
            try:
                ballot = self.waiting.get_nowait()
            except queue.Empty:
                return
            self._insist(ballot)
            if chance.random() < 0.2:
                self._insist(ballot)

    def _insist(self, ballot: bytes) -> None:
        digest, until = sha256_hex(ballot), time.monotonic() + PATIENCE
        while not self.wrong:
            answer = self.server.send(ballot)
            if answer:
                status, height = answer
                if status not in (200, 201) or self.heights.setdefault(digest, height) != height:
                    self.wrong.append(f"{status} at {height}, before at {self.heights.get(digest)}")
                return
            if time.monotonic() > until:
                self.wrong.append("no answer")
            time.sleep(0.05)


@pytest.mark.slow(50)
def test_nothing_acknowledged_is_lost_or_doubled(tmp_path: Path) -> None:
    chance = random.Random(os.urandom(8))
    with living(tmp_path / "data", VOTERS) as server:
        load = Load(server, _ballots(server))
        clients = [threading.Thread(target=load.run) for _ in range(CLIENTS)]
        citizen = Citizen(server)
        with ThreadPoolExecutor(1) as pool:
            speaking = pool.submit(citizen.run)
            try:
                _kill_again_and_again(server, load, clients, citizen, chance)
            finally:
                citizen.over.set()
            speaking.result(PATIENCE)
        assert not load.wrong
        assert len(citizen.codes) >= KILLS and citizen.is_kept()
        board = server.board
    _is_exactly(load.heights, board)


def _kill_again_and_again(
    server: Living, load: Load, clients: list[threading.Thread], citizen: "Citizen", chance: random.Random
) -> None:
    for client in clients:
        client.start()
    for kill in range(1, KILLS + 1):
        _wait_for(load, load.heights, min(kill * BETWEEN, VOTERS - BETWEEN) - chance.randrange(BETWEEN))
        _wait_for(load, citizen.codes, kill)
        time.sleep(chance.random() * 0.2)
        server.kill(database_first=chance.random() < 0.5)
        server.start()
    for client in clients:
        client.join(PATIENCE)


@dataclass
class Citizen:
    """Somebody who has something to say again and again, and insists on a receipt code for each."""

    server: Living
    over: threading.Event = field(default_factory=threading.Event)
    codes: dict[str, str] = field(default_factory=dict)
    """What was said → its code."""

    def run(self) -> None:
        """One opinion after another, each by one form, sent until it is answered; the last one twice."""
        while not self.over.is_set():
            words = f"第{len(self.codes)}件：窗口让我跑了三趟。"
            form = {"kind": "complaint", "units": ["qinghe"], "text": words, "work": solved(self._insist("/say/"))}
            self.codes[words] = code_on(self._insist("/say/", form))
            time.sleep(0.1)
        assert code_on(self._insist("/say/", form)) == self.codes[words]

    def is_kept(self) -> bool:
        """Whether each is found by its code, word for word."""
        return all(words in self._found(code) for words, code in self.codes.items())

    def _found(self, code: str) -> str:
        page = "/say/follow/"
        return self._insist(page, {"code": code, "work": solved(self._insist(page))})

    def _insist(self, path: str, form: dict[str, Any] | None = None) -> str:
        until = time.monotonic() + PATIENCE
        while (page := self.server.page(path, form)) is None:
            assert time.monotonic() < until, "no answer"
            time.sleep(0.05)
        return page


def _ballots(server: Living) -> "queue.Queue[bytes]":
    """Everybody's sealed ballot."""
    waiting: queue.Queue[bytes] = queue.Queue()
    for code in server.codes:
        ticks = [0] * len(server.election.questions)
        waiting.put(make_ballot(server.election, code, ticks, os.urandom).serialised)
    return waiting


def _wait_for(load: Load, acknowledged: dict[str, Any], many: int) -> None:
    until = time.monotonic() + PATIENCE
    while len(acknowledged) < many and not load.wrong:
        assert time.monotonic() < until, "the server takes nothing"
        time.sleep(0.01)


def _is_exactly(heights: dict[str, int], board: bytes) -> None:
    """The board holds every acknowledged ballot where it was acknowledged, and no other."""
    assert verify_board(io.BytesIO(board)).counted == VOTERS
    steps = [step for step in read_steps(io.BytesIO(board)) if step.event.type is EventType.BALLOT]
    assert {step.event.payload: step.event.height for step in steps} == heights
    assert len(steps) == len(heights) == VOTERS
