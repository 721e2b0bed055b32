"""One act asks the database as often for three boxes as for four: nothing grows with the boxes."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pingyi.records.box.queries import boxes, taking
from tests import stage
from tests.beside_the_key import beside_the_key
from tests.cast import cast
from tests.sitting import STEPS, Sitting

PER_VOTER = ("drawn", "voted", "inspected")
"""What so many people do, each for themselves."""


def asked(text: str) -> tuple[int, dict[str, int]]:
    """How many boxes a campaign by this plan has, and how many queries each of its steps asks."""
    taking.cache_clear()  # another campaign of this process has the same seeded box numbers
    found, undone = {}, transaction.atomic()
    undone._from_testcase = True
    with beside_the_key(), undone:
        sitting = Sitting(cast())
        stage.opened(sitting.cast, text=text)
        for name, act in STEPS:
            with CaptureQueriesContext(connection) as caught:
                act(sitting)
            found[name] = len(caught)
        many = len(boxes(stage.CODE))
        transaction.set_rollback(True)
    taking.cache_clear()
    return many, {name: queries for name, queries in found.items() if name not in PER_VOTER}


@pytest.mark.django_db
def test_no_act_asks_for_each_box() -> None:
    four, of_four = asked(stage.plan_text())
    three, of_three = asked(stage.plan_text().replace("least_invited = 5", "least_invited = 6"))
    assert (three, four) == (3, 4)
    withheld = 1  # of the four one has too few votes; those that have are noted at once
    assert of_three | {"closed": of_three["closed"] + withheld} == of_four
