"""What packages show done: the feedback to every ranked unit, and the statement of each."""

from collections.abc import Mapping

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.completion import Figures, Source, Wanted
from pingyi.records.feedback.queries import handed_over
from pingyi.rules.completion import of_units
from pingyi.rules.rulebook.completion import Completion, Record
from pingyi.rules.rulebook.words import Text

NAMES = {
    Record.FEEDBACK: Text("已当面反馈并双方签收的单位", "Units fed back to face to face, signed by both sides"),
    Record.STATEMENT: Text("反馈会上的当面表态（双方已签字）", "Attitude stated at the meeting, signed by both sides"),
}


def _figures(campaign: CurrentCampaign, wanted: Wanted) -> Mapping[Completion, Figures]:
    done, units = handed_over(campaign), {unit.code: unit.name for unit in campaign.book.ranked_units}
    return {
        each: of_units(NAMES[each.record], done, owners=owners, units=units)
        for each, owners in wanted.items()
        if each.record is not None
    }


FEEDBACK = Source(lambda completion: completion.record in NAMES, _figures)
