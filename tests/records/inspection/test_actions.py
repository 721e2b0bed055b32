"""What a team may do, when, and who of it; what is signed stays (R138–R143)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction

from pingyi.records.inspection import actions, commitments, errors, queries
from pingyi.records.inspection.models import Mark
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.journal.entry import Entry, opens
from pingyi.rules.mandate import Actor, Role, ScopeRefused, SecondFactorMissing
from tests.records.inspection.conftest import (
    AT,
    CODES,
    DIRECTOR,
    HEAD,
    INSPECT,
    MARKS,
    NAMES,
    SCHEME,
    SECOND,
    THIRD,
    Panel,
    by,
    person,
)

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("kind", flat=True))


def appoint(unit: str = "linshan", head: str = "1", actor: Actor = DIRECTOR) -> None:
    actions.appoint(
        campaign_id="trial",
        unit=unit,
        members=NAMES,
        head=head,
        actor=actor,
        at=AT,
        phase=INSPECT,
    )


def test_a_unit_has_one_team_with_a_head_of_its_own(panel: Panel) -> None:
    for head in ("", "4"):
        with pytest.raises(errors.NoMembers):
            appoint(head=head)
    with pytest.raises(errors.TeamExists):
        appoint(unit="qinghe")
    appoint()
    assert kinds()[-2:] == ["inspection:appoint:1"] * 2


def test_an_inspector_marks_for_their_own_unit_only(panel: Panel) -> None:
    with pytest.raises(ScopeRefused):
        panel.mark(person("2", Role.INSPECTOR, "linshan"))
    with pytest.raises(errors.NoSuchTeam):
        panel.mark(person("7", Role.INSPECTOR))
    panel.mark(SECOND)
    assert kinds()[-1] == "inspection:mark:1"


@pytest.mark.parametrize("mark", ["-0.1", "2.1", "0.05", "NaN"])
def test_a_mark_fits_its_indicator_or_nothing_is_kept(panel: Panel, mark: str) -> None:
    with pytest.raises(errors.SheetRefused, match="Receipt of opinions"):
        panel.mark(HEAD, {"A2": Decimal(1), "A1": Decimal(mark)})
    assert Mark.objects.count() == 0
    panel.mark(HEAD, {"A1": Decimal("2.0")})
    panel.mark(HEAD, {"A1": Decimal("0.0")})
    assert queries.seen_by(panel.team, "1").blocks[0].indicators[0].own == 0


def test_a_mark_that_stands_is_not_written_twice(panel: Panel) -> None:
    """The field's own saving and the button's may cross on the way."""
    panel.mark(HEAD, {"A1": Decimal("1.5")})
    panel.mark(HEAD, {"A1": Decimal("1.500"), "A2": Decimal(1)})
    panel.mark(HEAD, {"A2": Decimal(1)})
    panel.mark(SECOND, {"A2": Decimal(1)})
    panel.mark(HEAD, {"A1": Decimal("1.0")})
    panel.mark(HEAD, {"A1": Decimal("1.5")})
    kept = [(mark.inspector, mark.indicator, str(mark.points)) for mark in Mark.objects.order_by("pk")]
    assert kept == [
        ("1", "A1", "1.500"),
        ("1", "A2", "1.000"),
        ("2", "A2", "1.000"),
        ("1", "A1", "1.000"),
        ("1", "A1", "1.500"),
    ]
    assert kinds().count("inspection:mark:1") == 5


def test_two_of_three_are_a_quorum_and_one_is_not(panel: Panel) -> None:
    panel.mark(HEAD)
    with pytest.raises(errors.SheetRefused, match="1 of 3 present: below the quorum of 2/3"):
        panel.discuss("1")
    with pytest.raises(errors.SheetRefused, match="褚怀仁 has not marked Receipt of opinions"):
        panel.discuss("1", "2")
    panel.mark(SECOND, {code: mark for code, mark in MARKS.items() if code != "C6"})
    with pytest.raises(errors.SheetRefused, match="褚怀仁 has not marked Responsibility and assessment"):
        panel.discuss("1", "2")
    panel.mark(SECOND, {"C6": Decimal(0)})
    panel.discuss("1", "2")
    for late in (lambda: panel.mark(THIRD), lambda: panel.discuss("1", "2")):
        with pytest.raises(errors.SheetRefused):
            late()


def test_only_the_head_leads(panel: Panel, discussing: Panel) -> None:
    for foreign in (lambda: panel.settle("A1", actor=SECOND), lambda: panel.sign(actor=SECOND)):
        with pytest.raises(errors.NotTheHead, match="陈望岳"):
            foreign()
    panel.settle("A1")


def test_a_final_mark_has_its_reason_and_a_later_one_replaces_it(discussing: Panel) -> None:
    for reason in ("", "  \n"):
        with pytest.raises(errors.SheetRefused, match="needs a written reason"):
            discussing.settle("A1", reason=reason)
    discussing.settle("A1", "1.5", "现场核实")
    discussing.settle("A1", "1.4", "复核")
    line = queries.seen_by(discussing.team, "3").blocks[0].indicators[0]
    assert line.final is not None
    assert (line.final.points, line.final.reason, line.final.proposal) == (Fraction(7, 5), "复核", Fraction(2, 5))


def test_a_signature_covers_everything_and_then_nothing_changes(discussing: Panel) -> None:
    with pytest.raises(errors.ReportMissing):
        discussing.sign(" ")
    with pytest.raises(errors.SheetRefused, match="not settled yet: Receipt of opinions"):
        discussing.sign()
    for code in CODES:
        discussing.settle(code)
    with pytest.raises(SecondFactorMissing):
        discussing.sign(actor=person("1", Role.INSPECTION_HEAD, strong=False))
    assert queries.signed_points("trial", SCHEME) == {}
    discussing.sign()
    points = {block.code: Fraction(2, 5) * len(block.indicators) for block in SCHEME.blocks}
    assert queries.signed_points("trial", SCHEME) == {"qinghe": points}
    for late in (lambda: discussing.settle("A1"), discussing.sign, lambda: discussing.mark(HEAD)):
        with pytest.raises(errors.SheetRefused):
            late()
    assert kinds()[-1] == "inspection:sign:1"
    told = Entry.read(bytes(JournalEntry.objects.latest("pk").leaf))
    salt = bytes.fromhex(commitments.salts("trial")["qinghe"])
    assert told.private and opens(told.private, salt, {"points": points})
    assert "points" not in told.public, "until the release nobody learns them from the journal"
    assert not opens(told.private, salt, {"points": {**points, "A": points["A"] + Fraction(1, 10)}})


@pytest.mark.parametrize("table", ["team", "mark", "discussion", "settlement", "sheetsignature"])
@pytest.mark.parametrize("statement", ["UPDATE inspection_{} SET id = id", "DELETE FROM inspection_{}"])
def test_the_database_itself_keeps_a_signed_sheet(discussing: Panel, table: str, statement: str) -> None:
    for code in CODES:
        discussing.settle(code)
    discussing.sign()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_a_whole_sheet_is_settled_at_once_or_not_at_all(discussing: Panel) -> None:
    good = {code: actions.Settled(MARKS[code], "现场核实") for code in CODES}
    with pytest.raises(errors.SheetRefused), transaction.atomic():
        actions.settle("qinghe", good | {CODES[-1]: actions.Settled(MARKS[CODES[-1]], " ")}, **by(HEAD))
    assert "inspection:settle:1" not in kinds()
    sheet = actions.settle("qinghe", good, **by(HEAD)).sheet
    assert {code: final.points for code, final in sheet.finals.items()} == {
        code: Fraction(MARKS[code]) for code in CODES
    }
    assert kinds().count("inspection:settle:1") == len(CODES)
