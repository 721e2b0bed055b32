"""What a raiser does: say something, go on, take it back. None of it needs to know who that is."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.intake import Kept
from pingyi.records.voices.actions.answering import commit
from pingyi.records.voices.actions.stating import add, digests, fit, held, hold_hour, move, state
from pingyi.records.voices.errors import NoSuchSource, NoSuchUnit, SentAlready
from pingyi.records.voices.exhibits import came_with
from pingyi.records.voices.lookup import lookup_of
from pingyi.records.voices.models import Opinion, Statement
from pingyi.records.voices.sources import WEB, sources
from pingyi.rules.lifecycle import OPINION, advance
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.voices import Kind, Side, new_code
from pingyi.rules.voices.batch import begins

NUMBERS = 10**8
WITHDRAWN = "withdraw"
"""The step, and the deed by which it stands in the tree of its hour."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The receipt code, shown this once, and the number under which the office speaks of it."""

    code: str
    number: str


@dataclass(frozen=True, slots=True)
class NewOpinion:
    """What somebody wants said. `units`: codes of the units it is about, as they were chosen; `files`: cleaned."""

    kind: Kind
    units: Collection[str]
    text: str
    files: Sequence[Kept] = ()


@transaction.atomic
def raise_opinion(
    new: NewOpinion, *, source: str, token: bytes, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> Taken:
    """Keep an opinion and answer its receipt code, which follows from `token`: 32 random bytes of this one form.

    The same form sent again gets the same answer, so that a broken line or a second click loses nothing.
    `source`: a term of the plan's vocabulary; what did not come by the web is entered by those who take it down.
    Raises NothingSaid, TooMuchSaid, NoSuchUnit, NoSuchSource, SentAlready.
    """
    check(actor, Power.OPINION_RAISE if source == WEB else Power.OPINION_ENTER, phase=campaign.phase)
    text, units = fit(new.text), units_of(new.units, campaign.book)
    if source not in sources(campaign.book):
        raise NoSuchSource
    code = new_code(hashlib.sha256(token).digest())
    lookup = lookup_of(code, campaign.code)
    hour = hold_hour(campaign.code, at=at)
    opinion, created = Opinion.objects.get_or_create(
        lookup=lookup,
        defaults={
            "campaign_id": campaign.code,
            "number": _number(campaign.code),
            "kind": new.kind,
            "source": source,
            "units": units,
            "hour": hour,
            "state": advance(OPINION, OPINION.initial, "seal") if new.kind is Kind.WRONGDOING else OPINION.initial,
        },
    )
    if created:
        state(opinion, text, side=Side.RAISER, hour=hour, number=0, files=new.files)
    else:
        _ensure_same(Statement.objects.get(opinion=opinion, number=0), text, digests(new.files))
    return Taken(code, opinion.number)


def _ensure_same(first: Statement, text: str, files: tuple[str, ...]) -> None:
    if first.text != text or came_with(first) != files:
        raise SentAlready


@transaction.atomic
def go_on(
    opinion: Opinion,
    text: str,
    *,
    seen: int,
    files: Sequence[Kept] = (),
    actor: Actor,
    at: datetime,
    campaign: CurrentCampaign,
) -> Opinion:
    """A further statement of the raiser, who saw `seen` statements; the same one again is not kept twice.

    Answers the opinion as it stands then. Raises NothingSaid, TooMuchSaid, NotNow, ConversationFull,
    TooManyExhibits.
    """
    check(actor, Power.OPINION_RAISE, phase=campaign.phase)
    text = fit(text)
    hour = hold_hour(opinion.campaign_id, at=at)
    opinion = held(opinion)
    add(opinion, text, "go_on", side=Side.RAISER, seen=seen, hour=hour, files=files)
    return opinion


@transaction.atomic
def withdraw(opinion: Opinion, *, actor: Actor, at: datetime, campaign: CurrentCampaign) -> Opinion:
    """The raiser takes it back: it is kept and marked, and not passed on. Answers it as it stands. Raises NotNow."""
    check(actor, Power.OPINION_RAISE, phase=campaign.phase)
    hour = hold_hour(opinion.campaign_id, at=at)
    opinion = held(opinion)
    move(opinion, WITHDRAWN)
    commit(opinion.number, WITHDRAWN, b"", actor=actor, at=begins(hour), campaign=campaign)
    return opinion


def units_of(chosen: Collection[str], book: Rulebook) -> list[str]:
    """The units as they are kept. Raises NoSuchUnit."""
    known = {unit.code for unit in book.units}
    if not set(chosen) <= known:
        raise NoSuchUnit
    return sorted(set(chosen))


def _number(campaign_id: str) -> str:
    while Opinion.objects.filter(campaign_id=campaign_id, number=(number := new_number())).exists():
        pass
    return number


def new_number(taken: Collection[str] = ()) -> str:
    """Eight random digits, so that nobody can tell from a number how many there are, or which came first."""
    while True:
        digits = f"{secrets.randbelow(NUMBERS):08}"
        if (number := f"{digits[:4]}-{digits[4:]}") not in taken:
            return number
