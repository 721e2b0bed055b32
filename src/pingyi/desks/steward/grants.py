"""The roles: who holds which, since when; granting and withdrawing with a reason. Business data is not shown here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.ceremonies import second_factor
from pingyi.desks.steward.forms import GrantForm, PeopleForm, ReasonForm
from pingyi.desks.steward.heads import PEOPLE
from pingyi.records.organisation import queries
from pingyi.records.organisation.access import access_account, access_grant, access_unit
from pingyi.records.organisation.actions import grant_role, withdraw_grant
from pingyi.rules.mandate import GRANTABLE, Power, Role, RoleRefused
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request
from pingyi.ui.tables.lists import list_of
from pingyi.ui.tables.paging import PEOPLE as PAGE
from pingyi.ui.tables.paging import paged


@serves(Power.GRANT_ADMINISTER)
def show(request: Request) -> HttpResponse:
    """The people found and what they hold; `waiting`: only those with a proposal."""
    waiting = PeopleForm.in_address(request).cleaned()["waiting"]
    found = list_of(request, queries.people(at=request.at, waiting=waiting), PEOPLE, PeopleForm)
    return found.answer(request, "steward/grants.html", "roles", page=paged(request, found.rows, PAGE))


@serves(Power.GRANT_ADMINISTER)
def one(request: Request, ref: str) -> HttpResponse:
    """One person's roles."""
    account = access_account(request.actor, Power.GRANT_ADMINISTER, ref)
    person = queries.person(account, at=request.at)
    context = {
        "person": person,
        "proposed": _withdrawable(person.proposed),
        "held": _withdrawable(person.held),
        "may_be_lost": account != request.user and bool(queries.second_factors(account)),
        "form": GrantForm.offering(queries.units()),
        "reason_form": ReasonForm(auto_id="factor-%s"),
    }
    return render(request, "steward/person_grants.html", context)


def _withdrawable(grants: tuple[queries.GrantLine, ...]) -> list[tuple[queries.GrantLine, ReasonForm]]:
    """Each role with the form that asks why it is withdrawn."""
    return [(grant, ReasonForm(auto_id=f"%s-{grant.ref}")) for grant in grants]


@serves(Power.GRANT_ADMINISTER, "POST")
def grant(request: Request, ref: str) -> HttpResponse:
    """Grant a role, or confirm a proposed one."""
    account = access_account(request.actor, Power.GRANT_ADMINISTER, ref)
    with refusals_shown(request):
        given = GrantForm.posted(request).taken()
        grant_role(
            account,
            _role(given["role"]),
            unit=access_unit(given["unit"]) if given["unit"] else None,
            post=given["post"],
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("Granted, and noted in the journal."))
    return redirect("person-grants", ref=ref)


@serves(Power.GRANT_ADMINISTER, "POST")
def withdraw(request: Request, ref: str) -> HttpResponse:
    """Withdraw a role, or turn a proposed one down."""
    found = access_grant(request.actor, ref)
    with refusals_shown(request):
        withdraw_grant(found, **ReasonForm.posted(request).taken(), actor=request.actor, at=request.at)
        messages.success(request, _("Withdrawn, and noted in the journal."))
    return redirect("person-grants", ref=found.account.ref)


@serves(Power.GRANT_ADMINISTER, "POST")
def factors(request: Request, ref: str) -> HttpResponse:
    """Remove the second factors that a person lost, with the reason."""
    account = access_account(request.actor, Power.GRANT_ADMINISTER, ref)
    with refusals_shown(request):
        second_factor.reset(account, **ReasonForm.posted(request).taken(), actor=request.actor, at=request.at)
        messages.success(request, _("Removed, and noted in the journal. The system administrator makes the new link."))
    return redirect("person-grants", ref=ref)


def _role(text: str) -> Role:
    if text not in GRANTABLE:
        raise RoleRefused(hidden=True, roles="")
    return Role(text)
