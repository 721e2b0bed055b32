"""Feeding back, over five records: what was said, masked and sorted, becomes a package, and its passages become items.

A package exists for somebody of the office only if every opinion in it does: whoever is implicated prepares, reads and
signs nothing of it. What a unit reads is compared with what was taken in, when it is frozen and when it is signed.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import recheck
from pingyi.records.feedback import actions
from pingyi.records.feedback.access import access_package, packages_read
from pingyi.records.feedback.actions import NewPassage
from pingyi.records.feedback.errors import AllFedBack, NotAsItCame, PackageHidden, PackageStale, ReadyChanged
from pingyi.records.feedback.queries import PackageView
from pingyi.records.ledger import actions as ledger
from pingyi.records.ledger.actions import NewItem, SourceRef
from pingyi.records.masks.queries import Masked, masked
from pingyi.records.once import remembering
from pingyi.records.sorting.queries import SortedAs, merged_into, sorted_as
from pingyi.records.sorting.terms import contents
from pingyi.records.voices import actions as voices
from pingyi.records.voices.access import access_opinions
from pingyi.records.voices.errors import ConversationFull
from pingyi.records.voices.queries import as_taken_in, entered, existing, taken_back
from pingyi.rules.encoding import digest
from pingyi.rules.feedback import Meeting, as_it_came
from pingyi.rules.ledger import Origin
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.masks import Finding, proposals
from pingyi.rules.rulebook.completion import Record
from pingyi.rules.sorting import Disposition
from pingyi.rules.timetable import Deadline

HANDED = "hand_over"
"""The deed, as it is committed to."""
SOURCE = "passage"
"""What an item of the ledger comes from, by package and number."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A statement that may be fed back. `people`: how many raised the same; `findings`: what may still tell who."""

    masked: Masked
    sorted: SortedAs
    people: int
    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        """What it is called on a form."""
        return f"{self.masked.opinion}-{self.masked.statement}"


@dataclass(frozen=True, slots=True)
class UnitFeedback:
    """What there is for one unit: statements that are ready, opinions nobody has masked, and all packages."""

    unit: str
    ready: tuple[Ready, ...]
    unmasked: tuple[str, ...]
    packages: tuple[PackageView, ...]

    @property
    def digest(self) -> str:
        """Of what is ready, so that nobody freezes what they have not seen."""
        return digest([[each.key, each.masked.version, each.sorted.content] for each in self.ready])

    @property
    def newest(self) -> PackageView | None:
        """The package that stands."""
        return self.packages[0] if self.packages else None

    @property
    def fed_back(self) -> bool:
        """Whether the unit has signed for a package, and the office."""
        return any(each.complete for each in self.packages)

    @property
    def handed_at(self) -> datetime | None:
        """When a package was handed over last."""
        return max((each.handed_at for each in self.packages if each.handed_at), default=None)

    @property
    def waits(self) -> bool:
        """Whether the office has something to do for this unit."""
        return bool(self.ready) or not self.fed_back


@dataclass(frozen=True, slots=True)
class Words:
    """What the raiser reads once it is done: where it was passed on word for word, and where only what it is about."""

    verbatim: str
    theme: str


def standings(campaign: CurrentCampaign, *, actor: Actor) -> list[UnitFeedback]:
    """Every ranked unit, and others that something is to be fed back to: a fixed number of queries."""
    check(actor, Power.FEEDBACK_PREPARE, phase=campaign.phase)
    with remembering():
        return _standings(campaign, actor)


def standing(unit: str, *, actor: Actor, campaign: CurrentCampaign) -> UnitFeedback:
    """One of them, of which alone the rows are read. Raises PackageHidden."""
    check(actor, Power.FEEDBACK_PREPARE, phase=campaign.phase)
    with remembering():
        found = next((each for each in _standings(campaign, actor, unit) if each.unit == unit), None)
    if found is None:
        raise PackageHidden(hidden=True)
    return found


def _standings(campaign: CurrentCampaign, actor: Actor, unit: str | None = None) -> list[UnitFeedback]:
    about = {each.number: each.units for each in entered(actor, campaign, unit=unit) if not each.withdrawn}
    sortings = sorted_as(campaign.code, None if unit is None else about)
    fed = {
        number: each
        for number, each in sortings.items()
        if number in about and each.disposition is Disposition.FOR_FEEDBACK
    }
    taken_in = merged_into(campaign.code, fed)
    standing = [each.number for each in entered(actor, campaign, numbers=taken_in) if not each.withdrawn]
    merged = Counter(taken_in[number] for number in standing)
    texts = list(masked(campaign.code, fed).values())
    found = packages(campaign, actor=actor, unit=unit)
    ranked = {each.code for each in campaign.book.ranked_units}
    wanted = [each.code for each in campaign.book.units if each.code in ranked]
    wanted += sorted({each for number in fed for each in about[number]} - ranked)
    return [
        _standing(each, [number for number in fed if each in about[number]], fed, merged, texts, found)
        for each in wanted
        if unit in (None, each)
    ]


def due(waiting: Iterable[UnitFeedback], campaign: CurrentCampaign) -> datetime | None:
    """By when the plan wants these units fed back to; None where they have been, or the plan names no day."""
    if all(each.fed_back for each in waiting):
        return None
    days = [task.due for task in campaign.book.tasks if Record.FEEDBACK in task.rests_on and task.due]
    return Deadline(min(days), campaign.timetable.zone).due_at if days else None


def _standing(
    unit: str,
    numbers: Collection[str],
    fed: dict[str, SortedAs],
    merged: Counter[str],
    texts: Iterable[Masked],
    found: Iterable[PackageView],
) -> UnitFeedback:
    own = tuple(each for each in found if each.package.unit == unit)
    given = {(each.opinion, each.statement) for view in own if view.complete for each in view.origins}
    known = [each for each in texts if each.opinion in numbers]
    ready = tuple(
        Ready(each, fed[each.opinion], 1 + merged[each.opinion], _findings(each))
        for each in sorted(known, key=lambda each: (fed[each.opinion].content, each.text))
        if (each.opinion, each.statement) not in given
    )
    unmasked = set(numbers) - {each.opinion for each in known}
    return UnitFeedback(unit, ready, tuple(sorted(unmasked)), own)


def _findings(text: Masked) -> tuple[Finding, ...]:
    return tuple(sorted({each.finding for each in proposals(text.text)}))


def packages(campaign: CurrentCampaign, *, actor: Actor, unit: str | None = None) -> list[PackageView]:
    """Every package that exists for this person, or every one of a unit."""
    found = packages_read(actor, campaign, unit)
    if actor.appraised_unit is not None:
        return found
    known = existing(actor, campaign, {origin.opinion for each in found for origin in each.origins})
    return [each for each in found if {origin.opinion for origin in each.origins} <= known]


def read(pk: int, campaign: CurrentCampaign, *, actor: Actor) -> PackageView:
    """One package. Raises what `access_package` refuses, PackageHidden."""
    view = access_package(actor, pk, campaign)
    numbers = {origin.opinion for origin in view.origins}
    if actor.appraised_unit is None and not numbers <= existing(actor, campaign, numbers):
        raise PackageHidden(hidden=True)
    return view


@transaction.atomic
def freeze(
    unit: str, themes: Collection[str], *, seen: str, actor: Actor, at: datetime, campaign: CurrentCampaign
) -> PackageView:
    """Freeze what is ready; of `themes` (keys) only what they are about is passed on, because masks would not protect.

    Raises PackageHidden, ReadyChanged, AllFedBack, NotAsItCame, SignedMeanwhile.
    """
    with remembering():
        own = standing(unit, actor=actor, campaign=campaign)
        if own.digest != seen:
            raise ReadyChanged
        if not own.ready and own.fed_back:
            raise AllFedBack
        _ensure_as_they_came([each.masked for each in own.ready], actor, campaign)
    passages = [
        NewPassage(
            content=each.sorted.content,
            text="" if each.key in themes else each.masked.text,
            people=each.people,
            opinion=each.masked.opinion,
            statement=each.masked.statement,
            version=each.masked.version,
            leaf=each.masked.leaf,
        )
        for each in own.ready
    ]
    return actions.freeze(unit, passages, campaign=campaign, actor=actor, at=at)


@transaction.atomic
def record(
    pk: int, meeting: Meeting, *, seen: int, actor: Actor, at: datetime, campaign: CurrentCampaign
) -> PackageView:
    """Record the meeting. Raises PackageHidden, PackageStale, and what `feedback.actions.record` refuses."""
    _ensure_fresh(read(pk, campaign, actor=actor), campaign)
    return actions.record(pk, meeting, seen=seen, campaign=campaign, actor=actor, at=at)


@transaction.atomic
def receive(pk: int, *, digest: str, actor: Actor, at: datetime, campaign: CurrentCampaign) -> PackageView:
    """The unit's leader signs. Raises PackageHidden, PackageStale, and what `feedback.actions.receive` refuses."""
    view = access_package(actor, pk, campaign)
    if not view.complete:
        _ensure_fresh(view, campaign)
    return actions.receive(pk, digest, campaign=campaign, actor=actor, at=at)


@transaction.atomic
def hand_over(
    pk: int, words: Words, *, digest: str, actor: Actor, at: datetime, campaign: CurrentCampaign
) -> PackageView:
    """The office signs, and the package is handed over: items of the ledger, words to the raisers, duties settled.

    Raises PackageHidden, PackageStale, NotAsItCame, and what `feedback.actions.hand_over` refuses.
    """
    view = read(pk, campaign, actor=actor)
    if not view.complete:
        _ensure_fresh(view, campaign)
    signed = actions.hand_over(pk, digest, campaign=campaign, actor=actor, at=at)
    if signed.origins:
        _let_know(signed, words, actor, at, campaign)
        _into_ledger(signed, actor, at, campaign)
    recheck(records=list(Record), units=[signed.package.unit], actor=actor, at=at)
    return signed


def is_stale(view: PackageView, campaign: CurrentCampaign) -> bool:
    """Whether a mask, an opinion or its sorting is not as it was when the package was frozen: three queries."""
    numbers = {each.opinion for each in view.origins}
    texts, sortings = masked(campaign.code, numbers), sorted_as(campaign.code, numbers)
    return bool(taken_back(numbers, campaign)) or any(
        texts[each.opinion, each.statement].version != each.version
        or sortings[each.opinion].disposition is not Disposition.FOR_FEEDBACK
        for each in view.origins
    )


def _ensure_fresh(view: PackageView, campaign: CurrentCampaign) -> None:
    if is_stale(view, campaign):
        raise PackageStale


def _ensure_as_they_came(texts: Collection[Masked], actor: Actor, campaign: CurrentCampaign) -> None:
    """Refuse what is not the original with places hidden, or whose original has not the leaf it was taken in with."""
    came = as_taken_in({each.opinion for each in texts}, actor, campaign)
    for each in texts:
        original = came[each.opinion, each.statement]
        if not (original.intact and original.leaf == each.leaf and as_it_came(each.text, original.text)):
            raise NotAsItCame(number=each.opinion)


def _let_know(view: PackageView, words: Words, actor: Actor, at: datetime, campaign: CurrentCampaign) -> None:
    """The raisers read it; where a conversation is full, it stands among the deeds alone."""
    texts = {each.number: each.text for each in view.package.passages}
    opinions = access_opinions(actor, {each.opinion for each in view.origins}, campaign)
    for origin in view.origins:
        text = words.verbatim if texts[origin.passage] else words.theme
        try:
            voices.answer(opinions[origin.opinion], text, seen=0, verb=HANDED, actor=actor, at=at, campaign=campaign)
        except ConversationFull:
            voices.commit(origin.opinion, HANDED, origin.leaf, actor=actor, at=at, campaign=campaign)


def _into_ledger(view: PackageView, actor: Actor, at: datetime, campaign: CurrentCampaign) -> None:
    points, whole = contents(campaign.book), _contents(campaign)
    sortings = sorted_as(campaign.code, {each.opinion for each in view.origins})
    items = [
        NewItem(
            unit=view.package.unit,
            origin=Origin.FEEDBACK,
            content=whole[each.content],
            problem=each.text or points[each.content].zh,
            priority=sortings[origin.opinion].priority,
            raisers=each.people,
            verbatim=each.text,
            sources=(SourceRef(SOURCE, f"{view.pk}-{each.number}"),),
        )
        for each, origin in zip(view.package.passages, view.origins, strict=True)
    ]
    ledger.add(items, campaign=campaign, actor=actor, at=at)


def _contents(campaign: CurrentCampaign) -> dict[str, str]:
    """The content of the plan to which each point belongs."""
    return {point.code: each.code for each in campaign.book.contents for point in each.subpoints}
