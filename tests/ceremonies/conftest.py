"""One campaign of three counties, every step of it on a shelf, and those at the table with their browsers."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from pingyi.ceremonies.bundle import files
from pingyi.records.acts import queries as acts
from pingyi.records.journal import actions as journal
from pingyi.records.results import queries as results
from pingyi.rules.mandate import Role
from pingyi.verify.boards import Pool
from pingyi.verify.bundle import verify_bundle
from pingyi.verify.finding import Outcome
from tests import stage
from tests.cast import cast, show_factor
from tests.conftest import Agreeing
from tests.crossing import Shelf
from tests.sitting import RELEASED, STEPS, Sitting, brought_to
from tests.verify.published import Memory, Remembering

ROUNDS = int(os.environ.get("PINGYI_ROUNDS", "4"))
"""`make crossings` crosses each pair twelve times."""

PARTIES = (Role.OFFICE_DIRECTOR, Role.STAT_LEAD, Role.SUPERVISOR)
LATER = RELEASED + timedelta(days=8)
"""After another approval's time for objections."""


@dataclass
class House:
    """One campaign, every step of it on the shelf, and the browsers of those who act."""

    shelf: Shelf
    sitting: Sitting
    clients: dict[Role, Client]
    pool: Pool

    def rounds(self, step: str, *, prepared: Callable[[], object] = lambda: None, times: int = ROUNDS) -> Iterator[int]:
        """So many times at this step, with something prepared once."""
        done = [name for name, _ in STEPS if name in self.shelf]
        names = [name for name, _ in STEPS]
        for name in names[len(done) : names.index(step) + 1]:
            self.shelf.back(done[-1] if done else "opened")
            brought_to(name, self.sitting, after=done[-1] if done else "")
            self.shelf.keep(name)
            done.append(name)
        self.shelf.back(step)
        for role in self.clients:
            self.sign_in(role)
        prepared()
        self.shelf.keep("prepared")
        signed_in = dict(self.clients)
        for n in range(times):
            self.shelf.back("prepared")
            self.clients.update(signed_in)
            yield n

    def sign_in(self, role: Role) -> None:
        """With a new session: old ones end after a while."""
        client = self.clients[role] = Agreeing()
        client.force_login(self.sitting.cast[role])
        show_factor(client, self.sitting.cast[role])

    def page(self, role: Role, path: str) -> str:
        """What somebody is shown."""
        answer = self.clients[role].get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def post(self, role: Role, path: str, at: Any, **fields: str) -> str:
        """What somebody is shown after pressing a button that is on the page before."""
        settings.CLOCK.set(at)
        answer = self.clients[role].post(path, fields, follow=True)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def sign(self, role: Role, page: str, path: str, kind: str, at: Any, **fields: str) -> None:
        """Sign what lies before the parties, where the page offers it."""
        settings.CLOCK.set(at)
        laid = acts.newest(stage.CODE, kind)
        assert laid
        if f'action="{path}"' in self.page(role, page):
            self.post(role, path, at, digest=laid.digest, **fields)

    def verified(self, after: str) -> None:
        """The campaign goes on from this step to its end, and its bundle holds."""
        if after != "released":
            brought_to("released", self.sitting, after=after)
        journal.checkpoint(at=LATER)
        released = results.released(stage.CODE)
        assert released is not None
        bundle = {name: b"".join(pieces) for name, pieces in files(self.sitting.campaign, released)}
        report = verify_bundle(Memory(bundle), older=None, pool=self.pool)
        assert [found for found in report.findings if found.outcome is Outcome.WRONG] == []


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """Real commits: everything is brought back at the end."""
    with django_db_blocker.unblock():
        shelf = Shelf()
        shelf.keep("nothing")
        sitting = Sitting(cast())
        stage.opened(sitting.cast)
        house = House(shelf, sitting, {}, Pool(Remembering()))
        for role in (*PARTIES, Role.LEADING_GROUP_LEADER):
            house.sign_in(role)
        shelf.keep("opened")
        yield house
        shelf.back("nothing")
        shelf.clear()
        settings.CLOCK.offset = timedelta()
