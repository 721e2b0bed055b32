"""The team together: who is present, mean and spread of their marks, the final mark and its reason, the signature."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.inspection.forms import PresentForm, ReportForm, SettlementForm
from pingyi.desks.inspection.sheet import about, seen
from pingyi.records.inspection import actions
from pingyi.records.inspection.queries import SheetView
from pingyi.rules.mandate import Power
from pingyi.rules.scoring.sheet import Stage
from pingyi.ui.door.confirm import confirmation, is_confirmed, needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@serves(Power.INSPECTION_SCORE)
@in_campaign
def show(request: CampaignRequest, unit: str) -> HttpResponse:
    """Before it opens: who has marked. Then: every mark, its mean and spread, and for the head the forms."""
    sheet = seen(request, unit)
    return _page(request, sheet, _forms(sheet))


@serves(Power.INSPECTION_SUBMIT, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Open the discussion?"),
    gettext_lazy("Individual marks are closed and shown to the team; nobody can mark alone any more."),
)
def begin(request: CampaignRequest, unit: str) -> HttpResponse:
    """Open the discussion with those present; their marks are closed and shown."""
    with refusals_shown(request):
        present = PresentForm.posted(request).cleaned()["present"]
        actions.open_discussion(unit, present, campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("The discussion is open; individual marks are closed."))
    return redirect("discussion", unit=unit)


@serves(Power.INSPECTION_SUBMIT, "POST")
@in_campaign
def settle(request: CampaignRequest, unit: str) -> HttpResponse:
    """Keep every decision that was filled in; what is faulty is told beside it and stays as it was typed."""
    sheet = seen(request, unit)
    if sheet.stage is not Stage.COLLECTIVE:
        return redirect("discussion", unit=unit)
    filled = {code: form for code, form in _forms(sheet, request).items() if form.has_changed()}
    faulty = {code: form for code, form in filled.items() if not form.is_valid()}
    settled = {code: actions.Settled(**form.cleaned_data) for code, form in filled.items() if code not in faulty}
    with refusals_shown(request):
        actions.settle(unit, settled, campaign=request.campaign, actor=request.actor, at=request.at)
        if not faulty:
            messages.success(request, _("The decisions are saved."))
            return redirect("discussion", unit=unit)
        filled = faulty
    sheet = seen(request, unit)
    return _page(request, sheet, _forms(sheet) | filled, status=422)


@serves(Power.INSPECTION_SIGN, "GET", "HEAD", "POST")
@in_campaign
def sign(request: CampaignRequest, unit: str) -> HttpResponse:
    """The head signs sheet and report: submitted to the bureau, and never changed (R142, R143)."""
    form = ReportForm.if_posted(request)
    written = request.method == "POST" and form.is_valid()
    if written and is_confirmed(request):
        with refusals_shown(request):
            actions.sign(
                unit, form.cleaned_data["report"], campaign=request.campaign, actor=request.actor, at=request.at
            )
            messages.success(request, _("Signed and submitted. Nothing of it can change any more."))
            return redirect("sheet-paper", unit=unit)
    sheet = seen(request, unit)
    if sheet.stage is not Stage.COLLECTIVE:
        return redirect("discussion", unit=unit)
    if written and not is_confirmed(request):
        follows = _("Sheet and report are submitted to the bureau and can never be changed; you answer for them.")
        return confirmation(request, _("Sign and submit sheet and report?"), [follows])
    context = {**about(request, sheet), "form": form}
    return render(request, "inspection/sign.html", context, status=422 if request.method == "POST" else 200)


def _forms(sheet: SheetView, request: CampaignRequest | None = None) -> dict[str, SettlementForm]:
    """A form for each indicator, or for each that was sent; none before the discussion and after the signature."""
    if sheet.stage is not Stage.COLLECTIVE:
        return {}
    lines = [line for block in sheet.blocks for line in block.indicators]
    if request is None:
        return {line.indicator.code: SettlementForm(line, sheet) for line in lines}
    forms = {line.indicator.code: SettlementForm.posted(request, line, sheet) for line in lines}
    return {code: form for code, form in forms.items() if form.was_sent}


def _page(
    request: CampaignRequest, sheet: SheetView, given: dict[str, SettlementForm], status: int = 200
) -> HttpResponse:
    context = about(request, sheet)
    blocks = [(block, [(line, given.get(line.indicator.code)) for line in block.indicators]) for block in sheet.blocks]
    return render(request, "inspection/discussion.html", {**context, "blocks": blocks}, status=status)
