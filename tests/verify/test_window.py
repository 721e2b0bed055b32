"""The time for objections is recounted from the journal: approval, release, and the holidays recorded by then."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pingyi import plans
from pingyi.records.box.queries import taking
from pingyi.records.campaign import actions as campaign_actions
from pingyi.rules import rulebook
from pingyi.rules.journal.entry import Entry, Kind
from pingyi.rules.timetable import Announced
from pingyi.verify.chronicle import Chronicle, Mention, Stage
from pingyi.verify.course import Placed, window_faults
from pingyi.verify.finding import Outcome
from tests import stage
from tests.cast import cast
from tests.sitting import Sitting, brought_to
from tests.verify.conftest import bundle
from tests.verify.test_bundle import reasons, verified, wrong
from tests.verify.test_forged import Forger

Files = Mapping[str, bytes]
ZONE = ZoneInfo("Asia/Shanghai")
BOOK = rulebook.parse(plans.read("science-bureau"), year=2199)
APPROVAL = Mention("ranking:rule:1", "reckoning:1", {"kind": "approved"}, Stage.RULED)
RELEASE = Placed("minutes/1-reckoning.json", Mention("ranking:release:1", "reckoning:1", {}, Stage.RELEASED))
OFF, WORKED = ["2199-09-16"], ["2199-09-21"]
"""A Monday and a Saturday: after Friday the 13th, working days are the 17th, 18th and 19th."""


def at(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(f"2199-09-{day}").replace(hour=hour, tzinfo=ZONE)


def said(kind: str, subject: str, public: Any, moment: datetime) -> Entry:
    return Entry(Kind.parse(kind), moment, "0" * 64, subject, public, None)


APPROVED, WINDOW_ENDS = at("13"), at("20", 0)


def faults(*records: Any, released: datetime = WINDOW_ENDS, late: bool = False) -> list[str]:
    """What is said of a result, with these records of holidays before the release, or after it."""
    chronicle, subject = Chronicle(), "campaign:c"
    own = [said("workdays:record:1", subject, public, at("02")) for public in records]
    entries = [
        said("ranking:rule:1", "reckoning:1", {"kind": "approved"}, APPROVED),
        said("ranking:release:1", "reckoning:1", {}, released),
    ]
    for entry in (*entries, *own) if late else (*own, *entries):
        chronicle.witness(entry)
    return [fault.reason for fault in window_faults(chronicle, BOOK, "c", APPROVAL, RELEASE)]


def year(off: list[str] = OFF, worked: list[str] = WORKED, **more: Any) -> dict[str, Any]:
    return {"year": 2199, "off": off, "worked": worked, "source": "国办发明电", **more}


def test_recorded_days_are_counted_and_a_moment_too_early_is_refused() -> None:
    assert faults(year()) == []
    (reason,) = faults(year(), released=WINDOW_ENDS - timedelta(microseconds=1))
    assert "3 working days to object, until 2199-09-20T00:00:00+08:00" in reason


def test_the_last_record_before_the_release_counts() -> None:
    longer = year(["2199-09-16", "2199-09-17"])
    assert faults(longer, year()) == []
    assert "until 2199-09-21" in faults(year(), longer)[0]
    assert "not recorded" in faults(year(), late=True)[0]


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        year(off=[]),
        year(off=["2199-09-21"]),
        year(worked=["2199-09-16"]),
        year(off=["2198-09-17"]),
        year(off=["2199-02-30"]),
        year(off=[20]),
        year(off="2199-09-16"),
        {**year(), "year": 0},
        {**year(), "year": -(10**40)},
        {**year(), "year": True},
        {**year(), "year": "2199"},
    ],
)
def test_what_cannot_be_a_years_holidays_decides_nothing(record: Any) -> None:
    told = faults(record)
    assert "entry 0 of the journal records what cannot be a year's holidays" in told
    assert any("is not recorded" in reason for reason in told)


def test_days_without_end_are_no_crash() -> None:
    none = replace(BOOK, calendar=replace(BOOK.calendar, workdays=replace(BOOK.calendar.workdays, holidays="none")))
    chronicle, last = Chronicle(), datetime(9999, 12, 31, tzinfo=ZONE)
    for kind, public in (("ranking:rule:1", {"kind": "approved"}), ("ranking:release:1", {})):
        chronicle.witness(said(kind, "reckoning:1", public, last))
    assert "is not recorded" in next(window_faults(chronicle, none, "c", APPROVAL, RELEASE)).reason


def test_a_release_told_without_its_window_is_refused(published: Files) -> None:
    """A journal that is sound and signed, in which the release follows the approval after two days."""
    forger = Forger(published)
    (approved,) = (entry for entry in forger.entries if str(entry.kind) == "ranking:rule:1")
    forger.entries = [
        replace(entry, at=approved.at + timedelta(days=2)) if str(entry.kind) == "ranking:release:1" else entry
        for entry in forger.entries
    ]
    assert "3 working days to object" in reasons(forger.published())


def test_holidays_made_up_for_a_year_that_is_known_end_nothing(published: Files) -> None:
    """The weekend between made a working one: by the record the window is over, by the days announced it is not."""
    forger = Forger(published)
    (approved,) = (entry for entry in forger.entries if str(entry.kind) == "ranking:rule:1")
    opened = approved.at.astimezone(ZONE).date()
    weekend = [opened + timedelta(days=each) for each in range(8) if (opened + timedelta(days=each)).weekday() >= 5]
    made_up = {"year": 2026, "off": ["2026-10-01"], "worked": [f"{each}" for each in weekend], "source": "x"}
    index = forger.entries.index(approved)
    record = said("workdays:record:1", f"campaign:{forger.campaign}", made_up, approved.at)
    forger.entries.insert(index, record)
    early = datetime.combine(opened + timedelta(days=4), datetime.min.time(), ZONE)
    forger.entries = [
        replace(entry, at=early) if str(entry.kind) == "ranking:release:1" else entry for entry in forger.entries
    ]
    assert weekend[0] <= opened + timedelta(days=3)
    assert "3 working days to object" in reasons(forger.published())


@pytest.fixture
def over_new_year(db: None) -> Iterator[Files]:
    """The same campaign, approved on 22 December 2026: two of its three working days wait for the holidays of 2027."""
    taking.cache_clear()  # another campaign of this process has the same seeded box numbers
    sitting = Sitting(cast(), ruled=stage.day("12-22"), released=datetime(2027, 1, 4, 9, tzinfo=ZONE))
    stage.opened(sitting.cast)
    brought_to("approved", sitting)
    days = Announced(2027, frozenset({date(2027, 1, 1)}), frozenset())
    campaign_actions.record_year(days, "国办发明电〔2026〕7号", actor=sitting.director, at=stage.day("12-23"))
    sitting.release()
    yield bundle(sitting)
    taking.cache_clear()


def test_a_window_that_ends_in_another_years_holidays_holds_by_what_was_recorded(over_new_year: Files) -> None:
    assert wrong(verified(over_new_year)) == {}
    assert verified(over_new_year).outcome is Outcome.HOLDS
    forger = Forger(over_new_year)
    assert verified(forger.published()).outcome is Outcome.HOLDS
    forger.take("workdays:record:1")
    assert "which days between are working days is not recorded" in reasons(forger.published())
