"""Why a register is not written.

Refusal
└── RegisterRefused
    ├── RowsFlawed        rows hold what they may not hold; each row says what is wrong
    ├── RowRepeated       another row says the same where every row must differ
    ├── NothingChanged    an amendment that amends nothing
    ├── ChangeUnexplained amended or withdrawn without a reason
    ├── RowGone           the row was withdrawn
    ├── RowMoved          somebody else changed the row meanwhile
    ├── StillReferred     another row refers to the row to be withdrawn
    ├── AlreadySigned     the person, or the column, has signed already
    ├── UnitNotReached    written for a unit that is not one's own
    └── DutyStands        the row has made a duty
"""

from collections.abc import Mapping

from pingyi.rules.refusal import Refusal
from pingyi.rules.register.errors import FlawedRow


class RegisterRefused(Refusal):
    """A register refuses."""

    code = "register"
    message = "The register refuses this."


class RowsFlawed(RegisterRefused):
    """Some rows hold what they may not hold. `flaws`: place of the row, from 0 → what is wrong by column."""

    message = "%(why)s"

    def __init__(self, flaws: Mapping[int, Mapping[str, FlawedRow]]) -> None:
        self.flaws = flaws
        first = next(iter(next(iter(flaws.values())).values()))
        super().__init__(why=first)


class RowRepeated(RegisterRefused):
    """Every row of a unit must differ in these columns."""

    message = "Row %(row)s already says the same in: %(columns)s. Amend that row instead of writing another."


class NothingChanged(RegisterRefused):
    """Nothing would be different."""

    message = "Nothing was changed. Correct what is wrong, or go back."


class ChangeUnexplained(RegisterRefused):
    """Every change says why."""

    message = "Please write down the reason: it stays beside the row."


class RowGone(RegisterRefused):
    """A withdrawn row is only read."""

    message = "This row was withdrawn and is only read. Write a new row if it is needed."


class RowMoved(RegisterRefused):
    """What was on the page is not what stands there now."""

    message = "Somebody changed this row while you had it open. Look at what stands there now, and change it again."


class StillReferred(RegisterRefused):
    """Something holds on to the row."""

    message = "Row %(row)s of “%(register)s” refers to this row. Amend or withdraw that one first."


class AlreadySigned(RegisterRefused):
    """One signature in a column, one person once in a row."""

    message = "%(name)s has signed this row already. Another person signs in another column."


class UnitNotReached(RegisterRefused):
    """The plan lets people write for their own unit."""

    message = "You may not write this register for the unit %(unit)s."


class DutyStands(RegisterRefused):
    """Whoever owes the duty of a row, and until when, stays."""

    message = (
        "With this row a duty was handed out. The unit, the day and the row itself stay; the duty is settled, returned "
        "or declared missing on its own page."
    )
