"""The booth's page and what it needs to seal a ballot: the form's words, the election, the list of credentials."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from pingyi.desks.booth.refusal import ballot_refused
from pingyi.records.box import queries
from pingyi.records.box.errors import BoxRefused
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook.words import Text
from pingyi.ui.gate import serves


def _of_a_box(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer for a box that does not exist, or is not set up, as for a refused ballot."""

    @wraps(page)
    def answer(request: HttpRequest, uuid: str, **kwargs: Any) -> HttpResponse:
        try:
            return page(request, uuid, **kwargs)
        except BoxRefused as fault:
            return ballot_refused(fault)

    return answer


@serves(Power.BOOTH_ENTER)
def show(request: HttpRequest) -> HttpResponse:
    """The page; which box and which code is only known to the respondent's own browser."""
    return render(request, "booth/entrance.html")


@serves(Power.BOOTH_ENTER)
@_of_a_box
def form(request: HttpRequest, uuid: str) -> HttpResponse:
    """The words around the questions, in both languages, and the hours of the box."""
    box = queries.box(uuid)
    book = request.campaign.book
    survey, unit = book.survey, book.unit(box.unit)
    return JsonResponse(
        {
            "uuid": uuid,
            "title": _both(survey.title),
            "opening": _both(survey.opening),
            "unit": _both(unit.name),
            "remit": _both(unit.remit),
            "questions": [
                {"text": _both(question.text), "answers": [_both(text) for text in survey.answers(question)]}
                for question in survey.questions
            ],
            "opens": box.opens_at.isoformat(),
            "closes": box.closes_at.isoformat(),
            "open": box.opens_at <= request.at < box.closes_at and box.type is not None,
        }
    )


@serves(Power.BOOTH_ENTER)
@_of_a_box
def election(request: HttpRequest, uuid: str) -> HttpResponse:
    """The election, byte for byte as on the board."""
    return HttpResponse(queries.taking(uuid).setup.election.serialised, content_type="application/json")


@serves(Power.BOOTH_ENTER)
@_of_a_box
def credentials(request: HttpRequest, uuid: str) -> HttpResponse:
    """Every public credential of the box, so that the browser can tell a mistyped code without asking about it."""
    return JsonResponse(sorted(queries.taking(uuid).setup.credentials), safe=False)


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en or text.zh}
