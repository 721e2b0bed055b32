"""Before an act rests on rows, they are compared with what was signed about them: in the journal and in the minutes.

Whoever can change the database can change a row; what the journal committed to when it was signed stays as it was.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from pingyi.ceremonies.errors import RowsAltered
from pingyi.records.box import queries as boxes
from pingyi.records.box.errors import BoardAltered
from pingyi.records.box.fingerprint import results_fingerprint
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection import queries as inspection
from pingyi.records.journal import queries as journal
from pingyi.records.minutes import queries as minutes
from pingyi.records.minutes.queries import MinutesView
from pingyi.records.results.queries import ReckoningView
from pingyi.rules.encoding import canonical, digest, plain
from pingyi.rules.rulebook.words import Text

SHEET = Text(zh="{unit}的检查评分表", en="the inspection sheet of {unit}")
MINUTES = Text(zh="会签记录", en="the minutes")
COUNT = Text(zh="各票箱的计票结果", en="the counts of the boxes")
RULING = Text(zh="领导小组的审定", en="the leading group's ruling")
RELEASE = Text(zh="结果的公布", en="the release")
RESULT = Text(zh="统分的输入或结果", en="the inputs or the result of the reckoning")


def ensure_sheets(campaign: CurrentCampaign) -> None:
    """Every signed sheet is what its head signed. Raises RowsAltered."""
    found = inspection.altered(campaign.code, campaign.book.inspection)
    names = [campaign.book.unit(code).name for code in found]
    if names:
        raise RowsAltered(
            what=tuple(Text(zh=SHEET.zh.format(unit=name.zh), en=SHEET.en.format(unit=name.en)) for name in names)
        )


def ensure_minutes(view: MinutesView) -> None:
    """The minutes are what was laid before their parties and what these signed. Raises RowsAltered."""
    said = journal.sealed("minutes:draw_up:1", [f"minutes:{view.pk}"]).get(f"minutes:{view.pk}")
    drawn_up = {"kind": view.kind, "digest": digest(view.content), "parties": list(view.parties)}
    signed = {canonical(minutes.sealed_name(each.party, each.name)) for each in view.signatures}
    told = {name for _, name in journal.openings(minutes.SIGNED, [f"minutes:{view.pk}"])}
    if said is None or plain(said[0].public) != plain(drawn_up) or signed != told:
        raise RowsAltered(what=(MINUTES,))


def ensure_count(campaign: CurrentCampaign, counted: MinutesView) -> None:
    """The boards say what was counted and signed. Raises RowsAltered."""
    ensure_minutes(counted)
    opened = [box.uuid for box in boxes.boxes(campaign.code) if not box.withheld]
    try:
        results = boxes.results_of(campaign.code)
    except BoardAltered as fault:
        raise RowsAltered(what=(COUNT,)) from fault
    if digest({uuid: results.get(uuid) for uuid in opened}) != counted.content["counts_digest"]:
        raise RowsAltered(what=(COUNT,))


def ensure_reckoned(campaign: CurrentCampaign, laid: MinutesView, kept: ReckoningView) -> None:
    """Sheets, counts, minutes, inputs and result are those that were reckoned and laid out. Raises RowsAltered."""
    ensure_sheets(campaign)
    ensure_minutes(laid)
    counted = minutes.latest(campaign.code, "count")
    if counted is None or counted.digest != laid.content["count"]:
        raise RowsAltered(what=(COUNT,))
    ensure_count(campaign, counted)
    if (kept.inputs_digest, digest(kept.result["exact"])) != (laid.content["inputs"], laid.content["result"]):
        raise RowsAltered(what=(RESULT,))
    told = {"inputs": digest(kept.inputs), "result": kept.digest, "uncertainty": digest(kept.result["uncertainty"])}
    if _told("reckoning:keep:1", kept) != plain({"plan": kept.plan, **told}):
        raise RowsAltered(what=(RESULT,))
    _ensure_decided(kept)


def _ensure_decided(kept: ReckoningView) -> None:
    """The rulings and the release on record are those of the journal, no more and no fewer. Raises RowsAltered."""
    ruled = {"kind": kept.ruling.kind.value, "digest": kept.digest} if kept.ruling else None
    if _told("ranking:rule:1", kept) != ruled:
        raise RowsAltered(what=(RULING,))
    if _told("ranking:release:1", kept) != ({"digest": kept.digest} if kept.released_at else None):
        raise RowsAltered(what=(RELEASE,))


def _told(kind: str, kept: ReckoningView) -> object:
    """What the journal says publicly of this reckoning; None when it says nothing."""
    said = journal.sealed(kind, [f"reckoning:{kept.pk}"]).get(f"reckoning:{kept.pk}")
    return None if said is None else plain(said[0].public)


def refusal(campaign: CurrentCampaign, laid: MinutesView, kept: ReckoningView) -> RowsAltered | None:
    """What the next act on this result would be refused for, as its page shows it before.

    Found anew only when one of the rows it rests on is another: the database tells, in some ten queries however many
    units there are. Acts themselves always look.
    """
    rows = (
        *inspection.sheets_fingerprint(campaign.code),
        *minutes.minutes_fingerprint(campaign.code),
        results_fingerprint(campaign.code),
        journal.entries_fingerprint([f"reckoning:{kept.pk}"]),
    )
    return _refusal(_Rests(campaign.digest, laid.pk, kept, rows, campaign, laid))


@dataclass(frozen=True, slots=True)
class _Rests:
    """What a refusal follows from: two are equal when every row they would be read from is."""

    plan: str
    minutes: int
    kept: ReckoningView
    rows: tuple[str | None, ...]
    campaign: CurrentCampaign = field(compare=False)
    laid: MinutesView = field(compare=False)


@lru_cache(maxsize=4)
def _refusal(rests: _Rests) -> RowsAltered | None:
    try:
        ensure_reckoned(rests.campaign, rests.laid, rests.kept)
    except RowsAltered as found:
        return found.with_traceback(None)
    return None
