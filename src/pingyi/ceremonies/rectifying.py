"""Self-found problems become items of the ledger: rows of one register, each once (R20, R118)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger import actions
from pingyi.records.ledger.actions import NewItem, SourceRef
from pingyi.records.ledger.queries import taken_over
from pingyi.records.registers.queries import RowQuery, everything
from pingyi.rules.ledger import Origin
from pingyi.rules.mandate import Actor, Power, reach
from pingyi.rules.rulebook.registers import Register

SELF_FOUND = "self-found"
"""The register whose rows are problems that a unit found itself; a plan without it has none to take over."""
CONTENTS = "contents"
NOUN = "row"


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """A row of the register that is in no ledger yet."""

    number: int
    unit: str
    content: str
    problem: str


def self_found(campaign: CurrentCampaign, *, actor: Actor) -> tuple[FoundProblem, ...]:
    """What the actor may take over, in the order of the register: a fixed number of queries."""
    register = next((each for each in campaign.book.registers if each.code == SELF_FOUND), None)
    if register is None:
        return ()
    units, taken = reach(actor, Power.LEDGER_ADD), taken_over(campaign, NOUN)
    listing = everything(register, RowQuery(order=""), actor=actor, campaign=campaign)
    content = _content_column(register)
    return tuple(
        FoundProblem(line.number, line.unit, str(line.values[content]), str(line.values[register.title]))
        for line in sorted(listing.lines, key=lambda line: line.number)
        if line.unit and str(line.number) not in taken and (units is None or line.unit in units)
    )


@transaction.atomic
def take_over(numbers: Collection[str], *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> list[int]:
    """Each of these rows becomes an item of its unit; what is none, or in a ledger already, is passed over."""
    items = [
        NewItem(
            unit=each.unit,
            origin=Origin.SELF_FOUND,
            content=each.content,
            problem=each.problem,
            sources=(SourceRef(NOUN, str(each.number)),),
        )
        for each in self_found(campaign, actor=actor)
        if str(each.number) in numbers
    ]
    return actions.add(items, campaign=campaign, actor=actor, at=at)


def _content_column(register: Register) -> str:
    return next(each.code for each in register.columns if each.vocabulary == CONTENTS)
