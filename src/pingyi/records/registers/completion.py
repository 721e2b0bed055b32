"""What rows show done of the tasks that name their register."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.completion import Figures, Source, Wanted
from pingyi.records.registers.access import rows_of
from pingyi.records.registers.queries import units_by_class
from pingyi.rules.completion import of_rows
from pingyi.rules.register import Row, Values
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.completion import Completion
from pingyi.rules.rulebook.registers import Register


def _figures(campaign: CurrentCampaign, wanted: Wanted) -> Mapping[Completion, Figures]:
    """The rows of each register are read once, for however many figures and owners; the units where one has theirs."""
    owners: dict[str, set[str]] = defaultdict(set)
    for each, asked in wanted.items():
        owners[each.register or ""].update(asked)
    rows = {code: _rows(campaign.book.register(code), units, campaign) for code, units in owners.items()}
    book = campaign.book
    units = units_by_class(campaign) if any(_of_each_unit(each, book) for each in wanted) else {}
    return {
        each: of_rows(each, rows[each.register or ""], owners=asked, book=book, units=units)
        for each, asked in wanted.items()
    }


def _of_each_unit(completion: Completion, book: Rulebook) -> bool:
    """Whether its figure has a part for every unit."""
    register = book.register(completion.register or "")
    return completion.count is not None and register.count(completion.count).each is not None


ROWS = Source(lambda completion: completion.register is not None, _figures)


def concerned(register: Register, unit: str, contents: Iterable[Values]) -> set[str]:
    """The units whose figures a row changes: its own, and those that it is about."""
    return {unit} | {str(values[code]) for values in contents for code in _naming(register) if code in values}


def _rows(register: Register, owners: Collection[str], campaign: CurrentCampaign) -> tuple[Row, ...]:
    """The rows that these owners' figures rest on: all of them where a body's does."""
    rows = rows_of(register, campaign).filter(withdrawn=False)
    if "" not in owners:
        rows = rows.filter(_about(register, owners))
    return tuple(Row(*each) for each in rows.values_list("number", "unit", "values"))


def _about(register: Register, units: Collection[str]) -> Q:
    found = Q(unit__in=units)
    for code in _naming(register):
        found |= Q(**{f"values__{code}__in": list(units)})
    return found


def _naming(register: Register) -> frozenset[str]:
    """The columns by which a figure finds its unit."""
    return frozenset(each.unit for each in register.counts if each.unit)
