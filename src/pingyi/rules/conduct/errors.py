"""Why a step of a violation is not taken.

Refusal
├── FindingMissing     nothing is written, and somebody has to read why
├── AccusedMissing     neither a person nor a unit is named
└── DocumentMissing    a decision has no number
"""

from pingyi.rules.refusal import Refusal


class FindingMissing(Refusal):
    """Every step that somebody answers for is explained."""

    message = "Nothing is written yet. Please write what happened, what was found, or why."


class AccusedMissing(Refusal):
    """R199, R200: a person or a unit."""

    message = "Please choose the person or the unit that this is about, or set the report aside with a reason."


class DocumentMissing(Refusal):
    """A decision is a numbered paper (D48)."""

    message = "A decision needs the number of its paper. Please write it."
