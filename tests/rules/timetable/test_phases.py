"""Phases are half-open and contiguous; each edge just before, at and after."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.mandate import PhaseState
from pingyi.rules.rulebook.words import Text
from pingyi.rules.timetable import (
    SHANGHAI,
    ChecklistOpen,
    DecisionMissing,
    Extension,
    ExtensionRefused,
    GateItem,
    GateShut,
    Phase,
    PhasesOverlap,
    Timetable,
    UnknownPhase,
    ensure_open,
    extend,
)

MICRO = timedelta(microseconds=1)
TIMETABLE = Timetable(
    (
        Phase("P1", Text("第P1阶段", "phase P1"), PhaseState.MOBILISE, date(2026, 6, 22), date(2026, 7, 10)),
        Phase("P2", Text("第P2阶段", "phase P2"), PhaseState.SOLICIT, date(2026, 7, 11), date(2026, 7, 25)),
        Phase("P3", Text("第P3阶段", "phase P3"), PhaseState.RECTIFY, date(2026, 7, 26), date(2026, 8, 31)),
        Phase("P4", Text("第P4阶段", "phase P4"), PhaseState.INSPECT, date(2026, 9, 1), date(2026, 9, 15)),
        Phase("P5", Text("第P5阶段", "phase P5"), PhaseState.CONCLUDE, date(2026, 9, 16), date(2026, 9, 30)),
    )
)
SECOND = datetime(2026, 7, 11, tzinfo=SHANGHAI)


def code_at(at: datetime) -> str | None:
    return next((phase.code for phase in TIMETABLE.phases if at in TIMETABLE.interval(phase.code)), None)


def test_the_edge_between_two_phases() -> None:
    assert code_at(SECOND - MICRO) == "P1"
    assert code_at(SECOND) == "P2"
    assert code_at(SECOND + MICRO) == "P2"
    assert TIMETABLE.interval("P1").end == TIMETABLE.interval("P2").start == SECOND


def test_the_outer_edges() -> None:
    first, last = datetime(2026, 6, 22, tzinfo=SHANGHAI), datetime(2026, 10, 1, tzinfo=SHANGHAI)
    assert (code_at(first - MICRO), code_at(first)) == (None, "P1")
    assert (code_at(last - MICRO), code_at(last)) == ("P5", None)


def test_the_zone_is_shanghai_whatever_the_clock_speaks() -> None:
    assert code_at(datetime(2026, 7, 10, 15, 59, 59, tzinfo=UTC)) == "P1"
    assert code_at(datetime(2026, 7, 10, 16, 0, tzinfo=UTC)) == "P2"


@given(st.datetimes(datetime(2026, 6, 22), datetime(2026, 9, 30, 23, 59, 59)))
def test_every_moment_of_the_campaign_has_exactly_one_phase(naive: datetime) -> None:
    at = naive.replace(tzinfo=SHANGHAI)
    assert sum(at in TIMETABLE.interval(phase.code) for phase in TIMETABLE.phases) == 1


@pytest.mark.parametrize("starts", [date(2026, 7, 10), date(2026, 7, 12)])
def test_overlap_and_gap_are_refused(starts: date) -> None:
    first, second, *_ = TIMETABLE.phases
    with pytest.raises(PhasesOverlap, match=r"phase P2 cannot last .* ends on 2026-07-10"):
        Timetable((first, Phase("P2", Text("第P2阶段", "phase P2"), second.kind, starts, second.ends)))


def test_a_phase_that_runs_backwards_is_refused() -> None:
    with pytest.raises(PhasesOverlap, match="P1 cannot last"):
        Timetable((Phase("P1", Text("第P1阶段", "phase P1"), PhaseState.MOBILISE, date(2026, 7, 2), date(2026, 7, 1)),))


def test_one_day_is_a_phase() -> None:
    day = date(2026, 7, 1)
    assert (
        Timetable((Phase("P1", Text("第P1阶段", "phase P1"), PhaseState.MOBILISE, day, day),))
        .interval("P1")
        .start.date()
        == day
    )


def test_from_a_plan() -> None:
    @dataclass(frozen=True)
    class Planned:
        code: str
        name: Text
        kind: str
        starts: date
        ends: date

    planned = [Planned(p.code, p.name, p.kind.value, p.starts, p.ends) for p in TIMETABLE.phases]
    assert Timetable.from_plan(planned) == TIMETABLE


def test_unknown_phase() -> None:
    assert TIMETABLE.after("P5") is None
    with pytest.raises(UnknownPhase, match="no phase P6"):
        TIMETABLE.interval("P6")


# --- extension -----------------------------------------------------------------------------------------------------


def test_an_extension_takes_days_from_the_next_phase() -> None:
    longer = extend(TIMETABLE, Extension("P1", date(2026, 7, 15), "LG-2026-3"))
    assert longer.phase("P1").ends == date(2026, 7, 15)
    assert longer.phase("P2").starts == date(2026, 7, 16)
    assert longer.phase("P2").ends == TIMETABLE.phase("P2").ends


def test_the_last_phase_can_be_extended() -> None:
    assert extend(TIMETABLE, Extension("P5", date(2026, 10, 10), "LG-2026-4")).phase("P5").ends == date(2026, 10, 10)


def test_no_extension_without_decision() -> None:
    with pytest.raises(DecisionMissing):
        extend(TIMETABLE, Extension("P1", date(2026, 7, 15), " "))


@pytest.mark.parametrize("ends", [date(2026, 7, 10), date(2026, 7, 1), date(2026, 7, 25)])
def test_an_extension_that_extends_nothing_or_eats_the_next_phase(ends: date) -> None:
    with pytest.raises(ExtensionRefused, match="may end from 2026-07-11 to 2026-07-24"):
        extend(TIMETABLE, Extension("P1", ends, "LG-2026-3"))


# --- gates ---------------------------------------------------------------------------------------------------------

DONE = (GateItem("county plans approved", True), GateItem("survey plan signed", True))
UNDONE = (GateItem("county plans approved", True), GateItem("survey plan signed", False))


def test_a_gate_opens_by_date_and_checklist() -> None:
    ensure_open(TIMETABLE, "P2", DONE, at=SECOND)
    with pytest.raises(GateShut, match=r"opens on 2026-07-11 at the earliest\.$"):
        ensure_open(TIMETABLE, "P2", DONE, at=SECOND - MICRO)
    with pytest.raises(ChecklistOpen) as undone:
        ensure_open(TIMETABLE, "P2", UNDONE, at=SECOND)
    assert undone.value.values["missing"] == ("survey plan signed",)


def test_a_shut_gate_names_everything_at_once() -> None:
    with pytest.raises(ChecklistOpen, match="opens on 2026-07-11 at the earliest, and after: survey plan signed"):
        ensure_open(TIMETABLE, "P2", UNDONE, at=SECOND - MICRO)


def test_only_a_numbered_decision_overrides() -> None:
    ensure_open(TIMETABLE, "P2", UNDONE, at=SECOND - MICRO, override="LG-2026-5")
    with pytest.raises(DecisionMissing):
        ensure_open(TIMETABLE, "P2", UNDONE, at=SECOND, override="")
