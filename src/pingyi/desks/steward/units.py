"""The units, and how they are entered."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from pingyi.desks.steward.columns import unit_columns
from pingyi.desks.steward.heads import UNITS
from pingyi.records.organisation import queries
from pingyi.records.organisation.actions import NewUnit, add_units
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.tables.intake import Intake, Rows, download, receive
from pingyi.ui.tables.lists import list_of


def _enter(request: Request, rows: Rows) -> None:
    units = [NewUnit(**{key: value for key, value in row.items() if key != "row"}) for row in rows]
    add_units(units, actor=request.actor, at=request.at)


INTAKE = Intake("units", _("Enter units"), "units", unit_columns, _enter)


@serves(Power.UNIT_IMPORT)
def show(request: Request) -> HttpResponse:
    """Every unit."""
    return list_of(request, queries.units(), UNITS).answer(request, "steward/units.html", "units")


@serves(Power.UNIT_IMPORT, "GET", "HEAD", "POST")
def enter(request: Request) -> HttpResponse:
    """Enter units."""
    return receive(request, INTAKE)


@serves(Power.UNIT_IMPORT)
def table(request: Request, kind: str) -> HttpResponse:
    """The empty table."""
    return download(INTAKE, kind)
