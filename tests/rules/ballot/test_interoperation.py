"""Belenios verifies our boxes at every stage, and we verify everything that Belenios makes (BELENIOS-2048)."""

import io
import json
from itertools import islice
from pathlib import Path

import pytest

from pingyi.rules.ballot.box import Running, Setup, append_share, append_tally, close_box, open_box, read_share
from pingyi.rules.ballot.errors import BoardBroken
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.key import write_private_key
from pingyi.rules.ballot.seal import check_ballot
from pingyi.rules.ballot.setup import (
    Place,
    make_certificate,
    make_parameters,
    make_polynomial,
    make_vinput,
    make_voutput,
    new_seed,
)
from pingyi.rules.ballot.tally import decrypt_share, open_tally, write_result, write_tally
from pingyi.verify.board import verify_board
from tests.rules.ballot.belenios import GROUP, Tool, needs_tool
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import QUESTIONS, TIMESTAMP, Sample, form, sample, single

pytestmark = needs_tool

VOTES = [(0, [0, 0]), (1, [2, 1]), (2, [1, 1]), (0, [1, 0])]
TRUSTEES = {
    "one": (["single"], [1]),
    "two mandatory": (["single", "single"], [1, 2]),
    "2 of 3": (["pedersen"], [1, 3]),
    "2 of 3, all open": (["pedersen"], [1, 2, 3]),
    "one mandatory and 2 of 3": (["single", "pedersen"], [1, 2, 4]),
}


@pytest.mark.parametrize(("kinds", "openers"), TRUSTEES.values(), ids=TRUSTEES)
def test_belenios_verifies_our_boxes_at_every_stage(kinds: list[str], openers: list[int], tmp_path: Path) -> None:
    box, tool = sample(GROUP, kinds, 4, seeded("stages")), Tool(tmp_path)
    for board in box.stages(VOTES, openers):
        assert tool.accepts(box.setup.election.uuid, board)
        report = verify_board(io.BytesIO(board))
    assert report.result == ((0, 2, 1), (1, 2))
    assert (report.counted, report.head.ballots, report.shares) == (3, 4, tuple(openers))


def test_an_empty_box_opens_to_zeros(tmp_path: Path) -> None:
    box = sample(GROUP, ["single"], 2, seeded("empty"))
    *_, board = box.stages([], [1])
    assert verify_board(io.BytesIO(board)).result == ((0, 0, 0), (0, 0))
    assert Tool(tmp_path).accepts(box.setup.election.uuid, board)


def test_belenios_sees_that_our_board_only_grew(tmp_path: Path) -> None:
    box = sample(GROUP, ["single"], 4, seeded("grew"))
    old, new = Tool(tmp_path / "old"), Tool(tmp_path / "new")
    _, with_ballots, *_, done = box.stages(VOTES, [1])
    assert old.accepts(box.setup.election.uuid, with_ballots) and new.accepts(box.setup.election.uuid, done)
    new.run("election", "verify-diff", "--dir1", str(old.folder), "--dir2", str(new.folder))


def tool_box(tool: Tool, trustees: str, *, uuid: str) -> list[str]:
    """A box whose every byte Belenios made, just opened; the private credentials."""
    folder = str(tool.folder)
    tool.run("setup", "generate-credentials", "--group", GROUP, "--uuid", uuid, "--count", "3")
    (private,) = tool.folder.glob("*.privcreds")
    next(tool.folder.glob("*.pubcreds")).rename(tool.folder / "public_creds.json")
    if trustees == "threshold":
        threshold_key(tool)
    for _ in range(0 if trustees == "threshold" else 2):
        tool.run("setup", "generate-trustee-key", "--group", GROUP)
    (tool.folder / "public_keys.jsons").write_text("".join(p.read_text() for p in tool.folder.glob("*.pubkey")))
    tool.run("setup", "make-trustees", "--dir", folder)
    questions = [question.shape() for question in QUESTIONS]
    names = {"administrator": "市评议办", "credential_authority": "市统计局"}
    template = tool.write(
        "form.json", json.dumps({"description": "测评", "name": "甲", "questions": questions, **names})
    )
    tool.run("setup", "make-election", "--dir", folder, "--group", GROUP, "--uuid", uuid, "--template", template)
    tool.run("archive", "init", "--dir", folder)
    return [line.split()[1] for line in private.read_text().splitlines()]


def threshold_key(tool: Tool) -> None:
    """The whole threshold set-up by Belenios 2.0: 2 of 3."""
    step = ("setup", "generate-trustee-key-threshold", "--group", GROUP, "--step")
    for _ in range(3):
        tool.run(*step, "1")
    certs = tool.write("certs.jsons", "".join(path.read_text() for path in sorted(tool.folder.glob("*.cert"))))
    seeds = sorted(tool.folder.glob("*.key"))
    made = [tool.run(*step, "3", "--certs", certs, "--key", str(seed), "--threshold", "2") for seed in seeds]
    polynomials = tool.write("polynomials.jsons", "".join(made))
    tool.run(*step, "4", "--certs", certs, "--polynomials", polynomials)
    outputs = []
    for seed in seeds:
        vinput = seed.with_suffix(".vinput").read_text()
        outputs.append(tool.run(*step, "5", "--certs", certs, "--key", str(seed), stdin=vinput))
    parameters = tool.run(*step, "6", "--certs", certs, "--polynomials", polynomials, stdin="".join(outputs))
    tool.write("threshold.json", parameters)


def shares(tool: Tool, trustees: str) -> list[list[str]]:
    """The two shares that Belenios makes, with owner: both mandatory trustees, or two of the three."""
    if trustees == "threshold":
        seeds = sorted(tool.folder.glob("*.key"))
        sealed = [{"key": seed, "decryption_key": seed.with_suffix(".dkey")} for seed in seeds]
        made = [tool.election("decrypt-threshold", trustee_id=owner, **sealed[owner - 1]) for owner in (1, 3)]
    else:
        keys = [path.with_suffix(".privkey") for path in tool.folder.glob("*.pubkey")]
        made = [tool.election("decrypt", trustee_id=owner, privkey=keys[owner - 1]) for owner in (1, 2)]
    return [share.splitlines() for share in made]


@pytest.mark.parametrize("trustees", ["single", "threshold"])
def test_we_verify_boxes_that_belenios_made_at_every_stage(trustees: str, tmp_path: Path) -> None:
    tool, unsigned = Tool(tmp_path), trustees == "threshold"
    codes = tool_box(tool, trustees, uuid="TheBoxWhereYouVote")

    def verified() -> tuple[int, object]:
        report = verify_board(io.BytesIO(tool.board), unsafe_unsigned_setup=unsigned)
        return report.counted, report.result

    assert verified() == (0, None)
    for code, choices in zip([*codes, codes[0]], [[0, 0, 1], [1, 0, 0], [0, 1, 0], [1, 0, 0]], strict=True):
        tool.event("Ballot", tool.ballot(code, [choices, [0, 1]]))
    assert verified() == (3, None)
    tool.event("EndBallots")
    tool.event("EncryptedTally", *tool.election("compute-encrypted-tally").splitlines())
    assert verified() == (3, None)
    for share in shares(tool, trustees):
        tool.event("PartialDecryption", *share)
        assert verified() == (3, None)
    tool.event("Result", tool.election("compute-result").strip())
    assert verified() == (3, ((2, 1, 0), (0, 3)))
    tool.election("verify")


def test_a_threshold_without_signatures_is_refused_unless_asked_for(tmp_path: Path) -> None:
    tool = Tool(tmp_path)
    tool_box(tool, "threshold", uuid="TheBoxWhereYouVote")
    with pytest.raises(BoardBroken, match="signatures"):
        verify_board(io.BytesIO(tool.board))
    verify_board(io.BytesIO(tool.board), unsafe_unsigned_setup=True)


def test_belenios_fills_in_and_opens_our_box(tmp_path: Path) -> None:
    """Our form, keys and board; its credential, ballot, tally, shares and result. Its bytes and ours are the same."""
    tool, uuid = Tool(tmp_path), "TheBoxWhereYouVote"
    draw = seeded("ours")
    entry, (secret,) = single(GROUP, draw)
    election = form(GROUP, (entry,), QUESTIONS, draw, uuid=uuid)
    codes = tool.credentials(uuid, 2)
    setup = Setup(election, (entry,), frozenset(codes.values()))
    opened = open_box(setup, TIMESTAMP)
    running = Running.start(setup, opened)
    board = opened.data
    for code in codes:
        assert tool.accepts(uuid, board)
        ballot = check_ballot(setup.acceptance, tool.ballot(code, [[0, 1, 0], [1, 0]]).encode())
        running, added = running.accept(setup, ballot, TIMESTAMP)
        board += added
    closed = close_box(running.head, TIMESTAMP)
    board += closed.data
    assert tool.accepts(uuid, board)
    assert tool.election("compute-encrypted-tally").splitlines()[0].encode() == write_tally(running.tally)
    tallied = append_tally(closed.head, running.tally, running.counted, TIMESTAMP)
    board += tallied.data
    assert tool.accepts(uuid, board)
    key = tool.write("key", write_private_key(secret).decode())
    lines = [line.encode() for line in tool.election("decrypt", trustee_id=1, privkey=key).splitlines()]
    owner, share = read_share(setup, running.tally, lines, {})
    assert share.factors == decrypt_share(election, running.tally, secret, draw).factors
    assert tool.accepts(uuid, board + append_share(tallied.head, owner, share, TIMESTAMP).data)
    result = open_tally(election, setup.trustees, running.tally, {owner: share}, running.counted)
    assert tool.election("compute-result").strip().encode() == write_result(result)


def test_belenios_opens_with_a_seed_and_a_sealed_key_that_we_made(tmp_path: Path) -> None:
    """Our key set-up messages are sealed so that Belenios can read them."""
    tool, draw = Tool(tmp_path), seeded("seeds")
    group = group_named(GROUP)
    places = [Place(GROUP, 3, 2, index) for index in (1, 2, 3)]
    seeds = [new_seed(draw) for _ in places]
    certs = [make_certificate(place, seed, draw) for place, seed in zip(places, seeds, strict=True)]
    polynomials = [make_polynomial(place, seed, certs, draw) for place, seed in zip(places, seeds, strict=True)]
    voutputs = [
        make_voutput(place, seed, certs, make_vinput(polynomials, place.index), draw)
        for place, seed in zip(places, seeds, strict=True)
    ]
    entry = make_parameters(group, 2, certs, polynomials, voutputs)
    election = form(GROUP, (entry,), QUESTIONS, draw)
    box = Sample(Setup(election, (entry,), frozenset()), {}, [], draw)
    *_, board = islice(box.stages([], []), 4)
    tool.accepts(election.uuid, board)
    seed, sealed = tool.write("seed", seeds[1]), tool.write("sealed", voutputs[1].private_key)
    lines = tool.election("decrypt-threshold", trustee_id=2, key=seed, decryption_key=sealed).encode().splitlines()
    report = verify_board(io.BytesIO(board))
    assert read_share(report.setup, report.tally, lines, {})[0] == 2
