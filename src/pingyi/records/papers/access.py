"""The only way to a paper: absent and not yours are the same answer."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.organisation.models import Account
from pingyi.records.papers.models import Delivery, Paper
from pingyi.records.papers.parties import SEATS, Parties, Party
from pingyi.rules.lifecycle import DeliveryState, PaperState
from pingyi.rules.mandate import Actor, Power, Role, ScopeRefused, check
from pingyi.rules.mandate.role import APPRAISED, INSPECTION, LEADING_GROUP, OFFICE
from pingyi.rules.rulebook import Rulebook

GONE = (DeliveryState.RECALLED,)


def bodies_of(actor: Actor, book: Rulebook) -> list[str]:
    """The bodies whose papers this person writes, signs or takes."""
    roles = {grant.role for grant in actor.grants}
    seats = ((body.code, SEATS.get(body.kind)) for body in book.bodies if not body.per_unit)
    return [code for code, seat in seats if seat and roles & (seat.writers | seat.signers | seat.takers)]


def units_of(actor: Actor) -> list[str]:
    """The units whose papers this person writes, signs or takes."""
    return [grant.unit for grant in actor.grants if grant.role in APPRAISED and grant.unit]


def side_of(actor: Actor, book: Rulebook) -> Q:
    """Of papers those that this person's side sends, of deliveries those that it takes: units, bodies, teams.

    Who inspects a unit and who works for it are not one side (R143).
    """
    inspected = [grant.unit for grant in actor.grants if grant.role in INSPECTION and grant.unit]
    teams = [each.inspected_by for each in book.unit_classes]
    return (
        Q(unit__code__in=units_of(actor), body="")
        | Q(unit=None, body__in=bodies_of(actor, book))
        | Q(unit__code__in=inspected, body__in=teams)
    )


def papers_of(actor: Actor, campaign: CurrentCampaign) -> QuerySet[Paper]:
    """What this person may read: their own side's papers, what was sent to it; the office and the supervisor all sent.

    The guest from the province reads what was sent to a body of an external level (R148).
    """
    rows = Paper.objects.filter(campaign_id=campaign.code)
    own = side_of(actor, campaign.book)
    sent = Delivery.objects.filter(paper=OuterRef("pk")).exclude(state__in=GONE)
    to_me = Exists(sent.filter(own, outside=False))
    if actor.holds(*OFFICE, Role.SUPERVISOR):
        return rows.filter(own | Exists(sent))
    if actor.holds(Role.PROV_GUEST):
        return rows.filter(Exists(sent.filter(body__in=_external(campaign.book))))
    return rows.filter(own | to_me)


def access_paper(actor: Actor, pk: int, campaign: CurrentCampaign) -> Paper:
    """A paper that the actor may read. Raises ScopeRefused (hidden)."""
    check(actor, Power.PAPER_READ, phase=campaign.phase)
    found = papers_of(actor, campaign).select_related("unit", "duty", "answers", "supplements").filter(pk=pk).first()
    if found is None:
        raise ScopeRefused(hidden=True)
    return found


def access_own_paper(actor: Actor, pk: int, campaign: CurrentCampaign) -> Paper:
    """A paper of a sender for whom the actor writes. Raises ScopeRefused (hidden)."""
    check(actor, Power.PAPER_DRAFT, phase=campaign.phase)
    own = side_of(actor, campaign.book)
    found = Paper.objects.filter(own, campaign_id=campaign.code, pk=pk).select_related("unit", "duty").first()
    if found is None:
        raise ScopeRefused(hidden=True)
    return found


def access_delivery(actor: Actor, paper: int, pk: int, campaign: CurrentCampaign) -> Delivery:
    """One delivery of a paper that the actor may read. Raises ScopeRefused (hidden)."""
    found = access_paper(actor, paper, campaign).deliveries.filter(pk=pk).first()
    if found is None:
        raise ScopeRefused(hidden=True)
    return found


def binders_of(actor: Actor, campaign: CurrentCampaign) -> list[Party]:
    """The units whose evidence this person may open: all who judge them, one's own; a guest, what was sent to them.

    A guest from the province opens the binder of whoever sent the paper that the plan names to a body outside (R148).
    """
    check(actor, Power.BINDER_READ, phase=campaign.phase)
    appraised = Parties(campaign.book).appraised()
    if actor.holds(*OFFICE, *LEADING_GROUP, *INSPECTION, Role.SUPERVISOR):
        return appraised
    opened = {*units_of(actor)}
    if actor.holds(Role.PROV_GUEST):
        sent = Delivery.objects.filter(paper__campaign_id=campaign.code, paper__kind=campaign.book.inspection.binder)
        sent = sent.filter(body__in=_external(campaign.book)).exclude(state__in=GONE)
        opened |= set(sent.values_list("paper__unit__code", flat=True))
    return [party for party in appraised if party.unit in opened]


def access_binder(actor: Actor, code: str, campaign: CurrentCampaign) -> Party:
    """The unit whose evidence this person may open. Raises ScopeRefused (hidden)."""
    for party in binders_of(actor, campaign):
        if party.unit == code:
            return party
    raise ScopeRefused(hidden=True)


def _external(book: Rulebook) -> list[str]:
    """The bodies of levels outside."""
    levels = {level.code for level in book.levels if level.external}
    return [body.code for body in book.bodies if body.level in levels]


def home_of(actor: Actor) -> str | None:
    """The unit in which this person's account is kept."""
    if not actor.ref.isdigit():
        return None
    return Account.objects.filter(pk=int(actor.ref)).values_list("unit__code", flat=True).first()


def published_papers(campaign: CurrentCampaign) -> QuerySet[Paper]:
    """What everybody may read: sent papers of the kinds that the plan publishes."""
    kinds = [kind.code for kind in campaign.book.papers if kind.published]
    return Paper.objects.filter(campaign_id=campaign.code, kind__in=kinds, state=PaperState.SENT)


def access_published_paper(pk: int, campaign: CurrentCampaign) -> Paper:
    """A paper that everybody may read. Raises ScopeRefused (hidden)."""
    found = published_papers(campaign).filter(pk=pk).first()
    if found is None:
        raise ScopeRefused(hidden=True)
    return found
