"""The three administrators: each sees their own room and no other."""

import pytest
from django.urls import reverse

from pingyi.rules.mandate import Role
from tests.cast import Cast

ROOMS = {
    Role.SYS_ADMIN: ["people", "people-enter", "units", "units-enter"],
    Role.SEC_ADMIN: ["grants"],
    Role.AUDIT_ADMIN: ["audit", "audit-roles", "audit-rows"],
}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("administrator", ROOMS)
def test_each_administrator_has_a_room_closed_to_the_others(cast: Cast, client_of, administrator, language) -> None:
    client = client_of(administrator)
    client.cookies["language"] = language
    for owner, routes in ROOMS.items():
        for route in routes:
            assert client.get(reverse(route)).status_code == (200 if owner == administrator else 403), route


@pytest.mark.parametrize("role", [Role.OFFICE_DIRECTOR, Role.LEADING_GROUP_LEADER, Role.COUNTY_OFFICE])
def test_nobody_else_comes_in(client_of, role) -> None:
    for routes in ROOMS.values():
        for route in routes:
            assert client_of(role).get(reverse(route)).status_code == 403


def test_an_administrator_without_second_factor_is_sent_to_set_one_up(client_of) -> None:
    answer = client_of(Role.SYS_ADMIN, strong=False).get(reverse("people"))
    assert answer.url == f"{reverse('second-factor')}?next=%2Fpeople%2F"
    answer = client_of(Role.SYS_ADMIN, strong=False).get(reverse("second-factor"))
    assert answer.url == reverse("mfa_index")


def test_a_stranger_is_asked_to_sign_in(client, db) -> None:
    assert client.get(reverse("people")).url == f"{reverse('account_login')}?next={reverse('people')}"
