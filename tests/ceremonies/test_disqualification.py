"""A disqualification meets a result: whatever was laid out before it is computed, signed and approved again."""

from collections.abc import Callable
from datetime import date

import pytest

from pingyi.ceremonies import reckoning, release
from pingyi.ceremonies.errors import Decided
from pingyi.records.acts.errors import Outdated
from pingyi.records.acts.queries import latest
from pingyi.records.results import actions, queries
from pingyi.records.results.actions import Breach
from pingyi.records.results.errors import ReckoningOutdated
from pingyi.records.results.queries import DisqualificationView
from pingyi.rules.acts.kind import RECKONING
from tests import stage
from tests.sitting import OPENED, RELEASED, RULED, Sitting, brought_to

pytestmark = pytest.mark.django_db
FIRST = Breach(
    unit="qinghe",
    prohibition="P3",
    number="决〔2026〕9号",
    facts="发放礼品拉票",
    notified_on=date(2026, 9, 1),
    hearing="未作陈述",
    decided_on=date(2026, 9, 8),
)


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("reckoned")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    return prepared


def disqualify(sitting: Sitting) -> DisqualificationView:
    return actions.disqualify(campaign=sitting.campaign, breach=FIRST, actor=sitting.leader, at=OPENED)


def revoke(sitting: Sitting, pk: int) -> None:
    said = {"number": "决〔2026〕11号", "reason": "复查不成立", "decided_on": date(2026, 9, 16), "at": RULED}
    actions.revoke(campaign=sitting.campaign, pk=pk, actor=sitting.leader, **said)


def places(sitting: Sitting) -> list[tuple[str, int | None]]:
    kept = queries.latest(stage.CODE)
    assert kept is not None
    return [(unit["unit"], unit["place"]) for unit in kept.result["exact"]["units"]]


def test_a_result_laid_out_before_the_decision_cannot_be_signed(sitting: Sitting) -> None:
    before = queries.latest(stage.CODE)
    assert before is not None
    old = reckoning.sign(campaign=sitting.campaign, digest=_digest(sitting), actor=sitting.director, at=OPENED)
    view = disqualify(sitting)
    with pytest.raises(Outdated):
        reckoning.sign(campaign=sitting.campaign, digest=old.digest, actor=sitting.lead, at=OPENED)
    laid = sitting.reckon()
    assert laid.digest != old.digest
    assert sitting.sign_result(laid).complete
    kept = queries.latest(stage.CODE)
    assert kept is not None
    assert kept.digest != before.digest
    assert (kept.inputs["units"]["qinghe"]["status"], kept.inputs["units"]["qinghe"]["ground"]) == (
        "disqualified",
        view.ground,
    )
    assert places(sitting) == [("donghu", 1), ("linshan", 2), ("qinghe", None)]
    assert kept.result["exact"]["last_bears"] == [], "two are ranked: nobody bears the last place (A2-11)"


def test_a_decision_after_the_approval_opens_the_reckoning_again(sitting: Sitting) -> None:
    brought_to("approved", sitting, after="reckoned")
    with pytest.raises(Decided):
        sitting.reckon()
    disqualify(sitting)
    with pytest.raises(ReckoningOutdated):
        release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    sitting.sign_result(sitting.reckon())
    sitting.approve()
    with pytest.raises(Decided):
        sitting.reckon()
    sitting.release()
    assert places(sitting) == [("donghu", 1), ("linshan", 2), ("qinghe", None)]
    assert queries.released(stage.CODE) is not None


def test_a_revocation_puts_the_unit_back_in_its_place(sitting: Sitting) -> None:
    pk = disqualify(sitting).pk
    sitting.sign_result(sitting.reckon())
    revoke(sitting, pk)
    with pytest.raises(ReckoningOutdated):
        sitting.approve()
    sitting.sign_result(sitting.reckon())
    assert places(sitting) == [("qinghe", 1), ("donghu", 2), ("linshan", 3)]
    sitting.approve()


def _digest(sitting: Sitting) -> str:
    laid = latest(stage.CODE, RECKONING.code)
    assert laid is not None
    return laid.digest
