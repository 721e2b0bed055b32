"""The result that the leading group approved, as a table that goes with a paper; before that an empty one."""

from pingyi.records.campaign.annexing import Tables
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.results.queries import latest, outdated
from pingyi.rules.encoding import decimal_text
from pingyi.rules.paper.content import Annex
from pingyi.rules.rulebook.papers import Annexed, Annexing
from pingyi.rules.scoring.announcement import UnitLine
from pingyi.rules.scoring.composite import rounded

LEAD = ("名次", "单位", "总分")


def _approved(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    kept = latest(campaign.code)
    if kept is None or not (kept.approved and kept.ruling_as_recorded) or outdated(kept):
        return Annex("评议结果", LEAD, ())
    result = kept.announcement
    parts = tuple(part.name.zh for part in result.ranked[0].parts) if result.ranked else ()
    rows = tuple(_row(line) for line in (*result.ranked, *result.apart) if unit in (None, line.code.lower()))
    return Annex("评议结果", (*LEAD, *parts, "误差范围"), rows)


RESULT = Tables(Annexing.RESULT, _approved)


def _row(line: UnitLine) -> tuple[str, ...]:
    place = str(line.place) if line.place else "不合格" if line.ground else "不参加排名"
    parts = (str(rounded(part.points)) for part in line.parts)
    return (place, line.name.zh, decimal_text(line.published), *parts, f"{line.low}—{line.high}")
