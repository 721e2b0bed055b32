"""How what rows mention is called, looked up for many rows at once: units, people, rows of other registers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import Q

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.organisation.models import Account
from pingyi.records.organisation.queries import unit_names
from pingyi.records.registers.access import reached, rows_of
from pingyi.records.registers.models import RegisterRow
from pingyi.rules.mandate import Actor
from pingyi.rules.register import Values, mentioned, readable
from pingyi.rules.register.display import Names, title
from pingyi.rules.rulebook.organisation import BodyKind
from pingyi.rules.rulebook.registers import ColumnKind, Register


def names_of(
    campaign: CurrentCampaign, register: Register, rows: Sequence[Values], units: Names | None = None
) -> Names:
    """The names of all that these rows mention, `units` as they were read already.

    What is organised by no unit is called as the organiser is.
    """
    return names_among(campaign, [(register, rows)], units)


def names_among(
    campaign: CurrentCampaign, found: Sequence[tuple[Register, Sequence[Values]]], units: Names | None = None
) -> Names:
    """The names of all that rows of several registers mention: at most three queries."""
    units = units or unit_words(campaign)
    return replace(units, persons=_people_of(found), rows=_titles(campaign, found, units))


def unit_words(campaign: CurrentCampaign) -> Names:
    """The names of units alone; what belongs to no unit is called as the organiser is."""
    return Names({"": campaign.book.bodies_of(BodyKind.ORGANISER)[0].name} | unit_names())


def people() -> dict[str, str]:
    """Everybody who may be named in a row: name and unit by reference, in order of unit and name."""
    rows = Account.objects.filter(is_active=True).order_by("unit__code", "name")
    return {
        str(pk): f"{name}（{unit}）" if unit else name
        for pk, name, unit in rows.values_list("pk", "name", "unit__name_zh")
    }


def people_among(register: Register, rows: Sequence[Values]) -> dict[str, str]:
    """Name by reference of the people whom these rows mention; whoever does not exist is not there."""
    return _people_of([(register, rows)])


def existing_rows(
    campaign: CurrentCampaign, register: Register, rows: Sequence[Values], *, actor: Actor
) -> Mapping[str, set[int]]:
    """Of the rows that are mentioned, those that count and that the actor may read; by register."""
    found: dict[str, set[int]] = {}
    for code, numbers in _mentioned_rows([(register, rows)]).items():
        other = campaign.book.register(code)
        live = rows_of(other, campaign).filter(reached(readable(other, actor), actor), withdrawn=False)
        found[code] = set(live.filter(number__in=numbers).values_list("number", flat=True))
    return found


def _people_of(found: Sequence[tuple[Register, Sequence[Values]]]) -> dict[str, str]:
    refs = {
        str(value)
        for register, rows in found
        for values in rows
        for _, value in mentioned(register, values, ColumnKind.PERSON)
    }
    numbers = [int(ref) for ref in refs if ref.isascii() and ref.isdigit() and len(ref) < 19]
    if not numbers:
        return {}
    return {str(pk): name for pk, name in Account.objects.filter(pk__in=numbers).values_list("pk", "name")}


def _titles(
    campaign: CurrentCampaign, mentioning: Sequence[tuple[Register, Sequence[Values]]], units: Names
) -> dict[tuple[str, int], str]:
    """What the rows are called that these rows refer to: one query."""
    wanted = _mentioned_rows(mentioning)
    if not wanted:
        return {}
    either = Q()
    for code, numbers in wanted.items():
        either |= Q(register=code, number__in=numbers)
    found = RegisterRow.objects.filter(either, campaign_id=campaign.code).values_list("register", "number", "values")
    book = campaign.book
    return {
        (code, number): title(book.register(code), values, book=book, names=units) for code, number, values in found
    }


def _mentioned_rows(mentioning: Sequence[tuple[Register, Sequence[Values]]]) -> dict[str, set[int]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for register, rows in mentioning:
        for values in rows:
            for column, number in mentioned(register, values, ColumnKind.ROW):
                if type(number) is int and 0 < number < 2**31:
                    wanted[column.register or ""].add(number)
    return wanted
