"""The phases of a campaign, day by day without gap or overlap (R59)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import pairwise
from typing import Protocol, Self

from pingyi.rules.mandate import PhaseState
from pingyi.rules.refusal import Bilingual
from pingyi.rules.timetable.errors import PhasesOverlap, UnknownPhase
from pingyi.rules.timetable.interval import SHANGHAI, Interval, days


class PlannedPhase(Protocol):
    """What a plan says about a phase; both days belong to it."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> Bilingual: ...
    @property
    def kind(self) -> str: ...
    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase; `kind` is what powers are tied to, `code` is its name in the plan file, `name` what people call it."""

    code: str
    name: Bilingual
    kind: PhaseState
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Timetable:
    """The phases in order, each starting on the day after the one before ends.

    Raises PhasesOverlap.
    """

    phases: tuple[Phase, ...]
    zone: tzinfo = SHANGHAI

    def __post_init__(self) -> None:
        for phase in self.phases:
            if phase.ends < phase.starts:
                raise PhasesOverlap(phase.code, phase.starts, phase.ends)
        for earlier, later in pairwise(self.phases):
            if later.starts != earlier.ends + timedelta(days=1):
                raise PhasesOverlap(later.code, later.starts, later.ends, before=earlier.ends)

    @classmethod
    def from_plan(cls, phases: Iterable[PlannedPhase], zone: tzinfo = SHANGHAI) -> Self:
        """The timetable of a plan's phases."""
        return cls(tuple(Phase(p.code, p.name, PhaseState(p.kind), p.starts, p.ends) for p in phases), zone)

    def phase(self, code: str) -> Phase:
        """Raises UnknownPhase."""
        for phase in self.phases:
            if phase.code == code:
                return phase
        raise UnknownPhase(code)

    def interval(self, code: str) -> Interval:
        """From the first day's 00:00 up to the 00:00 after the last day. Raises UnknownPhase."""
        phase = self.phase(code)
        return days(phase.starts, phase.ends, self.zone)

    def after(self, code: str) -> Phase | None:
        """The next phase, None after the last. Raises UnknownPhase."""
        following = self.phases.index(self.phase(code)) + 1
        return self.phases[following] if following < len(self.phases) else None
