"""A campaign in its first phase, with the clock in it, and the survey brought to any step."""

import secrets
from collections.abc import Callable

import pytest
from django.test import Client

from pingyi.ceremonies import freeze
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.acts.kind import FREEZE
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import Cast
from tests.factories import make_keys
from tests.records.roll.lists import draw_all
from tests.stage import day, opened

NOW = day("07-01")


@pytest.fixture
def campaign(cast: Cast, clock: Clock) -> CurrentCampaign:
    """Opened, and it is the first of July."""
    clock.set(NOW)
    return opened(cast, "P1")


@pytest.fixture
def bureau(campaign: CurrentCampaign, client_of: Callable[..., Client]) -> Client:
    """The head of the survey at an English desk."""
    return english(client_of(Role.STAT_LEAD))


@pytest.fixture
def office(campaign: CurrentCampaign, client_of: Callable[..., Client]) -> Client:
    """The office's director at an English desk."""
    return english(client_of(Role.OFFICE_DIRECTOR))


def english(client: Client) -> Client:
    """In English, so that sentences can be compared."""
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def keyed(campaign: CurrentCampaign) -> CurrentCampaign:
    """The trustees have made their key."""
    make_keys(secrets.token_bytes, bodies=campaign.book.survey.sealing.trustees, campaign_id=campaign.code)
    return campaign


@pytest.fixture
def drawn(keyed: CurrentCampaign, cast: Cast) -> CurrentCampaign:
    """The sample is drawn too."""
    draw_all(keyed, cast.actor(Role.STAT_LEAD, campaign_id=keyed.code))
    return keyed


@pytest.fixture
def frozen(drawn: CurrentCampaign, cast: Cast) -> CurrentCampaign:
    """Both bodies have signed; the boxes are made."""
    parties = [cast.actor(role, campaign_id=drawn.code) for role in FREEZE.parties]
    laid = freeze.propose(campaign=drawn, actor=parties[0], at=NOW)
    for actor in parties:
        freeze.sign(campaign=drawn, digest=laid.digest, actor=actor, at=NOW, randomness=secrets.token_bytes)
    return drawn
