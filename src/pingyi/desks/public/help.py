"""The handbook at every desk."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.shell import handbook


@serves(Power.PORTAL_READ)
def show(request: Request, name: str) -> HttpResponse:
    """One page of the handbook, with the list of the others beside it."""
    if name not in handbook.names():
        raise Http404
    language = "en" if get_language() == "en" else "zh"
    context = {"page": handbook.page(name, language), "pages": handbook.pages(language)}
    return render(request, "public/help.html", context)
