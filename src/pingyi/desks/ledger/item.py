"""One item in full: what it says, its files, its history, and the forms of the steps that this person may take."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from pingyi.desks.ledger import forms
from pingyi.records.files.queries import folder
from pingyi.records.ledger import queries
from pingyi.records.ledger.access import access_item
from pingyi.records.ledger.queries import ItemCard, StepLine
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.ledger import ITEM, STEPS
from pingyi.rules.ledger import Finding
from pingyi.rules.ledger.item import write_milestones
from pingyi.rules.mandate import Power
from pingyi.ui.door.forms import Sent
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.ledger import CAUSES, FINDINGS, ORIGINS, PACES, STATES
from pingyi.ui.words.phrases import translated


@serves(Power.LEDGER_READ)
@in_campaign
def show(request: CampaignRequest, pk: int) -> HttpResponse:
    """The item."""
    return page(request, pk)


def page(request: CampaignRequest, pk: int, refused: Mapping[str, Sent] | None = None) -> HttpResponse:
    """The item; with `refused` the forms as they were sent, with what is wrong beside the fields."""
    item = access_item(request.actor, pk, request.campaign)
    today = request.campaign.day_of(request.at)
    card = queries.card(item, request.campaign, actor=request.actor, today=today)
    line, book = card.line, request.campaign.book
    terms = {term.code: term.name for each in book.vocabularies if each.code == "priorities" for term in each.terms}
    context = {
        "card": card,
        "line": line,
        "plan": line.plan,
        "unit": book.unit(line.unit).name,
        "content": next(each.name for each in book.contents if each.code == line.content),
        "priority": terms.get(line.priority),
        "origin": ORIGINS[line.origin],
        "state": STATES[line.state],
        "pace": PACES[line.plan.pace] if line.plan else "",
        "cause": CAUSES[line.cause] if line.cause else "",
        "findings": [FINDINGS[each] for each in line.findings],
        "false": Finding.FALSE in line.findings and request.actor.appraised_unit is None,
        "history": list(_history(card.steps)),
        "files": folder(request.actor, Subject.of(ITEM, pk), request.campaign),
        "forms": _forms(card) | dict(refused or {}),
    }
    return render(request, "ledger/item.html", context, status=422 if refused else 200)


def _history(steps: tuple[StepLine, ...]) -> Iterator[tuple[str, StepLine]]:
    for step in steps:
        yield translated(STEPS[step.verb]), step


def _forms(card: ItemCard) -> dict[str, Any]:
    """A form for each step that may be taken now."""
    line, seen = card.line, {"steps": card.taken}
    plan = line.plan
    known = {name: getattr(plan, name) for name in forms.PlanForm.base_fields if hasattr(plan, name)} if plan else {}
    if plan:
        known["milestones"] = write_milestones(plan.milestones)
    made: dict[str, Sent] = {
        "analyse": forms.AnalyseForm(
            initial=seen | {"analysis": line.analysis, "cause": line.cause}, auto_id="analyse-%s"
        ),
        "plan": forms.PlanForm(initial=seen | known, auto_id="plan-%s"),
        "approve": forms.Step(initial=seen, auto_id="approve-%s"),
        "defer": forms.Step(initial=seen, auto_id="defer-%s"),
        "hand_back": forms.ReasonForm(initial=seen, auto_id="hand-back-%s"),
        "go_on": forms.ProgressForm(initial=seen, auto_id="progress-%s"),
        "submit": forms.SubmitForm(initial=seen, auto_id="submit-%s"),
        "close": forms.CloseForm(initial=seen, auto_id="close-%s"),
        "return": forms.ReasonForm(initial=seen, auto_id="return-%s"),
        "confirm": forms.CheckForm(initial=seen, auto_id="check-%s"),
        "reopen": forms.ReasonForm(initial=seen, auto_id="reopen-%s"),
        "ask": forms.ChangeForm(initial=seen | {"problem": line.problem, "due": line.due}, auto_id="change-%s"),
        "decide": forms.DecideForm(initial=seen, auto_id="decide-%s"),
    }
    return {verb.replace("return", "send_back"): form for verb, form in made.items() if verb in card.possible}
