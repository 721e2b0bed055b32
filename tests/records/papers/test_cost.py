"""What each act on a paper asks of the database: the same however many units there are, and little."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pingyi.records.organisation.models import Unit
from pingyi.records.papers import actions
from pingyi.records.papers.actions.drafting import Written
from pingyi.records.papers.models import Paper
from pingyi.rules.mandate import Role
from tests.cast import AT as ENTERED
from tests.records.papers.conftest import Hands
from tests.stage import day

pytestmark = pytest.mark.django_db
AT = day("07-08")


def asked(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        act()
    return len([each for each in caught if "SAVEPOINT" not in each["sql"]])


def way(hands: Hands, unit: str) -> list[int]:
    """Queries of beginning, saving, laying, signing, receiving and approving a unit's plan."""
    clerk, leader = hands.county(unit)
    staff, director = hands.actor(Role.OFFICE_STAFF), hands.actor(Role.OFFICE_DIRECTOR)
    begun = asked(lambda: actions.begin("D06", actor=clerk, at=AT))
    paper = Paper.objects.latest("pk")
    written = Written(paper.title, dict.fromkeys(paper.draft["texts"], "已按要求办理。"))
    saved = asked(lambda: actions.save(paper.pk, written, 0, actor=clerk, at=AT))
    laid = asked(lambda: actions.lay(paper.pk, 1, actor=clerk, at=AT))
    digest = hands.digest(paper.pk)
    signed = asked(lambda: actions.sign(paper.pk, digest, actor=leader, at=AT))
    pk = hands.delivery(paper.pk).pk
    received = asked(lambda: actions.receive(paper.pk, pk, actor=staff, at=AT))
    approved = asked(lambda: actions.approve(paper.pk, pk, digest, actor=director, at=AT))
    return [begun, saved, laid, signed, received, approved]


def test_an_act_on_a_paper_asks_little_and_no_more_for_more_units(hands: Hands) -> None:
    first = way(hands, "qinghe")
    Unit.objects.bulk_create(
        Unit(code=f"more-{n}", name_zh=f"多{n}", kind="county_bureau", created_at=ENTERED) for n in range(30)
    )
    second = way(hands, "linshan")
    assert second == first and all(few <= most for few, most in zip(first, (5, 3, 9, 13, 13, 23), strict=True)), (
        first,
        second,
    )
