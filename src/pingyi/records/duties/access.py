"""The only way to a duty: absent and not yours are the same answer."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import allow
from pingyi.records.duties.models import Duty
from pingyi.records.duties.tables import SETTLED
from pingyi.rules.lifecycle import ReportState
from pingyi.rules.mandate import Actor, Power, Role, ScopeRefused, UnitRef, check, reach
from pingyi.rules.mandate.role import APPRAISED, OFFICE


def duties_of(campaign: CurrentCampaign) -> QuerySet[Duty]:
    """Every duty of the campaign, each with its unit and whether that unit's own plan is not in force."""
    plans = Duty.objects.filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"), table="county_plan")
    rows = Duty.objects.filter(campaign_id=campaign.code).select_related("unit")
    return rows.annotate(held_back=Exists(plans.exclude(state__in=SETTLED)))


def own_duties_of(actor: Actor, campaign: CurrentCampaign) -> QuerySet[Duty]:
    """The duties of this person's units, and of the bodies whose part this person plays; the office plays all."""
    units = [grant.unit for grant in actor.grants if grant.role in APPRAISED]
    roles = {grant.role for grant in actor.grants}
    tasks = [task.code for task in campaign.book.tasks if task.role in roles or roles & OFFICE]
    return duties_of(campaign).filter(Q(unit__code__in=units) | Q(unit=None, task__in=tasks))


def mine_of(actor: Actor, campaign: CurrentCampaign) -> QuerySet[Duty]:
    """Of those, what is this person's own part: the office may also hand in for other bodies, but owes its own."""
    roles = {grant.role for grant in actor.grants}
    plays = roles | OFFICE if roles & OFFICE else roles
    tasks = [task.code for task in campaign.book.tasks if task.role in plays]
    return own_duties_of(actor, campaign).filter(Q(unit__isnull=False) | Q(task__in=tasks))


def may_hand_in(actor: Actor, duty: Duty, campaign: CurrentCampaign) -> bool:
    """Whether the duty is one of this person's, or of a body for which they may hand in."""
    return own_duties_of(actor, campaign).filter(pk=duty.pk).exists()


def access_duty(actor: Actor, pk: int, campaign: CurrentCampaign) -> Duty:
    """A duty that the actor may read. Raises ScopeRefused (hidden)."""
    check(actor, Power.DUTY_READ, phase=campaign.phase)
    units, rows = reach(actor, Power.DUTY_READ), duties_of(campaign)
    return _one(rows if units is None else rows.filter(unit__code__in=units), pk)


def access_duties(actor: Actor, numbers: Iterable[str], campaign: CurrentCampaign) -> list[Duty]:
    """Several duties that the actor may read, as they were ticked. Raises ScopeRefused (hidden) if one is not."""
    check(actor, Power.DUTY_READ, phase=campaign.phase)
    wanted = {int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0 for number in numbers}
    units, rows = reach(actor, Power.DUTY_READ), duties_of(campaign).filter(pk__in=wanted)
    found = list(rows if units is None else rows.filter(unit__code__in=units))
    if len(found) < len(wanted):
        raise ScopeRefused(hidden=True)
    return found


def access_own_duty(actor: Actor, pk: int, campaign: CurrentCampaign) -> Duty:
    """A duty that the actor may hand in, now or when its time comes. Raises ScopeRefused (hidden)."""
    check(actor, Power.DUTY_SUBMIT, phase=campaign.phase)
    return _one(own_duties_of(actor, campaign), pk)


def access_owing_unit(actor: Actor, code: str, campaign: CurrentCampaign) -> UnitRef:
    """A unit whose duties the actor may read. Raises ScopeRefused (hidden)."""
    unit = UnitRef(code)
    check(actor, Power.DUTY_READ, phase=campaign.phase, unit=unit)
    if not Duty.objects.filter(campaign_id=campaign.code, unit__code=unit).exists():
        raise ScopeRefused(hidden=True)
    return unit


def _one(rows: QuerySet[Duty], pk: int) -> Duty:
    duty = rows.filter(pk=pk).first()
    if duty is None:
        raise ScopeRefused(hidden=True)
    return duty


def within(actor: Actor, duty: Duty) -> bool:
    """Whether the actor is of the unit that owes it: what passes between its people before the signature is theirs."""
    return duty.unit is None or any(g.role in APPRAISED and g.unit == duty.unit.code for g in actor.grants)


def may_sign(actor: Actor, duty: Duty) -> bool:
    """Whether a drawn-up paper waits for this person's signature; the second factor is asked when they sign."""
    draft = next((move for move in reversed(duty.moves.all()) if move.verb == "draw_up"), None)
    if duty.state != ReportState.AWAITING_SIGNATURE or draft is None or not within(actor, duty):
        return False
    bureau = actor.holds(Role.CITY_BUREAU_UNIT) and actor.ref != str(draft.by_id)
    return bureau or allow.leads(duty, actor)
