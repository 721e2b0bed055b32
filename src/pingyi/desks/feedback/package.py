"""One package: what is in it, the record of its meeting, the signatures; and its file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.ceremonies import feedback
from pingyi.desks.feedback.forms import MeetingForm
from pingyi.desks.feedback.wording import state_of
from pingyi.records.feedback.errors import PackageHidden
from pingyi.records.feedback.queries import UNIT, PackageView
from pingyi.records.sorting.terms import contents
from pingyi.rules.mandate import Power, UnitRef, may
from pingyi.ui.door.forms import Signing
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.phrases import translated


@serves(Power.FEEDBACK_READ)
@in_campaign
def show(request: CampaignRequest, pk: int) -> HttpResponse:
    """For the office whole; for the unit its words once both sides have signed."""
    view = feedback.read(pk, request.campaign, actor=request.actor)
    return _page(request, view, MeetingForm(view) if _writes(request, view) else None)


@serves(Power.FEEDBACK_READ)
@in_campaign
def file(request: CampaignRequest, pk: int) -> HttpResponse:
    """The file whose SHA-256 stands in the journal."""
    view = feedback.read(pk, request.campaign, actor=request.actor)
    if not _reads(request, view):
        raise PackageHidden(hidden=True)
    response = HttpResponse(view.file, content_type="application/json")
    name = f"feedback-{view.package.unit}-{view.package.number}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@serves(Power.FEEDBACK_PREPARE, "POST")
@in_campaign
def record(request: CampaignRequest, pk: int) -> HttpResponse:
    """Record the meeting; what is wrong stands beside its field."""
    view = feedback.read(pk, request.campaign, actor=request.actor)
    form = MeetingForm.posted(request, view)
    if not form.is_valid():
        return _page(request, view, form, status=422)
    with refusals_shown(request):
        kept = feedback.record(
            pk,
            form.value(),
            seen=form.cleaned_data["seen"] or 0,
            actor=request.actor,
            at=request.at,
            campaign=request.campaign,
        )
        messages.success(
            request,
            _("Recorded. The unit's leader signs now.")
            if kept.stated
            else _("Recorded. The feedback is not done: the unit's leading body has not stated its attitude."),
        )
    return redirect("package", pk)


def _writes(request: CampaignRequest, view: PackageView) -> bool:
    prepares = may(request.actor, Power.FEEDBACK_PREPARE, phase=request.campaign.phase)
    return prepares and not (view.signatures or view.replaced)


def _reads(request: CampaignRequest, view: PackageView) -> bool:
    return view.complete or may(request.actor, Power.FEEDBACK_PREPARE, phase=request.campaign.phase)


def _signs(request: CampaignRequest, view: PackageView) -> str:
    """The route by which this person signs now; "" for whoever does not."""
    phase, unit = request.campaign.phase, UnitRef(view.package.unit)
    if view.complete or view.replaced or not view.stated:
        return ""
    if UNIT in view.parties:
        return "package-hand-over" if may(request.actor, Power.FEEDBACK_SIGN, phase=phase) else ""
    return "package-receive" if may(request.actor, Power.FEEDBACK_RECEIVE, phase=phase, unit=unit) else ""


def _page(request: CampaignRequest, view: PackageView, form: MeetingForm | None, status: int = 200) -> HttpResponse:
    book, office = request.campaign.book, request.actor.appraised_unit is None
    points = contents(book)
    passages = view.package.passages if _reads(request, view) else ()
    context = {
        "view": view,
        "unit": book.unit(view.package.unit).name,
        "state": state_of(view),
        "office": office,
        "stale": office and not view.replaced and feedback.is_stale(view, request.campaign),
        "reads": _reads(request, view),
        "passages": [(each, translated(points[each.content])) for each in passages],
        "form": form,
        "signs": _signs(request, view),
        "signing": Signing(initial={"digest": view.signed_digest}),
    }
    return render(request, "feedback/package.html", context, status=status)
