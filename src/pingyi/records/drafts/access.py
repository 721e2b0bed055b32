"""The only way to a draft."""

from pingyi.records.drafts.errors import DraftUnknown
from pingyi.records.drafts.models import Draft
from pingyi.rules.mandate import Actor, PhaseState, Power, check


def access_draft(actor: Actor, pk: int) -> Draft:
    """A draft, for whoever may begin a campaign. Raises DraftUnknown (hidden)."""
    check(actor, Power.CAMPAIGN_CREATE, phase=PhaseState.BEFORE)
    draft = Draft.objects.filter(pk=pk).first()
    if draft is None:
        raise DraftUnknown(hidden=True)
    return draft
