"""How a raiser's matter is handled, and what they can do about it."""

from typing import Any

from pingyi.desks.voices.forms import EvaluateForm, HarmForm, ReopenForm, carried
from pingyi.records.casework import queries
from pingyi.records.voices.queries import Conversation
from pingyi.rules.voices import Kind
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.casework import worded


def handled(request: CampaignRequest, shown: Conversation, code: str) -> dict[str, Any]:
    """The state of the case, if it is one, the day for the answer, and the forms of what is possible now."""
    campaign = request.campaign
    own = queries.case_view(shown.number, campaign)
    possible = queries.offered(
        own or queries.unsorted(shown.number, campaign.day_of(shown.received), campaign),
        campaign,
        campaign.day_of(request.at),
    )
    held = {"code": carried(code), "seen": len(shown.statements)}
    evaluate, reopen, harm = (
        form(initial=held, auto_id=f"{form.__name__}-%s") for form in (EvaluateForm, ReopenForm, HarmForm)
    )
    return {
        "case_state": worded(own.state) if own else "",
        "due": own.due if own else shown.due,
        "evaluate": evaluate if "evaluate" in possible else None,
        "reopen": reopen if "reopen" in possible else None,
        "harm": harm if "report_harm" in possible and shown.kind is not Kind.PRAISE else None,
    }
