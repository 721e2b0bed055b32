"""The draw is what sha256sum and sort give, and an id two tools could read differently is refused."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.sampling.draw import draw
from pingyi.rules.sampling.errors import BadAllocation, BadFrame
from pingyi.rules.sampling.frame import Frame, Member

FRAME = Frame.of([("企业", f"e{i:02}") for i in range(9)] + [("园区", f"p{i}") for i in range(4)])
COMPUTE_PAGE = Path(__file__).parents[3] / "docs" / "protocol" / "compute.md"
SEED = "2026-评议|3f9c"


def shell(script, argument):
    return subprocess.run(
        ["sh", "-c", script, "-", argument], capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_the_draw_can_be_repeated_with_sha256sum_and_sort():
    result = draw(FRAME, SEED, {"企业": 3, "园区": 1})
    script = 'printf %s "$1" | sha256sum | cut -d " " -f 1'
    hashes = {own: shell(script, f"{SEED}|{own.stratum}|{own.id}") for own in FRAME.members}
    for stratum, number in (("企业", 3), ("园区", 1)):
        turn = sorted((own for own in FRAME.members if own.stratum == stratum), key=hashes.__getitem__)
        assert [own.member for own in result.drawn if own.member.stratum == stratum] == turn[:number]
        assert [own.member for own in result.reserve[stratum]] == turn[number:]
    lines = "".join(f"{own.stratum}\t{own.id}\n" for own in FRAME.members)
    assert shell('printf %s "$1" | LC_ALL=C sort | sha256sum | cut -d " " -f 1', lines) == result.fingerprint


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_the_published_shell_script_gives_the_whole_turn(tmp_path):
    (script,) = re.findall(r"```sh\n(.*?)```", COMPUTE_PAGE.read_text(encoding="utf-8"), re.DOTALL)
    frame = "".join(f"{own.stratum}\t{own.id}\n" for own in reversed(FRAME.members))
    (tmp_path / "frame.tsv").write_text(frame, encoding="utf-8")
    told = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "SEED": SEED},
        capture_output=True,
        check=True,
    )
    result = draw(FRAME, SEED, {"企业": 3, "园区": 1})
    turn = [*result.drawn[:3], *result.reserve["企业"], *result.drawn[3:], *result.reserve["园区"]]
    lines = [f"{own.member.stratum}\t{own.sha256}\t{own.member.id}" for own in turn]
    assert told.stdout.decode().splitlines() == lines


@given(st.permutations(FRAME.members))
def test_the_order_of_the_file_changes_nothing(members):
    assert draw(Frame(tuple(members)), SEED, {"企业": 3, "园区": 1}) == draw(FRAME, SEED, {"企业": 3, "园区": 1})


@given(st.integers(0, 8))
def test_a_larger_draw_only_adds_from_the_reserve(number):
    small = draw(FRAME, SEED, {"企业": number, "园区": 0})
    large = draw(FRAME, SEED, {"企业": number + 1, "园区": 0})
    assert large.drawn == (*small.drawn, small.reserve["企业"][0])


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("", "is empty"),
        (" a", "begins or ends with a blank"),
        ("a\r", "begins or ends with a blank"),
        ("a|b", "separates seed, stratum and id"),
        ("a\tb", "control character"),
        ("a\u3000b", "unusual blank"),
        ("e\u0301", "normal form C"),
        ("1\uff12", "full-width"),
    ],
)
def test_an_ambiguous_id_is_refused(own, said):
    with pytest.raises(BadFrame, match=said):
        Member("企业", own)
    assert Member("企业", "é 12").id == "é 12"


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(BadFrame, match="'a' appears more than once"):
        Frame.of([("x", "a"), ("y", "a")])
    with pytest.raises(BadFrame, match="seed is empty"):
        draw(FRAME, "", {"企业": 1, "园区": 1})
    for sizes, said in (
        ({"企业": 10, "园区": 1}, "9 members"),
        ({"企业": 1}, "no number is given"),
        ({"企业": 1, "园区": 1, "乡镇": 1}, "not in the frame"),
    ):
        with pytest.raises(BadAllocation, match=said):
            draw(FRAME, SEED, sizes)
