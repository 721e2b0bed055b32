"""What sheets show done: every inspector has given their own marks, every team has settled them (R138, R141)."""

from collections.abc import Mapping

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.completion import Figures, Source, Wanted
from pingyi.records.inspection.queries import deliberated, inspected
from pingyi.rules.completion import of_units
from pingyi.rules.rulebook.completion import Completion, Record
from pingyi.rules.rulebook.words import Text

NAMES = {
    Record.INSPECTED: Text("检查组成员已独立评分的单位", "Units of which all inspectors present gave their marks"),
    Record.DELIBERATED: Text("检查组已集体议定全部指标的单位", "Units whose team settled all marks together"),
}
UNITS = {Record.INSPECTED: inspected, Record.DELIBERATED: deliberated}


def _figures(campaign: CurrentCampaign, wanted: Wanted) -> Mapping[Completion, Figures]:
    units = {unit.code: unit.name for unit in campaign.book.ranked_units}
    return {
        each: of_units(NAMES[each.record], UNITS[each.record](campaign), owners=owners, units=units)
        for each, owners in wanted.items()
        if each.record is not None
    }


SHEETS = Source(lambda completion: completion.record in NAMES, _figures)
