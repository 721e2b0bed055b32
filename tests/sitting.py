"""A campaign of three counties brought to any point between the frozen survey and the published ranking.

Everything goes through the real actions and ceremonies: a key of three trustees, frames, the draw, four boxes, sealed
ballots, inspection sheets. In the box of 科研机构 in Qinghe only four of five vote, so it is never opened.
"""

import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle

from django.db import transaction

from pingyi.ceremonies import freeze, phase, reckoning, release
from pingyi.ceremonies.opening import finish
from pingyi.records.acts.queries import ActView, latest
from pingyi.records.box import actions as boxes
from pingyi.records.box import queries as box_queries
from pingyi.records.box.models import Box
from pingyi.records.campaign import actions as campaign_actions
from pingyi.records.campaign import queries
from pingyi.records.campaign.models import Topic
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection import actions as inspection
from pingyi.records.inspection.models import Team
from pingyi.records.results import actions as results
from pingyi.records.roll import actions as roll
from pingyi.rehearsal import opening, survey
from pingyi.rehearsal.keys import make_keys
from pingyi.rules.acts.kind import COUNT, RECKONING
from pingyi.rules.ballot.seal import make_ballot
from pingyi.rules.mandate import Actor, Grant, PersonRef, PhaseState, Role, UnitRef
from pingyi.rules.rulebook.survey import parts_of
from tests import stage
from tests.cast import Cast
from tests.factories import person
from tests.stage import day

UNITS = ("qinghe", "linshan", "donghu")
SMALL = ("qinghe", "institutes")
VOTERS = {("qinghe", "enterprises"): 6, ("linshan", "enterprises"): 6, ("donghu", "enterprises"): 6, SMALL: 4}
INVITED = {**VOTERS, SMALL: 5}
GRADES = {"qinghe": (0, 0, 0, 1, 1, 2), "linshan": (1, 1, 2, 2, 3, 3), "donghu": (0, 1, 1, 2, 2, 4)}
POINTS = {"qinghe": Decimal("0.92"), "linshan": Decimal("0.6"), "donghu": Decimal("0.75")}
TENTH = Decimal("0.1")
FROZEN = day("06-25")
VOTED = day("07-15")
CLOSED = day("07-26", 9)
OPENED = day("09-08", 9)
RULED = day("09-16", 9)
RELEASED = day("09-22", 9)


def voters_of(box: box_queries.BoxView) -> int:
    """How many vote in a box, whoever shares it."""
    return sum(VOTERS[box.unit, part] for part in parts_of(box.stratum))


def team_of(unit: str) -> list[Actor]:
    """Three inspectors of a unit, the first of them its head."""
    roles = (Role.INSPECTION_HEAD, Role.INSPECTOR, Role.INSPECTOR)
    return [
        Actor(
            PersonRef(f"{unit}-{seat}"), f"检查员{seat}", (Grant(role, UnitRef(unit)),), acknowledged=True, strong=True
        )
        for seat, role in enumerate(roles)
    ]


@dataclass
class Sitting:
    """One campaign, its people, and what the bodies keep outside the server."""

    cast: Cast
    keys: list[int] = field(default_factory=list)
    seeds: tuple[str, ...] = ()
    codes: dict[str, list[str]] = field(default_factory=dict)
    ruled: datetime = RULED
    released: datetime = RELEASED

    @property
    def campaign(self) -> CurrentCampaign:
        return queries.required()

    def actor(self, role: Role, unit: str = "", *, strong: bool = True) -> Actor:
        """The cast's person of that role; a trustee of each body."""
        if role is Role.TRUSTEE:
            return person(role, unit)
        return self.cast.actor(role, campaign_id=stage.CODE, strong=strong)

    @property
    def director(self) -> Actor:
        return self.actor(Role.OFFICE_DIRECTOR)

    @property
    def lead(self) -> Actor:
        return self.actor(Role.STAT_LEAD)

    @property
    def supervisor(self) -> Actor:
        return self.actor(Role.SUPERVISOR)

    @property
    def leader(self) -> Actor:
        return self.actor(Role.LEADING_GROUP_LEADER)

    def box(self, unit: str, stratum: str = "enterprises") -> str:
        return Box.objects.get(unit=unit, stratum=stratum).uuid

    # Phase 1 and 2

    def drawn(self) -> None:
        """Key, frames and draw: the survey can be laid before both bodies."""
        at, campaign = FROZEN, self.campaign
        made = make_keys(campaign, self, random.Random(4).randbytes, at)
        self.keys, self.seeds = [key.private for key in made], tuple(key.file.seed for key in made)
        for unit in UNITS:
            members = [
                roll.Listed(f"{unit}-{stratum}-{number}", stratum, f"受访者{number}", "云州市")
                for (own, stratum), voters in VOTERS.items()
                if own == unit
                for number in range(voters + 2)
            ]
            roll.import_frame(
                campaign_id=campaign.code, unit=unit, members=members, actor=self.lead, at=at, phase=campaign.phase
            )
        roll.name_seed(campaign_id=campaign.code, source="摇号", actor=self.lead, at=at, phase=campaign.phase)
        sizes = {unit: {s: n for (own, s), n in INVITED.items() if own == unit} for unit in UNITS}
        roll.draw_sample(
            campaign_id=campaign.code, value="20260625", sizes=sizes, actor=self.lead, at=at, phase=campaign.phase
        )

    def frozen(self) -> None:
        """Both signatures, credentials: the boxes are open for their hours."""
        survey.freeze(self.campaign, self, random.Random(5).randbytes, FROZEN)
        self.publish_credentials()

    def freeze(self, laid: ActView, signer: Actor) -> ActView:
        chance = random.Random(5).randbytes
        return freeze.sign(campaign=self.campaign, digest=laid.digest, actor=signer, at=FROZEN, randomness=chance)

    def publish_credentials(self, at: datetime = FROZEN) -> None:
        """The bureau makes a code for everybody who was drawn, and publishes their other halves."""
        self.codes = survey.issue_codes(self.campaign, self, random.Random(6).randbytes, at)

    def voted(self) -> None:
        """Everybody who was invited sends a sealed ballot, but one in the smallest box."""
        for box in box_queries.boxes(self.campaign.code):
            for code, grade in zip(self.codes[box.uuid][: voters_of(box)], cycle(GRADES[box.unit]), strict=False):
                self.vote(box.uuid, code, grade)

    def vote(self, uuid: str, code: str, grade: int) -> None:
        """One respondent's sealed ballot reaches its board."""
        election, _ = box_queries.parts_of(Box.objects.get(pk=uuid))
        ballot = make_ballot(election, code, [grade, 0, 0, 0, 0, 0, 0, 0], secrets.token_bytes).serialised
        boxes.accept_ballot(uuid=uuid, data=ballot, at=VOTED, phase=lambda: PhaseState.SOLICIT)

    # Closing and opening

    def close(self, at: datetime = CLOSED) -> ActView:
        return survey.close(self.campaign, self, at)

    def sum(self) -> ActView:
        """All parties are present: the sealed ballots are added up."""
        return opening.add_up(self.campaign, self, OPENED)

    def shares(self, number: int) -> dict[str, bytes]:
        """What trustee `number` (from 1) sends for every box that may be opened."""
        return opening.shares_of(self.campaign, self.keys[number - 1], secrets.token_bytes)

    def give(self, number: int) -> int:
        return opening.give(self.campaign, self, number, self.keys[number - 1], secrets.token_bytes, OPENED)

    def count(self) -> ActView:
        """Two trustees give their shares, the server counts."""
        self.give(1)
        self.give(2)
        return opening.count(self.campaign, self, OPENED)

    def finish(self) -> None:
        """What the clockwork does: adding up or counting goes on to its end."""
        finish(campaign=self.campaign, actor=self.director, at=OPENED)

    def sign_count(self, laid: ActView) -> ActView:
        return opening.sign_count(self.campaign, self, laid, OPENED)

    def inspected(self, units: tuple[str, ...] = UNITS) -> None:
        """Teams of three mark, discuss, and sign their sheets."""
        for unit in units:
            self.appoint(unit)
            self.marked(unit)
            self.settled(unit)

    def appoint(self, unit: str) -> Team:
        """The office appoints three people."""
        team = team_of(unit)
        return inspection.appoint(
            campaign_id=self.campaign.code,
            unit=unit,
            members={member.ref: member.name for member in team},
            head=team[0].ref,
            actor=self.director,
            at=OPENED,
            phase=self.campaign.phase,
        )

    def marked(self, unit: str) -> None:
        """Everybody marks, and all come together."""
        team, marks, now = team_of(unit), self._points(unit), {"campaign": self.campaign, "at": OPENED}
        for member in team:
            inspection.give_marks(unit, marks, actor=member, **now)
        inspection.open_discussion(unit, [member.ref for member in team], actor=team[0], **now)

    def settled(self, unit: str) -> None:
        """What the discussion settles is signed by the head."""
        head, now = team_of(unit)[0], {"campaign": self.campaign, "at": OPENED}
        settled = {code: inspection.Settled(points, "一致") for code, points in self._points(unit).items()}
        inspection.settle(unit, settled, actor=head, **now)
        inspection.sign(unit, "检查评议报告", actor=head, **now)

    def _points(self, unit: str) -> dict[str, Decimal]:
        plan = self.campaign.book.inspection
        full = {indicator.code: indicator.points for block in plan.blocks for indicator in block.indicators}
        return {code: (points * POINTS[unit]).quantize(TENTH) for code, points in full.items()}

    # Reckoning and release

    def reckon(self) -> ActView:
        return reckoning.reckon(campaign=self.campaign, actor=self.director, at=OPENED)

    def sign_result(self, laid: ActView) -> ActView:
        for signer in (self.director, self.lead, self.supervisor):
            laid = reckoning.sign(campaign=self.campaign, digest=laid.digest, actor=signer, at=OPENED)
        return laid

    def approve(self) -> None:
        laid = reckoning.signed_reckoning(self.campaign)
        assert laid
        results.approve(pk=laid.pk, actor=self.leader, at=self.ruled, phase=self.campaign.phase)

    def release(self) -> None:
        release.release(campaign=self.campaign, actor=self.director, at=self.released)

    def open_phase(self, code: str) -> None:
        """Open the next phase on its first morning, on a decision, so that no duty needs to be done."""
        at = self.campaign.timetable.interval(code).start + timedelta(hours=9)
        number = f"决〔2026〕{code}号"
        campaign_actions.record_decision(number, Topic.OVERRIDE, code, "同意", actor=self.leader, at=at)
        phase.open_phase(code, actor=self.director, at=at, decision=number)


STEPS: tuple[tuple[str, Callable[[Sitting], object]], ...] = (
    ("drawn", Sitting.drawn),
    ("frozen", Sitting.frozen),
    ("P2", lambda sitting: sitting.open_phase("P2")),
    ("voted", Sitting.voted),
    ("P3", lambda sitting: sitting.open_phase("P3")),
    ("closed", Sitting.close),
    ("P4", lambda sitting: sitting.open_phase("P4")),
    ("summed", Sitting.sum),
    ("counted", Sitting.count),
    ("count signed", lambda sitting: sitting.sign_count(_laid(sitting, COUNT.code))),
    ("inspected", Sitting.inspected),
    ("reckoned", Sitting.reckon),
    ("signed", lambda sitting: sitting.sign_result(_laid(sitting, RECKONING.code))),
    ("P5", lambda sitting: sitting.open_phase("P5")),
    ("approved", Sitting.approve),
    ("released", Sitting.release),
)
"""What happens in a campaign, in order; `brought_to("counted")` stops after that step."""


def brought_to(step: str, sitting: Sitting, *, after: str = "") -> Sitting:
    """Do everything up to and with this step, beginning after the step that was done last."""
    names = [name for name, _ in STEPS]
    for _, act in STEPS[names.index(after) + 1 if after else 0 : names.index(step) + 1]:
        act(sitting)
    return sitting


@contextmanager
def kept_at(step: str, cast: Callable[[], Cast]) -> Iterator[Sitting]:
    """A sitting for the tests of one module; everything is undone at the end.

    As in Django's own test cases, what is durable may happen inside.
    """
    undone = transaction.atomic()
    undone._from_testcase = True
    with undone:
        sitting = Sitting(cast())
        stage.opened(sitting.cast)
        yield brought_to(step, sitting)
        transaction.set_rollback(True)


def _laid(sitting: Sitting, kind: str) -> ActView:
    laid = latest(sitting.campaign.code, kind)
    assert laid
    return laid
