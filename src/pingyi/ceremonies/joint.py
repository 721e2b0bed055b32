"""What joint acts share: what all parties signed is over, and what lies before them must still say what is true now."""

from collections.abc import Mapping
from typing import Any

from pingyi.ceremonies.errors import DoneAlready, Outdated
from pingyi.records.minutes import queries
from pingyi.records.minutes.errors import NoSuchMinutes
from pingyi.records.minutes.queries import MinutesView


def ensure_open(campaign: str, kind: str) -> None:
    """Refuse to begin an act that all its parties have signed. Raises DoneAlready."""
    laid = queries.latest(campaign, kind)
    if laid is not None and laid.complete:
        raise DoneAlready


def laid_before(campaign: str, kind: str, content: Mapping[str, Any]) -> MinutesView:
    """The newest minutes of a kind. Raises NoSuchMinutes, DoneAlready, Outdated."""
    laid = queries.latest(campaign, kind)
    if laid is None:
        raise NoSuchMinutes
    if laid.complete:
        raise DoneAlready
    if laid.content != content:
        raise Outdated
    return laid
