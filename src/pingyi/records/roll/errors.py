"""Why the roll says no.

Refusal
├── DrawnAlready     the sample stands
├── NotInPlan        the plan knows no such unit or stratum
├── NoSeed           nobody named a source
├── SeedKnown        the value is public already, or was when a frame was fixed
├── SeedUnknown      the value is not public yet
├── FrameMissing     a unit has no frame yet
├── SizesMissing     a unit of the plan is left out of the draw
├── TooFewInvited    a unit's only box would be smaller than the plan allows
├── RollAltered      rows say something else than was published
└── NotDrawn         there is no sample yet
"""

from pingyi.rules.refusal import Refusal


class DrawnAlready(Refusal):
    """The sample stands."""

    message = "The sample was drawn already; frames and seed can no longer change."


class NoSeed(Refusal):
    """Nobody named a source."""

    message = "Name the public source of the seed first; its value must come after the frames are fixed."


class NotInPlan(Refusal):
    """The plan knows no such unit or stratum."""

    message = "The plan ranks no unit, or names no stratum, with these codes: %(codes)s."


class SeedKnown(Refusal):
    """Somebody could have chosen it, or the frame, with the value in hand."""

    message = "The seed's value was public on %(when)s already. Name a source whose value nobody can know yet."


class SeedUnknown(Refusal):
    """The moment has not come."""

    message = "The seed's value becomes public on %(when)s; it cannot be recorded before."


class SizesMissing(Refusal):
    """A unit of the plan is left out of the draw."""

    message = "Say how many to draw for these units too; a draw cannot be continued later: %(units)s."


class TooFewInvited(Refusal):
    """A unit's only box would be smaller than the plan allows."""

    message = (
        "Of these units fewer than %(least)s people in all would be invited, too few for one ballot box: %(units)s. "
        "Invite more; where the list has no more people, complete the list."
    )


class FrameMissing(Refusal):
    """A unit has no frame yet."""

    message = "These units have no frame yet: %(units)s."


class NotDrawn(Refusal):
    """There is no sample yet."""

    message = "The sample is not drawn yet: import the frames, record the seed and draw first."


class RollAltered(Refusal):
    """The database says something else than was published."""

    message = (
        "What the database holds now is not what was published: %(what)s. Nothing was drawn or signed. "
        "Keep the database as it is, tell the audit administrator, and compare it with a backup and the journal."
    )
