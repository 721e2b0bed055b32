"""Writing the campaign: begin, revise, approve, decide, open, extend, close, archive.

What approves, opens, extends or ends depends on duties and changes them too; that is `ceremonies.phase` and
`ceremonies.commencement`, which take the campaign's turn and call these within it.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from pingyi.records.campaign import commitments, queries
from pingyi.records.campaign.actions.turn import hold, turn
from pingyi.records.campaign.errors import (
    AlreadyThere,
    DecisionTaken,
    DecisionUnknown,
    NotOver,
    OutOfOrder,
    PlanChanged,
)
from pingyi.records.campaign.holding import ensure_nothing_orphaned
from pingyi.records.campaign.models import (
    Campaign,
    Decision,
    PhaseExtension,
    PhaseOpening,
    PlanApproval,
    PlanVersion,
    RecordedYear,
)
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.campaign.topics import Topic
from pingyi.records.journal.actions import append
from pingyi.records.outbox.actions import post
from pingyi.rules import lifecycle, rulebook
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.journal.vocabulary.campaign import (
    CampaignApproved,
    CampaignArchived,
    CampaignClosed,
    CampaignCreated,
    DecisionRecorded,
    HolidaysRecorded,
    PhaseExtended,
    PhaseOpened,
    PlanRevised,
)
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.timetable import Announced, Extension, GateItem, ensure_open, extend

DECIDES = {Topic.OVERRIDE: Power.PHASE_OVERRIDE, Topic.EXTENSION: Power.PHASE_EXTEND}


@transaction.atomic
def create_campaign(text: str, *, actor: Actor, at: datetime, year: int | None = None) -> CurrentCampaign:
    """Begin a campaign from the text of a plan; `year` replaces the plan's own. Raises FaultyPlan, AlreadyThere."""
    check(actor, Power.CAMPAIGN_CREATE, phase=queries.phase())
    book = rulebook.parse(text, year=year)
    code = f"{book.code}-{book.year}".lower()
    at = hold(code, at=at)
    campaign = _new_campaign(code, actor=actor, at=at)
    _add_version(campaign, text, book, actor=actor, at=at)
    append(CampaignCreated(about=code, plan=book.digest, version=1), actor=actor, at=at)
    return queries.required()


@transaction.atomic
def revise_plan(text: str, *, actor: Actor, at: datetime, year: int | None = None) -> CurrentCampaign:
    """Hand in the next version of a plan that nobody approved yet.

    Raises FaultyPlan, NotNow, AlreadyThere, PlanHeld.
    """
    campaign, standing, at = _locked(at)
    check(actor, Power.CAMPAIGN_CREATE, phase=standing.phase)
    _step(standing, "approve")
    book = rulebook.parse(text, year=year)
    if campaign.code != f"{book.code}-{book.year}".lower():
        raise AlreadyThere
    ensure_nothing_orphaned(campaign.code, standing.book, book)
    number = _add_version(campaign, text, book, actor=actor, at=at)
    append(PlanRevised(about=campaign.code, plan=book.digest, version=number), actor=actor, at=at)
    return queries.required()


@transaction.atomic
def approve_plan(standing: CurrentCampaign, *, actor: Actor, at: datetime, digest: str) -> CurrentCampaign:
    """Sign the newest version, within the turn; `digest` names the one the signer read. Raises NotNow, PlanChanged."""
    campaign = _held(standing)
    check(actor, Power.CAMPAIGN_APPROVE, phase=standing.phase)
    approved = _step(standing, "approve")
    version = campaign.versions.latest("number")
    if version.digest != digest:
        raise PlanChanged
    PlanApproval.objects.create(version=version, by_id=int(actor.ref), at=at)
    _move(campaign, approved)
    text = sha256_hex(version.text.encode())
    signed = CampaignApproved(about=campaign.code, plan=version.digest, text=text, version=version.number)
    append(signed, actor=actor, at=at)
    post("plan-approved", about=signed.subject, at=at)
    return queries.required()


@transaction.atomic
def record_decision(number: str, topic: Topic, phase: str, text: str, *, actor: Actor, at: datetime) -> None:
    """Put a decision of the leading group on record, by the number on its minutes. Raises DecisionTaken."""
    campaign, at = turn(queries.required(), at=at)
    check(actor, DECIDES[topic], phase=campaign.phase)
    campaign.timetable.phase(phase)
    try:
        with transaction.atomic():
            Decision.objects.create(
                campaign_id=campaign.code,
                number=number,
                topic=topic,
                phase=phase,
                text=text,
                recorded_by_id=int(actor.ref),
                at=at,
            )
    except IntegrityError:
        raise DecisionTaken(number=number) from None
    decision = DecisionRecorded(about=campaign.code, number=number, topic=topic.value, phase=phase, text=text)
    append(decision, actor=actor, at=at)


@transaction.atomic
def record_year(announced: Announced, source: str, *, actor: Actor, at: datetime) -> None:
    """Put a year's published holidays on record; a later record of the same year corrects it.

    Raises ImpossibleYear.
    """
    campaign, standing, at = _locked(at)
    check(actor, Power.PHASE_OPEN, phase=standing.phase)
    announced.ensure_possible()
    off, worked = ([day.isoformat() for day in sorted(days)] for days in (announced.off, announced.worked))
    RecordedYear.objects.create(
        campaign=campaign,
        year=announced.year,
        off=" ".join(off),
        worked=" ".join(worked),
        source=source,
        by_id=int(actor.ref),
        at=at,
    )
    recorded = HolidaysRecorded(about=campaign.code, year=announced.year, off=off, worked=worked, source=source)
    append(recorded, actor=actor, at=at)


@transaction.atomic
def open_phase(
    standing: CurrentCampaign,
    code: str,
    checklist: Iterable[GateItem],
    *,
    actor: Actor,
    at: datetime,
    moment: datetime,
    decision: str | None = None,
) -> CurrentCampaign:
    """Open the next phase by its day and the checklist of the one before, or on a decision; within the turn.

    Its day has come by `at`; `moment` is what the turn records. Raises OutOfOrder, GateShut, ChecklistOpen,
    DecisionUnknown.
    """
    campaign = _held(standing)
    check(actor, Power.PHASE_OPEN, phase=standing.phase)
    following = _step(standing, "open")
    if following != code:
        raise OutOfOrder(next=standing.timetable.phase(following).name)
    ensure_open(standing.timetable, code, checklist, at=at, override=decision)
    ground = _unused(campaign, decision, Topic.OVERRIDE, code) if decision is not None else None
    PhaseOpening.objects.create(campaign=campaign, phase=code, by_id=int(actor.ref), at=moment, decision=ground)
    _move(campaign, following)
    opened = PhaseOpened(about=campaign.code, phase=code, decision=decision)
    append(opened, actor=actor, at=moment)
    post("phase-opened", about=opened.subject, at=moment, values={"phase": code})
    return queries.required()


@transaction.atomic
def extend_phase(
    standing: CurrentCampaign, code: str, ends: date, decision: str, *, actor: Actor, at: datetime
) -> CurrentCampaign:
    """Give a phase a later last day, on a decision; within the turn. Raises ExtensionRefused, DecisionUnknown."""
    campaign = _held(standing)
    check(actor, Power.PHASE_EXTEND, phase=standing.phase)
    extend(standing.timetable, Extension(code, ends, decision))
    ground = _unused(campaign, decision, Topic.EXTENSION, code)
    PhaseExtension.objects.create(
        campaign=campaign, phase=code, ends=ends, by_id=int(actor.ref), at=at, decision=ground
    )
    extended = PhaseExtended(about=campaign.code, phase=code, ends=ends, decision=decision)
    append(extended, actor=actor, at=at)
    post("phase-extended", about=extended.subject, at=at, values={"phase": code, "ends": ends.isoformat()})
    return queries.required()


@transaction.atomic
def close(
    standing: CurrentCampaign,
    checklist: Iterable[GateItem],
    *,
    actor: Actor,
    at: datetime,
    moment: datetime,
    decision: str | None = None,
) -> CurrentCampaign:
    """End the campaign, its last phase over by `at` and its checklist done, or on a decision; within the turn."""
    campaign = _held(standing)
    check(actor, Power.PHASE_OPEN, phase=standing.phase)
    closed = _step(standing, "close")
    if decision is None:
        _ensure_over(standing, checklist, at=at)
    else:
        _unused(campaign, decision, Topic.OVERRIDE, standing.state)
    campaign.closed_at = moment
    _move(campaign, closed)
    append(CampaignClosed(about=campaign.code, decision=decision), actor=actor, at=moment)
    return queries.required()


@transaction.atomic
def archive(*, actor: Actor, at: datetime) -> None:
    """Put a closed campaign away; then another may begin."""
    campaign, standing, at = _locked(at)
    check(actor, Power.CAMPAIGN_ARCHIVE, phase=standing.phase)
    _move(campaign, _step(standing, "archive"))
    append(CampaignArchived(about=campaign.code), actor=actor, at=at)


def _locked(at: datetime) -> tuple[Campaign, CurrentCampaign, datetime]:
    """The campaign, held against every other act until this one ends, and the moment to record. Raises NoCampaign."""
    standing, moment = turn(queries.required(), at=at)
    return _held(standing), standing, moment


def _held(standing: CurrentCampaign) -> Campaign:
    """The row of the campaign whose turn this is; whoever only stands (`turn.stand`) is waited for, too."""
    return Campaign.objects.select_for_update(no_key=True).get(code=standing.code)


def _step(standing: CurrentCampaign, verb: str) -> str:
    """The state the verb leads to. Raises NotNow."""
    table = lifecycle.campaign(tuple(phase.code for phase in standing.timetable.phases))
    return lifecycle.advance(table, standing.state, verb)


def _move(campaign: Campaign, state: str) -> None:
    campaign.state = state
    campaign.save(update_fields=["state", "closed_at"])


def _new_campaign(code: str, *, actor: Actor, at: datetime) -> Campaign:
    try:
        with transaction.atomic():
            return Campaign.objects.create(code=code, created_by_id=int(actor.ref), created_at=at)
    except IntegrityError:
        raise AlreadyThere from None


def _add_version(campaign: Campaign, text: str, book: Rulebook, *, actor: Actor, at: datetime) -> int:
    number = campaign.versions.count() + 1
    PlanVersion.objects.create(
        campaign=campaign,
        number=number,
        text=text,
        year=book.year,
        digest=book.digest,
        created_by_id=int(actor.ref),
        at=at,
    )
    return number


def _unused(campaign: Campaign, number: str, topic: Topic, phase: str) -> Decision:
    found = campaign.decisions.filter(number=number, topic=topic, phase=phase, opening=None, extension=None).first()
    if found is None:
        raise DecisionUnknown(number=number or "—")
    commitments.ensure_decision(campaign.code, found.number, found.topic, found.phase, found.text)
    return found


def _ensure_over(standing: CurrentCampaign, checklist: Iterable[GateItem], *, at: datetime) -> None:
    last = standing.timetable.interval(standing.state)
    missing = tuple(item.name for item in checklist if not item.done)
    if missing or at < last.end:
        raise NotOver(ends=standing.timetable.phase(standing.state).ends, missing=missing or ("—",))
