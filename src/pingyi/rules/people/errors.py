"""Why people cannot be drawn.

Refusal
├── PoolAmbiguous     a code that two tools could read differently, or twice the same
├── TooFewCandidates  a category has fewer candidates who may be drawn than places
├── SeedEmpty         anybody could have chosen it
├── NobodyLeft        no candidate of the category is left to step in
└── PlaceNotHeld      only somebody who was drawn gives up a place
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


class SeedEmpty(Refusal):
    """An empty seed is one that anybody could have chosen."""

    message = "Write the value that the source published."


class NobodyLeft(Refusal):
    """The reserve of a category is used up."""

    message = "Nobody of this category is left in the pool to step in."


class PlaceNotHeld(Refusal):
    """Who was not drawn has no place to give up."""

    message = "Candidate %(code)s does not hold a drawn place."
