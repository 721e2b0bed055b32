"""The agreement on the survey (R90): both bodies read the same page, and each signs exactly what is on it."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from pingyi.ceremonies import freeze
from pingyi.desks.survey.acts import FREEZE
from pingyi.records.acts import commitments as as_signed
from pingyi.rules.ballot.planned import form_of
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.survey import parts_of
from pingyi.ui.door.acts import shown
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence, sentence_if_any
from pingyi.ui.door.request import CampaignRequest


@serves(Power.SURVEY_DRAFT)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Everything that is signed, who has signed, and the button."""
    campaign = request.campaign
    try:
        proposal = freeze.proposal(campaign)
    except Refusal as refusal:
        return render(request, "survey/freeze.html", {"problem": sentence(refusal), "campaign": campaign})
    book, content = campaign.book, proposal.laid.content if proposal.frozen and proposal.laid else proposal.content
    example = next(iter(content["frames"]))
    context = {
        "campaign": campaign,
        "proposal": proposal,
        "content": content,
        "altered": sentence_if_any(as_signed.refusal(proposal.laid)),
        "exact": json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True),
        "units": [_sample(book, code, content) for code in content["frames"]],
        "least": book.survey.privacy.least_invited,
        "example": book.unit(example).name,
        "questions": form_of(book, example),
        "trustees": [book.body(code).name for code in book.survey.sealing.trustees],
        "window": freeze.field_window(campaign),
        "act": shown(request, FREEZE, proposal.laid, stands=proposal.current),
        "party": request.actor.holds(*FREEZE.kind.parties),
    }
    return render(request, "survey/freeze.html", context)


def _sample(book: Rulebook, unit: str, content: dict[str, Any]) -> dict[str, Any]:
    """One unit's list with what was drawn of it, and the boxes that are shared."""
    name, frame = book.survey.stratum_name, content["frames"][unit]
    return {
        "name": book.unit(unit).name,
        "fingerprint": frame["fingerprint"],
        "strata": [(name(code), part) for code, part in frame["strata"].items()],
        "shared": [(name(code), size) for code, size in content["cells"][unit].items() if len(parts_of(code)) > 1],
    }
