"""What a pool is drawn for: people and who appoints them (R82, R114, R138), or closed items to be checked (R121)."""

from dataclasses import dataclass
from enum import StrEnum

from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.organisation import BodyKind
from pingyi.rules.rulebook.words import Text

ORGANISER = "organiser"
"""Stands for the organiser in the purpose of a pool."""


class Work(StrEnum):
    """The kinds of work for which is drawn."""

    APPRAISAL = "appraisal"
    INSPECTION = "inspection"
    REPRESENTATIVES = "representatives"
    SPOT_CHECK = "spot-check"


TEAMS = frozenset({Work.APPRAISAL, Work.INSPECTION})
"""What the organiser draws for every unit at once."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A kind of work, the unit ("" for the organiser) that draws, and the how-manieth time of what is drawn again."""

    unit: str = ""
    work: Work = Work.REPRESENTATIVES
    round: int = 1

    def purpose(self, campaign_id: str) -> str:
        """How the pool is called in tickets and in the journal: work, campaign, unit, and the round after the first."""
        again = f"-{self.round}" if self.round > 1 else ""
        return f"{self.work}-{campaign_id}-{self.unit or ORGANISER}{again}"


def issuer(book: Rulebook, unit: str) -> Text:
    """Who appoints: the unit, or the organiser's office."""
    return book.unit(unit).name if unit else book.bodies_of(BodyKind.OFFICE)[0].name
