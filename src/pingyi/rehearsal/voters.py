"""Respondents of a rehearsal, in processes of their own: each seals with the code and sends to the box.

A module by itself because a spawned process imports it before Django is set up.
"""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime

from pingyi.rehearsal.chance import Chance
from pingyi.rules.ballot.seal import make_ballot
from pingyi.rules.mandate import PhaseState

WORKERS = os.cpu_count() or 2
POOL_PAYS = 400
"""From so many ballots on, processes are worth the seconds they take to start."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One respondent's code and answers."""

    code: str
    ticks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Errand:
    """Some respondents of one box, one after another."""

    box: str
    votes: tuple[Vote, ...]
    seed: str
    at: datetime
    phase: PhaseState


class Crowd:
    """Everybody who will answer: few of them here, many in processes that get ready while phase 1 goes on."""

    def __init__(self, expected: int, workers: int) -> None:
        self._pool = None
        if expected >= POOL_PAYS:
            self._pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))
            for _ in range(workers):
                self._pool.submit(_get_ready)

    def run(self, errands: Sequence[Errand]) -> Iterator[int]:
        """Let them answer once; tells after each errand how many ballots were sent."""
        if self._pool is None:
            yield from map(run_errand, errands)
            return
        with self._pool as pool:
            for done in as_completed([pool.submit(run_errand, errand) for errand in errands]):
                yield done.result()


def _get_ready() -> None:
    """What a fresh process needs seconds for: Django and the compiled arithmetic."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
    import django

    from pingyi.commands.warmup import warm_up

    django.setup()
    warm_up()


def run_errand(errand: Errand) -> int:
    """Seal and send every vote; answers how many were taken."""
    from pingyi.records.box import actions, queries

    chance, election = Chance(errand.seed), queries.taking(errand.box).setup.election
    for vote in errand.votes:
        ballot = make_ballot(election, vote.code, vote.ticks, chance.bytes)
        actions.accept_ballot(uuid=errand.box, data=ballot.serialised, at=errand.at, phase=lambda: errand.phase)
    return len(errand.votes)
