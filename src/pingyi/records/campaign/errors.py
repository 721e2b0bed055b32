"""Why a campaign refuses, beyond what dates (`rules.timetable`) and its state (`rules.lifecycle`) refuse.

Refusal
├── AlreadyThere       another campaign is not archived yet, or this year's plan was used before
├── NoCampaign         there is none
├── HeldBy             one entry of the plan, and how many rows of what kind rest on it
├── PlanHeld           the next version of the plan lacks entries on which rows rest
├── PlanChanged        somebody revised the plan after the signer read it
├── NotOver            the last phase's days or checklist are not over
├── OutOfOrder         phases open one after the other
├── CourseAltered      the database says something else of its course than the journal
├── DecisionUnknown    no such unused decision of the leading group
└── DecisionTaken      the number belongs to another decision
"""

from pingyi.rules.refusal import Refusal


class AlreadyThere(Refusal):
    """One campaign at a time."""

    message = (
        "There is a campaign already, or there was one by this plan for this year. Archive it before you begin another."
    )


class NoCampaign(Refusal):
    """Nothing has begun."""

    message = "There is no campaign yet. The appraisal office begins one from a plan file."


class HeldBy(Refusal):
    """One of the reasons of PlanHeld."""

    message = "“%(entry)s” (%(rows)s: %(count)s)"


class PlanHeld(Refusal):
    """No row is orphaned by a change of the plan."""

    message = "What is recorded already cannot lose its place in the plan: %(held)s. Nothing was saved."


class PlanChanged(Refusal):
    """Nobody signs what he has not read."""

    message = "The plan was revised after you opened this page. Read the newest version, then sign."


class NotOver(Refusal):
    """The end has a day and a checklist too."""

    message = "The campaign ends after %(ends)s; not done yet: %(missing)s."


class OutOfOrder(Refusal):
    """Phases open one after the other."""

    message = "Phases open one after the other; the next one is “%(next)s”."


class CourseAltered(Refusal):
    """Rows of the campaign are not what was recorded."""

    message = (
        "What the database says of this campaign's plan, phase or days is not what the journal says. Nothing was done. "
        "Keep the database as it is, tell the audit administrator, and compare it with a backup and the journal."
    )


class DecisionUnknown(Refusal):
    """Nothing to rest on."""

    message = "There is no unused decision %(number)s of the leading group for this. Record the decision first."


class DecisionTaken(Refusal):
    """Every decision has a number of its own."""

    message = "Decision %(number)s is recorded already; every decision has a number of its own."
