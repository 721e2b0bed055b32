"""Why people cannot be drawn, or not be put to work.

Refusal
├── PoolAmbiguous     a code that two tools could read differently, or twice the same
├── TooFewCandidates  a category has fewer candidates who may be drawn than places
├── TooFewTogether    who may take several places can take but one, and one stays empty
├── SeedEmpty         anybody could have chosen it
├── NobodyLeft        no candidate of the category is left to step in
├── PlaceNotHeld      only somebody who was drawn gives up a place
├── NotFit            people may not be put to work on a unit; a Lacking for each says everything that is missing:
└── PledgeMissing, Untrained, Undeclared, StandsBack, IsLinked, WorksThere
"""

from pingyi.rules.refusal import Refusal


class PoolAmbiguous(Refusal):
    """Codes read the same in every tool and occur once."""

    message = "The code “%(code)s” of a candidate is not clear: use letters, digits and hyphens, and each code once."


class TooFewCandidates(Refusal):
    """There must be somebody for every place."""

    message = (
        "%(category)s: %(places)s are to be drawn, but only %(there)s may be. "
        "Add candidates to the pool, or draw fewer."
    )


class TooFewTogether(Refusal):
    """Each place has somebody, but not all of them at once."""

    message = (
        "%(category)s: whoever may take this place is needed for another. "
        "Add people who may take it, or draw fewer for each."
    )


class SeedEmpty(Refusal):
    """An empty seed is one that anybody could have chosen."""

    message = "Write the value that the source published."


class NobodyLeft(Refusal):
    """The reserve of a category is used up."""

    message = "Nobody of this category is left in the pool to step in."


class PlaceNotHeld(Refusal):
    """Who was not drawn has no place to give up."""

    message = "Candidate %(code)s does not hold a drawn place."


class PledgeMissing(Refusal):
    """R190."""

    message = "has not signed the eight prohibitions: they are asked for at the next sign-in"


class Untrained(Refusal):
    """R83."""

    message = "has passed no training test: enter the result in “%(register)s”, with the person's account"


class Undeclared(Refusal):
    """R195: everybody says first with which units they have to do."""

    message = "has not declared links with appraised units: it is done on the page “My recusals”"


class StandsBack(Refusal):
    """R195: declared by the person."""

    message = "has declared a link with this unit"


class IsLinked(Refusal):
    """R195: found by the office."""

    message = "has a link with this unit in “%(register)s”"


class WorksThere(Refusal):
    """R138."""

    message = "works in this unit"


class Lacking(Refusal):
    """One person, and everything that is missing."""

    message = "%(name)s (%(missing)s)"


class NotFit(Refusal):
    """Nobody untrained, recused or without signed prohibitions is put to work."""

    message = "Not to be put to work on %(unit)s: %(people)s."
