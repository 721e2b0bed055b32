"""All days of a draft's plan on one page: as months with overlaps, gaps and unknown working days, and as fields."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pingyi.desks.workshop.forms import DaysForm
from pingyi.desks.workshop.plan import Plan
from pingyi.desks.workshop.saving import saved
from pingyi.records.drafts import document, queries
from pingyi.records.drafts.access import access_draft
from pingyi.records.drafts.queries import Written
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.months import months


@serves(Power.CAMPAIGN_CREATE, "GET", "HEAD", "POST")
def show(request: Request, pk: int) -> HttpResponse:
    """The days to look at, and to change: all that were changed become one version."""
    if request.method == "POST":
        saved(request, pk, partial(_changed, request))
        return redirect("draft-days", pk=pk)
    draft = queries.written(access_draft(request.actor, pk))
    plan = Plan(draft.text)
    form = DaysForm(plan, initial={"seen": draft.number})
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


def _changed(request: Request, draft: Written) -> tuple[str, str]:
    return document.put_all(draft.text, DaysForm.posted(request, Plan(draft.text)).changes()), "calendar"
