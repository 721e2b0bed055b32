"""A team that is at work."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.records.inspection.models import Team
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import day, opened

ClientOf = Callable[..., Client]


@pytest.fixture
def team(cast: Cast, client_of: ClientOf, settings: Settings) -> Team:
    """Qinghe's team of head and one member, appointed by the director while the inspection phase is open."""
    opened(cast, "P4")
    settings.CLOCK.set(day("09-02"))
    head, member = cast[Role.INSPECTION_HEAD], cast[Role.INSPECTOR]
    given = {"members": [head.pk, member.pk], "head": head.pk}
    client_of(Role.OFFICE_DIRECTOR).post("/teams/qinghe/appoint/", given)
    return Team.objects.get(unit="qinghe")
