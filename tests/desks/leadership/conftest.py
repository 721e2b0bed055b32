"""The leading group's desk, with a result that was signed and waits for its decision."""

from collections.abc import Callable

import pytest
from django.test import Client

from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast
from tests.sitting import RULED, Sitting


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("reckoned")


@pytest.fixture
def sitting(prepared: Sitting, db: None, clock: Clock) -> Sitting:
    clock.set(RULED)
    return prepared


@pytest.fixture(name="cast")
def the_same_cast(sitting: Sitting) -> Cast:
    """The cast of the prepared sitting, for `client_of`."""
    return sitting.cast


@pytest.fixture
def leader(client_of: Callable[..., Client]) -> Client:
    client = client_of(Role.LEADING_GROUP_LEADER)
    client.cookies["language"] = "en"
    return client
