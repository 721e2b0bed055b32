"""Papers that show a duty done: of its kind, by whoever owes it, in its phase; what is withdrawn opens it again."""

from datetime import timedelta

import pytest

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import queries
from pingyi.records.papers import actions
from pingyi.rules.mandate import Role
from tests.records.papers.conftest import Hands, duty
from tests.stage import day, gone_on

pytestmark = pytest.mark.django_db
BULLETIN = "D50"


def states() -> list[str]:
    return [duty(f"bulletin-{phase}", None).state for phase in (1, 2, 3)]


def test_a_bulletin_settles_the_duty_of_its_phase_and_withdrawn_opens_it(
    hands: Hands, campaign: CurrentCampaign
) -> None:
    staff, director = hands.actor(Role.OFFICE_STAFF), hands.actor(Role.OFFICE_DIRECTOR)
    at = day("07-10", 23)
    [lacks] = queries.card(duty("bulletin-1", None), campaign, at=at).requirements
    assert (lacks.have, lacks.want, lacks.paper) == (0, 1, BULLETIN)
    first = hands.written(BULLETIN, staff, at)
    digest = hands.laid(first, staff, at)
    assert states() == ["owed", "owed", "owed"], "what is not signed shows nothing"
    actions.sign(first, digest, actor=director, at=at)
    assert states() == ["done", "owed", "owed"] and not duty("bulletin-1", None).late
    actions.withdraw(first, actor=director, at=at + timedelta(minutes=9))
    assert states() == ["owed", "owed", "owed"]
    actions.sign(first, hands.laid(first, staff, day("07-11", 0)), actor=director, at=day("07-11", 0))
    done = duty("bulletin-1", None)
    assert (done.state, done.late, done.submitted_at) == ("done", False, at), "when it was first there, stays"
    gone_on(hands.cast, "P2")
    assert states() == ["done", "owed", "owed"], "the first phase's bulletin is not the second's"
    hands.sent(BULLETIN, staff, director, day("07-26"))
    assert states() == ["done", "done", "owed"] and duty("bulletin-2", None).late
