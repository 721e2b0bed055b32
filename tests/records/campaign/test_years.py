"""Holidays published after the plan was signed: refused until recorded, recorded by the office, the newest counts."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pingyi.records.campaign import actions, queries
from pingyi.records.campaign.models import RecordedYear
from pingyi.records.journal.models import JournalEntry
from pingyi.records.results import queries as results_queries
from pingyi.rules.mandate import Role, RoleRefused
from pingyi.rules.timetable import Announced, ImpossibleYear, UnknownYear
from tests.cast import Cast
from tests.stage import day, plan_text

pytestmark = pytest.mark.django_db
AT = day("06-10")
YEAR = 2199
"""A year whose holidays nobody will publish while this test is kept."""


def begun(cast: Cast) -> queries.CurrentCampaign:
    return actions.create_campaign(plan_text(), actor=cast.actor(Role.OFFICE_STAFF), at=AT, year=YEAR)


def announced(off: tuple[int, ...] = (16,), worked: tuple[int, ...] = (21,)) -> Announced:
    """16 September 2199 is a Monday, the 21st a Saturday."""
    return Announced(
        YEAR, frozenset(date(YEAR, 9, each) for each in off), frozenset(date(YEAR, 9, each) for each in worked)
    )


def test_a_year_is_needed_until_it_is_recorded_and_then_counts(cast: Cast) -> None:
    campaign = begun(cast)
    ruled = day("09-13").replace(year=YEAR)
    assert campaign.unknown_years == (YEAR,)
    with pytest.raises(UnknownYear, match=f"{YEAR} are not recorded"):
        results_queries.objections_until(campaign, ruled)
    assert results_queries.objections_end(campaign, ruled) is None
    actions.record_year(announced(), "国办发明电〔2198〕7号", actor=cast.actor(Role.OFFICE_DIRECTOR), at=AT)
    campaign = queries.required()
    assert campaign.unknown_years == ()
    assert results_queries.objections_until(campaign, ruled) == day("09-20", 0).replace(year=YEAR)
    leaf = json.loads(bytes(JournalEntry.objects.get(kind="workdays:record:1").leaf))
    assert leaf["public"] == {
        "year": YEAR, "off": ["2199-09-16"], "worked": ["2199-09-21"], "source": "国办发明电〔2198〕7号"
    }  # fmt: skip


def test_a_later_record_corrects_an_earlier_one_and_nothing_is_erased(cast: Cast) -> None:
    begun(cast)
    director = cast.actor(Role.OFFICE_DIRECTOR)
    for off in ((16,), (17,)):
        actions.record_year(announced(off), "x", actor=director, at=AT)
    assert queries.required().work_calendar.is_workday(date(YEAR, 9, 16))
    assert not queries.required().work_calendar.is_workday(date(YEAR, 9, 17))
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordedYear.objects.all().delete()


@pytest.mark.parametrize(
    ("year", "off", "worked"),
    [
        (YEAR, set(), set()),
        (YEAR, {date(YEAR, 9, 21)}, set()),
        (YEAR, {date(YEAR, 9, 16)}, {date(YEAR, 9, 17)}),
        (YEAR, {date(YEAR + 1, 9, 16)}, set()),
        (YEAR, {date(YEAR, 12, 25)}, set()),
        (2026, {date(2026, 9, 16)}, set()),
    ],
)
def test_days_that_no_document_can_name_are_refused(cast: Cast, year: int, off: set[date], worked: set[date]) -> None:
    begun(cast)
    with pytest.raises(ImpossibleYear):
        actions.record_year(
            Announced(year, frozenset(off), frozenset(worked)), "x", actor=cast.actor(Role.OFFICE_DIRECTOR), at=AT
        )
    assert not RecordedYear.objects.exists()


def test_the_days_before_new_year_belong_to_the_next_announcement() -> None:
    own = Announced(YEAR, frozenset({date(YEAR - 1, 12, 31)}), frozenset())
    own.ensure_possible()
    assert not own.is_workday(date(YEAR - 1, 12, 31))


def test_only_the_offices_director_records(cast: Cast) -> None:
    begun(cast)
    with pytest.raises(RoleRefused):
        actions.record_year(announced(), "x", actor=cast.actor(Role.COUNTY_OFFICE), at=AT)
