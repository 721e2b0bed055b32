"""What the files of a bundle must say, written anew from the boards, the plan and what was signed. Protocol verify §6.

Comparing whole values finds every deviation, also one that nobody thought of.
Public: cells_of, boxes_in, withheld, closing_content, opening_content, counts_digest, count_content,
freeze_content, reckoning_content, inputs_of, grounds_of, frames_of, mentions_of_box, mentions_of_minutes,
mentions_of_survey, mentions_of_sheets, mentions_of_grounds, mentions_of_result.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pingyi.rules.acts import content
from pingyi.rules.acts.content import Cell
from pingyi.rules.acts.kind import CLOSING, COUNT, FREEZE, OPENING, RECKONING
from pingyi.rules.ballot.board import EventType
from pingyi.rules.ballot.planned import BETWEEN
from pingyi.rules.ballot.tally import Result
from pingyi.rules.bundle.inputs import BoxCounted, Sheet, inputs
from pingyi.rules.bundle.minutes import Minutes
from pingyi.rules.encoding import digest, sha256_hex
from pingyi.rules.journal.entry import commitment
from pingyi.rules.journal.errors import BadEntry
from pingyi.rules.journal.vocabulary import Statement
from pingyi.rules.journal.vocabulary.acts import ActDrawnUp, ActSigned, sealed_name
from pingyi.rules.journal.vocabulary.box import (
    BoxClosed,
    BoxesCreated,
    BoxResultWritten,
    BoxSummed,
    CredentialsPublished,
    ShareGiven,
)
from pingyi.rules.journal.vocabulary.campaign import CampaignApproved
from pingyi.rules.journal.vocabulary.inspection import SheetSigned
from pingyi.rules.journal.vocabulary.results import (
    DisqualificationDecided,
    RankingReleased,
    RankingRuled,
    ReckoningKept,
)
from pingyi.rules.journal.vocabulary.roll import FrameImported, SampleDrawn
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.survey import MERGED, joined, parts_of
from pingyi.rules.sampling.merging import boxes_of
from pingyi.verify.board import Ending
from pingyi.verify.boards import BoardFacts
from pingyi.verify.chronicle import Mention, Stage, drawn_only

STAGES = {
    FREEZE.code: Stage.FREEZE,
    CLOSING.code: Stage.CLOSING,
    OPENING.code: Stage.OPENING,
    COUNT.code: Stage.COUNT,
    RECKONING.code: Stage.RECKONING,
}
"""When an act's minutes stand in the journal."""


def cells_of(book: Rulebook, boards: Sequence[BoardFacts]) -> dict[str, Cell]:
    """Unit and stratum of every box whose name is one of the plan's, by uuid; strata in one box in the plan's order."""
    units = {unit.name.zh: unit.code for unit in book.ranked_units}
    strata = {stratum.name.zh: stratum.code for stratum in book.survey.strata}
    order = list(strata.values())
    found = {}
    for board in boards:
        words = board.election.name.split(BETWEEN)
        for at in range(1, len(words)):
            unit, rest = BETWEEN.join(words[:at]), BETWEEN.join(words[at:]).split(MERGED)
            parts = [strata[name] for name in rest if name in strata]
            if unit in units and len(parts) == len(rest) and sorted(set(parts), key=order.index) == parts:
                found[board.uuid] = (units[unit], joined(parts))
    return found


def boxes_in(book: Rulebook, signed: Any) -> dict[Cell, tuple[int, int]]:
    """Members and number drawn of every box that the frozen frames make (Protocol box §9). Raises ValueError."""
    units: dict[str, dict[str, tuple[int, int]]] = {}
    for (unit, stratum), sizes in frames_of(signed).items():
        units.setdefault(unit, {})[stratum] = sizes
    return {
        (unit, code): (sum(strata[part][0] for part in parts_of(code)), drawn)
        for unit, strata in units.items()
        for code, drawn in boxes_of(book.survey, {each: sizes[1] for each, sizes in strata.items()}).items()
    }


def withheld(book: Rulebook, board: BoardFacts) -> bool:
    """Whether so few voted that the box must never be opened (Protocol box §8)."""
    return board.voters < book.survey.privacy.least_box


def closing_content(boards: Sequence[BoardFacts]) -> Any:
    """Where every board stood when the two bodies closed it."""
    return content.closing(
        {board.uuid: content.BoardClosed(board.last_open, board.ballots, board.invited) for board in boards}
    )


def opening_content(book: Rulebook, boards: Sequence[BoardFacts], cells: Mapping[str, Cell]) -> Any:
    """The closed boards as they were laid before the parties."""
    boxes = {
        board.uuid: content.BoxToOpen(
            *cells[board.uuid],
            invited=board.invited,
            ballots=board.ballots,
            voters=board.voters,
            withheld=withheld(book, board),
            closed_by=board.event(EventType.END_BALLOTS),
        )
        for board in boards
    }
    return content.opening(book.digest, boxes)


def counts_digest(boards: Sequence[BoardFacts]) -> str:
    """What the statistics bureau signs for (Protocol bundle §7)."""
    return content.counts_digest(_counts(boards))


def count_content(boards: Sequence[BoardFacts]) -> Any:
    """The counts as they were laid before the parties."""
    return content.count(_counts(boards))


def _counts(boards: Sequence[BoardFacts]) -> dict[str, Result]:
    return {board.uuid: board.result for board in boards if board.result is not None}


def freeze_content(book: Rulebook, boards: Sequence[BoardFacts], signed: Any) -> Any:
    """The frozen survey; seed, key ceremony and frames are the signed ones. Raises ValueError as `frames_of` does."""
    strata: dict[str, dict[str, tuple[int, int]]] = {unit: {} for unit in member(signed, "frames")}
    for (unit, stratum), sizes in frames_of(signed).items():
        strata[unit][stratum] = sizes
    frames = {unit: content.Frame(member(signed["frames"][unit], "fingerprint"), own) for unit, own in strata.items()}
    seed, setup = member(signed, "seed"), member(signed, "setup")
    return content.freeze(book, seed=seed, frames=frames, setup=setup, key=boards[0].election.public_key)


def reckoning_content(book: Rulebook, signed: Any, count: Minutes, given: Any, exact: Any) -> Any:
    """What the parties signed as the result; its number is the signed one."""
    return content.reckoning(
        book.digest,
        count=count.digest,
        inputs=digest(given),
        result=digest(exact),
        number=member(signed, "reckoning"),
    )


def inputs_of(
    book: Rulebook,
    boards: Sequence[BoardFacts],
    cells: Mapping[str, Cell],
    members: Mapping[Cell, int],
    grounds: Mapping[str, Any],
    given: Any,
) -> Any:
    """What the result may follow from: all of it rebuilt but the points of the sheets.

    `grounds`: the decisions by which units are disqualified; every other unit of the plan is ranked.
    """
    counted = {
        cells[board.uuid]: BoxCounted(
            uuid=board.uuid,
            members=members.get(cells[board.uuid]),
            invited=board.invited,
            voters=board.voters,
            withheld=withheld(book, board),
            result=board.result,
        )
        for board in boards
    }
    sheets = {
        unit.code: Sheet(*(_of(given, unit.code, key) for key in ("blocks", "sheet"))) for unit in book.ranked_units
    }
    return inputs(book, boxes=counted, sheets=sheets, grounds=grounds)


def grounds_of(given: Any) -> dict[str, Any]:
    """The decisions that inputs.json itself names: all there is to compare with when no journal holds."""
    units = member(given, "units")
    named = units if isinstance(units, dict) else {}
    return {code: unit["ground"] for code, unit in named.items() if isinstance(unit, dict) and "ground" in unit}


def _of(given: Any, unit: str, key: str) -> Any:
    try:
        return given["units"][unit][key]
    except (KeyError, TypeError):
        return None


def member(value: Any, key: str) -> Any:
    """A member of what should be an object; None when there is none."""
    return value.get(key) if isinstance(value, dict) else None


def frames_of(signed: Any) -> dict[Cell, tuple[int, int]]:
    """Members and number drawn of every stratum of the frozen frames. Raises ValueError when they are not there."""
    try:
        found = {
            (unit, stratum): (part["members"], part["drawn"])
            for unit, frame in signed["frames"].items()
            for stratum, part in frame["strata"].items()
        }
    except (AttributeError, KeyError, TypeError) as fault:
        raise ValueError("frames are unit → strata → stratum → members, drawn") from fault
    if any(type(number) is not int or number < 0 for numbers in found.values() for number in numbers):
        raise ValueError("members and drawn are whole numbers")
    return found


def mentions_of_box(book: Rulebook, campaign_id: str, board: BoardFacts, cell: Cell) -> Iterator[Mention]:
    """Every entry that the life of a box leaves in the journal."""
    made = {"unit": cell[0], "stratum": cell[1], "election": sha256_hex(board.election.serialised)}
    yield Mention.of(BoxesCreated, campaign_id, made, Stage.BOXES, member=board.uuid)
    yield Mention.of(CredentialsPublished, "", board.credentials, Stage.CODES, member=board.uuid)
    for ending in board.ending:
        kind, stage, more = _entry_of(board, ending, withheld(book, board))
        yield Mention.of(kind, board.uuid, {"event": ending.event, **more}, stage)


def _entry_of(board: BoardFacts, ending: Ending, small: bool) -> tuple[type[Statement], Stage, dict[str, Any]]:
    match ending.type:
        case EventType.END_BALLOTS:
            return BoxClosed, Stage.CLOSED, {"ballots": board.ballots, "withheld": small}
        case EventType.ENCRYPTED_TALLY:
            return BoxSummed, Stage.SUMS, {"counted": board.voters}
        case EventType.PARTIAL_DECRYPTION:
            return ShareGiven, Stage.SHARES, {"owner": ending.owner}
        case _:
            return BoxResultWritten, Stage.RESULTS, {}


def mentions_of_minutes(minutes: Minutes, *, holds: bool) -> Iterator[Mention]:
    """The entries of an act: when it was drawn up, and every signature; its place tells only of the one that holds."""
    common = {"kind": minutes.kind, "digest": minutes.digest}
    stage = STAGES.get(minutes.kind) if holds else None
    drawn_up = {**common, "parties": list(minutes.parties)}
    yield Mention.of(ActDrawnUp, minutes.number, drawn_up, stage, at=minutes.drawn_up_at)
    for signature in minutes.signatures:
        sealed = _sealed(signature.salt, sealed_name(signature.party, signature.name))
        public = {**common, "party": signature.party}
        yield Mention.of(ActSigned, minutes.number, public, stage, at=signature.at, private=sealed)


def mentions_of_survey(book: Rulebook, text: bytes, campaign_id: str, signed: Any) -> Iterator[Mention]:
    """The entries that fixed plan, frames and sample; `text` is the plan as it was handed in.

    Raises ValueError as `frames_of` does.
    """
    sizes: dict[str, dict[str, int]] = {}
    for (unit, stratum), (_, drawn) in frames_of(signed).items():
        sizes.setdefault(unit, {})[stratum] = drawn
    for unit, frame in signed["frames"].items():
        members = {stratum: part["members"] for stratum, part in frame["strata"].items()}
        public = {"unit": unit, "fingerprint": frame.get("fingerprint"), "sizes": members}
        yield Mention.of(FrameImported, None, public, Stage.FRAMES, member=unit)
    draw = {"seed": member(signed, "seed"), "sizes": drawn_only(sizes)}
    yield Mention.of(SampleDrawn, campaign_id, draw, Stage.DRAW)
    plan = {"plan": book.digest, "text": sha256_hex(text)}
    yield Mention.of(CampaignApproved, campaign_id, plan, Stage.PLAN)


def mentions_of_sheets(book: Rulebook, given: Any) -> Iterator[Mention]:
    """The entries by which the heads of the teams signed exactly these points."""
    for unit in book.ranked_units:
        sealed = _sealed(_of(given, unit.code, "sheet"), {"points": _of(given, unit.code, "blocks")})
        yield Mention.of(SheetSigned, None, {"unit": unit.code}, Stage.SHEETS, member=unit.code, private=sealed)


def mentions_of_grounds(campaign_id: str, given: Any) -> Iterator[Mention]:
    """The decisions by which units are disqualified."""
    for unit, ground in grounds_of(given).items():
        public = {"unit": unit, **(ground if isinstance(ground, dict) else {})}
        yield Mention.of(DisqualificationDecided, campaign_id, public, Stage.DISQUALIFIED, member=unit)


def _sealed(salt: Any, private: Any) -> str:
    """The commitment to a private part that this salt opens (Protocol journal §2); "" when it opens none."""
    try:
        return commitment(bytes.fromhex(salt), private)
    except (BadEntry, TypeError, ValueError):
        return ""


def mentions_of_result(reckoning: Any, uncertainty: Any) -> Iterator[Mention]:
    """The entries that kept, approved and released what the parties signed as the result, and what doubts it."""
    number, result = str(member(reckoning, "reckoning")), member(reckoning, "result")
    kept = {key: member(reckoning, key) for key in ("plan", "inputs", "result")}
    kept["uncertainty"] = digest(uncertainty)
    yield Mention.of(ReckoningKept, number, kept, Stage.KEPT)
    yield approval_of(reckoning)
    yield Mention.of(RankingReleased, number, {"digest": result}, Stage.RELEASED)


def approval_of(reckoning: Any) -> Mention:
    """The entry by which the leading group approved what the parties signed as a result."""
    number, result = str(member(reckoning, "reckoning")), member(reckoning, "result")
    return Mention.of(RankingRuled, number, {"kind": "approved", "digest": result}, Stage.RULED)
