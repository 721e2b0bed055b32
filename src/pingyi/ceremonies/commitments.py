"""Before an act rests on rows, they are compared with what was signed about them: in the journal and in the minutes.

Whoever can change the database can change a row; what the journal committed to when it was signed stays as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from pingyi.records.acts import commitments as as_signed
from pingyi.records.acts import queries as acts
from pingyi.records.acts.errors import RowsAltered
from pingyi.records.acts.queries import ActView
from pingyi.records.box import queries as boxes
from pingyi.records.box.errors import BoardAltered
from pingyi.records.box.fingerprint import results_fingerprint
from pingyi.records.campaign.commitments import ensure_course
from pingyi.records.campaign.errors import CourseAltered
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import commitments as duties
from pingyi.records.inspection import commitments as sheets
from pingyi.records.journal import commitments as journal
from pingyi.records.organisation import commitments as roles
from pingyi.records.results import commitments as decisions
from pingyi.records.results import queries as results
from pingyi.records.results.commitments import Kept
from pingyi.records.results.queries import ReckoningView
from pingyi.rules.acts.content import counts_digest
from pingyi.rules.encoding import digest, plain
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.results import RECKONING, ReckoningKept
from pingyi.rules.rulebook.words import Text

SHEET = Text(zh="{unit}的检查评分表", en="the inspection sheet of {unit}")
COUNT = Text(zh="各票箱的计票结果", en="the counts of the boxes")
DECISIONS = {
    Kept.RULING: Text(zh="领导小组的审定", en="the leading group's ruling"),
    Kept.RELEASE: Text(zh="结果的公布", en="the release"),
    Kept.DISQUALIFICATION: Text(zh="取消资格的决定", en="the decisions that disqualify units"),
    Kept.OBJECTION: Text(zh="各单位的异议及答复", en="the units' objections and their answers"),
}
COURSE = Text(zh="本次评议的方案、阶段和日期", en="the campaign's plan, phase and days")
PARTS = {"exact", "uncertainty"}
"""What a result consists of: whatever else stands in a row was never computed."""
RESULT = Text(zh="统分的输入或结果", en="the inputs or the result of the reckoning")


def ensure_sheets(campaign: CurrentCampaign) -> None:
    """Every signed sheet is what its head signed. Raises RowsAltered."""
    found = sheets.altered(campaign.code, campaign.book.inspection)
    names = [campaign.book.unit(code).name for code in found]
    if names:
        raise RowsAltered(
            what=tuple(Text(zh=SHEET.zh.format(unit=name.zh), en=SHEET.en.format(unit=name.en)) for name in names)
        )


def ensure_count(campaign: CurrentCampaign, counted: ActView) -> None:
    """The boards say what was counted and signed. Raises RowsAltered."""
    as_signed.ensure(counted)
    opened = [box.uuid for box in boxes.boxes(campaign.code) if not box.withheld]
    try:
        now = boxes.results_of(campaign.code)
    except BoardAltered as fault:
        raise RowsAltered(what=(COUNT,)) from fault
    if counts_digest({uuid: now.get(uuid, ()) for uuid in opened}) != counted.content["counts_digest"]:
        raise RowsAltered(what=(COUNT,))


def ensure_reckoned(campaign: CurrentCampaign, laid: ActView, kept: ReckoningView) -> None:
    """Sheets, counts, minutes, inputs and result are those that were reckoned and laid out. Raises RowsAltered."""
    ensure_sheets(campaign)
    as_signed.ensure(laid)
    counted = acts.latest(campaign.code, "count")
    if counted is None or counted.digest != laid.content["count"]:
        raise RowsAltered(what=(COUNT,))
    ensure_count(campaign, counted)
    if (kept.inputs_digest, digest(kept.result["exact"])) != (laid.content["inputs"], laid.content["result"]):
        raise RowsAltered(what=(RESULT,))
    ensure_kept(kept)
    ensure_decisions(campaign)


def ensure_kept(kept: ReckoningView) -> None:
    """Inputs and every part of the result are those that were computed. Raises RowsAltered."""
    parts = {"result": digest(kept.result["exact"]), "uncertainty": digest(kept.result["uncertainty"])}
    expected = plain({"plan": kept.plan, "inputs": kept.inputs_digest, **parts})
    recorded = journal.sealed(ReckoningKept, [about := Subject.of(RECKONING, kept.pk)]).get(about)
    if (
        recorded is None
        or plain(recorded[0].public) != expected
        or kept.digest != parts["result"]
        or set(kept.result) != PARTS
    ):
        raise RowsAltered(what=(RESULT,))


def ensure_decisions(campaign: CurrentCampaign) -> None:
    """Rulings, releases, disqualifications and objections on record are those of the journal. Raises RowsAltered."""
    if found := decisions.altered(campaign.code):
        raise RowsAltered(what=tuple(DECISIONS[each] for each in found))


def refusal(campaign: CurrentCampaign, laid: ActView, kept: ReckoningView) -> RowsAltered | None:
    """What the next act on this result would be refused for, as its page shows it before.

    Decisions are compared each time; the rest is found anew only when one of the rows it rests on is another: the
    database tells, in some fifteen queries however many units there are. Acts themselves always look.
    """
    rows = (
        *sheets.sheets_fingerprint(campaign.code),
        *acts.acts_fingerprint(campaign.code),
        results_fingerprint(campaign.code),
        journal.entries_fingerprint([Subject.of(RECKONING, kept.pk)]),
    )
    if found := decisions.altered(campaign.code):
        return RowsAltered(what=tuple(DECISIONS[each] for each in found))
    return _refusal(_Rests(campaign.digest, laid.pk, kept, rows, campaign, laid))


@dataclass(frozen=True, slots=True)
class _Rests:
    """What a refusal follows from: two are equal when every row they would be read from is."""

    plan: str
    minutes: int
    kept: ReckoningView
    rows: tuple[str | None, ...]
    campaign: CurrentCampaign = field(compare=False)
    laid: ActView = field(compare=False)


@lru_cache(maxsize=4)
def _refusal(rests: _Rests) -> RowsAltered | None:
    try:
        ensure_reckoned(rests.campaign, rests.laid, rests.kept)
    except RowsAltered as found:
        return found.with_traceback(None)
    return None


def ensure_duties(campaign: CurrentCampaign) -> None:
    """Every duty stands as it was recorded. Raises RowsAltered."""
    if found := duties.altered(campaign):
        raise RowsAltered(what=found)


def audit_roles() -> tuple[Text, ...]:
    """Whose roles are not, or no more, those that were granted."""
    return roles.altered()


def audit(campaign: CurrentCampaign) -> tuple[Text, ...]:
    """Everything about a campaign that is not, or no more, what the journal says: for whoever audits the house."""
    checks = (
        lambda: ensure_course(campaign),
        lambda: as_signed.ensure(*acts.all_of(campaign.code)),
        lambda: ensure_sheets(campaign),
        lambda: ensure_decisions(campaign),
        lambda: ensure_duties(campaign),
        lambda: _ensure_standing(campaign),
    )
    return tuple(dict.fromkeys(what for check in checks for what in _found(check)))


def _ensure_standing(campaign: CurrentCampaign) -> None:
    """The boards say what was counted, and every result what was computed. Raises RowsAltered."""
    counted = acts.latest(campaign.code, "count")
    if counted is not None:
        ensure_count(campaign, counted)
    for kept in results.reckonings(campaign.code):
        ensure_kept(kept)


def _found(check: Callable[[], None]) -> tuple[Text, ...]:
    try:
        check()
    except RowsAltered as found:
        return found.what
    except CourseAltered:
        return (COURSE,)
    return ()
