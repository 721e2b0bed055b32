"""Why a result cannot move."""

from pingyi.rules.refusal import Refusal


class NoReckoning(Refusal):
    """Nothing was reckoned."""

    message = "There is no reckoning yet."


class RuledAlready(Refusal):
    """The leading group has spoken."""

    message = "The leading group has decided about this reckoning already."


class ReturnUnexplained(Refusal):
    """A return says why."""

    message = "A result is only returned with a written reason, so that it can be checked again."


class NotApproved(Refusal):
    """Nothing is published before approval."""

    message = "Only a reckoning approved by the leading group can be published."


class ReckoningOutdated(Refusal):
    """Another decision stands since."""

    message = (
        "Since this result was laid out a unit was disqualified, or a disqualification was revoked: "
        "it must be computed anew and signed again first."
    )


class ObjectionsOpen(Refusal):
    """The units may still object."""

    message = "The units may object until %(until)s; publish after that."


class NothingToObjectTo(Refusal):
    """Before the approval there is nothing to object to."""

    message = "There is no approved result yet; a unit may object to its result from the approval on."


class NotOpenToObjections(Refusal):
    """After the window nobody may."""

    message = "A unit may object to its result from the approval on, until %(until)s."


class ObjectionEmpty(Refusal):
    """An objection and its answer are in writing."""

    message = "Write down what is wrong and by which record it can be seen; an answer says why."


class NoSuchObjection(Refusal):
    """There is no such objection."""

    message = "There is no such objection."


class AnsweredAlready(Refusal):
    """One answer."""

    message = "This objection has been answered."


class ObjectionsUnanswered(Refusal):
    """Answered in writing before publication (A2-26)."""

    message = "Objections of these units are not answered yet: %(units)s."


class UnknownBreach(Refusal):
    """No such unit, or no such prohibition."""

    message = "Name a ranked unit of the plan and one of its prohibitions."


class GroundsMissing(Refusal):
    """A decision says everything."""

    message = "A decision needs its number, the facts, and how the unit was heard; a revocation its number and reason."


class DatesWrong(Refusal):
    """Not yet, or in the wrong order."""

    message = "The days must follow each other, lie within the campaign, and not in the future."


class HearingOpen(Refusal):
    """The unit may still be heard."""

    message = "The unit may be heard until %(until)s; decide after that day."


class NumberTaken(Refusal):
    """One number, one decision."""

    message = "There is a decision with the number %(number)s already."


class DisqualifiedAlready(Refusal):
    """Once is enough."""

    message = "A decision that disqualifies this unit is in force."


class NothingToRevoke(Refusal):
    """No such decision, or it was revoked."""

    message = "There is no decision in force that could be revoked."


class ReleasedAlready(Refusal):
    """Everybody has read it."""

    message = "The result is published; nothing in it can be decided any more."


class DecisionsAltered(Refusal):
    """Rows of decisions are not what was recorded."""

    message = (
        "What the database says of a ruling, a publication, a disqualification or an objection is not what the "
        "journal says. Nothing was done. Keep the database as it is, tell the audit administrator, and compare it "
        "with a backup and the journal."
    )
