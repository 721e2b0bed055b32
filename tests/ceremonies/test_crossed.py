"""A campaign in which acts are crossed by others at the same moment, on two connections, goes on and verifies."""

from collections.abc import Callable

import pytest

from pingyi.ceremonies import closing, opening, phase, reckoning
from pingyi.ceremonies.errors import BeforeTheLeaders, Decided
from pingyi.desks.public.bundle import files
from pingyi.records.campaign import actions as campaign_actions
from pingyi.records.campaign.errors import OutOfOrder
from pingyi.records.campaign.topics import Topic
from pingyi.records.journal import actions as journal
from pingyi.records.minutes.queries import MinutesView, all_of
from pingyi.records.results import queries as results
from pingyi.verify.boards import Pool
from pingyi.verify.bundle import verify_bundle
from pingyi.verify.finding import Outcome
from tests import stage
from tests.cast import cast
from tests.crossing import crossed
from tests.sitting import CLOSED, OPENED, RELEASED, Sitting, brought_to
from tests.verify.published import Memory, Remembering


def cross_last(sitting: Sitting, laid: MinutesView, sign: Callable[..., object], anew: Callable[[], object]) -> None:
    """The last missing signature and laying anew, at once: one act is complete, and no other is."""
    crossed(sign, anew)
    done = [view for view in all_of(sitting.campaign.code) if view.kind == laid.kind and view.complete]
    assert [view.digest for view in done] == [laid.digest]


@pytest.mark.django_db(transaction=True)
def test_acts_that_cross_leave_a_campaign_that_goes_on_and_verifies() -> None:
    sitting = Sitting(cast())
    stage.opened(sitting.cast)
    brought_to("P3", sitting)
    who = {"campaign": sitting.campaign, "actor": sitting.director, "at": CLOSED}
    laid = closing.propose(**who)
    closing.sign(digest=laid.digest, **who)
    last = {**who, "actor": sitting.lead, "digest": laid.digest}
    cross_last(sitting, laid, lambda: closing.sign(**last), lambda: closing.propose(**who))

    at = sitting.campaign.timetable.interval("P4").start
    at = sitting.campaign.timetable.interval("P4").start
    campaign_actions.record_decision("决〔2026〕4号", Topic.OVERRIDE, "P4", "同意", actor=sitting.leader, at=at)
    opens = {"actor": sitting.director, "at": at, "decision": "决〔2026〕4号"}
    twice = crossed(*[lambda: phase.open_phase("P4", **opens)] * 2)
    assert sum(isinstance(answer, OutOfOrder) for answer in twice) == 1
    assert sitting.campaign.state == "P4"

    brought_to("summed", sitting, after="P4")
    sitting.give(1)
    sitting.give(2)
    who = {"campaign": sitting.campaign, "actor": sitting.director, "at": OPENED}
    counted, again = crossed(*[lambda: opening.count(**who)] * 2)
    assert isinstance(counted, MinutesView)
    assert counted == again
    for signer in (sitting.director, sitting.supervisor):
        opening.sign_count(**{**who, "actor": signer}, digest=counted.digest, recount="")
    told = {**who, "actor": sitting.lead, "digest": counted.digest, "recount": counted.content["counts_digest"]}
    cross_last(sitting, counted, lambda: opening.sign_count(**told), lambda: opening.count(**who))

    sitting.inspected()
    laid = sitting.reckon()
    for signer in (sitting.director, sitting.supervisor):
        reckoning.sign(**{**who, "actor": signer}, digest=laid.digest)
    last = {**who, "actor": sitting.lead, "digest": laid.digest}
    cross_last(sitting, laid, lambda: reckoning.sign(**last), sitting.reckon)
    _, anew = crossed(sitting.approve, sitting.reckon)
    assert isinstance(anew, BeforeTheLeaders | Decided)
    kept = reckoning.signed_reckoning(sitting.campaign)
    assert kept is not None
    assert kept.approved

    sitting.open_phase("P5")
    crossed(sitting.release, sitting.release)
    released = results.released(sitting.campaign.code)
    assert released is not None
    journal.checkpoint(at=RELEASED)
    bundle = {name: b"".join(pieces) for name, pieces in files(sitting.campaign, released)}
    report = verify_bundle(Memory(bundle), older=None, pool=Pool(Remembering()))
    assert [found for found in report.findings if found.outcome is Outcome.WRONG] == []
