"""Many rows from a table: read cell by cell, shown, and written all or none."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pingyi.desks.registers.forms import PREFIX
from pingyi.desks.registers.offers import Offers, offers
from pingyi.desks.registers.reading import reader
from pingyi.records.registers import actions
from pingyi.records.registers.access import access_register
from pingyi.records.registers.actions import NewRow
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.rules.register import Value, flaws
from pingyi.rules.register.display import value_text
from pingyi.rules.register.judging import LONGEST, SHAPES
from pingyi.rules.rulebook import registers as declared
from pingyi.rules.rulebook.registers import ColumnKind, Register
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.tables.column import Column
from pingyi.ui.tables.intake import Intake, Rows, download, receive
from pingyi.ui.words.phrases import listed, translated

OWNER = "unit"
"""The key of the column that says for which unit a row is; those of the plan's columns begin with PREFIX."""

NOTED = 20
MOST = 1000


@serves(Power.REGISTER_WRITE, "GET", "HEAD", "POST")
@in_campaign
def enter(request: CampaignRequest, code: str) -> HttpResponse:
    """Choose a file, look at what was read, write it."""
    return receive(request, _intake(request, code))


@serves(Power.REGISTER_WRITE)
@in_campaign
def table(request: CampaignRequest, code: str, kind: str) -> HttpResponse:
    """The empty table."""
    return download(_intake(request, code), kind)


def _intake(request: CampaignRequest, code: str) -> Intake:
    register = access_register(request.actor, code, request.campaign).as_begun
    offered = offers(register, actor=request.actor, campaign=request.campaign)
    beside = offered.beside(register)

    def write(request: Request, rows: Rows) -> None:
        try:
            new = [NewRow(_unit(row, offered), _values(row, register)) for row in rows]
            actions.write(code, new, actor=request.actor, at=request.at)
        except Refusal as refused:
            raise ValidationError(sentence(refused)) from refused

    def across(row: dict[str, Any]) -> tuple[str, str] | None:
        found = flaws(register, _values(row, register), book=offered.book, beside=beside)
        return next(((PREFIX + code, sentence(flaw)) for code, flaw in found.items()), None)

    return Intake(
        "register",
        _("%(register)s: rows from a table") % {"register": translated(register.name)},
        "register",
        lambda: _columns(register, offered),
        write,
        across,
        subject=code,
        by_hand=False,
        args=(code,),
    )


def _columns(register: Register, offered: Offers) -> tuple[Column, ...]:
    """The table's columns: for whom, where there is a choice, then the register's own."""
    owner = Column(OWNER, "单位", "Unit", required=True, read=_owner(offered.units), display=offered.units.__getitem__)
    own = tuple(_column(each, offered) for each in register.entered)
    return (owner, *own) if len(offered.units) > 1 else own


def _column(column: declared.Column, offered: Offers) -> Column:
    choices = offered.choices.get(column.code, {})
    hint = translated(column.hint) if column.hint else ""
    shape = _(SHAPES[column.kind]) if column.kind in SHAPES else ""
    return Column(
        PREFIX + column.code,
        column.name.zh,
        column.name.en,
        required=column.required,
        most=LONGEST.get(column.kind, MOST),
        read=reader(column, choices),
        display=lambda value: value_text(
            column, value, book=offered.book, names=offered.names, lang=get_language() or "zh"
        ),
        note=hint or (listed(list(choices.values())[:NOTED]) if choices else shape),
        lines=column.kind is ColumnKind.LONG_TEXT,
        days=column.kind is ColumnKind.DATE,
    )


def _owner(units: Mapping[str, str]) -> Any:
    codes = {name: code for code, name in units.items()}

    def read(text: str) -> str:
        if text not in codes:
            raise ValueError(_("“%(text)s” is not one of: %(known)s.") % {"text": text, "known": listed(codes)})
        return codes[text]

    return read


def _unit(row: Mapping[str, Any], offered: Offers) -> str:
    unit: str = row.get(OWNER, next(iter(offered.units), ""))
    return unit


def _values(row: Mapping[str, Any], register: Register) -> dict[str, Value]:
    found = ((each.code, row.get(PREFIX + each.code)) for each in register.entered)
    return {code: value for code, value in found if value not in (None, "", [])}
