"""What a password must be."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from pingyi.records.organisation import actions
from pingyi.rules.mandate import Role
from tests.cast import AT, PASSWORD, Cast


@pytest.mark.parametrize(
    "password", ["Willow-Bridge", "willow bridge 7", "WILLOW7bridge", "春天来了abc123", "Ab1!Ab1!Ab"]
)
def test_good_passwords(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize(
    "password", ["Ab1!Ab1!A", "willowbridge", "willowbridge7", "1234567890", "Password123", "春天来了春天来了春天"]
)
def test_bad_passwords(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_none_of_the_last_five_and_not_the_username(cast: Cast) -> None:
    account, actor = cast[Role.OFFICE_STAFF], cast.actor(Role.OFFICE_STAFF)
    used = [PASSWORD, *(f"Willow-Bridge-{number}" for number in range(10, 15))]
    for password in used[1:]:
        validate_password(password, account)
        actions.change_password(account, password, actor=actor, at=AT)
    for password in used[1:]:
        with pytest.raises(ValidationError):
            validate_password(password, account)
    validate_password(used[0], account)
    with pytest.raises(ValidationError):
        validate_password("Office-staff-1", account)
