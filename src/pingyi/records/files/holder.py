"""Whoever may read or change a thing may read or change what is attached to it: each room says so of its nouns.

A room names its `Holder` in its module `holders`, and is found like its menu. Nothing else decides about a file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.rooms import declared
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Actor

Question: TypeAlias = Callable[[Actor, str, CurrentCampaign], bool]
"""Asked of a person about the thing with this reference; what does not exist is nobody's: False."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Things of one noun that carry files. `hold` keeps one as it is until the transaction ends."""

    noun: str
    may_read: Question
    may_attach: Question
    hold: Callable[[str], None]


@cache
def _holders() -> dict[str, Holder]:
    return {holder.noun: holder for holder in declared("holders", Holder)}


def holder_of(about: Subject) -> Holder | None:
    """Who decides about files of this thing; None for what carries none."""
    return _holders().get(about.noun)


def may_read(actor: Actor, about: Subject, campaign: CurrentCampaign) -> bool:
    """Whether this person may open what is attached to it."""
    holder = holder_of(about)
    return holder is not None and holder.may_read(actor, about.reference, campaign)


def may_attach(actor: Actor, about: Subject, campaign: CurrentCampaign) -> bool:
    """Whether this person may attach to it now, and replace and withdraw what is attached."""
    holder = holder_of(about)
    return holder is not None and holder.may_attach(actor, about.reference, campaign)
