"""Why a declaration says no.

Refusal
├── FactsMissing    units were ticked, and nothing says what links the person with them
└── NotAppraised    a unit that this campaign does not appraise
"""

from pingyi.rules.refusal import Refusal


class FactsMissing(Refusal):
    """A link is declared with what it is."""

    message = "Write what links you with the units that you ticked."


class NotAppraised(Refusal):
    """Only links with appraised units are asked for."""

    message = "“%(unit)s” is not appraised in this campaign. Tick units from the list."
