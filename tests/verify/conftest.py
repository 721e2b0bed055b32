"""One small campaign, published: three counties, four boxes, one of them never opened; everything made for real."""

from collections.abc import Mapping

import pytest

from pingyi.desks.public.bundle import files
from pingyi.records.journal import actions as journal
from pingyi.records.results import queries as results
from tests import stage
from tests.cast import cast
from tests.sitting import RELEASED, Sitting, brought_to


@pytest.fixture(scope="session")
def shelf() -> dict[str, bytes]:
    """Where the bundle is kept once it is made."""
    return {}


@pytest.fixture
def published(db: None, shelf: dict[str, bytes]) -> Mapping[str, bytes]:
    """The files of the bundle by name; made by the first test that asks."""
    if not shelf:
        sitting = Sitting(cast())
        stage.opened(sitting.cast)
        brought_to("released", sitting)
        journal.checkpoint(at=RELEASED)
        released = results.released(sitting.campaign.code)
        assert released
        shelf |= {name: b"".join(pieces) for name, pieces in files(sitting.campaign, released)}
    return shelf
