"""How mail fares, for the system administrator."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from pingyi.records.outbox.queries import post_office
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request


@serves(Power.ACCOUNT_ADMINISTER)
def show(request: Request) -> HttpResponse:
    """What waits, since when and why."""
    server = {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT, "sender": settings.DEFAULT_FROM_EMAIL}
    return render(request, "notices/post.html", {"server": server, "post": post_office()})
