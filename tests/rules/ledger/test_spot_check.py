"""Which closed items are drawn: a share of each unit's, at least so many, and all that are strongly felt."""

from fractions import Fraction
from hashlib import sha256

import pytest

from pingyi.rules.ledger.errors import NothingToCheck
from pingyi.rules.ledger.spot_check import candidacies, spot_check
from pingyi.rules.people.draw import drawn

SHARE = Fraction(1, 5)


def test_the_smallest_tickets_of_each_unit_are_drawn_and_what_is_strongly_felt() -> None:
    closed = candidacies([("qinghe", number, number == 7) for number in range(1, 31)] + [("linshan", 90, False)])
    pool = spot_check("spot-check-c-organiser", closed, SHARE, 5)
    assert dict(pool.places) == {"linshan+felt": 0, "linshan": 1, "qinghe+felt": 1, "qinghe": 5}
    numbers = {each.code: each.number for each in closed}
    tickets = {
        each.code: sha256(f"03 05|spot-check-c-organiser|{each.code}".encode()).hexdigest()
        for each in closed
        if each.unit == "qinghe" and not each.prominent
    }
    due = {numbers[code] for code in sorted(tickets, key=lambda code: tickets[code])[:5]}
    assert {numbers[code] for code in drawn(pool, "03 05")} == {90, 7} | due


@pytest.mark.parametrize(("closed", "wanted"), [(3, 3), (5, 5), (25, 5), (26, 6), (100, 20)])
def test_a_share_rounded_up_and_never_fewer_than_the_least(closed: int, wanted: int) -> None:
    items = candidacies([("qinghe", number, False) for number in range(closed)])
    assert spot_check("x", items, SHARE, 5).places["qinghe"] == wanted


def test_nothing_closed_is_nothing_to_check() -> None:
    with pytest.raises(NothingToCheck):
        candidacies([])
