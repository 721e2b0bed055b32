"""Days as a calendar file (iCalendar, RFC 5545), which Outlook, phones and WeChat read: whole days, with alarms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

MORNING = timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class Entry:
    """From `begins` to `ends`, both included; `identity` stays the same when the file is read again.

    `before`: so many days ahead an alarm rings, at nine.
    """

    identity: str
    words: str
    begins: date
    ends: date
    url: str
    before: tuple[int, ...] = ()


def calendar_file(name: str, entries: Iterable[Entry], *, at: datetime) -> bytes:
    """The file, as of a moment."""
    calendar = Calendar()
    calendar.add("prodid", "-//Pingyi//pingyi//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), {"value": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, at))
    return bytes(calendar.to_ical())


def _event(entry: Entry, at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.identity)
    event.add("dtstamp", at)
    event.add("dtstart", entry.begins)
    event.add("dtend", entry.ends + timedelta(days=1))
    event.add("summary", entry.words)
    event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    for days in entry.before:
        event.add_component(_alarm(entry.words, MORNING - timedelta(days=days)))
    return event


def _alarm(words: str, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", trigger)
    return alarm
