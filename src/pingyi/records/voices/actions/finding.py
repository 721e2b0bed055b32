"""Looking up a code: work for each try, spent by a miss; whoever finds something leaves nothing behind."""

from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.voices.access import access_by_code
from pingyi.records.voices.errors import OpinionUnknown, WorkSpent
from pingyi.records.voices.models import Miss, Opinion
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.voices import hour_of, read_code


def find(typed: str, *, token: bytes, campaign: CurrentCampaign, actor: Actor, at: datetime) -> Opinion:
    """The opinion with this code; `token`: 32 bytes of the work that was done for this one try.

    Raises NotAReceiptCode, WorkSpent, OpinionUnknown; the last spends the work and counts for the whole house (0286).
    """
    check(actor, Power.OPINION_RAISE, phase=campaign.phase)
    found = _tried(read_code(typed), token, campaign, hour=hour_of(at))
    if found is None:
        raise OpinionUnknown
    return found


@transaction.atomic
def _tried(code: str, token: bytes, campaign: CurrentCampaign, *, hour: str) -> Opinion | None:
    """The same work for two tries at once waits for the first, and is refused after a miss."""
    miss, is_new = Miss.objects.get_or_create(token=token, defaults={"campaign_id": campaign.code, "hour": hour})
    if not is_new:
        raise WorkSpent
    try:
        found = access_by_code(code, campaign)
    except OpinionUnknown:
        return None
    miss.delete()
    return found
