"""What joint acts share: the minutes that lie before the parties must still say what is true now."""

from collections.abc import Mapping
from typing import Any

from pingyi.records.minutes import queries
from pingyi.records.minutes.errors import ContentChanged, NoSuchMinutes
from pingyi.records.minutes.queries import MinutesView


def laid_before(campaign: str, kind: str, content: Mapping[str, Any]) -> MinutesView:
    """The newest minutes of a kind. Raises NoSuchMinutes, ContentChanged when things moved on since."""
    laid = queries.latest(campaign, kind)
    if laid is None:
        raise NoSuchMinutes
    if laid.content != content:
        raise ContentChanged
    return laid
