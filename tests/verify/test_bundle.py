"""A published campaign is verified whole; whatever is altered, missing or too much in it is found, and named."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi import __version__
from pingyi.rules import rulebook
from pingyi.rules.ballot.board import EventType, read_steps
from pingyi.rules.bundle.files import README
from pingyi.rules.bundle.minutes import NAME
from pingyi.rules.encoding import canonical, digest
from pingyi.verify.boards import Pool
from pingyi.verify.bundle import Kind, Report, verify_bundle
from pingyi.verify.finding import Check, Fault, Outcome
from pingyi.verify.words import CHECKS
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import sample
from tests.verify.published import Memory, Remembering
from tests.verify.test_names import OWN

pytestmark = pytest.mark.slow

Files = Mapping[str, bytes]
Change = Callable[[Any], object]
POOL = Pool(Remembering())


def verified(files: Files, older: Files | None = None, **options: Any) -> Report:
    """What is found."""
    return verify_bundle(Memory(files), older=None if older is None else Memory(older), pool=POOL, **options)


def wrong(report: Report) -> dict[Check, tuple[Fault, ...]]:
    """The faults, by check."""
    return {found.check: found.faults for found in report.findings if found.outcome is Outcome.WRONG}


def reasons(files: Files) -> str:
    """Every fault of altered files, as text."""
    report = verified(files)
    assert report.outcome is Outcome.WRONG
    return "\n".join(f"{check} {fault.file}: {fault.reason}" for check, all in wrong(report).items() for fault in all)


def named(files: Files, kind: str) -> str:
    """The name of the minutes of this kind."""
    return next(name for name in files if name.endswith(f"-{kind}.json"))


def changed(files: Files, name: str, change: Change) -> dict[str, bytes]:
    """The files after a change to one of them; minutes get the digest that fits the new content."""
    value = json.loads(files[name])
    change(value)
    if name.startswith("minutes/"):
        value["digest"] = digest(value["content"])
    return {**files, name: canonical(value)}


def boards(files: Files) -> list[str]:
    """The names of the boards, the smallest first: the one that was never opened."""
    return sorted((name for name in files if name.endswith(".bel")), key=lambda name: len(files[name]))


def test_a_whole_bundle(published: Files) -> None:
    report = verified(published)
    assert wrong(report) == {} and report.outcome is Outcome.HOLDS and report.kind is Kind.BUNDLE
    assert [found.check for found in report.findings] == list(Check) == list(CHECKS)
    assert {found.check for found in report.findings if found.outcome is Outcome.SKIPPED} == {Check.GROWTH, Check.DRAWS}
    assert sorted(board.ballots for board in report.boards) == [4, 6, 6, 6]
    count = json.loads(published[named(published, "count")])
    assert report.counts_digest == count["content"]["counts_digest"]
    assert report.unread == ("README.txt",) and not report.key_given
    assert f"release {__version__}" in published["README.txt"].decode()


def test_an_auditors_own_files_are_listed_as_not_read(published: Files) -> None:
    report = verified({**published, **dict.fromkeys(OWN, b"{}")})
    assert report == replace(verified(published), unread=tuple(sorted([README, *OWN])))


def test_the_journals_key_as_the_reader_was_told_it(published: Files) -> None:
    key = published["journal/key"].decode().strip()
    assert verified(published, key=key).outcome is Outcome.HOLDS
    other = verified(published, key="pingyi.example/journal+4fa0ca02+AQICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC")
    assert "id does not belong" in wrong(other)[Check.JOURNAL][0].reason


@pytest.mark.parametrize("kind", ["freeze", "closing", "opening", "count", "reckoning"])
def test_nothing_may_be_missing(published: Files, kind: str) -> None:
    name = named(published, kind)
    assert f"minutes/…-{kind}.json: the file is missing" in reasons({n: d for n, d in published.items() if n != name})


def test_no_file_may_be_missing(published: Files) -> None:
    for name in published:
        left = {other: data for other, data in published.items() if other != name}
        assert name in reasons(left) or name.startswith("minutes/")


ALTERATIONS: dict[str, tuple[str, Change, str]] = {
    "a count": (
        "inputs.json",
        lambda v: v["units"]["linshan"]["strata"]["enterprises"]["counts"]["overall"].update(excellent=6),
        "inputs.json: units.linshan.strata.enterprises.counts.overall.excellent is 6, not 0",
    ),
    "a frame's size": (
        "inputs.json",
        lambda v: v["units"]["linshan"]["strata"]["enterprises"].update(members=9),
        "strata.enterprises.members is 9, not 8",
    ),
    "a withheld box shown": (
        "inputs.json",
        lambda v: v["units"]["qinghe"]["strata"]["institutes"].update(withheld=False),
        "strata.institutes.withheld is false, not true",
    ),
    "a sheet's points": (
        "inputs.json",
        lambda v: v["units"]["linshan"]["blocks"].update(B="1"),
        "reckoning.json: content.inputs is",
    ),
    "points that would fill the memory": (
        "inputs.json",
        lambda v: v["units"]["linshan"]["blocks"].update(B="1e999999999"),
        "points are written as 18.4 or 92/5",
    ),
    "a place": (
        "result.json",
        lambda v: v["exact"]["units"][0].update(place=2),
        "result.json: exact.units[1].place is",
    ),
    "a doubt": (
        "result.json",
        lambda v: v["uncertainty"]["units"]["linshan"].update(se="0.000001"),
        "result.json: uncertainty.units.linshan.se is",
    ),
    "a claim about a place": (
        "result.json",
        lambda v: v["uncertainty"]["first"].update(confirmed=not v["uncertainty"]["first"]["confirmed"]),
        "result.json: uncertainty.first.confirmed is",
    ),
    "drawn": (
        "freeze",
        lambda v: v["content"]["frames"]["linshan"]["strata"]["enterprises"].update(drawn=7),
        "6 credentials, and 7 were drawn",
    ),
    "the signed key": (
        "freeze",
        lambda v: v["content"].update(key="00"),
        "its key is not the one that both bodies signed",
    ),
    "frames of another shape": ("freeze", lambda v: v["content"].update(frames=[]), "frames are unit"),
    "the seed": (
        "freeze",
        lambda v: v["content"].update(seed="1"),
        "no entry minutes:draw_up:1 about minutes:{number}",
    ),
    "where a board stood": (
        "closing",
        lambda v: next(iter(v["content"]["boxes"].values())).update(ballots=99),
        "closing.json: content.boxes",
    ),
    "who came": (
        "opening",
        lambda v: next(iter(v["content"]["boxes"].values())).update(voters=99),
        "voters is 99, not",
    ),
    "the counts": (
        "count",
        lambda v: next(iter(v["content"]["counts"].values()))[0].reverse(),
        "count.json: content.counts",
    ),
    "a party taken out": (
        "count",
        lambda v: (v["parties"].remove("supervisor"), v["signatures"].pop()),
        "supervisor should be a party to this act and is not",
    ),
    "a signature taken away": ("count", lambda v: v["signatures"].pop(), "supervisor has not signed"),
    "a signature twice": ("count", lambda v: v["signatures"].append(v["signatures"][0]), "has signed twice"),
    "the hour of a signature": (
        "count",
        lambda v: v["signatures"][0].update(at="2026-09-09T01:00:00+00:00"),
        "no entry minutes:sign:1 about minutes:{number}",
    ),
    "signed too early": (
        "count",
        lambda v: v["signatures"][0].update(at="2026-01-01T01:00:00+00:00"),
        "signed before it was drawn up",
    ),
    "another result signed": (
        "reckoning",
        lambda v: v["content"].update(result="00"),
        "reckoning.json: content.result is",
    ),
    "the plan": ("plan.json", lambda v: v["title"].update(zh="另一个"), "plan.toml: not the plan in plan.json"),
    "an impossible plan": ("plan.json", lambda v: v.update(units=7), "plan.json: units is 7; it must be a list"),
    "the list of files": ("index.json", lambda v: v["files"].pop(), "index.json does not list this file"),
    "a file too many": (
        "index.json",
        lambda v: v["files"].append("z.json"),
        "index.json lists this file, and it is missing",
    ),
    "no list of files": ("index.json", lambda v: v["files"].append([]), "not the list of a bundle's files"),
}


@pytest.mark.parametrize("title", ALTERATIONS)
def test_an_alteration_is_named(published: Files, title: str) -> None:
    where, change, reason = ALTERATIONS[title]
    name = where if where in published else named(published, where)
    if minutes := NAME.fullmatch(name):
        reason = reason.replace("{number}", minutes["number"])
    assert reason in reasons(changed(published, name, change))


def test_a_disqualification_is_recomputed_from_the_journal(with_disqualified: Files) -> None:
    report = verified(with_disqualified)
    assert wrong(report) == {} and report.outcome is Outcome.HOLDS
    exact = json.loads(with_disqualified["result.json"])["exact"]
    assert [(unit["unit"], unit["place"]) for unit in exact["units"]] == [
        ("donghu", 1),
        ("linshan", 2),
        ("qinghe", None),
    ]
    unit = json.loads(with_disqualified["inputs.json"])["units"]["qinghe"]
    assert (unit["status"], unit["ground"]["decision"]) == ("disqualified", "决〔2026〕10号")


GROUND = {"decision": "决〔2026〕8号", "prohibition": "P3", "decided_on": "2026-09-08"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda units: units["qinghe"].update(status="ranked"), 'units.qinghe.status is "ranked", not "disqualified"'),
        (lambda units: units["qinghe"].pop("ground"), "units.qinghe"),
        (lambda units: units["qinghe"]["ground"].update(decision="决〔2026〕12号"), "units.qinghe.ground.decision is"),
        (lambda units: units["donghu"].update(status="disqualified", ground=GROUND), "units.donghu"),
        (lambda units: units["linshan"].update(status="disqualified", ground=GROUND), "units.linshan"),
    ],
    ids=["ranked all the same", "no ground", "another decision", "nobody decided", "revoked"],
)
def test_a_disqualification_altered_is_named(with_disqualified: Files, change: Change, reason: str) -> None:
    found = wrong(verified(changed(with_disqualified, "inputs.json", lambda v: change(v["units"]))))
    (fault,) = found[Check.COUNTS]
    assert fault.file == "inputs.json" and reason in fault.reason


def test_a_ballot_altered_is_named_by_file_box_number_and_byte(published: Files) -> None:
    board = boards(published)[-1]
    step = [step for step in read_steps(Memory(published).open(board)) if step.event.type is EventType.BALLOT][2]
    data = bytearray(published[board])
    data[step.start + 700] ^= 1
    (fault,) = wrong(verified({**published, board: bytes(data)}))[Check.BOARDS]
    assert (fault.file, fault.box, fault.ballot, fault.byte) == (board, board[7:-4], 3, step.start)


def test_another_boxes_board(published: Files) -> None:
    one, other = boards(published)[-2:]
    assert "is here twice" in reasons({**published, one: published[other]})
    stranger = sample("Ed25519", ["pedersen"], 3, seeded("stranger"))
    *_, board = stranger.stages([(0, [0, 0])], [1, 2])
    found = reasons({**published, one: board})
    assert f"this is the board of box {stranger.setup.election.uuid}" in found
    assert "its trustees' keys are not those" in found and "is not a unit and stratum of the plan" in found
    assert "the journal" not in found, "what cannot be placed is not looked for"


def test_a_board_that_the_journal_saw_otherwise(published: Files) -> None:
    board = boards(published)[-1]
    shorter = published[board][: list(read_steps(Memory(published).open(board)))[-1].start]
    found = reasons({**published, board: shorter})
    assert "not counted: the board ends before its result" in found


def test_a_box_that_should_have_stayed_shut(published: Files) -> None:
    book = rulebook.restore(published["plan.json"])
    text = (
        published["plan.toml"].decode().replace("least_invited = 5\nleast_box = 5", "least_invited = 7\nleast_box = 7")
    )
    stricter = rulebook.parse(text, year=book.year)
    files = {**published, "plan.toml": text.encode(), "plan.json": rulebook.canonical(stricter)}
    assert "opened, although only 6 voted" in reasons(files)


def test_questions_that_do_not_name_the_unit(published: Files) -> None:
    """The same plan, but without the words in whose place a unit's name stands: its boxes would ask otherwise."""
    book = rulebook.restore(published["plan.json"])
    text = "".join(
        line for line in published["plan.toml"].decode().splitlines(keepends=True) if not line.startswith("unit_words")
    )
    other = rulebook.canonical(rulebook.parse(text, year=book.year))
    found = wrong(verified({**published, "plan.toml": text.encode(), "plan.json": other}))[Check.FORMS]
    assert [fault.reason for fault in found] == ["its questions are not the plan's for this unit"] * 4


def test_boards_alone(published: Files) -> None:
    alone = {name.removeprefix("boards/"): published[name] for name in boards(published)}
    report = verified({**alone, "index.json": b"{}"})
    assert report.kind is Kind.BOARDS and report.outcome is Outcome.HOLDS
    assert {found.check for found in report.findings if found.outcome is Outcome.HOLDS} == {Check.BOARDS, Check.KEYS}
    assert report.counts_digest == verified(published).counts_digest
    assert verified({}).outcome is Outcome.SKIPPED


def test_boards_and_journal_only_grow(published: Files) -> None:
    board = boards(published)[-1]
    earlier = {**published, board: published[board][: list(read_steps(Memory(published).open(board)))[3].end]}
    grown = verified(published, earlier)
    assert grown.outcome is Outcome.HOLDS
    assert [found.amount for found in grown.findings if found.check is Check.GROWTH] == [5]
    (fault,) = wrong(verified(earlier, published))[Check.GROWTH]
    assert fault.file == board and "removed or altered" in fault.reason
    gone = {name: data for name, data in published.items() if name != board and not name.startswith("journal/")}
    assert [fault.reason for fault in wrong(verified(gone, published))[Check.GROWTH]] == [
        "the earlier copy has this board, and now it is missing",
        "the earlier copy has a journal, and now it is missing",
    ]


@settings(max_examples=25)
@given(data=st.data())
def test_no_changed_byte_goes_unnoticed(published: Files, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(published)))
    before = published[name]
    start = data.draw(st.integers(0, len(before) - 1))
    end = data.draw(st.integers(start, min(len(before), start + 40)))
    after = before[:start] + data.draw(st.binary(max_size=40)) + before[end:]
    if after != before and name != README:
        assert verified({**published, name: after}).outcome is Outcome.WRONG
