"""All weights of a draft's plan on one page, and what they would have made of an earlier published result."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pingyi.desks.workshop.forms import WeightsForm
from pingyi.desks.workshop.plan import Plan
from pingyi.desks.workshop.saving import saved
from pingyi.records.campaign import queries as campaigns
from pingyi.records.drafts import document, queries
from pingyi.records.drafts.access import access_draft
from pingyi.records.drafts.queries import Written
from pingyi.records.results.queries import released
from pingyi.rules.mandate import Power
from pingyi.rules.scoring.announcement import Announcement
from pingyi.rules.scoring.trial import invented, tried
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request


@serves(Power.CAMPAIGN_CREATE, "GET", "HEAD", "POST")
def show(request: Request, pk: int) -> HttpResponse:
    """The weights to look at, and to change: all that were changed become one version."""
    if request.method == "POST":
        saved(request, pk, partial(_changed, request))
        return redirect("draft-weights", pk=pk)
    draft = queries.written(access_draft(request.actor, pk))
    plan = Plan(draft.text)
    form = WeightsForm(plan, initial={"seen": draft.number})
    book, earlier = plan.judged.book, _earlier(request)
    parts = book.composite.parts
    ranked = {unit.code: unit.name for unit in book.ranked_units}
    reached = earlier.reached if earlier else invented(ranked, len(parts))
    trial = tried(*reached, [part.points for part in parts])
    context = {
        "draft": draft,
        "rows": [(form[name], plan.at([line.path])) for name, line in form.lines.items()],
        "form": form,
        "earlier": earlier,
        "trial": trial,
        "parts": list(zip(parts, trial.weights, strict=True)) if trial else [],
        "units": {unit.code: unit.name for unit in earlier.units} if earlier else ranked,
        "faults": len(plan.faults),
    }
    return render(request, "workshop/weights.html", context)


def _changed(request: Request, draft: Written) -> tuple[str, str]:
    return document.put_all(draft.text, WeightsForm.posted(request, Plan(draft.text)).changes()), "composite"


def _earlier(request: Request) -> Announcement | None:
    """The newest result that is public: of the present campaign, or else of a past one."""
    codes = [request.campaign_id, *(past.code for past in campaigns.past())]
    found = next((each for each in map(released, codes) if each), None)
    return found.announcement if found else None
