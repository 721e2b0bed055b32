"""How a duty's standing and history look at every desk: one sign, one word, one colour; never colour alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pingyi.records.duties.overview import Overview
from pingyi.records.duties.queries import DutyLine
from pingyi.records.duties.standing import Standing
from pingyi.rules.rulebook.words import Text
from pingyi.ui.tables.table import write_xlsx
from pingyi.ui.words.phrases import translated


@dataclass(frozen=True, slots=True)
class Look:
    """The sign in a cell of the overview, and the words in a list and the legend."""

    sign: Promise
    words: Promise


LOOKS = {
    Standing.OVERDUE: Look(pgettext_lazy("duty sign", "!"), _("overdue")),
    Standing.RETURNED: Look(pgettext_lazy("duty sign", "R"), _("returned with reasons")),
    Standing.SOON: Look(pgettext_lazy("duty sign", "S"), _("due soon")),
    Standing.WAITING: Look(pgettext_lazy("duty sign", "?"), _("handed in, waits for the office")),
    Standing.OWED: Look(pgettext_lazy("duty sign", "·"), _("owed")),
    Standing.LOCKED: Look(pgettext_lazy("duty sign", "X"), _("locked: own plan not in force")),
    Standing.LATER: Look(pgettext_lazy("duty sign", ">"), _("its phase is not open yet")),
    Standing.MISSING: Look(pgettext_lazy("duty sign", "M"), _("declared missing")),
    Standing.LATE: Look(pgettext_lazy("duty sign", "L"), _("done, but late")),
    Standing.DONE: Look(pgettext_lazy("duty sign", "✓"), _("done in time")),
}

GROUPS = (
    (_("Do this now"), frozenset({Standing.OVERDUE, Standing.RETURNED, Standing.SOON})),
    (_("To do"), frozenset({Standing.OWED})),
    (_("With the office"), frozenset({Standing.WAITING})),
    (_("Not yet possible"), frozenset({Standing.LOCKED, Standing.LATER})),
    (_("Settled"), frozenset({Standing.MISSING, Standing.LATE, Standing.DONE})),
)


def grouped(duties: Iterable[DutyLine], awaiting: str | Promise = "") -> list[tuple[str | Promise, list[DutyLine]]]:
    """What presses first; empty groups are left out. `awaiting` is the title of what waits for a unit's leader."""
    kept, unsigned = list(duties), list[DutyLine]()
    if awaiting:
        unsigned = [duty for duty in kept if duty.awaits_signature]
        kept = [duty for duty in kept if not duty.awaits_signature]
    groups = ((title, [duty for duty in kept if pressing(duty) in marks]) for title, marks in GROUPS)
    return [(title, found) for title, found in ((awaiting, unsigned), *groups) if found]


def by_task(duties: Iterable[DutyLine]) -> list[tuple[Text, list[DutyLine]]]:
    """The same paper of many, together."""
    found: dict[Text, list[DutyLine]] = {}
    for duty in duties:
        found.setdefault(duty.task, []).append(duty)
    return list(found.items())


def pressing(duty: DutyLine) -> Standing:
    """What the unit's leader sent back presses like what the office returned."""
    return Standing.RETURNED if duty.handed_back and duty.standing is Standing.OWED else duty.standing


def overview_table(seen: Overview) -> bytes:
    """The overview as a table to take away: a line per unit, a column per task, the standing in words."""
    heading = [gettext("Unit"), *(f"{translated(column.title)} {column.due_on:%Y-%m-%d}" for column in seen.columns)]
    rows = [
        [translated(row.name), *(str(LOOKS[cell[1]].words) if cell else "" for cell in row.cells)] for row in seen.rows
    ]
    return write_xlsx(heading, rows)


MOVES = {
    "approve": _("approved"),
    "assign": _("handed out"),
    "draw_up": _("laid before the unit's leader"),
    "fulfil": _("settled by the record itself"),
    "lapse": _("open again: what showed it done is no longer complete"),
    "hand_back": _("sent back by the unit's leader"),
    "missing": _("declared missing"),
    "put_in_force": _("put in force"),
    "receive": _("received"),
    "return": _("returned"),
    "review": _("taken into review"),
    "roll_up": _("taken into the roll-up"),
    "sign": _("signed for the unit by its leader"),
    "submit": _("handed in"),
}
"""What happened to a duty, by the verb of its move."""
