"""Days as people say them, and how long it is until one is over."""

from datetime import date, datetime

from babel.dates import format_date
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _


def in_words(day: date) -> str:
    """A day with its weekday: 7月20日（周一）, Mon 20 July."""
    return _written(day, pgettext("a day with its weekday, in the signs of Unicode TS 35", "EEE d MMMM"))


def in_short(day: date) -> str:
    """A day as narrow columns name it: 7月20日, 20 Jul."""
    return _written(day, pgettext("a day in a narrow column, in the signs of Unicode TS 35", "d MMM"))


def dated(day: date) -> str:
    """A day with its year, as records name it: 2026年7月20日, 20 July 2026."""
    return _written(day, pgettext("a day with its year, in the signs of Unicode TS 35", "d MMMM y"))


def moment_in_words(at: datetime) -> str:
    """A moment as records name it: 2026年7月20日9:05, 20 July 2026, 9:05."""
    local = at.astimezone(get_current_timezone())
    return _("%(day)s, %(time)s") % {"day": dated(local.date()), "time": f"{local.hour}:{local:%M}"}


def hour_in_words(at: datetime) -> str:
    """An hour whose minute nobody kept: 7月20日（周一）9时至10时, Mon 20 July, between 9 and 10."""
    local = at.astimezone(get_current_timezone())
    values = {"day": in_words(local.date()), "from": local.hour, "until": local.hour + 1}
    return _("%(day)s, between %(from)s and %(until)s o'clock") % values


def until_the_end_of(due: datetime, at: datetime) -> str:
    """A deadline, which is the end of its day, and how far away it is: 7月20日（周一）24时前，还剩4天."""
    zone = get_current_timezone()
    day = due.astimezone(zone).date()
    left = (day - at.astimezone(zone).date()).days
    values = {"day": in_words(day), "n": abs(left)}
    if left > 0:
        return ngettext("%(day)s, end of day; %(n)d day left", "%(day)s, end of day; %(n)d days left", left) % values
    if left == 0:
        return _("%(day)s, end of day: today") % values
    return ngettext("%(day)s, end of day; %(n)d day ago", "%(day)s, end of day; %(n)d days ago", -left) % values


def _written(day: date, pattern: str) -> str:
    return format_date(day, pattern, "zh_Hans" if (get_language() or "zh").startswith("zh") else "en")
