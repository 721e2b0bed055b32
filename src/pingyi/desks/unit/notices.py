"""Signing for a notice (R55)."""

from django.http import HttpResponse
from django.shortcuts import redirect

from pingyi.desks.unit.forms import ReadForm
from pingyi.records.outbox.actions import acknowledge
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request


@serves(Power.ACCOUNT_USE, "POST")
def acknowledged(request: Request, pk: int) -> HttpResponse:
    """I have read it."""
    acknowledge(pk, actor=request.actor, phase=request.phase, at=request.at)
    return redirect("home" if ReadForm.posted(request).understood()["home"] else "my-duties")
