"""The only way to a register and its rows: absent and not yours are the same answer."""

from django.db.models import Q, QuerySet

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers.models import RegisterRow
from pingyi.rules.mandate import Actor, Power, ScopeRefused, check
from pingyi.rules.register import Reach, readable
from pingyi.rules.rulebook.registers import Register


def access_register(actor: Actor, code: str, campaign: CurrentCampaign) -> Register:
    """A register of the plan of which the actor reads at least some rows. Raises ScopeRefused (hidden)."""
    check(actor, Power.REGISTER_READ, phase=campaign.phase)
    register = _register(campaign, code)
    if not readable(register, actor):
        raise ScopeRefused(hidden=True)
    return register


def access_row(actor: Actor, pk: int, campaign: CurrentCampaign) -> RegisterRow:
    """A row that the actor may read, withdrawn or not. Raises ScopeRefused (hidden)."""
    row = RegisterRow.objects.filter(campaign_id=campaign.code, pk=pk).first()
    if row is None or not covers(readable(access_register(actor, row.register, campaign), actor), row, actor):
        raise ScopeRefused(hidden=True)
    return row


def covers(reach: Reach, row: RegisterRow, actor: Actor) -> bool:
    """Whether a row lies within a reach."""
    return reach.covers(row.unit, mine=str(row.written_by_id) == actor.ref)


def access_published(code: str, campaign: CurrentCampaign) -> Register:
    """A register with columns for the public. Raises ScopeRefused (hidden)."""
    register = _register(campaign, code)
    if not register.published:
        raise ScopeRefused(hidden=True)
    return register


def rows_of(register: Register, campaign: CurrentCampaign) -> QuerySet[RegisterRow]:
    """Every row of a register, withdrawn or not."""
    return RegisterRow.objects.filter(campaign_id=campaign.code, register=register.code)


def reached(reach: Reach, actor: Actor) -> Q:
    """Which rows lie within a reach."""
    found = Q() if reach.units is None else Q(unit__in=reach.units)
    if reach.units is not None and reach.own != frozenset():
        mine = Q(written_by_id=int(actor.ref) if actor.ref.isdigit() else 0)
        found |= mine if reach.own is None else mine & Q(unit__in=reach.own)
    return found


def _register(campaign: CurrentCampaign, code: str) -> Register:
    try:
        return campaign.book.register(code)
    except KeyError:
        raise ScopeRefused(hidden=True) from None
