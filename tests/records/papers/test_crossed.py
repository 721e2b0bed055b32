"""Papers at the same moment, on connections of their own: one of two approvals counts, and no number is given twice."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from pingyi.records.organisation.models import Account, Grant
from pingyi.records.organisation.queries import actor_of
from pingyi.records.papers import actions
from pingyi.records.papers.errors import DecidedAlready
from pingyi.records.papers.models import Paper
from pingyi.rules.mandate import Role
from tests.cast import AT as MADE
from tests.cast import cast
from tests.crossing import crossed
from tests.records.papers.conftest import Hands
from tests.stage import day, opened, plan_text

pytestmark = pytest.mark.django_db(transaction=True)
AT = day("07-08")


def test_at_the_same_moment() -> None:
    people = cast()
    opened(people, text=plan_text(by_paper=True))
    hands = Hands(people)
    clerk, leader = hands.county("qinghe")

    written = [hands.written(kind, clerk, AT) for kind in ("D06", "D09", "D10")]
    laid = [(pk, hands.laid(pk, clerk, AT)) for pk in written]
    sent = crossed(*(partial(actions.sign, pk, digest, actor=leader, at=AT) for pk, digest in laid))
    assert sorted(map(str, sent)) == [f"清河县科技局〔2026〕{number}号" for number in (1, 2, 3)]

    account = Account.objects.create(username="second", name="范仲夏", created_at=MADE)
    Grant.objects.create(account=account, role=Role.OFFICE_DIRECTOR, proposed_at=MADE, granted_at=MADE)
    second = actor_of(account, campaign_id="", strong=True)
    actors = [hands.actor(Role.OFFICE_DIRECTOR), replace(second, acknowledged=True)]
    pk = Paper.objects.get(kind="D06").pk
    delivery, digest = hands.delivery(pk).pk, hands.digest(pk)
    at = AT + timedelta(hours=1)
    answers = crossed(*(partial(actions.approve, pk, delivery, digest, actor=actor, at=at) for actor in actors))
    assert [answer for answer in answers if isinstance(answer, str)] == ["市科评办〔2026〕1号"]
    assert sum(isinstance(answer, DecidedAlready) for answer in answers) == 1, answers
    assert Paper.objects.filter(answers=pk).count() == 1
