"""Roles that were proposed and wait: all on one page, ticked and granted with one confirmation."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.steward.forms import TickedForm
from pingyi.records.organisation import queries
from pingyi.records.organisation.access import access_grants
from pingyi.records.organisation.actions import confirm_grants
from pingyi.records.organisation.queries import Proposal
from pingyi.rules.mandate import Power
from pingyi.ui.door.confirm import confirmation, is_confirmed
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request
from pingyi.ui.words.phrases import labelled, listed, translated


@serves(Power.GRANT_ADMINISTER)
def show(request: Request) -> HttpResponse:
    """Who was proposed for what, role by role."""
    return render(request, "steward/proposals.html", {"roles": list(_by_role(queries.proposals()).items())})


@serves(Power.GRANT_ADMINISTER, "POST")
def grant(request: Request) -> HttpResponse:
    """Grant what was ticked, all or none."""
    ticked = access_grants(request.actor, TickedForm.posted(request).cleaned()["grant"])
    if not ticked:
        messages.error(request, _("Nothing is ticked. Tick the roles to grant, then try again."))
        return redirect("grants-waiting")
    if not is_confirmed(request):
        return confirmation(request, _("Grant these roles?"), _followed(queries.proposals_of(ticked)))
    with refusals_shown(request):
        granted = confirm_grants(ticked, actor=request.actor, at=request.at)
        messages.success(request, _("%(count)d roles granted, and noted in the journal.") % {"count": len(granted)})
    return redirect("grants-waiting")


def _by_role(proposals: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = {}
    for each in proposals:
        found.setdefault(each.label, []).append(each)
    return found


def _followed(proposals: Iterable[Proposal]) -> list[str]:
    """Which role goes to whom, and what they may do from then on."""
    roles = [labelled(_(label), listed(map(_named, own))) for label, own in _by_role(proposals).items()]
    return [*roles, _("They may act in these roles at once. A later withdrawal needs a reason; both stay on record.")]


def _named(proposal: Proposal) -> str:
    unit = proposal.unit
    return _("%(name)s (%(unit)s)") % {"name": proposal.name, "unit": translated(unit)} if unit else proposal.name
