"""The ledger as pages show it: lines of a list, an item in full with its history; frozen values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.access import items_of, items_read
from pingyi.records.ledger.at_once import latest_immediate
from pingyi.records.ledger.matters import milestones_of
from pingyi.records.ledger.models import Item, Source, Step
from pingyi.rules.ledger import Cause, Finding, Origin, Pace, Plan, overdue, repeated
from pingyi.rules.lifecycle import ITEM, ItemState
from pingyi.rules.mandate import Actor, Power, UnitRef, may


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in an item's history: what was done, by whom, when, with which words."""

    verb: str
    by: str
    at: datetime
    written: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as it stands.

    `late`: days by which it is overdue or was done late; `copied`: others have the same plan. `verified`, `deferred`:
    the last step by which somebody closed or returned it, or approved that it is put off. `sources` as in `Source`.
    """

    pk: int
    number: int
    unit: str
    origin: Origin
    content: str
    priority: str
    prominent: bool
    raisers: int
    problem: str
    state: ItemState
    verbatim: str
    found_on: date
    analysis: str
    cause: Cause | None
    plan: Plan | None
    result: str
    rules: str
    done_on: date | None
    submitted_on: date | None
    closed_on: date | None
    published: str
    late: int
    reopened: int
    taken: int
    waits: bool
    copied: bool
    phase: str
    drawn: bool
    findings: tuple[Finding, ...]
    sources: tuple[tuple[str, str], ...] = ()
    verified: StepLine | None = None
    deferred: StepLine | None = None

    @property
    def due(self) -> date | None:
        """Until when it is to be done."""
        return self.plan.due if self.plan else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What everybody may read of a closed item."""

    unit: str
    content: str
    published: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A change that waits to be decided."""

    problem: str
    due: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class ItemCard:
    """An item in full; `possible`: the verbs that this person may use now."""

    line: ItemLine
    latest_immediate: date | None
    asked: Asked | None
    sources: tuple[tuple[str, str], ...]
    steps: tuple[StepLine, ...]
    taken: int
    possible: frozenset[str]


def lines(actor: Actor, campaign: CurrentCampaign, *, today: date) -> list[ItemLine]:
    """Every item that the actor may read, prominent ones first, then by what is due first: three queries."""
    rows = list(items_read(actor, campaign))
    copied = repeated((row.unit, row.number, row.measures) for row in rows)
    judged, sources = _judged(rows, actor), _sources(rows)
    found = [
        replace(
            _guarded(_line(row, today, copied), campaign, actor=actor),
            sources=tuple(sources[row.pk]),
            verified=judged[row.pk].get("verified"),
            deferred=judged[row.pk].get("deferred"),
        )
        for row in rows
    ]
    return sorted(found, key=lambda line: (not line.prominent, line.due or date.max, line.number))


def waiting(actor: Actor, campaign: CurrentCampaign, states: Iterable[ItemState]) -> tuple[int, date | None]:
    """How many items that the actor may read are in one of these states, and the first of their due days: one query."""
    due = list(items_read(actor, campaign).filter(state__in=list(states)).values_list("due", flat=True))
    return len(due), min((day for day in due if day), default=None)


def asked(actor: Actor, campaign: CurrentCampaign) -> int:
    """How many items wait for a decision about a change: one query."""
    return items_read(actor, campaign).exclude(asked=None).count()


def to_check(actor: Actor, campaign: CurrentCampaign) -> int:
    """How many closed items were drawn and not checked yet: one query."""
    return items_read(actor, campaign).filter(drawn=True, state=ItemState.CLOSED).count()


def card(item: Item, campaign: CurrentCampaign, *, actor: Actor, today: date) -> ItemCard:
    """One item in full: three queries. What a raiser answered at the call-back is not shown to the unit (R196)."""
    others = items_of(campaign).filter(unit=item.unit).values_list("unit", "number", "measures")
    steps = Step.objects.filter(item=item).select_related("by").order_by("-number")
    return ItemCard(
        line=_guarded(_line(item, today, repeated(others)), campaign, actor=actor),
        latest_immediate=latest_immediate(item, campaign),
        asked=_asked(item.asked) if item.asked else None,
        sources=tuple(Source.objects.filter(item=item).values_list("noun", "reference")),
        steps=tuple(
            _guarded_step(StepLine(each.verb, each.by.name, each.at, each.written, each.reason), actor)
            for each in steps
        ),
        taken=item.steps_taken,
        possible=_possible(item, campaign, actor=actor),
    )


def verifier(item: Item) -> int | None:
    """Whoever closed it last: one query."""
    return Step.objects.filter(item=item, verb="close").values_list("by", flat=True).last()


def unchecked(campaign: CurrentCampaign) -> list[tuple[str, int, bool]]:
    """Unit, number and prominence of every closed item that has passed no spot check and waits for none: one query."""
    rows = items_of(campaign).filter(state=ItemState.CLOSED, drawn=False)
    found = rows.values_list("unit", "number", "prominent", "findings")
    return [(unit, number, felt) for unit, number, felt, findings in found if findings[-1:] != [Finding.PASSED]]


def published(campaign: CurrentCampaign) -> list[Outcome]:
    """What verifiers wrote for everybody, ordered by what it says and not by when: one query."""
    rows = items_of(campaign).filter(state=ItemState.CLOSED).exclude(published="")
    return [Outcome(*each) for each in rows.values_list("unit", "content", "published").order_by(*SAYING)]


SAYING = ("unit", "content", "published")


def taken_over(campaign: CurrentCampaign, noun: str) -> frozenset[str]:
    """The sources of this noun from which there are items: one query."""
    rows = Source.objects.filter(item__campaign_id=campaign.code, noun=noun)
    return frozenset(rows.values_list("reference", flat=True))


JUDGING = {"close": "verified", "return": "verified", "defer": "deferred"}


def _judged(rows: Iterable[Item], actor: Actor) -> defaultdict[int, dict[str, StepLine]]:
    """The last step of each item by which somebody verified it, and that by which it was put off: one query."""
    found: defaultdict[int, dict[str, StepLine]] = defaultdict(dict)
    steps = Step.objects.filter(item__in=[row.pk for row in rows], verb__in=JUDGING).order_by("item", "number")
    for item, *values in steps.values_list("item", "verb", "by__name", "at", "written", "reason"):
        step = _guarded_step(StepLine(*values), actor)
        found[item][JUDGING[step.verb]] = step
    return found


def _sources(rows: Iterable[Item]) -> defaultdict[int, list[tuple[str, str]]]:
    """What each item comes from: one query."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    of = Source.objects.filter(item__in=[row.pk for row in rows]).values_list("item", "noun", "reference")
    for item, noun, reference in of:
        found[item].append((noun, reference))
    return found


def _guarded_step(step: StepLine, actor: Actor) -> StepLine:
    """A step as this person may read it: no unit learns what a raiser answered at the call-back (R196)."""
    inside = actor.appraised_unit is not None
    return replace(step, reason="") if inside and step.verb == "close" else step


def _possible(item: Item, campaign: CurrentCampaign, *, actor: Actor) -> frozenset[str]:
    """By the state table, the power and who they are; whoever belongs to the unit verifies nothing of it."""
    unit, own = UnitRef(item.unit), actor.appraised_unit == item.unit

    def allowed(power: Power) -> bool:
        outside = power is Power.LEDGER_VERIFY
        return own is not outside and may(actor, power, phase=campaign.phase, unit=unit)

    found = {each.verb for each in ITEM.possible(ItemState(item.state)) if each.power and allowed(each.power)}
    if not item.drawn or str(verifier(item)) == actor.ref:
        found -= {"confirm", "refute"}
    found -= {"approve"} if item.pace == Pace.DEFERRED else {"defer"}
    if item.state not in ITEM.terminal and not item.asked and item.pace and allowed(Power.LEDGER_WRITE):
        found.add("ask")
    if item.asked and allowed(Power.LEDGER_VERIFY):
        found.add("decide")
    return frozenset(found)


def _guarded(line: ItemLine, campaign: CurrentCampaign, *, actor: Actor) -> ItemLine:
    """For the unit: without the number of raisers where they are so few that it could guess who they are (R196, E-S 9),
    and without a check that is still to come.
    """
    if actor.appraised_unit is None:
        return line
    few = line.raisers < campaign.book.survey.privacy.least_cell
    return replace(line, raisers=0 if few else line.raisers, drawn=False)


def _line(row: Item, today: date, copied: frozenset[int]) -> ItemLine:
    settled = row.state == ItemState.CLOSED or row.state == ItemState.SUBMITTED
    return ItemLine(
        pk=row.pk,
        number=row.number,
        unit=row.unit,
        origin=Origin(row.origin),
        content=row.content,
        priority=row.priority,
        prominent=row.prominent,
        raisers=row.raisers,
        problem=row.problem,
        state=ItemState(row.state),
        verbatim=row.verbatim,
        found_on=row.found_on,
        analysis=row.analysis,
        cause=Cause(row.cause) if row.cause else None,
        plan=_plan(row) if row.pace else None,
        result=row.result,
        rules=row.rules,
        done_on=row.done_on,
        submitted_on=row.submitted_on,
        closed_on=row.closed_on,
        published=row.published,
        late=overdue(row.due, row.done_on if settled else None, today),
        reopened=row.reopened,
        taken=row.steps_taken,
        waits=row.asked is not None,
        copied=row.number in copied,
        phase=row.phase,
        drawn=row.drawn,
        findings=tuple(map(Finding, row.findings)),
    )


def _plan(row: Item) -> Plan:
    return Plan(
        pace=Pace(row.pace),
        measures=row.measures,
        building=row.building,
        target=row.target,
        leader=row.leader,
        department=row.department,
        person=row.person,
        partners=row.partners,
        start=row.start,
        due=row.due,
        milestones=milestones_of(row.milestones),
        deferral=row.deferral,
        next_step=row.next_step,
    )


def _asked(kept: Mapping[str, Any]) -> Asked:
    return Asked(kept["problem"], date.fromisoformat(kept["due"]) if kept["due"] else None, kept["reason"])
