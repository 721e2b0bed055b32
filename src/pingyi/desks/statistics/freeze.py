"""The agreement on the survey (R90): both bodies read the same page, and each signs exactly what is on it."""

import json
import secrets
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import freeze
from pingyi.records.acts import commitments as as_signed
from pingyi.records.acts.queries import ActView
from pingyi.rules.acts.kind import FREEZE
from pingyi.rules.ballot.planned import form_of
from pingyi.rules.mandate import ROLE_NAMES, Power, Role, may
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.survey import parts_of
from pingyi.ui.door.acts import lays, signs
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence, sentence_if_any
from pingyi.ui.door.request import CampaignRequest, Request


@serves(Power.SURVEY_DRAFT)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Everything that is signed, who has signed, and the button."""
    campaign = request.campaign
    try:
        proposal = freeze.proposal(campaign)
    except Refusal as refusal:
        return render(request, "statistics/freeze.html", {"problem": sentence(refusal), "campaign": campaign})
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
        "parties": _parties(proposal),
        "signs": may(request.actor, Power.SURVEY_SIGN, phase=request.phase),
        "signed": _has_signed(request, proposal),
        "party": any(request.actor.holds(role) for role in FREEZE.parties),
    }
    return render(request, "statistics/freeze.html", context)


def _signed(view: ActView) -> str:
    if view.complete:
        return _("Both bodies have signed; the ballot boxes are made. Next, the bureau makes the codes.")
    return _("Signed. The boxes are made when the other body has signed too.")


lay = lays(FREEZE.lays, freeze.propose, "freeze")
sign = signs(
    FREEZE.signs,
    partial(freeze.sign, randomness=secrets.token_bytes),
    "freeze",
    gettext_lazy("Sign the survey agreement?"),
    gettext_lazy(
        "With the second signature the ballot boxes are made: "
        "questions, people drawn, dates and trustees cannot be changed any more."
    ),
    message=_signed,
)


def _sample(book: Rulebook, unit: str, content: dict[str, Any]) -> dict[str, Any]:
    """One unit's list with what was drawn of it, and the boxes that are shared."""
    name, frame = book.survey.stratum_name, content["frames"][unit]
    return {
        "name": book.unit(unit).name,
        "fingerprint": frame["fingerprint"],
        "strata": [(name(code), part) for code, part in frame["strata"].items()],
        "shared": [(name(code), size) for code, size in content["cells"][unit].items() if len(parts_of(code)) > 1],
    }


def _parties(proposal: freeze.Proposal) -> list[dict[str, Any]]:
    """Every party with its signature, if it signed."""
    given = {each.party: each for each in proposal.laid.signatures} if proposal.laid else {}
    return [{"name": ROLE_NAMES[Role(party)], "signature": given.get(str(party))} for party in FREEZE.parties]


def _has_signed(request: Request, proposal: freeze.Proposal) -> bool:
    return proposal.laid is not None and any(each.signer == request.actor.ref for each in proposal.laid.signatures)
