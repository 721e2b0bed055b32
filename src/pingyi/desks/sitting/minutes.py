"""The minutes of a joint act, to be printed, signed by hand and sealed as well (C4.10)."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pingyi.records.acts import commitments as as_signed
from pingyi.records.acts import queries
from pingyi.records.acts.access import access_act
from pingyi.records.acts.queries import ActView
from pingyi.records.box import queries as boxes
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.queries import folder
from pingyi.records.results import queries as results
from pingyi.rules.acts.kind import COUNT, RECKONING
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.acts import MINUTES
from pingyi.rules.mandate import Actor, Power, Role
from pingyi.rules.scoring.disclosure import Cell, boxes_disclosed
from pingyi.ui.door.acts import ShownAct, page_of, shown
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import sentence_if_any
from pingyi.ui.door.request import Request


@serves(Power.BOX_READ)
def show(request: Request, pk: int) -> HttpResponse:
    """One joint act on paper."""
    if request.campaign is None:
        raise Http404
    view = access_act(request.actor, pk, request.campaign)
    parties = [(party, next((s for s in view.signatures if s.party == party), None)) for party in view.parties]
    survey = request.campaign.book.survey
    questions = [(question.text, survey.answers(question)) for question in survey.questions]
    spared = _spared(request.actor, view, survey.privacy.least_cell)
    context = {
        "view": view,
        "campaign": request.campaign,
        "parties": parties,
        "rows": _rows(request.campaign, view, spared),
        "spared": spared,
        "least_cell": survey.privacy.least_cell,
        "frames": _frames(request.campaign, view),
        "questions": questions,
        "altered": sentence_if_any(as_signed.refusal(view)),
        "files": folder(request.actor, Subject.of(MINUTES, pk), request.campaign),
        "act": _signed_here(request, view),
    }
    if view.kind == RECKONING.code:
        kept = results.reckoning(view.content["reckoning"])
        context["result"] = kept.announcement
    return render(request, "sitting/minutes.html", context)


def _signed_here(request: Request, view: ActView) -> ShownAct | None:
    """The act, where it still lies before this person."""
    page = page_of(view.kind)
    waits = any(each.pk == view.pk for each in queries.awaiting(request.actor, view.campaign_id))
    return shown(request, page, view) if page and waits else None


def _spared(actor: Actor, view: ActView, least: int) -> dict[str, list[tuple[Cell, ...]]]:
    """The counts as whoever does not sign them reads them, box by box; none for those who sign every number."""
    if view.kind != COUNT.code or any(actor.holds(Role(party)) for party in view.parties):
        return {}
    units = {box.uuid: box.unit for box in boxes.boxes(view.campaign_id)}
    return boxes_disclosed(view.content["counts"], units, least)


def _rows(
    campaign: CurrentCampaign, view: ActView, spared: Mapping[str, list[tuple[Cell, ...]]]
) -> list[dict[str, object]]:
    """The boxes the minutes speak of: whose they are, and the numbers that the minutes have, or that are spared."""
    book = campaign.book
    signed = view.content.get("boxes") or view.content.get("counts") or {}
    return [
        {
            "box": box,
            "unit": book.unit(box.unit).name,
            "stratum": book.survey.stratum_name(box.stratum),
            "signed": signed[box.uuid],
            "spared": spared.get(box.uuid),
        }
        for box in boxes.boxes(campaign.code)
        if box.uuid in signed
    ]


def _frames(campaign: CurrentCampaign, view: ActView) -> list[dict[str, object]]:
    """The lists the minutes speak of, with how many of each kind were drawn."""
    book = campaign.book
    return [
        {
            "unit": book.unit(unit).name,
            "fingerprint": frame["fingerprint"],
            "strata": [(book.survey.stratum_name(code), part) for code, part in frame["strata"].items()],
        }
        for unit, frame in view.content.get("frames", {}).items()
    ]
