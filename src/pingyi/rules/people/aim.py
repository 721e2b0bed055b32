"""What a pool of people is drawn for, and who appoints them (R82, R114, R138)."""

from dataclasses import dataclass
from enum import StrEnum

from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.organisation import BodyKind
from pingyi.rules.rulebook.words import Text

ORGANISER = "organiser"
"""Stands for the organiser in the purpose of a pool."""


class Work(StrEnum):
    """The kinds of work for which people are drawn."""

    APPRAISAL = "appraisal"
    INSPECTION = "inspection"
    REPRESENTATIVES = "representatives"


TEAMS = frozenset({Work.APPRAISAL, Work.INSPECTION})
"""What the organiser draws for every unit at once."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A kind of work, and the unit ("" for the organiser) that draws."""

    unit: str = ""
    work: Work = Work.REPRESENTATIVES

    def purpose(self, campaign_id: str) -> str:
        """How the pool is called in tickets and in the journal: work, campaign, unit."""
        return f"{self.work}-{campaign_id}-{self.unit or ORGANISER}"


def issuer(book: Rulebook, unit: str) -> Text:
    """Who appoints: the unit, or the organiser's office."""
    return book.unit(unit).name if unit else book.bodies_of(BodyKind.OFFICE)[0].name
