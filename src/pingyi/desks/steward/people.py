"""The people: their accounts and invitations. What they may do is decided next door (grants)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.steward.columns import person_columns, role_has_its_unit
from pingyi.desks.steward.forms import NameForm, ReasonForm
from pingyi.desks.steward.heads import PEOPLE
from pingyi.records.organisation import actions, queries
from pingyi.records.organisation.access import access_account
from pingyi.records.organisation.actions.naming import correct_name
from pingyi.rules.mandate import Power, Role
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request
from pingyi.ui.tables import table as tables
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.intake import Intake, Rows, download, receive
from pingyi.ui.tables.lists import list_of
from pingyi.ui.tables.paging import PEOPLE as PAGE
from pingyi.ui.tables.paging import paged


def _enter(request: Request, rows: Rows) -> None:
    actions.add_people([_person(row) for row in rows], actor=request.actor, at=request.at)


def _person(row: dict[str, Any]) -> actions.NewPerson:
    values = {key: value for key, value in row.items() if key not in ("row", "role")}
    return actions.NewPerson(**values, role=Role(row["role"]) if row["role"] else None)


INTAKE = Intake("people", gettext_lazy("Enter people"), "people", person_columns, _enter, role_has_its_unit)


@serves(Power.ACCOUNT_ADMINISTER)
def show(request: Request) -> HttpResponse:
    """The people found."""
    found = list_of(request, queries.people(at=request.at), PEOPLE)
    return found.answer(request, "steward/people.html", "people", page=paged(request, found.rows, PAGE))


@serves(Power.ACCOUNT_ADMINISTER)
def one(request: Request, ref: str) -> HttpResponse:
    """One person's account."""
    account = access_account(request.actor, Power.ACCOUNT_ADMINISTER, ref)
    person = queries.person(account, at=request.at)
    forms = {
        "name_form": NameForm(initial={"name": person.name}, auto_id="name-%s"),
        "reason_form": ReasonForm(auto_id="%s"),
    }
    return render(request, "steward/person.html", {"person": person, **forms})


@serves(Power.PERSON_IMPORT, "GET", "HEAD", "POST")
def enter(request: Request) -> HttpResponse:
    """Enter people."""
    return receive(request, INTAKE)


@serves(Power.PERSON_IMPORT)
def table(request: Request, kind: str) -> HttpResponse:
    """The empty table."""
    return download(INTAKE, kind)


@serves(Power.INVITATION_SEND, "POST")
def invite(request: Request, ref: str) -> HttpResponse:
    """Make a link and show it, this once."""
    account = access_account(request.actor, Power.INVITATION_SEND, ref)
    token = actions.invite(account, actor=request.actor, at=request.at)
    person = queries.person(account, at=request.at)
    return _secret(render(request, "steward/invited.html", {"person": person, "link": _link(request, token)}))


@serves(Power.INVITATION_SEND, "POST")
def invite_all(request: Request) -> HttpResponse:
    """Make a link for everybody who never had one, as a table to hand out."""
    invited = actions.invite_newcomers(actor=request.actor, at=request.at)
    if not invited:
        messages.info(request, _("Everybody has a link or an account already."))
        return redirect("people")
    rows = [(one.unit, one.name, one.username, _link(request, one.token)) for one in invited]
    heading = [_("Unit"), _("Name"), _("Username"), _("Link, good for one use within 7 days")]
    return _secret(xlsx_file("invitations", tables.write_xlsx(heading, rows)))


@serves(Power.ACCOUNT_ADMINISTER, "POST")
def switch(request: Request, ref: str) -> HttpResponse:
    """Close or reopen an account, with the reason."""
    account = access_account(request.actor, Power.ACCOUNT_ADMINISTER, ref)
    act = actions.close_account if account.is_active else actions.reopen_account
    with refusals_shown(request):
        act(account, **ReasonForm.posted(request).taken(), actor=request.actor, at=request.at)
        messages.success(request, _("Done, and noted in the journal."))
    return redirect("person", ref=ref)


@serves(Power.ACCOUNT_ADMINISTER, "POST")
def rename(request: Request, ref: str) -> HttpResponse:
    """Correct a name, with the reason."""
    account = access_account(request.actor, Power.ACCOUNT_ADMINISTER, ref)
    with refusals_shown(request):
        correct_name(account, **NameForm.posted(request).taken(), actor=request.actor, at=request.at)
        messages.success(request, _("Done, and noted in the journal."))
    return redirect("person", ref=ref)


def _link(request: Request, token: str) -> str:
    return str(request.build_absolute_uri(reverse("join", args=[token])))


def _secret(response: HttpResponse) -> HttpResponse:
    """Who holds the link can open the account: no cache keeps it."""
    response["Cache-Control"] = "no-store"
    return response
