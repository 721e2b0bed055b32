"""A rehearsal writes into every register of its plan, for every unit, with a gap where somebody is late."""

import io

import pytest
from rich.console import Console
from rich.progress import Progress

from pingyi import plans
from pingyi.records.registers.models import RegisterRow
from pingyi.rehearsal.bars import Shown
from pingyi.rehearsal.people import CANDIDATES, LINKS
from pingyi.rehearsal.registers.described import described
from pingyi.rehearsal.script import Rehearsal, Stop
from pingyi.rules import rulebook

pytestmark = pytest.mark.slow


def test_every_register_has_its_rows() -> None:
    books = [rulebook.parse(plans.read(name)) for name in plans.names()]
    filled = {each["register"] for book in books for each in described(book.code)} | {CANDIDATES, LINKS}
    assert {register.code for book in books for register in book.registers} == filled


def test_units_write_what_the_open_phases_ask_for(db: None) -> None:
    shown = Shown(Progress(console=Console(file=io.StringIO())))
    rehearsal = Rehearsal(plans.read("science-bureau"), 3, 8, 7, 1, shown)
    rehearsal.run(Stop.MOBILISE)
    book = rehearsal.campaign.book
    filled = {"learning", "openness-checks", "contents-evidence", "incidents"}
    assert filled <= set(RegisterRow.objects.values_list("register", flat=True))
    shown = [
        RegisterRow.objects.filter(register="openness-checks", unit=unit.code).count() for unit in book.ranked_units
    ]
    assert sorted(shown) == [1, 2, 2], "the last one is behind"
    assert not RegisterRow.objects.filter(words__contains="{").exists()
