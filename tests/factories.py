"""Things tests need whole: a key made by its trustees, boxes that are open, ballots that are sealed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from pingyi import plans
from pingyi.records.box import actions, queries
from pingyi.records.box.access import access_box
from pingyi.records.box.models import KeySetup
from pingyi.records.box.queries import Opening, openings_of
from pingyi.records.campaign.models import Campaign, PhaseOpening, PlanVersion
from pingyi.records.journal.actions import append
from pingyi.records.organisation.models import Account
from pingyi.rehearsal.keys import hold_ceremony
from pingyi.rules.ballot.credential import new_code, new_token, public_credential
from pingyi.rules.ballot.form import Election, Question, write_credentials
from pingyi.rules.ballot.group import Randomness, group_named
from pingyi.rules.ballot.seal import make_ballot
from pingyi.rules.ballot.trustee import joint_key
from pingyi.rules.journal.vocabulary.campaign import CampaignCreated, PhaseOpened
from pingyi.rules.mandate import Actor, Grant, PersonRef, PhaseState, Role, UnitRef
from pingyi.rules.rulebook import parse

AT = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
OPENS, CLOSES = datetime(2026, 7, 10, 16, 0, tzinfo=UTC), datetime(2026, 7, 25, 16, 0, tzinfo=UTC)
DURING = datetime(2026, 7, 15, 1, 0, tzinfo=UTC)
CAST = {"at": DURING, "phase": lambda: PhaseState.SOLICIT}
STOP = {"at": DURING, "phase": PhaseState.SOLICIT}
BODIES = ("office", "statistics", "supervisor")
QUESTIONS = (
    Question("总体评价", ("优秀", "满意", "基本满意", "不满意", "不了解")),
    Question("独立性", ("没有", "有", "不便回答")),
)


def person(role: Role, unit: str | None = None) -> Actor:
    """Somebody with one role, everything signed and verified."""
    return Actor(
        PersonRef(f"{role}-{unit}"),
        role,
        (Grant(role, UnitRef(unit) if unit else None),),
        acknowledged=True,
        strong=True,
    )


DIRECTOR, STATISTICIAN = person(Role.OFFICE_DIRECTOR), person(Role.STAT_LEAD)


@dataclass(frozen=True)
class Keys:
    """A finished key: its ceremony, and every trustee's seed and private number."""

    setup: KeySetup
    seeds: tuple[str, ...]
    secrets: tuple[int, ...]


@transaction.atomic
def standing(phase: str = "P4", code: str = "trial") -> str:
    """The code of a campaign that stands in this phase of the science bureau's plan, and of which nothing is owed."""
    text = plans.read(plans.SCIENCE_BUREAU)
    book, by = parse(text), Account.objects.create(username=code, name="汤立言", created_at=AT)
    campaign = Campaign.objects.create(code=code, state=phase, created_by=by, created_at=AT)
    PlanVersion.objects.create(
        campaign=campaign, number=1, text=text, year=book.year, digest=book.digest, created_by=by, at=AT
    )
    PhaseOpening.objects.create(campaign=campaign, phase=phase, by=by, at=AT)
    append(CampaignCreated(about=code, plan=book.digest, version=1), actor=DIRECTOR, at=AT)
    append(PhaseOpened(about=code, phase=phase, decision=None), actor=DIRECTOR, at=AT)
    return code


def make_keys(
    randomness: Randomness,
    *,
    group: str = "Ed25519",
    threshold: int = 2,
    bodies: Sequence[str] = BODIES,
    campaign_id: str = "trial",
) -> Keys:
    """The whole key ceremony, through the real actions."""
    setup = actions.start_setup(
        campaign_id=campaign_id,
        group=group,
        threshold=threshold,
        trustees=bodies,
        actor=DIRECTOR,
        at=AT,
        phase=PhaseState.MOBILISE,
        reason="重新生成",
    )
    trustees = [person(Role.TRUSTEE, body) for body in bodies]
    kept = hold_ceremony(setup, trustees, randomness, at=AT, phase=PhaseState.MOBILISE)
    return Keys(setup, tuple(key.file.seed for key in kept), tuple(key.private for key in kept))


@dataclass(frozen=True)
class OpenBox:
    """A box that takes ballots, and the codes it was opened with."""

    election: Election
    codes: tuple[str, ...]

    @property
    def uuid(self) -> str:
        """Its number."""
        return self.election.uuid

    def ballot(self, voter: int, ticks: Sequence[int], randomness: Randomness) -> bytes:
        """The sealed ballot of one of its voters."""
        return make_ballot(self.election, self.codes[voter], ticks, randomness).serialised


def open_box(
    keys: Keys,
    randomness: Randomness,
    *,
    voters: int = 6,
    invited: int | None = None,
    unit: str = "qinghe",
    stratum: str = "enterprise",
    questions: tuple[Question, ...] = QUESTIONS,
    issue: Callable[[str], Mapping[str, str]] | None = None,
) -> OpenBox:
    """One box, made and opened through the real actions; `invited` differs from `voters` only to be refused.

    `issue` makes codes for the box of that number, with their public credentials; without it they are ours.
    """
    _, trustees = queries.joint_trustees(keys.setup.campaign_id)
    group = group_named(keys.setup.group)
    election = Election(
        description="",
        name=f"{unit}/{stratum}",
        group=group.name,
        public_key=joint_key(group, trustees),
        questions=questions,
        uuid=new_token(14, randomness),
        administrator="office",
        credential_authority="statistics",
    )
    actions.create_boxes(
        campaign_id=keys.setup.campaign_id,
        setup=keys.setup.pk,
        trustees=trustees,
        cells=[actions.Cell(unit, stratum, invited or voters, election)],
        opens_at=OPENS,
        closes_at=CLOSES,
        actor=DIRECTOR,
        at=AT,
        phase=PhaseState.MOBILISE,
    )
    issued = issue(election.uuid) if issue else _issue(election, voters, randomness)
    listed = write_credentials(issued.values())
    actions.publish_credentials(
        credentials={election.uuid: listed}, actor=STATISTICIAN, at=AT, phase=PhaseState.MOBILISE
    )
    return OpenBox(election, tuple(issued))


def _issue(election: Election, voters: int, randomness: Randomness) -> dict[str, str]:
    codes = [new_code(randomness) for _ in range(voters)]
    return {code: public_credential(election.arithmetic, election.uuid, code) for code in codes}


def opening_of(uuid: str) -> Opening:
    """A box between its sum and its result, as its board has it."""
    return openings_of([access_box(uuid)])[uuid]
