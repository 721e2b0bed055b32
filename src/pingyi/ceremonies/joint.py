"""What joint acts share: what all parties signed is over, and what lies before them must still say what is true now.

Both are asked within the campaign's turn (`records.campaign.actions.turn`), so that nobody else can answer otherwise.
"""

from collections.abc import Mapping
from typing import Any

from pingyi.ceremonies.commitments import ensure_minutes
from pingyi.ceremonies.errors import Outdated
from pingyi.records.acts import queries
from pingyi.records.acts.errors import DoneAlready, NoSuchAct
from pingyi.records.acts.queries import ActView


def ensure_open(campaign: str, kind: str) -> None:
    """Refuse to begin an act that all its parties have signed. Raises DoneAlready."""
    if queries.done(campaign, kind):
        raise DoneAlready


def laid_before(campaign: str, kind: str, content: Mapping[str, Any]) -> ActView:
    """What lies before the parties. Raises NoSuchAct, RowsAltered, DoneAlready, Outdated."""
    laid = queries.latest(campaign, kind)
    if laid is None:
        raise NoSuchAct
    ensure_minutes(laid)
    if laid.complete:
        raise DoneAlready
    if laid.content != content:
        raise Outdated
    return laid
