"""The booth's page and what it needs to seal a ballot: the form's words, the election, the list of credentials."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from pingyi.desks.booth.legal import legal_lines
from pingyi.desks.booth.refusal import ballot_refused
from pingyi.records.box import queries
from pingyi.records.box.queries import BoxView
from pingyi.records.campaign.errors import NoCampaign
from pingyi.rules.ballot.board import EventType
from pingyi.rules.ballot.form import write_credentials
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook.survey import Survey
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request

LOOK = {"theme": "auto", "text": "normal"}


def _of_a_box(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer for a box that does not exist, or is not set up, as for a refused ballot."""

    @wraps(page)
    def answer(request: Request, uuid: str, **kwargs: Any) -> HttpResponse:
        try:
            return page(request, uuid, **kwargs)
        except Refusal as fault:
            return ballot_refused(fault)

    return answer


@serves(Power.BOOTH_ENTER)
def show(request: Request) -> HttpResponse:
    """The page; which box and which code is only known to the respondent's own browser.

    No cookie is read for its look, and where the code came in the path no later request may carry it as referrer.
    """
    response = render(request, "booth/entrance.html", {"look": LOOK})
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@serves(Power.BOOTH_ENTER)
def boxes(request: Request) -> HttpResponse:
    """Every box with its unit, for respondents who type their code: the browser finds out whose box it fits."""
    campaign = request.campaign
    made = queries.boxes(campaign.code) if campaign else []
    named = {unit.code: _both(unit.name) for unit in campaign.book.units} if campaign else {}
    return JsonResponse({"boxes": [{"uuid": box.uuid, "unit": named[box.unit]} for box in made]})


@serves(Power.BOOTH_ENTER)
@_of_a_box
def form(request: Request, uuid: str) -> HttpResponse:
    """The words around the questions, in both languages, and the hours of the box; none of it is sealed."""
    box = queries.box(uuid)
    if request.campaign is None:
        raise NoCampaign
    book = request.campaign.book
    unit = book.unit(box.unit)
    survey = book.survey.about(unit.name)
    return JsonResponse(
        {
            "state": _state(box, request.at),
            "opens": box.opens_at.isoformat(),
            "closes": box.closes_at.isoformat(),
            "title": _both(survey.title),
            "unit": _both(unit.name),
            "remit": _both(unit.remit),
            "opening": _both(survey.opening),
            "legal": legal_lines(book),
            "translations": {text.zh: text.en for text in _texts(survey)},
        }
    )


@serves(Power.BOOTH_ENTER)
@_of_a_box
def election(request: Request, uuid: str) -> HttpResponse:
    """The election, byte for byte as on the board."""
    return HttpResponse(queries.taking(uuid).setup.election.serialised, content_type="application/json")


@serves(Power.BOOTH_ENTER)
@_of_a_box
def credentials(request: Request, uuid: str) -> HttpResponse:
    """Every public credential of the box, so that the browser can tell a mistyped code without asking about it."""
    listed = queries.taking(uuid).setup.credentials
    return HttpResponse(write_credentials(listed), content_type="application/json")


def _state(box: BoxView, at: datetime) -> str:
    if at < box.opens_at or box.type is None:
        return "not-open"
    return "open" if at < box.closes_at and box.type in (EventType.SETUP, EventType.BALLOT) else "closed"


def _texts(survey: Survey) -> list[Text]:
    """Every wording of the sealed form."""
    return [text for question in survey.questions for text in (question.text, *survey.answers(question))]


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en or text.zh}
