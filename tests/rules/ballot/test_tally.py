"""A sum read from a board: its one spelling, the form's shape, elements of the group; not that it is the sum."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pingyi.rules.ballot.errors import BallotError, Malformed, NotAnElement
from pingyi.rules.ballot.form import Election
from pingyi.rules.ballot.tally import EncryptedTally, read_tally, tally_of, write_tally
from pingyi.rules.encoding import compact
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import sample

GROUPS = ("Ed25519", "BELENIOS-2048")
STRANGERS = {
    "Ed25519": {
        "of small order": f"{2**255 - 20:064x}",
        "a second spelling of the identity": f"{2**255 - 18:064x}",
        "in capitals": "AB" * 32,
        "no number": "",
    },
    "BELENIOS-2048": {"outside the subgroup": "2", "zero": "0", "with a leading zero": "01", "no number": ""},
}


@pytest.fixture(scope="module", params=GROUPS)
def summed(request: pytest.FixtureRequest) -> tuple[Election, EncryptedTally]:
    """A form, and the sum of two ballots for it."""
    box = sample(request.param, ["single"], 2, seeded("sum"))
    election = box.setup.election
    return election, tally_of(election, (box.ballot(voter, [voter, 0]).answers for voter in (0, 1)))


def test_a_sum_survives_its_spelling(summed: tuple[Election, EncryptedTally]) -> None:
    election, tally = summed
    assert read_tally(election, write_tally(tally)) == tally


def test_the_sum_of_no_ballots_is_read(summed: tuple[Election, EncryptedTally]) -> None:
    election, _ = summed
    empty = tally_of(election, [])
    assert {cell.alpha for row in empty for cell in row} == {election.arithmetic.encode(election.arithmetic.identity)}
    assert read_tally(election, write_tally(empty)) == empty


SHAPES: dict[str, Callable[[Any], Any]] = {
    "an answer missing": lambda rows: [rows[0][:-1], *rows[1:]],
    "an answer too many": lambda rows: [[*rows[0], rows[0][0]], *rows[1:]],
    "a question missing": lambda rows: rows[:-1],
    "questions in another order": lambda rows: rows[::-1],
    "no list": lambda rows: {"rows": rows},
    "no list of lists": lambda rows: [rows[0], "row"],
    "a cell that is a text": lambda rows: [[rows[0][0]["alpha"], *rows[0][1:]], *rows[1:]],
    "a cell with more in it": lambda rows: [[{**rows[0][0], "more": "1"}, *rows[0][1:]], *rows[1:]],
    "beta before alpha": lambda rows: [[dict(reversed(rows[0][0].items())), *rows[0][1:]], *rows[1:]],
    "an element that is a number": lambda rows: [[{**rows[0][0], "beta": 1}, *rows[0][1:]], *rows[1:]],
}


@pytest.mark.parametrize("change", SHAPES.values(), ids=SHAPES)
def test_another_shape_is_refused(summed: tuple[Election, EncryptedTally], change: Callable[[Any], Any]) -> None:
    election, tally = summed
    with pytest.raises(Malformed):
        read_tally(election, compact(change(json.loads(write_tally(tally)))))


@pytest.mark.parametrize("cut", [1, 2, 1000])
def test_a_sum_cut_off_or_spelled_otherwise_is_refused(summed: tuple[Election, EncryptedTally], cut: int) -> None:
    election, tally = summed
    data = write_tally(tally)
    for wrong in (data[:-cut], data + b" " * cut, json.dumps(json.loads(data)).encode()):
        with pytest.raises(Malformed):
            read_tally(election, wrong)


@pytest.mark.parametrize("place", ["alpha", "beta"])
def test_what_is_no_element_is_refused(summed: tuple[Election, EncryptedTally], place: str) -> None:
    election, tally = summed
    for title, text in STRANGERS[election.group].items():
        rows = json.loads(write_tally(tally))
        rows[-1][-1][place] = text
        with pytest.raises(BallotError) as refused:
            read_tally(election, compact(rows))
        assert isinstance(refused.value, NotAnElement), title
