"""Several duties in one act: all or none, a word about which one, and as many queries for eight as for two."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pingyi.records.duties import actions
from pingyi.records.duties.actions import HandedIn
from pingyi.records.duties.errors import OneDutyRefused, OwnWork, WordsMissing
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.journal.models import JournalEntry
from pingyi.records.outbox.models import Notice
from pingyi.rules.mandate import Actor, Role, ScopeRefused
from pingyi.ui.door.refusal import sentence
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db

AT = day("07-05")
COUNTY = ("county-bodies", "recruit-representatives", "train-personnel", "county-mobilisation")


def of(unit: str, *tasks: str) -> list[int]:
    return [Duty.objects.get(task=task, unit__code=unit).pk for task in tasks]


def papers(pks: list[int], text: str = "办好了") -> list[HandedIn]:
    return [HandedIn(pk, text, f"清科〔2026〕{pk}号") for pk in pks]


def test_several_are_handed_in_and_approved_as_one_by_one(cast: Cast) -> None:
    opened(cast)
    pks = of("qinghe", *COUNTY)
    actions.submit_all(papers(pks), actor=cast.actor(Role.COUNTY_OFFICE), at=AT)
    plan = of("qinghe", "county-plan")
    actions.submit_all(papers(plan), actor=cast.actor(Role.COUNTY_OFFICE), at=AT)
    actions.approve_all({plan[0]: "评〔2026〕1号", pks[0]: ""}, actor=cast.actor(Role.OFFICE_DIRECTOR), at=AT)
    states = dict(Duty.objects.filter(pk__in=pks + plan).values_list("pk", "state"))
    assert states == {plan[0]: "in_force", pks[0]: "done"} | dict.fromkeys(pks[1:], "submitted")
    moves = DutyMove.objects.filter(duty=plan[0]).values_list("verb", "reference")
    assert list(moves)[1:] == [("review", ""), ("approve", ""), ("put_in_force", "评〔2026〕1号")]
    subjects = JournalEntry.objects.filter(kind="duty:submit:1").order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == [f"duty:{pk}" for pk in pks + plan]
    assert Notice.objects.filter(kind="duty-approved", unit__code="qinghe").count() == 2


def test_one_that_is_refused_is_named_and_nothing_is_done(cast: Cast) -> None:
    opened(cast)
    first, second = of("qinghe", *COUNTY[:2])
    county = cast.actor(Role.COUNTY_OFFICE)
    with pytest.raises(OneDutyRefused) as refused:
        actions.submit_all([HandedIn(first, "办好了"), HandedIn(second, " ")], actor=county, at=AT)
    assert isinstance(refused.value.__cause__, WordsMissing)
    assert "清河" in sentence(refused.value) and "办好了" not in sentence(refused.value)
    assert not DutyMove.objects.exists() and not JournalEntry.objects.filter(kind="duty:submit:1").exists()
    [other] = of("linshan", COUNTY[0])
    with pytest.raises(ScopeRefused):
        actions.submit_all(papers([first, other]), actor=county, at=AT)
    assert Duty.objects.get(pk=first).state == "owed"
    actions.submit_all(papers([first, second]), actor=county, at=AT)
    director = cast.actor(Role.OFFICE_DIRECTOR)
    Duty.objects.filter(pk=second).update(submitted_by=int(director.ref))
    with pytest.raises(OneDutyRefused) as own:
        actions.approve_all({first: "", second: ""}, actor=director, at=AT)
    assert isinstance(own.value.__cause__, OwnWork)
    assert Duty.objects.get(pk=first).state == "submitted"


def test_a_duty_that_is_not_there_is_not_passed_over(cast: Cast) -> None:
    opened(cast)
    [first] = of("qinghe", COUNTY[0])
    with pytest.raises(Duty.DoesNotExist):
        actions.submit_all(papers([first, 10**9]), actor=cast.actor(Role.COUNTY_OFFICE), at=AT)
    assert not DutyMove.objects.exists()


def queries(act: Callable[..., None], *args: object, actor: Actor) -> int:
    with CaptureQueriesContext(connection) as caught:
        act(*args, actor=actor, at=AT)
    return len([each for each in caught if "SAVEPOINT" not in each["sql"]])


def test_many_cost_as_many_queries_as_few(cast: Cast) -> None:
    opened(cast)
    county, director = cast.actor(Role.COUNTY_OFFICE), cast.actor(Role.OFFICE_DIRECTOR)
    few, many = of("qinghe", COUNTY[0], COUNTY[1]), of("qinghe", *COUNTY[2:], "county-channels", "county-publicity")
    assert queries(actions.submit_all, papers(few), actor=county) <= 10
    assert queries(actions.submit_all, papers(many), actor=county) <= 10
    assert queries(actions.approve_all, dict.fromkeys(few, ""), actor=director) <= 10
    assert queries(actions.approve_all, dict.fromkeys(many, ""), actor=director) <= 10
