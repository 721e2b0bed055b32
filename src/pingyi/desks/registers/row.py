"""One row in full: what it holds, its files, its signatures, every version; amended and withdrawn with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pingyi.desks.registers.forms import AmendForm, SignForm, WithdrawForm
from pingyi.desks.registers.offers import offers
from pingyi.records.files.queries import folder
from pingyi.records.registers import actions, queries
from pingyi.records.registers.access import access_row
from pingyi.records.registers.queries import RowCard
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.registers import ROW
from pingyi.rules.mandate import Power, may
from pingyi.rules.register import Values
from pingyi.rules.register.display import value_text
from pingyi.rules.rulebook.registers import Column, ColumnKind, Register, Sight
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.phrases import translated
from pingyi.ui.words.rows import shown_rows


@serves(Power.REGISTER_READ)
@in_campaign
def show(request: CampaignRequest, pk: int) -> HttpResponse:
    """The row, and what may be done with it."""
    row = access_row(request.actor, pk, request.campaign)
    register = request.campaign.book.register(row.register)
    card = queries.card(row, register, actor=request.actor, campaign=request.campaign)
    writes = may(request.actor, Power.REGISTER_WRITE, phase=request.campaign.phase)
    seen = [
        each
        for each in register.columns
        if each.kind is not ColumnKind.FILES and (card.line.private or each.sight is not Sight.PRIVATE)
    ]
    [whole] = shown_rows([card.line], register, seen, card.names, book=request.campaign.book)
    context = {
        "register": register,
        "card": card,
        "row": whole,
        "files": folder(request.actor, Subject.of(ROW, pk), request.campaign) if register.takes_files else None,
        "history": _history(card, register, request),
        "amends": card.amends and writes,
        "unsigned": _unsigned(card, register, request) if writes and not card.withdrawn else [],
        "withdraw_form": WithdrawForm(initial={"version": card.version}, auto_id="withdraw-%s"),
    }
    return render(request, "registers/row.html", context)


@serves(Power.REGISTER_WRITE, "GET", "HEAD", "POST")
@in_campaign
def amend(request: CampaignRequest, pk: int) -> HttpResponse:
    """The same columns once more, with what stands there, and the reason of the change."""
    row = access_row(request.actor, pk, request.campaign)
    register = request.campaign.book.register(row.register)
    card = queries.card(row, register, actor=request.actor, campaign=request.campaign)
    if not card.amends:
        return redirect("register-row", pk=pk)
    offered = offers(register, actor=request.actor, campaign=request.campaign)
    form = AmendForm.if_posted(request, register, offered, row.values, initial={"version": card.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.refusals_beside():
            actions.amend(
                register.code,
                row.number,
                form.values(),
                given["reason"],
                version=given["version"] or 0,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The row is amended; what stood there before stays in its history."))
            return redirect("register-row", pk=pk)
    context = {"register": register, "form": form, "number": row.number, "pk": pk}
    return render(request, "registers/amend.html", context, status=422 if form.errors else 200)


@serves(Power.REGISTER_WRITE, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Withdraw this row?"),
    gettext_lazy("It leaves every list and every figure, and cannot be brought back."),
    gettext_lazy("It stays readable at its address, with your reason."),
)
def withdraw(request: CampaignRequest, pk: int) -> HttpResponse:
    """Take the row back."""
    row = access_row(request.actor, pk, request.campaign)
    with refusals_shown(request):
        given = WithdrawForm.posted(request).taken()
        version = given["version"] or 0
        actions.withdraw(row.register, row.number, given["reason"], version=version, actor=request.actor, at=request.at)
        messages.success(request, _("The row is withdrawn."))
    return redirect("register-row", pk=pk)


@serves(Power.REGISTER_WRITE, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Sign this row?"),
    gettext_lazy("Your name and the day stand under the row as it reads now."),
    gettext_lazy("If the row is amended later, your signature falls, and you are free to sign again."),
)
def sign(request: CampaignRequest, pk: int) -> HttpResponse:
    """Put one's name under the row."""
    row = access_row(request.actor, pk, request.campaign)
    with refusals_shown(request):
        given = SignForm.posted(request).taken()
        version = given["version"] or 0
        actions.sign(row.register, row.number, given["column"], version=version, actor=request.actor, at=request.at)
        messages.success(request, _("Signed."))
    return redirect("register-row", pk=pk)


def _unsigned(card: RowCard, register: Register, request: CampaignRequest) -> list[tuple[str, SignForm]]:
    """The columns in which this person may still sign."""
    if any(given["by"] == request.actor.ref for given in card.line.signatures.values()):
        return []
    return [
        (translated(column.name), SignForm(initial={"column": column.code, "version": card.version}, auto_id=False))
        for column in register.columns
        if column.kind is ColumnKind.SIGNATURE and column.code not in card.line.signatures
    ]


def _history(card: RowCard, register: Register, request: CampaignRequest) -> list[dict[str, Any]]:
    """Version by version, the newest first: who did what and why, and what was different before."""
    lines: list[dict[str, Any]] = []
    before: Values = {}
    for version in card.versions:
        changes = [] if version.number == 1 else _changes(before, version.values, card, register, request)
        lines.insert(0, {"version": version, "changes": changes, "signed": _called(register, version.column)})
        before = version.values
    return lines


def _changes(
    before: Values, after: Values, card: RowCard, register: Register, request: CampaignRequest
) -> list[tuple[str, str, str]]:
    book, lang = request.campaign.book, get_language() or "zh"

    def words(column: Column, values: Values) -> str:
        return value_text(column, values.get(column.code), book=book, names=card.names, lang=lang)

    return [
        (translated(column.name), words(column, before), words(column, after))
        for column in register.entered
        if before.get(column.code) != after.get(column.code)
    ]


def _called(register: Register, code: str) -> str:
    return translated(register.column(code).name) if code else ""
