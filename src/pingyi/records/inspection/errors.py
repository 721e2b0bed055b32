"""Why a team or a sheet says no.

Refusal
├── NoSuchTeam      absent, or not yours
├── TeamExists      the unit has its team
├── NoMembers       a team of nobody, or a head from outside it
├── NotTheHead      the head leads the discussion and signs
├── ReportMissing   sheet and report are signed together
└── SheetRefused    what `rules.scoring.sheet` refused, with the inspectors' names for their numbers
"""

from collections.abc import Mapping

from pingyi.rules.refusal import Refusal
from pingyi.rules.scoring.errors import ScoringError

PEOPLE = ("head", "inspector")
"""The places in a sentence of the rules where somebody's number stands."""


class NoSuchTeam(Refusal):
    """No team, or not one of this person."""

    message = "There is no such inspection team, or it is not yours."


class TeamExists(Refusal):
    """The unit has its team."""

    message = "This unit's team is appointed already."


class NoMembers(Refusal):
    """A team has members, and its head is one of them."""

    message = "Choose the members of the team, and one of them as its head."


class NotTheHead(Refusal):
    """The head leads the discussion and signs."""

    message = "Only %(head)s, the head of this team, leads its discussion and signs its sheet."


class ReportMissing(Refusal):
    """The head signs sheet and report together."""

    message = "Write the inspection report before you sign."


class SheetRefused(Refusal):
    """A refusal of the sheet's rules, in which people have their names."""

    def __init__(self, fault: ScoringError, names: Mapping[str, str]) -> None:
        self.message = fault.message
        people = {place: names.get(str(fault.values[place]), "?") for place in PEOPLE if place in fault.values}
        super().__init__(hidden=False, **{**fault.values, **people})
