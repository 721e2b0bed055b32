"""From approval to publication: the unit's own result, its objection, the answer, and what follows the last place."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from pingyi.ceremonies import reckoning, release
from pingyi.records.duties.models import Duty
from pingyi.records.outbox.models import Notice
from pingyi.records.results import actions, queries
from pingyi.records.results.errors import (
    AnsweredAlready,
    NothingToObjectTo,
    NotOpenToObjections,
    ObjectionEmpty,
    ObjectionsUnanswered,
    ReckoningOutdated,
)
from pingyi.records.results.models import ObjectionGround
from pingyi.rules.mandate import Role, RoleRefused, ScopeRefused, UnitRef
from pingyi.rules.rulebook.completion import Settling
from tests.sitting import RELEASED, RULED, Sitting

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TEAMS = {Settling.APPRAISAL_TEAM, Settling.INSPECTION_TEAMS}
"""What drawing and appointing settle, which no sitting does: tests/ceremonies/test_teams_drawn.py."""


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("P5")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    prepared.approve()
    return prepared


def filed(sitting: Sitting, *, role: Role = Role.COUNTY_LEADER, unit: str = "qinghe", text: str = "加总有误", **more):
    act = {"unit": UnitRef(unit), "ground": ObjectionGround.ARITHMETIC, "text": text, "at": RULED + HOUR, **more}
    return actions.object_to(campaign=sitting.campaign, actor=sitting.actor(role), **act)


def answered(
    sitting: Sitting, pk: int, *, upheld: bool, text: str = "经复核，计算无误。", role: Role = Role.OFFICE_DIRECTOR
):
    act = {"campaign": sitting.campaign, "actor": sitting.actor(role), "at": RULED + 2 * HOUR}
    actions.answer(pk=pk, upheld=upheld, text=text, **act)


def test_a_unit_objects_by_its_leader_for_itself_and_in_time(sitting: Sitting) -> None:
    until = queries.objections_until(sitting.campaign, RULED)
    with pytest.raises(RoleRefused):
        filed(sitting, role=Role.COUNTY_OFFICE)
    with pytest.raises(ScopeRefused):
        filed(sitting, unit="linshan")
    with pytest.raises(ObjectionEmpty):
        filed(sitting, text="  ")
    with pytest.raises(NotOpenToObjections):
        filed(sitting, at=until)
    assert filed(sitting, at=until - timedelta(microseconds=1)).unit == "qinghe"
    assert Notice.objects.filter(kind="objection-filed").exists()


def test_before_the_approval_there_is_nothing_to_object_to(prepared: Sitting, db: None) -> None:
    with pytest.raises(NothingToObjectTo):
        filed(prepared)


def test_nothing_is_published_while_an_objection_is_not_answered(sitting: Sitting) -> None:
    objection = filed(sitting)
    with pytest.raises(ObjectionsUnanswered, match="Qinghe"):
        release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    with pytest.raises(RoleRefused):
        answered(sitting, objection.pk, upheld=False, role=Role.OFFICE_STAFF)
    with pytest.raises(ObjectionEmpty):
        answered(sitting, objection.pk, upheld=False, text="")
    answered(sitting, objection.pk, upheld=False)
    with pytest.raises(AnsweredAlready):
        answered(sitting, objection.pk, upheld=True)
    release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    with pytest.raises(NotOpenToObjections):
        filed(sitting)


def test_an_objection_that_is_upheld_has_the_result_computed_anew(sitting: Sitting) -> None:
    objection = filed(sitting)
    answered(sitting, objection.pk, upheld=True, text="佐证登记有误。")
    with pytest.raises(ReckoningOutdated):
        release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    again = reckoning.reckon(campaign=sitting.campaign, actor=sitting.director, at=RULED + 3 * HOUR)
    for signer in (sitting.director, sitting.lead, sitting.supervisor):
        reckoning.sign(campaign=sitting.campaign, digest=again.digest, actor=signer, at=RULED + 3 * HOUR)
    kept = reckoning.signed_reckoning(sitting.campaign)
    assert kept is not None and kept.pk != objection.reckoning and kept.ruling is None


def test_the_last_place_is_handed_its_explanation_and_rectification(sitting: Sitting) -> None:
    assert not Duty.objects.filter(task="written-explanation").exists()
    released = release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    bears = released.result["exact"]["last_bears"]
    handed = Duty.objects.filter(task__in=("written-explanation", "second-rectification"))
    assert {duty.unit.code for duty in handed} == set(bears)
    due = {duty.task: duty.due_on for duty in handed}
    assert due == {"written-explanation": date(2026, 10, 13), "second-rectification": date(2026, 11, 21)}


def test_acts_settle_their_duties(sitting: Sitting) -> None:
    release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    tasks = {task.code for task in sitting.campaign.book.tasks if task.act and task.act not in TEAMS}
    states = dict(Duty.objects.filter(task__in=tasks).values_list("task", "state"))
    assert states == dict.fromkeys(tasks, "done")
