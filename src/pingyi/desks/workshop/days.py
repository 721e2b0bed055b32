"""All days of a draft's plan on one page: as months with overlaps, gaps and unknown working days, and as fields."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.workshop.forms import DaysForm
from pingyi.desks.workshop.plan import Plan
from pingyi.records.drafts import actions, document, queries
from pingyi.records.drafts.access import access_draft
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.months import months


@serves(Power.CAMPAIGN_CREATE, "GET", "HEAD", "POST")
def show(request: Request, pk: int) -> HttpResponse:
    """The days to look at, and to change: all that were changed become one version."""
    owner = access_draft(request.actor, pk)
    draft = queries.written(owner)
    plan = Plan(draft.text)
    form = DaysForm.if_posted(request, plan, initial={"seen": draft.number})
    if request.method == "POST":
        with refusals_shown(request):
            text, seen = document.put_all(draft.text, form.changes()), form.cleaned_data["seen"] or 0
            actions.save_draft(owner, text, change="calendar", seen=seen, actor=request.actor, at=request.at)
            messages.success(request, _("Saved as a new version."))
        return redirect("draft-days", pk=pk)
    context = {
        "draft": draft,
        "months": months(plan.judged.book),
        "phases": plan.judged.book.calendar.phases,
        "unknown": plan.unknown_years(request.campaign.recorded if request.campaign else ()),
        "rows": [(form[name], plan.at([line.path])) for name, line in form.lines.items()],
        "form": form,
        "faults": len(plan.faults),
    }
    return render(request, "workshop/days.html", context)
