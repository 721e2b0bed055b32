"""Inviting, closing, granting and withdrawing, as the administrators do it on their pages."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pingyi.records.organisation import actions
from pingyi.records.organisation.models import Grant
from pingyi.rules.mandate import Role
from tests.cast import AT, Cast

NEW = "Another-Password-8"


@pytest.fixture
def bailu(cast: Cast):
    person = actions.NewPerson("bai.lu", "白露", unit="qinghe", role=Role.COUNTY_OFFICE, for_unit="qinghe")
    return actions.add_people([person], actor=cast.actor(Role.SYS_ADMIN), at=AT)[0]


def english(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


def test_from_the_link_to_the_first_page(cast: Cast, client_of, bailu) -> None:
    shown = client_of(Role.SYS_ADMIN).post(reverse("person-invite", args=[bailu.ref]))
    assert shown["Cache-Control"] == "no-store"
    link = shown.context["link"]
    guest = english(Client())
    assert guest.get(link).status_code == 200
    answers = {"name": "白露", "password": NEW, "again": NEW, "signed": "on"}
    assert "not the one" in guest.post(link, answers | {"name": "黑夜"}).content.decode()
    assert "differ" in guest.post(link, answers | {"again": "x"}).content.decode()
    assert guest.post(link, answers | {"signed": ""}).status_code == 200
    assert "too short" in guest.post(link, answers | {"password": "x", "again": "x"}).content.decode()
    assert guest.post(link, answers).url == reverse("account_login")
    used = guest.get(link)
    assert used.status_code == 410
    assert "was used on" in used.content.decode()
    guest.post(reverse("account_login"), {"login": "bai.lu", "password": NEW})
    request = guest.get("/").wsgi_request
    assert request.user == bailu
    assert request.actor.acknowledged
    assert request.actor.grants == ()


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "‮"])
def test_an_altered_link_says_so(db, token: str) -> None:
    answer = english(Client()).get(reverse("join", args=[token]))
    assert answer.status_code == 410
    assert "not a complete invitation link" in answer.content.decode()


def test_links_for_everybody_come_as_a_table(cast: Cast, client_of, bailu) -> None:
    client = client_of(Role.SYS_ADMIN)
    book = load_workbook(io.BytesIO(client.post(reverse("people-invite")).content))
    (row,) = list(book.active.values)[1:]
    assert row[:3] == ("清河县科技局", "白露", "bai.lu")
    assert Client().get(row[3]).status_code == 200
    assert client.post(reverse("people-invite")).url == reverse("people")


@pytest.fixture
def proposed(cast: Cast) -> list[Grant]:
    """Three people with the roles they are meant to have."""
    people = [
        actions.NewPerson(f"p{n}", f"白{n}", unit="qinghe", role=role, for_unit="qinghe")
        for n, role in enumerate((Role.COUNTY_OFFICE, Role.COUNTY_OFFICE, Role.COUNTY_LEADER))
    ]
    made = actions.add_people(people, actor=cast.actor(Role.SYS_ADMIN), at=AT)
    return list(Grant.objects.filter(account__in=made).order_by("pk"))


def confirm(client: Client, grants: list[Grant], **more: str) -> str:
    ticked = {"grant": [grant.pk for grant in grants], **more}
    return client.post(reverse("grants-confirm"), ticked, follow=True).content.decode()


def test_all_proposals_are_granted_with_one_confirmation(cast: Cast, client_of, proposed) -> None:
    client = english(client_of(Role.SEC_ADMIN, agrees=False))
    page = client.get(reverse("grants-waiting")).content.decode()
    assert all(grant.account.name in page for grant in proposed) and page.count(" checked") == 3
    asked = confirm(client, proposed)
    assert "Grant these roles?" in asked and all(grant.account.name in asked for grant in proposed)
    assert not Grant.objects.filter(pk__in=[grant.pk for grant in proposed], granted_at__isnull=False).exists()
    assert "3 roles granted" in confirm(client, proposed, confirmed="1")
    assert Grant.objects.filter(pk__in=[grant.pk for grant in proposed], granted_by=cast[Role.SEC_ADMIN]).count() == 3
    assert "No proposal waits." in client.get(reverse("grants-waiting")).content.decode()


def test_one_that_was_turned_down_meanwhile_is_named_and_none_is_granted(cast: Cast, client_of, proposed) -> None:
    turned = proposed[1]
    actions.withdraw_grant(turned, reason="another post", actor=cast.actor(Role.SEC_ADMIN), at=AT)
    said = confirm(english(client_of(Role.SEC_ADMIN)), proposed)
    assert turned.account.name in said and "None of those you ticked was granted" in said
    assert not Grant.objects.filter(account__in=[each.account for each in proposed], granted_at__isnull=False).exists()


def test_two_roles_of_one_person_that_exclude_each_other_are_refused_together(cast: Cast, client_of, proposed) -> None:
    first = proposed[0]
    other = Grant.objects.create(account=first.account, role=Role.INSPECTOR, unit=first.unit, proposed_at=AT)
    said = confirm(english(client_of(Role.SEC_ADMIN)), [first, other])
    assert "leave this one out" in said
    assert not Grant.objects.filter(account=first.account, granted_at__isnull=False).exists()


def test_nothing_ticked_or_no_such_grant(cast: Cast, client_of, proposed) -> None:
    client = english(client_of(Role.SEC_ADMIN))
    assert "Nothing is ticked" in confirm(client, [])
    for ref in ("0", "x", "9" * 40):
        answer = client.post(reverse("grants-confirm"), {"grant": [proposed[0].pk, ref]})
        assert answer.status_code == 404
    assert client_of(Role.SYS_ADMIN).get(reverse("grants-waiting")).status_code == 403


def test_a_proposal_is_granted_then_withdrawn_with_a_reason(cast: Cast, client_of, bailu) -> None:
    client = english(client_of(Role.SEC_ADMIN))
    page = client.get(reverse("grants"), {"waiting": "on"}).content.decode()
    assert "白露" in page
    assert "郑若水" not in page
    page = reverse("person-grants", args=[bailu.ref])
    assert client.get(page).status_code == 200
    client.post(reverse("person-grant", args=[bailu.ref]), {"role": "county_office", "unit": "qinghe"})
    grant = Grant.objects.get(account=bailu)
    assert grant.granted_by == cast[Role.SEC_ADMIN]
    refused = client.post(reverse("grant-withdraw", args=[grant.pk]), {"reason": ""}, follow=True)
    assert "give the reason" in refused.content.decode()
    client.post(reverse("grant-withdraw", args=[grant.pk]), {"reason": "moved away"})
    assert Grant.objects.get(pk=grant.pk).reason == "moved away"
    history = client_of(Role.AUDIT_ADMIN).get(reverse("audit-roles")).content.decode()
    assert "moved away" in history
    audit = english(client_of(Role.AUDIT_ADMIN)).get(reverse("audit"), {"kind": "role:withdraw:1"}).content.decode()
    assert "A role was withdrawn" in audit
    assert '<option value="role:withdraw:1" selected>A role was withdrawn</option>' in audit
    assert audit.count('title="role:withdraw:1"') == 1
    assert "role:grant:1</div>" not in audit


def test_an_incompatible_role_is_refused_naming_both(cast: Cast, client_of) -> None:
    ref = cast[Role.OFFICE_STAFF].ref
    client = english(client_of(Role.SEC_ADMIN))
    answer = client.post(reverse("person-grant", args=[ref]), {"role": "stat_officer"}, follow=True)
    text = answer.content.decode()
    assert "staff of the appraisal office" in text
    assert "two independent parties" in text
    chinese = client_of(Role.SEC_ADMIN)
    answer = chinese.post(reverse("person-grant", args=[ref]), {"role": "stat_officer"}, follow=True)
    assert "评议办工作人员" in answer.content.decode()


@pytest.mark.parametrize("role", ["", "king", "public", "clockwork"])
def test_only_roles_that_exist_can_be_granted(cast: Cast, client_of, role: str) -> None:
    before = Grant.objects.count()
    client_of(Role.SEC_ADMIN).post(reverse("person-grant", args=[cast[Role.OFFICE_STAFF].ref]), {"role": role})
    assert Grant.objects.count() == before


def test_an_account_is_closed_with_a_reason_and_its_session_ends(cast: Cast, client_of) -> None:
    staff, admin = client_of(Role.OFFICE_STAFF), client_of(Role.SYS_ADMIN)
    switch = reverse("person-switch", args=[cast[Role.OFFICE_STAFF].ref])
    admin.post(switch, {"reason": ""})
    assert staff.get("/").context["user"].is_authenticated
    admin.post(switch, {"reason": "on leave"})
    assert not staff.get("/").context["user"].is_authenticated
    admin.post(switch, {"reason": "back"})
    assert client_of(Role.OFFICE_STAFF).get("/").context["user"].is_authenticated


@pytest.mark.parametrize("ref", ["0", "999999", "x"])
def test_an_unknown_person_is_not_found(client_of, ref: str) -> None:
    assert client_of(Role.SYS_ADMIN).get(reverse("person", args=[ref])).status_code == 404
    assert client_of(Role.SEC_ADMIN).get(reverse("person-grants", args=[ref])).status_code == 404
