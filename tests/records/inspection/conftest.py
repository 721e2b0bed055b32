"""A team of three for one unit, by the science bureau's index system."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from pingyi import plans
from pingyi.records.campaign.queries import CurrentCampaign, by_code
from pingyi.records.inspection import actions
from pingyi.records.inspection.models import Team
from pingyi.records.inspection.sheets import TeamView, teams_of
from pingyi.rules.mandate import Actor, Grant, PersonRef, PhaseState, Role, UnitRef
from pingyi.rules.rulebook import parse
from pingyi.rules.rulebook.inspection import Inspection
from tests.factories import standing
from tests.stage import day

SCHEME: Inspection = parse(plans.read(plans.SCIENCE_BUREAU)).inspection
CODES = [own.code for block in SCHEME.blocks for own in block.indicators]
MARKS = dict.fromkeys(CODES, Decimal("0.4"))
AT = day("09-02")
INSPECT = PhaseState.INSPECT


def person(ref: str, role: Role, unit: str | None = "qinghe", *, strong: bool = True) -> Actor:
    """Somebody with one role, the prohibitions signed."""
    grant = Grant(role, UnitRef(unit) if unit else None)
    return Actor(PersonRef(ref), ref, (grant,), acknowledged=True, strong=strong)


HEAD, SECOND, THIRD = (person(ref, Role.INSPECTION_HEAD) for ref in ("1", "2", "3"))
NAMES = {"1": "陈望岳", "2": "褚怀仁", "3": "卢清源"}
DIRECTOR = person("9", Role.OFFICE_DIRECTOR, None)


def trial() -> CurrentCampaign:
    """The campaign of the team."""
    found = by_code("trial")
    assert found
    return found


def by(actor: Actor) -> dict[str, Any]:
    """Who acts, where and when."""
    return {"campaign": trial(), "actor": actor, "at": AT}


@dataclass(frozen=True)
class Panel:
    """The team, and its acts with everything but the point filled in."""

    pk: int

    @property
    def team(self) -> TeamView:
        """It and its sheet as they are now."""
        (team,) = teams_of(Team.objects.filter(pk=self.pk), SCHEME)
        return team

    def mark(self, actor: Actor, marks: dict[str, Decimal] | None = None) -> None:
        actions.give_marks("qinghe", MARKS if marks is None else marks, **by(actor))

    def discuss(self, *present: str, actor: Actor = HEAD) -> None:
        actions.open_discussion("qinghe", present, **by(actor))

    def settle(self, code: str, points: str = "0.4", reason: str = "一致", actor: Actor = HEAD) -> None:
        actions.settle("qinghe", {code: actions.Settled(Decimal(points), reason)}, **by(actor))

    def sign(self, report: str = "总体较好。", actor: Actor = HEAD) -> None:
        actions.sign("qinghe", report, **by(actor))


@pytest.fixture
def panel(db: None) -> Panel:
    """The team of Qinghe, appointed."""
    team = actions.appoint(
        campaign_id=standing(),
        unit="qinghe",
        members=NAMES,
        head="1",
        actor=DIRECTOR,
        at=AT,
        phase=INSPECT,
    )
    return Panel(team.pk)


@pytest.fixture
def discussing(panel: Panel) -> Panel:
    """Two of three have marked and sit together."""
    for actor in (HEAD, SECOND):
        panel.mark(actor)
    panel.discuss("1", "2")
    return panel
