"""One part of a draft's plan: its fields, every fault beside its own, the parts inside it; each saving is a version."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from pingyi.desks.workshop.forms import PartForm, PlaceForm
from pingyi.desks.workshop.plan import Plan, of_the_plan
from pingyi.desks.workshop.saving import saved
from pingyi.records.drafts import document, queries
from pingyi.records.drafts.access import access_draft
from pingyi.records.drafts.errors import DraftUnknown
from pingyi.records.drafts.queries import Written
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook.outline import steps
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request


@serves(Power.CAMPAIGN_CREATE)
def show(request: Request, pk: int) -> HttpResponse:
    """A part; the whole plan where the address names none."""
    draft, at = queries.written(access_draft(request.actor, pk)), _at(request)
    plan = Plan(draft.text)
    part = plan.part(at)
    form = PartForm(part, plan.year, plan.codes(part), initial={"seen": draft.number})
    rows = [([form[field] for field in entry.fields], plan.beside(part, name)) for name, entry in form.inputs.items()]
    context = {
        "draft": draft,
        "at": at,
        "form": form,
        "rows": rows,
        "own_faults": plan.at([at]) if at else [],
        "inner": plan.inner(part),
        "trail": plan.trail(at),
        "faults": len(plan.faults),
    }
    return render(request, "workshop/part.html", context)


@serves(Power.CAMPAIGN_CREATE, "POST")
def save(request: Request, pk: int) -> HttpResponse:
    """What was changed in the fields of this part, as the next version; with faults too, which the page then shows."""
    at = _at(request)

    def changed(draft: Written) -> tuple[str, str]:
        plan = Plan(draft.text)
        part = plan.part(at)
        return document.put(draft.text, at, PartForm.posted(request, part, plan.year, plan.codes(part)).changes()), at

    return _saved(request, pk, changed, at)


@serves(Power.CAMPAIGN_CREATE, "POST")
def add(request: Request, pk: int) -> HttpResponse:
    """One more entry in a list of this part; it is opened, with everything that it lacks as faults."""
    at, name = _at(request), PlaceForm.in_address(request).cleaned()["name"]

    def longer(draft: Written) -> tuple[str, str]:
        plan = Plan(draft.text)
        return document.add(draft.text, at, plan.slot(plan.part(at), name))

    return _saved(request, pk, longer, at)


@serves(Power.CAMPAIGN_CREATE, "POST")
@needs_confirmation(
    gettext_lazy("Take this part out of the plan?"),
    gettext_lazy("What is inside it goes with it. Earlier versions of the draft keep it."),
    gettext_lazy("What mentions it elsewhere is then shown as a fault."),
)
def remove(request: Request, pk: int) -> HttpResponse:
    """Take an entry, or a part that need not be there, out."""
    at = _at(request)
    above = _above(at)
    return _saved(request, pk, lambda draft: (document.remove(draft.text, _known(draft, at)), above), above)


@serves(Power.CAMPAIGN_CREATE, "POST")
def lift(request: Request, pk: int) -> HttpResponse:
    """Move an entry one place up."""
    at = _at(request)
    above = _above(at)
    return _saved(request, pk, lambda draft: (document.lift(draft.text, _known(draft, at)), above), above)


def _saved(request: Request, pk: int, change: Callable[[Written], tuple[str, str]], otherwise: str) -> HttpResponse:
    """Save what `change` makes of the text, and show the part that it names."""
    then = saved(request, pk, change)
    return to_part(pk, otherwise if then is None else then)


def to_part(pk: int, at: str) -> HttpResponse:
    """The page of a part."""
    return redirect(f"{reverse('draft', args=[pk])}?{urlencode({'at': at})}")


def _at(request: Request) -> str:
    return PlaceForm.in_address(request).cleaned()["at"] or ""


def _known(draft: Written, at: str) -> str:
    """A part that is there and is not the whole. Raises DraftUnknown (hidden)."""
    if not at:
        raise DraftUnknown(hidden=True)
    Plan(draft.text).part(at)
    return at


def _above(at: str) -> str:
    """The table that holds this one. Raises DraftUnknown (hidden)."""
    with of_the_plan():
        above = [f"{name}[{label}]" if label else name for name, label in steps(at)][:-1]
    return ".".join(above)
