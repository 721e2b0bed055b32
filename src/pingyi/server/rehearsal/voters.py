"""Respondents of a rehearsal, in processes of their own: each seals with the code and sends to the box.

A module by itself because a spawned process imports it before Django is set up.
"""

import os
from dataclasses import dataclass
from datetime import datetime

from pingyi.rules.ballot.seal import make_ballot
from pingyi.rules.mandate import PhaseState
from pingyi.server.rehearsal.chance import Chance


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


def run_errand(errand: Errand) -> int:
    """Seal and send every vote; answers how many were taken."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
    import django

    django.setup()
    from pingyi.records.box import actions, queries

    chance, election = Chance(errand.seed), queries.taking(errand.box).setup.election
    for vote in errand.votes:
        ballot = make_ballot(election, vote.code, vote.ticks, chance.bytes)
        actions.accept_ballot(uuid=errand.box, data=ballot.serialised, at=errand.at, phase=errand.phase)
    return len(errand.votes)
