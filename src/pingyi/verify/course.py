"""Whether the journal tells what the files of a bundle say, once, and in the order of the acts. Protocol verify §4.

Whoever takes over a server late can add entries and minutes, but not put them before what was already signed: a frame,
a survey or a sheet that was made up afterwards stands in the wrong place.
Public: Placed, telling_faults, order_faults, act_faults, window_faults.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pingyi.rules.bundle.minutes import Minutes
from pingyi.rules.journal.vocabulary.acts import ActDrawnUp
from pingyi.rules.journal.vocabulary.campaign import HolidaysRecorded
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.timetable import UnknownYear
from pingyi.verify.chronicle import ANY, Chronicle, Mention, Stage
from pingyi.verify.finding import Fault

AT_ANY_TIME_BEFORE = frozenset({Stage.FRAMES, Stage.PLAN, Stage.SHEETS, Stage.DISQUALIFIED})
"""What only has to stand before the stages after it."""


class Placed(NamedTuple):
    """What the journal must say because of a file."""

    file: str
    mention: Mention


def record_faults(chronicle: Chronicle, mentions: Sequence[Placed]) -> Iterator[Fault]:
    """What the journal does not say, or what it also says otherwise."""
    for file, mention in mentions:
        about = "" if mention.subject == ANY else f" about {mention.subject}"
        if chronicle.place(mention) is None:
            yield Fault(file, f"the journal has no entry {mention.kind}{about} that says what this file says")
        elif chronicle.gainsaid(mention):
            yield Fault(file, f"the journal has another entry {mention.kind}{about} that says something else")


def order_faults(chronicle: Chronicle, mentions: Sequence[Placed]) -> Iterator[Fault]:
    """What stands in the journal before something that had to come first."""
    latest = 0
    for stage in Stage:
        found = [(chronicle.place(each.mention), each) for each in mentions if each.mention.stage is stage]
        places = {place: each for place, each in found if place is not None}
        if not places:
            continue
        early = min(places)
        if early < latest and stage not in AT_ANY_TIME_BEFORE:
            places_met = f"entry {early - 1}, {places[early].mention.kind}, stands before entry {latest - 1}"
            yield Fault(
                places[early].file, f"the journal tells this out of order: {places_met}, which had to come first"
            )
        latest = max(latest, *places)


def act_faults(chronicle: Chronicle, minutes: Sequence[Minutes], freeze: Minutes, release: Mention) -> Iterator[Fault]:
    """Acts that all parties signed between freeze and release, and that are not among the published minutes."""
    begun, ended = chronicle.acts.get(_spelled(freeze)), chronicle.place(release)
    if begun is None or ended is None:
        return
    here = {_spelled(each) for each in minutes}
    for subject, act in chronicle.acts.items():
        if act.complete and begun.place <= act.place < ended and subject not in here:
            yield Fault("minutes/…", f"by the journal all parties signed {subject}, and it is missing")


def _spelled(minutes: Minutes) -> str:
    return str(ActDrawnUp.about_(minutes.number))


def window_faults(
    chronicle: Chronicle, book: Rulebook, campaign_id: str, approval: Mention, release: Placed
) -> Iterator[Fault]:
    """Whether the result was released after the working days in which units may object (A2-26).

    They are counted with the holidays that the journal had recorded by then, and once more with those known here, so
    that days made up to end it earlier are found as soon as the true ones are announced.
    """
    approved, released = chronicle.moment(approval), chronicle.moment(release.mention)
    place = chronicle.place(release.mention)
    if approved is None or released is None or place is None:
        return  # `record_faults` says so
    before = [year for year in chronicle.years.get(str(HolidaysRecorded.about_(campaign_id)), ()) if year.place < place]
    for year in before:
        if year.days is None:
            yield Fault(release.file, f"entry {year.place - 1} of the journal records what cannot be a year's holidays")
    recorded = tuple(year.days for year in reversed(before) if year.days is not None)
    count, zone = book.objection.working_days, ZoneInfo(book.calendar.workdays.timezone)
    between = f"approved at {approved.isoformat()}, released at {released.isoformat()}"
    for known in dict.fromkeys((recorded, ())):
        try:
            end = book.work_calendar(known).window(approved, count, zone).end
        except (UnknownYear, OverflowError) as unknown:
            if known == recorded:
                yield Fault(release.file, f"{between}: which days between are working days is not recorded ({unknown})")
            continue
        if released < end:
            late = f"{between}: units had {count} working days to object, until {end.astimezone(zone).isoformat()}"
            yield Fault(release.file, late)
            return
