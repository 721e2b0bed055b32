"""A page believed another phase than the one that is open by now: the phase is asked again where the act is done."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pingyi.ceremonies import freeze
from pingyi.records.box import actions as box
from pingyi.records.box.models import KeySetup
from pingyi.records.box.queries import boxes
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection import actions as inspection
from pingyi.records.inspection.models import Team
from pingyi.records.results import actions as results
from pingyi.records.results.errors import NothingToObjectTo
from pingyi.records.results.models import ObjectionGround
from pingyi.records.roll import actions as roll
from pingyi.rules.mandate import PhaseRefused, PhaseState, Role, UnitRef
from tests import stage
from tests.cast import Cast
from tests.factories import person
from tests.sitting import FROZEN, OPENED, Sitting, team_of

pytestmark = pytest.mark.django_db

Act = Callable[[Sitting, PhaseState], object]
OWN, OTHER = "qinghe", "linshan"
BODIES = ("appraisal_office", "statistics_bureau", "supervisor")


@pytest.fixture
def sitting(cast: Cast) -> Sitting:
    return Sitting(cast)


def begin_key(sitting: Sitting, told: PhaseState) -> object:
    made = {"group": "Ed25519", "threshold": 2, "trustees": BODIES, "reason": "重来"}
    return box.start_setup(campaign_id=stage.CODE, **made, actor=sitting.director, at=FROZEN, phase=told)


def stop_key(sitting: Sitting, told: PhaseState) -> object:
    trustee = person(Role.TRUSTEE, BODIES[0])
    setup = KeySetup.objects.latest("pk")
    return box.stop_setup(setup=setup, blamed=None, reason="文件丢失", actor=trustee, at=FROZEN, phase=told)


def import_frame(sitting: Sitting, told: PhaseState) -> object:
    listed = [roll.Listed("1", "enterprises", "受访者", "云州市")]
    return roll.import_frame(
        campaign_id=stage.CODE, unit=OWN, members=listed, actor=sitting.lead, at=FROZEN, phase=told
    )


def name_seed(sitting: Sitting, told: PhaseState) -> object:
    return roll.name_seed(campaign_id=stage.CODE, source="摇号", actor=sitting.lead, at=FROZEN, phase=told)


def test_what_prepares_the_survey_ends_with_the_first_phase(sitting: Sitting) -> None:
    acts: tuple[Act, ...] = (begin_key, stop_key, import_frame, name_seed)
    stage.opened(sitting.cast, "P1")
    for act in acts:
        act(sitting, PhaseState.SOLICIT)
    stage.gone_on(sitting.cast, "P2")
    for act in acts:
        with pytest.raises(PhaseRefused):
            act(sitting, PhaseState.MOBILISE)


def test_codes_are_published_in_the_first_phase_alone(sitting: Sitting) -> None:
    stage.opened(sitting.cast, "P1")
    sitting.drawn()
    laid = freeze.propose(campaign=sitting.campaign, actor=sitting.director, at=FROZEN)
    for signer in (sitting.director, sitting.lead):
        sitting.freeze(laid, signer)
    stage.gone_on(sitting.cast, "P2")
    late = {"actor": sitting.lead, "at": FROZEN, "phase": PhaseState.MOBILISE}
    with pytest.raises(PhaseRefused):
        box.publish_credentials(credentials={each.uuid: b"[]" for each in boxes(stage.CODE)}, **late)


def appoint(sitting: Sitting, told: PhaseState, unit: str = OWN) -> Team:
    team = team_of(unit)
    return inspection.appoint(
        campaign_id=stage.CODE, unit=unit, members={each.ref: each.name for each in team}, head=team[0].ref,
        actor=sitting.director, at=OPENED, phase=told,
    )  # fmt: skip


def on_sheet(told: CurrentCampaign) -> list[Callable[[], object]]:
    """Everything that is done with one sheet, in its order."""
    plan, (head, *others) = told.book.inspection, team_of(OWN)
    codes = [own.code for block in plan.blocks for own in block.indicators]
    now: dict[str, Any] = {"campaign": told, "at": OPENED}
    marks = {own.code: own.points for block in plan.blocks for own in block.indicators}
    settled = {code: inspection.Settled(marks[code], "一致") for code in codes}
    return [
        *(lambda who=who: inspection.give_marks(OWN, marks, actor=who, **now) for who in (head, *others)),
        lambda: inspection.open_discussion(OWN, [each.ref for each in (head, *others)], actor=head, **now),
        lambda: inspection.settle(OWN, settled, actor=head, **now),
        lambda: inspection.sign(OWN, "检查评议报告", actor=head, **now),
    ]


def test_sheets_are_marked_and_signed_while_the_inspection_is_open(sitting: Sitting) -> None:
    open_ = stage.opened(sitting.cast, "P4")
    appoint(sitting, PhaseState.CONCLUDE)
    for act in on_sheet(replace(open_, state="P5")):
        act()
    stage.gone_on(sitting.cast, "P5")
    with pytest.raises(PhaseRefused):
        appoint(sitting, PhaseState.INSPECT, OTHER)
    for act in on_sheet(open_):
        with pytest.raises(PhaseRefused):
            act()


def test_objections_wait_for_the_phase_that_is_open(sitting: Sitting) -> None:
    before = stage.opened(sitting.cast, "P3")
    objecting: dict[str, Any] = {
        "unit": UnitRef(OWN),
        "ground": ObjectionGround.ARITHMETIC,
        "text": "计算有误",
        "actor": sitting.actor(Role.COUNTY_LEADER),
        "at": OPENED,
    }
    with pytest.raises(PhaseRefused):
        results.object_to(campaign=replace(before, state="P5"), **objecting)
    with pytest.raises(PhaseRefused):
        results.answer(
            campaign=replace(before, state="P5"), pk=1, upheld=True, text="改正", actor=sitting.director, at=OPENED
        )
    stage.gone_on(sitting.cast, "P4")
    with pytest.raises(NothingToObjectTo):
        results.object_to(campaign=before, **objecting)
