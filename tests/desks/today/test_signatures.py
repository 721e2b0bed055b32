"""What lies before several parties stands on the page of whoever has not signed it, and of nobody else."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from pingyi.ceremonies import closing
from pingyi.records.acts import queries as acts
from pingyi.rules.acts.kind import CLOSING
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import show_factor
from tests.desks.today.test_today import today
from tests.sitting import CLOSED, Sitting

pytestmark = pytest.mark.django_db


def test_a_joint_act_waits_for_who_has_not_signed(sitting_at: Callable[[str], Sitting], clock: Clock) -> None:
    sitting = sitting_at("voted")
    clock.set(CLOSED)
    closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)
    words = "Sign the closing of the boxes"
    lead, director, county = (_as(sitting, role) for role in (Role.STAT_LEAD, Role.OFFICE_DIRECTOR, Role.COUNTY_LEADER))
    assert words in today(lead)["awaits"] and words in today(director)["awaits"]
    assert words not in today(county)["awaits"]
    laid = acts.latest(sitting.campaign.code, CLOSING.code)
    assert laid is not None
    closing.sign(campaign=sitting.campaign, digest=laid.digest, actor=sitting.lead, at=CLOSED)
    assert words not in today(lead)["awaits"] and words in today(director)["awaits"]


def _as(sitting: Sitting, role: Role) -> Client:
    client, account = Client(), sitting.cast[role]
    account.password_set_at = settings.CLOCK.now()
    account.save()
    client.force_login(account)
    show_factor(client, account)
    return client
