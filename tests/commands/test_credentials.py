"""The registrar without a server: codes, credentials, letters, reminders; and every file that does not fit."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pingyi.commands import credentials, letters
from pingyi.printing import fonts
from pingyi.printing.codes import CODED, DRAWN, BadList, Coded, read_coded, write_coded
from pingyi.rules.ballot import box as protocol
from pingyi.rules.ballot.credential import public_credential, read_code
from pingyi.rules.ballot.form import read_credentials, read_election
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.seal import make_ballot
from pingyi.rules.ballot.trustee import read_trustees

VECTORS = Path(__file__).parents[2] / "vectors/ballots/ed25519-single"
ELECTION = read_election((VECTORS / "election.json").read_bytes().strip())
GROUP = group_named("Ed25519")
PEOPLE = [("K-1", "白露", "云州路1号"), ("K-2", "=谷雨()", "云州路2号"), ("K-3", "清明", "@云州路3号")]


def survey(**changed: Any) -> dict[str, Any]:
    box = {
        "uuid": ELECTION.uuid,
        "unit": "qinghe",
        "stratum": "enterprises",
        "unit_name": {"zh": "清河县科技局", "en": "Qinghe"},
        "stratum_name": {"zh": "科技企业", "en": "enterprises"},
        "invited": len(PEOPLE),
        "published": False,
    }
    return {
        "campaign": "trial",
        "group": "Ed25519",
        "address": "https://pingyi.example/vote/",
        "opens": "2026-07-11T00:00:00+08:00",
        "closes": "2026-07-26T00:00:00+08:00",
        "title": {"zh": "满意度调查问卷", "en": "Survey"},
        "issuer": {"zh": "云州市统计局", "en": "Statistics bureau"},
        "organiser": {"zh": "云州市评议办", "en": "Office"},
        "bundle": "ab" * 32,
        "trustees": 3,
        "threshold": 2,
        "boxes": [box | changed],
    }


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """What the bureau downloaded."""
    (tmp_path / "boxes.json").write_text(json.dumps(survey()))
    lines = [",".join(DRAWN), *(f"qinghe,enterprises,{','.join(person)}" for person in PEOPLE)]
    (tmp_path / "drawn.csv").write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    return tmp_path


def run(command: Any, *arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(command, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.output


def issue(desk: Path, *options: str, code: int = 0) -> str:
    return run(
        credentials.command,
        "issue",
        desk / "boxes.json",
        desk / "drawn.csv",
        "--out",
        desk / "out",
        *options,
        code=code,
    )


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()


def test_codes_stay_and_only_their_public_side_leaves(desk: Path) -> None:
    issue(desk, "--telephone", "0000-1234567")
    coded = read_coded((desk / "out/codes.csv").read_bytes())
    assert [(person.ref, person.name, person.address) for person in coded] == PEOPLE
    assert all(person.link == f"https://pingyi.example/vote/#{ELECTION.uuid}.{person.code}" for person in coded)
    leaving = (desk / "out/credentials.json").read_text()
    assert json.loads(leaving) == {
        ELECTION.uuid: sorted(public_credential(GROUP, ELECTION.uuid, person.code) for person in coded)
    }
    assert not any(person.code in leaving or person.name in leaving for person in coded)
    assert {file.stat().st_mode & 0o777 for file in (desk / "out").iterdir()} == {0o600}
    assert len(read_credentials(GROUP, json.dumps(json.loads(leaving)[ELECTION.uuid], separators=(",", ":")).encode()))


def test_every_letter_is_one_page_with_its_own_code(desk: Path) -> None:
    issue(desk, "--telephone", "0000-1234567")
    pages = text_of(desk / "out/letters.pdf").split("\f")[:-1]
    coded = read_coded((desk / "out/codes.csv").read_bytes())
    assert len(pages) == len(coded)
    for page, person in zip(pages, coded, strict=True):
        for said in (
            person.name,
            person.address,
            person.code,
            "清河县科技局",
            "7月25日",
            "0000-1234567",
            "ab" * 32,
            "共 1 页",
        ):
            assert "".join(said.split()) in "".join(page.split())
        assert not any(other.code in page for other in coded if other != person)
        window = page.replace(" ", "")[: page.replace(" ", "").index("满意度调查问卷")]
        assert "清河县" not in window


def test_no_cell_of_the_list_runs_in_a_spreadsheet(desk: Path) -> None:
    issue(desk)
    raw = (desk / "out/codes.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "'=谷雨()" in raw.decode()
    assert "'@云州路3号" in raw.decode()


def test_codes_are_never_made_twice(desk: Path) -> None:
    issue(desk)
    before = (desk / "out/codes.csv").read_bytes()
    assert "holds codes.csv" in issue(desk, code=2)
    assert (desk / "out/codes.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("boxes.json", "{}", "not the file boxes.json"),
        ("boxes.json", "[]", "not the file boxes.json"),
        ("boxes.json", "no json", "not the file boxes.json"),
        ("boxes.json", json.dumps(survey() | {"group": "Curve"}), "not the file boxes.json"),
        ("boxes.json", json.dumps(survey(invited=4)), "4 were drawn, the list has 3"),
        ("boxes.json", json.dumps(survey(published=True)), "No box waits for codes"),
        ("boxes.json", json.dumps(survey(unit="other")), "No box waits for codes for: qinghe/enterprises"),
        ("drawn.csv", "", "the first line must be"),
        ("drawn.csv", "a,b,c,d,e\n", "the first line must be"),
        ("drawn.csv", ",".join(DRAWN) + "\nqinghe,enterprises,K-1\n", "line 2 has 3 cells"),
        ("drawn.csv", ",".join(DRAWN) + '\nqinghe,"enter\n', "not a table"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(desk: Path, name: str, content: str, said: str) -> None:
    (desk / name).write_text(content)
    assert said in issue(desk, code=2)
    assert not list((desk / "out").glob("*"))


def test_letters_are_made_from_the_list_alone(desk: Path) -> None:
    issue(desk)
    (desk / "out/letters.pdf").unlink()
    assert "boxes.json is missing" in run(letters.command, desk / "out/codes.csv", code=2)
    told = run(letters.command, desk / "out/codes.csv", "--boxes", desk / "boxes.json")
    assert "3 letters" in told
    assert "no --telephone" in told
    assert "满意度调查问卷" in text_of(desk / "out/letters.pdf").replace(" ", "")


def test_a_name_too_long_for_its_page_is_named(desk: Path) -> None:
    line = Coded(ELECTION.uuid, "清河县科技局", "科技企业", "K-1", "长" * 3000, "路", "x", "https://pingyi.example/#x")
    (desk / "codes.csv").write_bytes(write_coded([line]))
    assert "does not fit on its page" in run(letters.command, desk / "codes.csv", code=2)
    assert not (desk / "letters.pdf").exists()


def test_without_a_chinese_font_codes_are_made_and_letters_are_not(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "SANS", ("No Such Family",))
    told = issue(desk)
    assert "WARNING: No Chinese font was found" in told
    assert (desk / "out/codes.csv").exists()
    assert not (desk / "out/letters.pdf").exists()


def board(desk: Path, voters: list[str], codes: list[str]) -> Path:
    """A public board of the box with the ballots of `voters`."""
    at = int(datetime(2026, 7, 12, tzinfo=UTC).timestamp())
    listed = frozenset(public_credential(GROUP, ELECTION.uuid, code) for code in codes)
    setup = protocol.Setup(ELECTION, read_trustees(GROUP, (VECTORS / "trustees.json").read_bytes().strip()), listed)
    opened = protocol.open_box(setup, at)
    data, head = opened.data, opened.head
    ticks = [0] * len(ELECTION.questions)
    for number, code in enumerate(voters):
        ballot = make_ballot(ELECTION, code, ticks, lambda length, n=number: bytes([n + 1]) * length)
        step = protocol.append_ballot(head, ballot.serialised, at)
        data, head = data + step.data, step.head
    path = desk / f"{ELECTION.uuid}.bel"
    path.write_bytes(data)
    return path


def test_whom_to_remind_is_told_by_the_list_and_the_public_board(desk: Path) -> None:
    issue(desk)
    coded = read_coded((desk / "out/codes.csv").read_bytes())
    codes = [read_code(person.code) for person in coded]
    path = board(desk, [codes[1]], codes)
    told = run(credentials.command, "remind", desk / "out/codes.csv", path, "--out", desk / "remind.csv")
    assert "1 of 3 have answered" in told
    assert [person.ref for person in read_coded((desk / "remind.csv").read_bytes())] == ["K-1", "K-3"]
    path.write_bytes(path.read_bytes()[:-600] + b"x" * 600)
    assert "not a sound board" in run(credentials.command, "remind", desk / "out/codes.csv", path, code=2)
    (desk / "empty.bel").write_bytes(b"")
    run(credentials.command, "remind", desk / "out/codes.csv", desk / "empty.bel", code=2)


def test_a_box_without_board_is_named(desk: Path) -> None:
    issue(desk)
    lines = read_coded((desk / "out/codes.csv").read_bytes())
    other = Coded("anotherBox1234", "x", "x", "x", "x", "x", lines[0].code, "x")
    (desk / "both.csv").write_bytes(write_coded([*lines, other]))
    path = board(desk, [], [line.code for line in lines])
    told = run(credentials.command, "remind", desk / "both.csv", path, "--out", desk / "remind.csv")
    assert "Without a board, so not looked at: anotherBox1234" in told


@pytest.mark.parametrize("cell", ["=1", "'=1", "''=1", "a,b", 'say "x"', "two\r\nlines", "", "'plain"])
def test_the_list_keeps_every_cell(cell: str) -> None:
    line = Coded(*[cell] * len(CODED))
    assert read_coded(write_coded([line])) == [line]
    assert read_coded(write_coded([line]).decode("utf-8-sig").encode("gb18030")) == [line]


def test_a_list_in_no_known_encoding_is_refused() -> None:
    with pytest.raises(BadList, match="neither"):
        read_coded(b"\xff\xff\xff")


def test_it_runs_where_django_is_not_installed(desk: Path) -> None:
    program = (
        "import sys; sys.modules['django'] = None\n"
        "from pingyi.commands.cli import main\n"
        f"main(['credentials', 'issue', {str(desk / 'boxes.json')!r}, {str(desk / 'drawn.csv')!r}, "
        f"'--out', {str(desk / 'out')!r}])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (desk / "out/letters.pdf").read_bytes().startswith(b"%PDF")


def listed(*names: str) -> bytes:
    """codes.csv as another program wrote it, for people of these names."""
    people = [Coded("b", "甲局", "企业", f"r-{n}", name, "某路1号", "c", "http://x/#c") for n, name in enumerate(names)]
    return write_coded(people)


def test_signs_that_are_no_characters_are_named_all_at_once() -> None:
    with pytest.raises(BadList) as refused:
        read_coded(listed("孙\ue863", "王䶮", "郑?", "李\u202e四"))
    said = str(refused.value)
    assert "line 2, 姓名: in “孙\ue863” sign 2, U+E863" in said and "in older systems “䶮”" in said
    assert "line 4" in said and "line 5" in said and "line 3" not in said


def test_a_list_in_gb18030_is_read_by_its_edition_of_2022() -> None:
    data = listed("王X").decode("utf-8-sig").encode("gb18030")
    assert [own.name for own in read_coded(data.replace(b"X", bytes.fromhex("fe59")))] == ["王龴"]


def test_no_letter_is_made_with_a_box_for_a_sign_that_no_font_has(desk: Path) -> None:
    (desk / "codes.csv").write_bytes(listed("王䶮", "周\U0002a6a5", "阿依古丽·示例", "ئايگۈل"))
    (desk / "boxes.json").write_text(json.dumps(survey()))
    said = run(letters.command, desk / "codes.csv", code=2)
    assert "周\U0002a6a5 (r-1): “\U0002a6a5” (U+2A6A5)" in said and "王䶮" not in said and "阿依古丽" not in said
    assert not (desk / "letters.pdf").exists()
    (desk / "codes.csv").write_bytes(listed("王䶮", "阿依古丽·示例"))
    assert "2 letters" in run(letters.command, desk / "codes.csv")
