"""Whether the files of a bundle agree with each other: Protocol verify §3.6 to §3.11 and §3.13, one function each.

Public: Evidence, Compared, Comparison, CHECKS.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from pingyi.rules.acts.content import Cell
from pingyi.rules.acts.kind import CLOSING, COUNT, FREEZE, OPENING, RECKONING
from pingyi.rules.ballot.planned import form_of
from pingyi.rules.bundle.minutes import Minutes
from pingyi.rules.encoding import plain
from pingyi.rules.journal.vocabulary.box import BoxesCreated
from pingyi.rules.journal.vocabulary.results import DisqualificationDecided
from pingyi.rules.rulebook import Rulebook
from pingyi.verify import expected
from pingyi.verify.boards import BoardFacts
from pingyi.verify.chronicle import Chronicle
from pingyi.verify.course import Placed, act_faults, order_faults, record_faults, window_faults
from pingyi.verify.finding import Check, Fault
from pingyi.verify.minutes import PARTIES
from pingyi.verify.source import difference

TOLERANCE = Decimal("0.00001")
"""How far a number under `uncertainty` may be from ours: floats differ between machines (Protocol bundle §5)."""

_POINTS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}|/[1-9][0-9]{0,8})?")
_FLOAT = re.compile(r"-?[0-9]{1,12}\.[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read and holds by itself. `acts`: the minutes that hold, by kind; `whole`: no board is wrong.

    `text`: the plan as it was handed in.
    """

    values: Mapping[str, Any]
    text: bytes
    chronicle: Chronicle | None
    book: Rulebook | None
    minutes: tuple[Minutes, ...]
    acts: Mapping[str, Minutes]
    boards: tuple[BoardFacts, ...]
    whole: bool

    def content(self, kind: str) -> Any:
        """What was signed in the latest act of this kind; None when there is none."""
        return self.acts[kind].content if kind in self.acts else None

    @property
    def cells(self) -> dict[str, Cell]:
        """Unit and stratum of every box whose name is one of the plan's."""
        return expected.cells_of(self.book, self.boards) if self.book else {}

    @property
    def grounds(self) -> Mapping[str, Any] | None:
        """The decisions by which units are disqualified, by the journal; None when no journal holds."""
        if self.chronicle is None or FREEZE.code not in self.acts:
            return None
        return self.chronicle.grounds.get(str(DisqualificationDecided.about_(self.acts[FREEZE.code].campaign)), {})

    @property
    def placed(self) -> bool:
        """Whether every board holds and is the only one of its unit and stratum: what comparing them needs."""
        cells = list(self.cells.values())
        return bool(cells) and self.whole and len(cells) == len(set(cells)) == len(self.boards)


class Compared(NamedTuple):
    """How many things are compared, and what does not agree."""

    amount: int
    faults: Iterator[Fault]


Comparison = Callable[[Evidence], Compared | None]
"""A comparison; None when what it needs is missing or does not hold itself."""


def keys(evidence: Evidence) -> Compared | None:
    """§3.6: one joint key, made by the plan's trustees, for all boxes, and it is the one that was signed."""
    return Compared(len(evidence.boards), _key_faults(evidence)) if evidence.boards else None


def _key_faults(evidence: Evidence) -> Iterator[Fault]:
    first = evidence.boards[0]
    signed = evidence.content(FREEZE.code)
    for board in evidence.boards:
        if (board.trustees, board.election.group) != (first.trustees, first.election.group):
            yield Fault(board.file, f"its trustees' keys are not those of box {first.uuid}")
        if signed is not None and board.election.public_key != expected.member(signed, "key"):
            yield Fault(board.file, "its key is not the one that both bodies signed")
        if evidence.book is None:
            continue
        sealing = evidence.book.survey.sealing
        if board.keys != ((len(sealing.trustees), sealing.threshold),) or board.election.group != sealing.group:
            wanted = f"{sealing.threshold} of {len(sealing.trustees)} in {sealing.group}"
            yield Fault(board.file, f"the plan asks for trustees {wanted}")


def forms(evidence: Evidence) -> Compared | None:
    """§3.7: every box is one of the plan's, with the plan's questions."""
    book = evidence.book
    return Compared(len(evidence.boards), _form_faults(book, evidence)) if book and evidence.boards else None


def _form_faults(book: Rulebook, evidence: Evidence) -> Iterator[Fault]:
    cells, taken, sealing = evidence.cells, set(), book.survey.sealing
    expected = (book.title.zh, book.body(sealing.administrator).name.zh, book.body(sealing.registrar).name.zh)
    for board in evidence.boards:
        election, cell = board.election, cells.get(board.uuid)
        if cell is None or cell in taken:
            yield Fault(board.file, f"{election.name!r} is not a unit and stratum of the plan, or there is another box")
        taken.add(cell)
        if cell is not None and election.questions != form_of(book, cell[0]):
            yield Fault(board.file, "its questions are not the plan's for this unit")
        if (election.description, election.administrator, election.credential_authority) != expected:
            yield Fault(board.file, "its title or its bodies are not the plan's")


def sample(evidence: Evidence) -> Compared | None:
    """§3.8: as many credentials as were drawn, from frames as large as was signed."""
    book, signed = evidence.book, evidence.content(FREEZE.code)
    if book is None or signed is None or not evidence.placed:
        return None
    return Compared(len(evidence.boards), _sample_faults(book, evidence, evidence.acts[FREEZE.code]))


def _sample_faults(book: Rulebook, evidence: Evidence, freeze: Minutes) -> Iterator[Fault]:
    try:
        strata, boxes = expected.frames_of(freeze.content), expected.boxes_in(book, freeze.content)
    except ValueError as fault:
        yield Fault(freeze.file, str(fault))
        return
    cells = evidence.cells
    boards = {cells[board.uuid]: board for board in evidence.boards}
    for cell, (members, drawn) in sorted(strata.items()):
        if drawn > members:
            yield Fault(freeze.file, f"{cell[0]}/{cell[1]}: {drawn} drawn of {members}")
    for cell, (_, drawn) in sorted(boxes.items()):
        if cell not in boards:
            yield Fault(freeze.file, f"{cell[0]}/{cell[1]}: {drawn} drawn, and there is no box")
        if drawn < (least := book.survey.privacy.least_invited):
            yield Fault(freeze.file, f"{cell[0]}/{cell[1]}: {drawn} drawn, and a box needs {least}")
    for unit in book.ranked_units:
        if unit.code not in {code for code, _ in strata}:
            yield Fault(freeze.file, f"{unit.code}: there is no frame")
    for cell, board in boards.items():
        drawn = boxes[cell][1] if cell in boxes else 0
        if drawn != board.invited:
            yield Fault(board.file, f"{board.invited} credentials, and {drawn} were drawn")


def counts(evidence: Evidence) -> Compared | None:
    """§3.9: what was closed, opened, counted and reckoned with is what the boards hold; small boxes stayed shut."""
    book = evidence.book
    if book is None or not evidence.placed or not PARTIES.keys() <= evidence.acts.keys():
        return None
    if "inputs.json" not in evidence.values:
        return None
    return Compared(len(evidence.boards), _count_faults(book, evidence))


def _count_faults(book: Rulebook, evidence: Evidence) -> Iterator[Fault]:
    boards, cells = evidence.boards, evidence.cells
    for board in boards:
        opened, small = len(board.ending) > 1, expected.withheld(book, board)
        if small and opened:
            yield Fault(board.file, f"opened, although only {board.voters} voted")
        if not small and board.result is None:
            yield Fault(board.file, "not counted: the board ends before its result")
    for kind, content in (
        (CLOSING.code, expected.closing_content(boards)),
        (OPENING.code, expected.opening_content(book, boards, cells)),
        (COUNT.code, expected.count_content(boards)),
    ):
        yield from _unlike(evidence.acts[kind].file, evidence.content(kind), content, "content")
    with suppress(ValueError):  # §3.8 tells what is wrong with the frames
        signed = evidence.content(FREEZE.code)
        yield from _unlike(
            evidence.acts[FREEZE.code].file, signed, expected.freeze_content(book, boards, signed), "content"
        )
        yield from _unlike("inputs.json", evidence.values["inputs.json"], _inputs(book, evidence))


def _inputs(book: Rulebook, evidence: Evidence) -> Any:
    """What inputs.json must be. Raises ValueError when the signed frames have no sizes."""
    members = {cell: sizes[0] for cell, sizes in expected.boxes_in(book, evidence.content(FREEZE.code)).items()}
    given = evidence.values["inputs.json"]
    grounds = expected.grounds_of(given) if evidence.grounds is None else evidence.grounds
    return expected.inputs_of(book, evidence.boards, evidence.cells, members, grounds, given)


def result(evidence: Evidence) -> Compared | None:
    """§3.10: the ranking follows from the inputs, and it is what the parties signed.

    Nothing is computed from inputs that are not the boards': who made them up may have made them to stop us.
    """
    book = evidence.book
    if book is None or not evidence.placed or not {"inputs.json", "result.json"} <= evidence.values.keys():
        return None
    try:
        if difference(evidence.values["inputs.json"], plain(_inputs(book, evidence))):
            return None
    except ValueError:
        return None
    return Compared(len(book.ranked_units), _result_faults(book, evidence))


def _result_faults(book: Rulebook, evidence: Evidence) -> Iterator[Fault]:
    from pingyi.rules.scoring.published import result_of  # loads scipy, which takes a second; boards need none of it

    inputs, found = evidence.values["inputs.json"], evidence.values["result.json"]
    if not isinstance(found, dict) or found.keys() != {"exact", "uncertainty"}:
        yield Fault("result.json", "a result has exactly the members exact, uncertainty")
        return
    try:
        _refuse_odd_points(inputs)
        ours = plain(result_of(book, inputs))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
        yield Fault("inputs.json", f"no result follows from it: {fault}")
        return
    yield from _unlike("result.json", found["exact"], ours["exact"], "exact")
    yield from _unlike(
        "result.json", _rounded(found["uncertainty"], ours["uncertainty"]), ours["uncertainty"], "uncertainty"
    )
    if RECKONING.code in evidence.acts and COUNT.code in evidence.acts:
        act = evidence.acts[RECKONING.code]
        signed = expected.reckoning_content(book, act.content, evidence.acts[COUNT.code], inputs, found["exact"])
        yield from _unlike(act.file, act.content, signed, "content")


def _refuse_odd_points(inputs: Any) -> None:
    """Points are read as exact fractions; "1e999999999" would be one that fills the memory. Raises ValueError."""
    for code, unit in inputs["units"].items():
        for block, points in unit["blocks"].items():
            if not isinstance(points, str) or not _POINTS.fullmatch(points):
                raise ValueError(f"unit {code}, block {block}: points are written as 18.4 or 92/5")


def _rounded(found: Any, ours: Any) -> Any:
    """What was found, with our number wherever the two are closer than machines are to each other."""
    if isinstance(found, dict) and isinstance(ours, dict):
        return {key: _rounded(value, ours.get(key)) for key, value in found.items()}
    if isinstance(found, list) and isinstance(ours, list) and len(found) == len(ours):
        return [_rounded(*pair) for pair in zip(found, ours, strict=True)]
    if isinstance(found, str) and isinstance(ours, str) and _FLOAT.fullmatch(found) and _FLOAT.fullmatch(ours):
        return ours if abs(Decimal(found) - Decimal(ours)) <= TOLERANCE else found
    return found


def mentions(evidence: Evidence) -> Compared | None:
    """§3.11: the journal tells of every act, event and digest, in order, and of no box or act that is not here."""
    chronicle, book = evidence.chronicle, evidence.book
    if chronicle is None or book is None or not evidence.placed or not PARTIES.keys() <= evidence.acts.keys():
        return None
    if not {"inputs.json", "result.json"} <= evidence.values.keys():
        return None
    mentions = list(_mentions(book, evidence))
    return Compared(
        len(mentions),
        chain(_mention_faults(chronicle, evidence, mentions), _window(chronicle, book, evidence, mentions)),
    )


def _window(chronicle: Chronicle, book: Rulebook, evidence: Evidence, mentions: list[Placed]) -> Iterator[Fault]:
    approval = expected.approval_of(evidence.acts[RECKONING.code].content)
    return window_faults(chronicle, book, evidence.acts[FREEZE.code].campaign, approval, mentions[-1])


def _mentions(book: Rulebook, evidence: Evidence) -> Iterator[Placed]:
    freeze, reckoning = evidence.acts[FREEZE.code], evidence.acts[RECKONING.code]
    cells = evidence.cells
    for board in evidence.boards:
        for mention in expected.mentions_of_box(book, freeze.campaign, board, cells[board.uuid]):
            yield Placed(board.file, mention)
    for minutes in evidence.minutes:
        for mention in expected.mentions_of_minutes(minutes, holds=evidence.acts[minutes.kind] is minutes):
            yield Placed(minutes.file, mention)
    with suppress(ValueError):  # §3.8 tells what is wrong with the frames
        for mention in expected.mentions_of_survey(book, evidence.text, freeze.campaign, freeze.content):
            yield Placed(freeze.file, mention)
    for mention in expected.mentions_of_sheets(book, evidence.values["inputs.json"]):
        yield Placed("inputs.json", mention)
    for mention in expected.mentions_of_grounds(freeze.campaign, evidence.values["inputs.json"]):
        yield Placed("inputs.json", mention)
    uncertainty = expected.member(evidence.values["result.json"], "uncertainty")
    for mention in expected.mentions_of_result(reckoning.content, uncertainty):
        yield Placed(reckoning.file, mention)


def _mention_faults(chronicle: Chronicle, evidence: Evidence, mentions: list[Placed]) -> Iterator[Fault]:
    yield from record_faults(chronicle, mentions)
    yield from order_faults(chronicle, mentions)
    yield from act_faults(chronicle, evidence.minutes, evidence.acts[FREEZE.code], mentions[-1].mention)
    for minutes in evidence.minutes:
        approved = minutes.kind == RECKONING.code and chronicle.place(expected.approval_of(minutes.content))
        overtaken = approved and any(place > approved for place in chronicle.decisions)
        if approved and not overtaken and minutes is not evidence.acts[RECKONING.code]:
            yield Fault(minutes.file, "this result was approved, and a later one is published")
    here = {board.uuid for board in evidence.boards}
    made = chronicle.boxes.get(str(BoxesCreated.about_(evidence.acts[FREEZE.code].campaign)), set())
    for uuid in sorted(made - here):
        yield Fault(f"boards/{uuid}.bel", "the journal says that this box was made, and its board is missing")


def draws(evidence: Evidence) -> Compared | None:
    """§3.13: from every pool of the journal those were drawn, and stepped in, whom its seed brings."""
    if evidence.chronicle is None or not (evidence.chronicle.draws.pools or evidence.chronicle.draws.faults):
        return None
    return Compared(evidence.chronicle.draws.pools, iter(evidence.chronicle.draws.faults))


def _unlike(file: str, found: Any, wanted: Any, path: str = "") -> Iterator[Fault]:
    if unlike := difference(found, plain(wanted), path):
        yield Fault(file, unlike)


CHECKS: Mapping[Check, Comparison] = MappingProxyType(
    {
        Check.KEYS: keys,
        Check.FORMS: forms,
        Check.SAMPLE: sample,
        Check.COUNTS: counts,
        Check.RESULT: result,
        Check.MENTIONS: mentions,
        Check.DRAWS: draws,
    }
)
"""Every comparison, in order."""
