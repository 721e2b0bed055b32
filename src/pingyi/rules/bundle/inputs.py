"""What a result follows from: the one definition of inputs.json. Protocol bundle §4.

Public: BoxCounted, Sheet, inputs.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pingyi.rules.acts.content import Cell, Rows
from pingyi.rules.encoding import plain
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.survey import Survey
from pingyi.rules.scoring.status import Status


class BoxCounted(NamedTuple):
    """A box after the count: its number, the people it stands for, invited and voting, and its result if opened."""

    uuid: str
    members: int | None
    invited: int
    voters: int
    withheld: bool
    result: Rows | None


class Sheet(NamedTuple):
    """The signed points of a unit's inspection, block by block, and the salt that opens what the journal sealed."""

    blocks: Any
    salt: Any


def inputs(
    book: Rulebook, *, boxes: Mapping[Cell, BoxCounted], sheets: Mapping[str, Sheet], grounds: Mapping[str, Any]
) -> Any:
    """Everything the result follows from, as a plain value.

    `grounds`: the decisions by which units are disqualified (R200); every other unit of the plan is ranked.
    """
    units: dict[str, Any] = {
        unit.code: {
            **_standing(grounds.get(unit.code)),
            "strata": {},
            "blocks": sheets[unit.code].blocks,
            "sheet": sheets[unit.code].salt,
        }
        for unit in book.ranked_units
    }
    for (unit, stratum), box in boxes.items():
        units[unit]["strata"][stratum] = {
            "box": box.uuid,
            "members": box.members,
            "invited": box.invited,
            "voters": box.voters,
            "withheld": box.withheld,
            "counts": _by_question(book.survey, box.result),
        }
    return plain({"plan": book.digest, "units": units})


def _standing(ground: Any) -> dict[str, Any]:
    return {"status": Status.RANKED} if ground is None else {"status": Status.DISQUALIFIED, "ground": ground}


def _by_question(survey: Survey, result: Rows | None) -> dict[str, dict[str, int]]:
    """Counts by question and answer code, in the order of the ballot; none of a box that was never opened."""
    return {
        question.code: dict(zip(survey.answer_codes(question), row, strict=True))
        for question, row in zip(survey.questions, result or (), strict=result is not None)
    }
