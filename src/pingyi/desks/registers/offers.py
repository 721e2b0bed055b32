"""What there is to choose from in a row: units, people, rows of other registers; and how each is written in a cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers import offering
from pingyi.rules.mandate import Actor
from pingyi.rules.register import Beside
from pingyi.rules.register.display import Names, unit_name
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.registers import CHOSEN, Column, ColumnKind, Register


@dataclass(frozen=True, slots=True)
class Offers:
    """Of one register for one person: code → words, for each column that is chosen from; `units` to write for."""

    book: Rulebook
    names: Names
    choices: Mapping[str, Mapping[str, str]]
    units: Mapping[str, str]

    def beside(self, register: Register) -> Beside:
        """What exists, as far as it was offered: what a row is judged by before it is written."""
        rows = {
            each.register or "": {int(number) for number in self.choices[each.code]}
            for each in register.columns
            if each.kind is ColumnKind.ROW
        }
        persons = {
            ref for each in register.columns if each.kind is ColumnKind.PERSON for ref in self.choices[each.code]
        }
        return Beside(self.names.units, persons, rows)


def offers(register: Register, *, actor: Actor, campaign: CurrentCampaign) -> Offers:
    """What the person may choose from: a fixed number of queries for each kind of column."""
    offered = offering.offered(register, actor=actor, campaign=campaign)
    lang = get_language() or "zh"
    units = {code: unit_name(code, offered.names, lang) for code in offered.names.units if code}
    choices: dict[str, Mapping[str, str]] = {}
    for column in register.columns:
        if column.kind in CHOSEN:
            choices[column.code] = terms(column, campaign.book)
        elif column.kind is ColumnKind.UNIT:
            choices[column.code] = units
        elif column.kind is ColumnKind.PERSON:
            choices[column.code] = offered.names.persons
        elif column.kind is ColumnKind.ROW:
            rows = offered.names.rows.items()
            choices[column.code] = {f"{number}": called for (code, number), called in rows if code == column.register}
    return Offers(
        campaign.book, offered.names, choices, {code: unit_name(code, offered.names, lang) for code in offered.writes}
    )


def terms(column: Column, book: Rulebook) -> dict[str, str]:
    """The terms of a choice in the reader's language."""
    lang = get_language() or "zh"
    return {each.code: each.name.in_language(lang) for each in book.vocabulary(column.vocabulary or "").terms}
