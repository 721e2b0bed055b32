"""What comes too early is refused, and says what comes first."""

import pytest

from pingyi.ceremonies import closing, opening, release
from pingyi.ceremonies.errors import BoxesOpen, NoBoxes
from pingyi.records.results import actions, queries
from pingyi.records.results.errors import NoReckoning
from pingyi.rules.mandate import PhaseRefused
from tests import stage
from tests.cast import Cast
from tests.sitting import CLOSED, OPENED, RELEASED, Sitting, brought_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting(cast: Cast) -> Sitting:
    stage.opened(cast)
    return Sitting(cast)


def test_without_boxes_nothing_is_closed_or_opened(sitting: Sitting) -> None:
    with pytest.raises(NoBoxes):
        closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)
    with pytest.raises(NoBoxes):
        opening.convene(campaign=sitting.campaign, actor=sitting.director, at=OPENED)


def test_an_open_box_keeps_all_sealed(sitting: Sitting) -> None:
    sitting.drawn()
    sitting.frozen()
    with pytest.raises(BoxesOpen):
        opening.convene(campaign=sitting.campaign, actor=sitting.director, at=OPENED)
    with pytest.raises(PhaseRefused):
        closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)


def test_nothing_is_released_unsigned_or_before_the_last_phase(sitting: Sitting) -> None:
    brought_to("reckoned", sitting)
    with pytest.raises(NoReckoning):
        release.release(campaign=sitting.campaign, actor=sitting.director, at=RELEASED)
    brought_to("signed", sitting, after="reckoned")
    sitting.approve()
    kept = queries.latest(stage.CODE)
    assert kept is not None
    with pytest.raises(PhaseRefused):
        actions.release(pk=kept.pk, actor=sitting.director, at=RELEASED, phase=sitting.campaign.phase)
