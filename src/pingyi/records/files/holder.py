"""Whoever may read or change a thing may read or change what is attached to it: each room says so of its nouns.

A room names its `Holder` in its module `holders`, and is found like its menu. Nothing else decides about a file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.errors import NotNow
from pingyi.records.rooms import declared
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Actor, Power, ScopeRefused, check
from pingyi.rules.rulebook.words import Text

Question: TypeAlias = Callable[[Actor, str, CurrentCampaign], bool]
"""Asked of a person about the thing with this reference; what does not exist is nobody's: False."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file belongs: whose the thing is and what it is called, and the page of it that this person uses."""

    owner: Text
    title: Text
    page: str
    key: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Things of one noun that carry files. `hold` keeps one as it is until the transaction ends."""

    noun: str
    may_read: Question
    may_attach: Question
    place: Callable[[Actor, str, CurrentCampaign], Place]
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


def place_of(actor: Actor, about: Subject, campaign: CurrentCampaign) -> Place:
    """Where files of this thing belong, for somebody who may read them. Raises ScopeRefused (hidden)."""
    holder = holder_of(about)
    if holder is None:
        raise ScopeRefused(hidden=True)
    return holder.place(actor, about.reference, campaign)


def ensure_may_attach(actor: Actor, about: Subject, campaign: CurrentCampaign) -> None:
    """Refuse whoever may not attach to the thing now. Raises ScopeRefused (hidden), NotNow."""
    check(actor, Power.FILE_ATTACH, phase=campaign.phase)
    if not may_read(actor, about, campaign):
        raise ScopeRefused(hidden=True)
    if not may_attach(actor, about, campaign):
        raise NotNow
