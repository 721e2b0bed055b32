"""What rows show done of the tasks that name their register."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.completion import Figures, Source
from pingyi.records.duties.owners import owners
from pingyi.records.registers.access import rows_of
from pingyi.rules.completion import of_rows
from pingyi.rules.register import Row, Values
from pingyi.rules.rulebook.completion import Completion
from pingyi.rules.rulebook.registers import Register
from pingyi.rules.rulebook.words import Text


def _figures(campaign: CurrentCampaign, completion: Completion, asked: Collection[str]) -> Figures:
    """The rows are read once, for however many owners: two queries."""
    register = campaign.book.register(completion.register or "")
    rows = rows_of(register, campaign).filter(withdrawn=False)
    if "" not in asked:
        rows = rows.filter(_about(register, asked))
    frozen = tuple(Row(*each) for each in rows.values_list("number", "unit", "values"))
    units: dict[str, dict[str, Text]] = {}
    for unit, unit_class in owners(campaign.book).units:
        units.setdefault(unit_class, {})[unit.code] = Text(unit.name_zh, unit.name_en or unit.name_zh)
    return {code: of_rows(completion, frozen, owner=code, book=campaign.book, units=units) for code in asked}


ROWS = Source(_figures)


def concerned(register: Register, unit: str, contents: Iterable[Values]) -> set[str]:
    """The units whose figures a row changes: its own, and those that it is about."""
    return {unit} | {str(values[code]) for values in contents for code in _naming(register) if code in values}


def _about(register: Register, units: Collection[str]) -> Q:
    found = Q(unit__in=units)
    for code in _naming(register):
        found |= Q(**{f"values__{code}__in": list(units)})
    return found


def _naming(register: Register) -> frozenset[str]:
    """The columns by which a figure finds its unit."""
    return frozenset(each.unit for each in register.counts if each.unit)
