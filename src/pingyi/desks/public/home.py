"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pingyi.rules.mandate import Power
from pingyi.ui.gate import serves


@serves(Power.PORTAL_READ)
def show(request: HttpRequest) -> HttpResponse:
    """What this campaign is, where it stands, and how to take part."""
    return render(request, "public/home.html")
