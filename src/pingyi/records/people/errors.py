"""Why a declaration or a pool says no.

Refusal
├── FactsMissing          units were ticked, and nothing says what links the person with them
├── NotAppraised          a unit that this campaign does not appraise
├── NoSuchPool            no pool of this unit was closed
├── PoolClosedAlready     a pool is closed once
├── PoolDrawnAlready      a pool is drawn once
├── PoolNotDrawn          nobody was drawn yet
├── CandidateWithdrawn    somebody drawn is no candidate any more
├── NobodyToAppoint       everybody who holds a place is appointed already
├── NoSuchAppointment     no such letter, or somebody else's
├── ReceivedAlready       a letter is acknowledged once
├── ReceiptUnexplained    the office writes how a letter was handed over
├── TeamsStand            inspection teams are appointed and stay
├── ValueKnown            the seed's value is public already
├── ValueUnknown          it is not public yet
└── SuccessionUnexplained nobody gives up a place without a reason
"""

from pingyi.rules.refusal import Refusal


class FactsMissing(Refusal):
    """A link is declared with what it is."""

    message = "Write what links you with the units that you ticked."


class NotAppraised(Refusal):
    """Only links with appraised units are asked for."""

    message = "“%(unit)s” is not appraised in this campaign. Tick units from the list."


class NoSuchPool(Refusal):
    """Nothing to draw from."""

    message = "Close the pool of candidates first."


class PoolClosedAlready(Refusal):
    """Otherwise somebody could close pools until one suits."""

    message = "This pool is closed already; it is in the journal and cannot be changed."


class PoolDrawnAlready(Refusal):
    """Otherwise somebody could draw until it suits."""

    message = "This pool is drawn already. Whoever gives up a place is followed by the next in turn."


class PoolNotDrawn(Refusal):
    """Nobody holds a place yet."""

    message = "Nobody was drawn from this pool yet."


class ValueKnown(Refusal):
    """Somebody could have chosen the pool with the value in hand."""

    message = "The seed's value would be public on %(when)s, which is past. Name a source whose value nobody knows yet."


class ValueUnknown(Refusal):
    """The moment has not come."""

    message = "The seed's value becomes public on %(when)s; nobody can be drawn before."


class SuccessionUnexplained(Refusal):
    """A drawn place is given up for a reason that others can read."""

    message = "Write why this person gives up the place."


class NobodyToAppoint(Refusal):
    """Appointing twice would give two numbers."""

    message = "Everybody who holds a drawn place is appointed already."


class NoSuchAppointment(Refusal):
    """Absent, or somebody else's."""

    message = "There is no such letter of appointment."


class ReceivedAlready(Refusal):
    """The first receipt stands."""

    message = "This letter of appointment is acknowledged already."


class ReceiptUnexplained(Refusal):
    """Somebody else than the person writes it down."""

    message = "Write how and when the letter was handed over."


class CandidateWithdrawn(Refusal):
    """The row from which the appointment would be made is gone."""

    message = "%(name)s was withdrawn from the register of candidates. Let the next in turn step in, then appoint."


class TeamsStand(Refusal):
    """Scores are given by whoever was appointed (R142)."""

    message = "The inspection teams are appointed and cannot be changed any more."
