"""When a person may be mailed: not in the quiet hours, and the day's summary once, from the hour on that ends them."""

from datetime import date, datetime


def is_quiet(hour: int, *, since: int, until: int) -> bool:
    """Whether this hour of the day lies in the quiet ones; they may span midnight, and equal hours mean none."""
    return since <= hour < until if since <= until else hour >= since or hour < until


def is_summary_due(now: datetime, *, until: int, summed_on: date | None) -> bool:
    """Whether the day's summary is still to come at this local moment, quiet hours apart."""
    return now.hour >= until and (summed_on is None or summed_on < now.date())
