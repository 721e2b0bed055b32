"""The first beat of the duties' actions, beyond roles and states: owner, order, roll-up, not in one's own cause."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.completion import lacking
from pingyi.records.duties.errors import (
    ChildrenOpen,
    GoesByPaper,
    Incomplete,
    NotYetOpen,
    OtherApprover,
    OwnDraft,
    OwnWork,
    PlanNotInForce,
    SettlesItself,
)
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.duties.tables import ACTS, BY_RECORDS, SETTLED, TABLES, children_of, decided_by_paper
from pingyi.rules.mandate import (
    ROLE_NAMES,
    Actor,
    Grant,
    PhaseState,
    Power,
    Role,
    RoleRefused,
    ScopeRefused,
    UnitRef,
    check,
    may,
)
from pingyi.rules.mandate.role import APPRAISED, OFFICE

if TYPE_CHECKING:
    from pingyi.records.duties.models import HeldDuty
from pingyi.rules.rulebook.organisation import Body, BodyKind
from pingyi.rules.rulebook.words import Text

BY_THE_LEADER = frozenset({BodyKind.LEADING_GROUP, BodyKind.PARTY_GROUP})


def owner(duty: Duty, campaign: CurrentCampaign, actor: Actor) -> None:
    """A unit's duty is handed in by that unit's people; a body's by the role the plan names, or by the office."""
    check(actor, Power.DUTY_SUBMIT, phase=campaign.phase)
    if duty.unit:
        if not any(grant.role in APPRAISED and grant.unit == duty.unit.code for grant in actor.grants):
            raise ScopeRefused(hidden=not actor.holds(*OFFICE))
    elif not actor.holds(campaign.book.task(duty.task).role, *OFFICE):
        raise RoleRefused(roles=(ROLE_NAMES[campaign.book.task(duty.task).role],))


def open_now(duty: "HeldDuty", campaign: CurrentCampaign) -> None:
    """Nothing before its phase is open, and nothing after the first while the unit's own plan is not in force (R81).

    The duty as `actions.steps.locked` reads it, with the plans that are not in force.
    """
    order = [phase.code for phase in campaign.timetable.phases]
    if campaign.phase is PhaseState.BEFORE or (
        campaign.open_phase and order.index(duty.phase) > order.index(campaign.open_phase.code)
    ):
        raise NotYetOpen(phase=_translated(campaign.book.phase(duty.phase).name))
    if duty.table == "county_plan" or duty.unit is None:
        return
    if any(order.index(phase) < order.index(duty.phase) for phase in duty.open_plans):
        raise PlanNotInForce


def roll_up(duty: Duty, campaign: CurrentCampaign) -> None:
    """Every child is in or declared missing (A4)."""
    child_task = children_of(campaign.book, campaign.book.task(duty.task))
    if child_task is None:
        return
    children = Duty.objects.filter(campaign_id=campaign.code, task=child_task)
    open_children = children.exclude(Q(state__in=SETTLED) | Q(missing_at__isnull=False)).select_related("unit")
    names = tuple(child.unit.name_zh for child in open_children if child.unit)
    if names:
        raise ChildrenOpen(units=names)


def by_hand(duty: Duty, campaign: CurrentCampaign) -> None:
    """What the programme itself settles, or a paper, is not handed in beside it (R185)."""
    task = campaign.book.task(duty.task)
    if not task.by_hand:
        raise SettlesItself(act=str(ACTS[task.act] if task.act else BY_RECORDS))
    kind = campaign.book.paper_of(duty.task)
    if kind is not None:
        raise GoesByPaper(paper=kind.name)


def decided_by_hand(duty: Duty, campaign: CurrentCampaign) -> None:
    """What the recipients of a paper decide is decided where they read it."""
    kind = campaign.book.paper_of(duty.task)
    if kind is not None and decided_by_paper(campaign.book, campaign.book.task(duty.task)):
        raise GoesByPaper(paper=kind.name)


def complete(duty: Duty, campaign: CurrentCampaign) -> None:
    """What the plan asks for beside the words is there: rows, files."""
    lacks = gaps(duty, campaign)
    if lacks:
        raise Incomplete(what=lacks)


def gaps(duty: Duty, campaign: CurrentCampaign) -> str:
    """What is not there yet, in words; "" when all of it is."""
    return _(", ").join(_translated(each.name) for each in lacking(duty, campaign))


def leads(duty: Duty, actor: Actor) -> bool:
    """Whether the actor is the principal leader of the unit that owes this."""
    return duty.unit is not None and Grant(Role.COUNTY_LEADER, UnitRef(duty.unit.code)) in actor.grants


def signer(duty: Duty, draft: DutyMove, actor: Actor) -> None:
    """The unit's leader signs; in the city bureau, which has one kind of account, any other than whoever wrote it."""
    if not leads(duty, actor) and actor.ref == str(draft.by_id):
        raise OwnDraft


def other_than_submitter(duty: Duty, actor: Actor) -> None:
    """Nobody accepts or returns their own paper (R58)."""
    if handed_in_by(duty, actor):
        raise OwnWork


def named_approver(duty: Duty, campaign: CurrentCampaign, actor: Actor) -> None:
    """Where the plan names the leading group or the Party group, its leader approves, nobody else."""
    body = _leaders_own(duty, campaign)
    if body and not actor.holds(Role.LEADING_GROUP_LEADER):
        raise OtherApprover(body=_translated(body.name))


def may_receive(duty: Duty, campaign: CurrentCampaign, actor: Actor) -> bool:
    """Whether the actor may take it as complete, or into review, as it stands; not what goes by its paper."""
    if decided_by_paper(campaign.book, campaign.book.task(duty.task)):
        return False
    takes = {step.verb for step in TABLES[duty.table].possible(duty.state)} & {"receive", "review"}
    return bool(takes) and may(actor, Power.DUTY_RETURN, phase=campaign.phase) and not handed_in_by(duty, actor)


def may_approve(duty: Duty, campaign: CurrentCampaign, actor: Actor) -> bool:
    """Whether the actor may accept it as it stands; what a roll-up takes up is received, not approved."""
    if (
        decided_by_paper(campaign.book, campaign.book.task(duty.task))
        or duty.table == "report"
        or handed_in_by(duty, actor)
    ):
        return False
    if not may(actor, Power.DUTY_APPROVE, phase=campaign.phase):
        return False
    return _leaders_own(duty, campaign) is None or actor.holds(Role.LEADING_GROUP_LEADER)


def handed_in_by(duty: Duty, actor: Actor) -> bool:
    """Whether the actor handed it in."""
    return duty.submitted_by_id is not None and actor.ref == str(duty.submitted_by_id)


def _leaders_own(duty: Duty, campaign: CurrentCampaign) -> Body | None:
    """The body whose leader alone approves it; None where the office does."""
    approval = campaign.book.task(duty.task).approval
    body = campaign.book.body(approval.by) if approval else None
    return body if body and body.kind in BY_THE_LEADER else None


def _translated(text: Text) -> str:
    return text.in_language(get_language() or "zh")
