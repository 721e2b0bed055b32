"""Who may read and change the files of an act: whoever reads its minutes, and its parties, before they sign and after.

What was signed on paper and sealed, or recorded at the table, is attached to the minutes; it is no part of what the
parties signed, and the journal tells its digest apart (C4.10).
"""

from pingyi.records.acts.access import access_act
from pingyi.records.acts.models import Act
from pingyi.records.acts.queries import ActView
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.holder import Holder, Place
from pingyi.rules.acts import ACTS
from pingyi.rules.journal.vocabulary.acts import MINUTES
from pingyi.rules.mandate import Actor, Role
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook.organisation import BodyKind


def _may_read(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    return _act(actor, reference, campaign) is not None


def _may_attach(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    view = _act(actor, reference, campaign)
    return view is not None and any(actor.holds(Role(party)) for party in view.parties)


def _place(actor: Actor, reference: str, campaign: CurrentCampaign) -> Place:
    view = access_act(actor, int(reference), campaign)
    return Place(campaign.book.bodies_of(BodyKind.ORGANISER)[0].name, ACTS[view.kind].name, "minutes", reference)


def _hold(reference: str) -> None:
    Act.objects.select_for_update().filter(pk=reference).first()


def _act(actor: Actor, reference: str, campaign: CurrentCampaign) -> ActView | None:
    try:
        return access_act(actor, int(reference), campaign)
    except (Refusal, ValueError):
        return None


ACT = Holder(MINUTES, _may_read, _may_attach, _place, _hold)
