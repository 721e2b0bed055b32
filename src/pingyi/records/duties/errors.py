"""Why a duty refuses, beyond what its state (`rules.lifecycle`) refuses.

Refusal
├── UnitsUnknown       the plan names units that nobody entered yet
├── NotYetOpen         its phase has not been opened
├── PlanNotInForce     the county's own plan is not approved (R81)
├── ChildrenOpen       a roll-up before every child is in or declared missing (A4)
├── GoesByPaper        the plan names a paper for it; what becomes of the paper is what becomes of it (R185)
├── SettlesItself      an act that the programme holds does it; nobody reports it
├── Incomplete         what the plan asks for is not all there
├── OwnWork            nobody accepts their own paper (R58)
├── OtherApprover      the plan names another body
├── WordsMissing       a return needs reasons, an approval its document number
├── NotOverdue         only what is overdue can be declared missing
├── AlreadyHandedIn    only what is still owed can be urged
├── OneDutyRefused     one of several duties in one act refuses, and so nothing is done with any
├── OwnDraft           whoever wrote it does not sign it for the unit
└── WrittenAnew        it is not what the leader read
"""

from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook.words import Text


class UnitsUnknown(Refusal):
    """Duties need somebody who owes them."""

    message = "The plan names units that are not entered yet: %(units)s. Import the units first."


class NotYetOpen(Refusal):
    """Every phase in its time."""

    message = "This belongs to a phase that is not open yet: %(phase)s."


class PlanNotInForce(Refusal):
    """R81: approved first, carried out afterwards."""

    message = "Locked until the unit's own implementation plan is approved."


class ChildrenOpen(Refusal):
    """A4: no silent omissions."""

    message = "The roll-up is not complete. Neither received nor declared missing: %(units)s."


class SettlesItself(Refusal):
    """R185: nobody reports what the programme knows."""

    message = "Nothing needs to be handed in: this is settled as soon as %(act)s."


class GoesByPaper(Refusal):
    """R185: nobody says it twice."""

    message = "This goes by its paper, “%(paper)s”: open the paper and act there."


class Incomplete(Refusal):
    """What the plan names is there before anybody says that it is done."""

    message = "This is not complete yet. Still missing: %(what)s."


class OwnWork(Refusal):
    """R58: nobody judges their own paper."""

    message = "You handed this in yourself; somebody else must accept it."


class OtherApprover(Refusal):
    """The plan says who approves."""

    message = "By the plan this is approved by: %(body)s."


class WordsMissing(Refusal):
    """The next reader needs to know why."""

    message = "Please write it down: %(what)s."


class NotOverdue(Refusal):
    """Patience until the deadline."""

    message = "Only what is overdue and not handed in can be declared missing; this is due on %(due)s."


class AlreadyHandedIn(Refusal):
    """Nobody is asked for what has come."""

    message = "This has been handed in; there is nothing to ask for. Return it first if it is not complete."


class OneDutyRefused(Refusal):
    """All or none, and a word about which one."""

    message = "%(owner)s, “%(task)s”: %(why)s Nothing was done with any of those you ticked; leave this one out."

    def __init__(self, owner: Text, task: Text, why: Refusal) -> None:
        super().__init__(owner=owner, task=task, why=str(why))
        self.values["why"] = why


class OwnDraft(Refusal):
    """Where a unit has one kind of account, two people still see a paper."""

    message = "You wrote this yourself; somebody else of your unit must sign it."


class WrittenAnew(Refusal):
    """Signed is what was read."""

    message = "It was written anew after you opened this page. Read it again, then sign."
