"""Several who add up or count at the same moment, each on a connection of its own, do every box once."""

import pytest

from pingyi.ceremonies import opening
from pingyi.records.acts.queries import latest
from pingyi.records.box import queries
from pingyi.records.box.errors import WrongStep
from pingyi.records.box.progress import Tallying
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.acts.kind import COUNT
from tests import stage
from tests.cast import cast
from tests.crossing import crossed
from tests.sitting import OPENED, Sitting, brought_to


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_every_box_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "CHUNK", 1)
    sitting = Sitting(cast())
    stage.opened(sitting.cast)
    brought_to("P4", sitting)
    laid = opening.convene(campaign=sitting.campaign, actor=sitting.director, at=OPENED)
    for signer in (sitting.director, sitting.supervisor, sitting.lead):
        opening.sign_inputs(campaign=sitting.campaign, digest=laid.digest, actor=signer, at=OPENED)
    assert crossed(sitting.finish, sitting.finish) == [None, None]
    sitting.give(1)
    sitting.give(2)
    opening.count(campaign=sitting.campaign, actor=sitting.director, at=OPENED)
    first, second, given = crossed(sitting.finish, sitting.finish, lambda: sitting.give(3))
    assert (first, second) == (None, None)
    assert given == 3 or isinstance(given, WrongStep), "a box is counted before its share comes, or after"
    assert queries.tallying(stage.CODE) == Tallying(wanted=3, summed=3, counted=3)
    for kind, many in (("box:sum:1", 3), ("box:count:1", 3)):
        assert JournalEntry.objects.filter(kind=kind).count() == many
    assert latest(stage.CODE, COUNT.code)
