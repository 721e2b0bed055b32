"""The journal's public page and files, as a stranger meets them."""

import hashlib
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils.html import escape
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pingyi.commands.verify import command
from pingyi.records.journal import actions, queries
from pingyi.rules.journal.checkpoint import open_checkpoint
from pingyi.rules.journal.note import VerifierKey
from pingyi.rules.journal.proof import check_consistency, check_inclusion
from pingyi.rules.journal.tile import Tile, bundles, read_bundle, split_hashes
from tests.cast import Cast
from tests.records.journal.writing import AT, record
from tests.stage import opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_key(settings: Settings, tmp_path: Path) -> None:
    settings.JOURNAL_KEY_FILE = tmp_path / "journal-key"


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"accept-language": "en"})


def fill(count: int) -> queries.SignedCheckpoint:
    for number in range(count):
        record(subject=f"campaign:{number}", public={"phase": 2, "unit": "qinghe"}, private={"name": "王某某"})
    return actions.checkpoint(at=AT)


def test_the_page_shows_the_head_and_the_entries_in_words(stranger: Client) -> None:
    head = fill(130)
    page = stranger.get("/journal/").content.decode()
    for text in (head.root.hex(), escape(head.key), "A phase was opened", "/journal/entry/129/", "partly private"):
        assert text in page
    assert "/journal/entry/4/" not in page and "campaign:129" not in page
    assert "?beyond=30" in page
    assert "/journal/entry/4/" in stranger.get("/journal/?beyond=5").content.decode()
    assert "王某某" not in page


def test_it_is_read_from_the_oldest_on_and_taken_away_as_a_table(stranger: Client) -> None:
    fill(130)
    page = stranger.get("/journal/?oldest=1").content.decode()
    assert "/journal/entry/0/" in page and "/journal/entry/129/" not in page
    assert "oldest=1&amp;beyond=99" in page
    assert "/journal/entry/100/" in stranger.get("/journal/?oldest=1&beyond=99").content.decode()
    sheet = load_workbook(io.BytesIO(stranger.get("/journal/journal.xlsx?oldest=1").content)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == list(range(130))
    assert sheet["C2"].value == "A phase was opened"
    assert "王某某" not in "".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_acts_stand_by_day_and_act_and_daily_work_shows_when_asked_for(stranger: Client) -> None:
    record("phase:open:1", at=AT - timedelta(days=1))
    for number in range(4):
        record("box:close:1", subject=f"box:{number}")
    record("duty:submit:1", subject="duty:1", public={"owner": "qinghe"})
    actions.checkpoint(at=AT + timedelta(days=9))
    page = stranger.get("/journal/").content.decode()
    assert page.count("<details>") == 1 and page.count("A ballot box was closed</option>") == 1
    assert page.index("31 May 2026<") > page.index("1 June 2026<")
    assert "/journal/entry/5/" not in page
    assert "/journal/entry/5/" in stranger.get("/journal/?routine=1").content.decode()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("act=roll:import:1", [0, 1]),
        ("act=duty:submit:1", [3]),
        ("day=2026-06-01", [0, 1]),
        ("day=2026-06-02", [2]),
        ("unit=qinghe", [0]),
        ("unit=qinghe&routine=1", [0, 3]),
        ("unit=qing", []),
        ("unit=linshan&day=2026-06-02", []),
        ("day=yesterday&act=anything", [0, 1, 2]),
    ],
)
def test_entries_of_one_act_one_day_one_unit(stranger: Client, asked: str, shown: list[int]) -> None:
    for unit in ("qinghe", "linshan"):
        record("roll:import:1", subject="frame:1", public={"unit": unit})
    record("phase:open:1", at=AT + timedelta(days=1))
    actions.checkpoint(at=AT + timedelta(days=1))
    record("duty:submit:1", subject="duty:1", public={"owner": "qinghe"})
    actions.checkpoint(at=AT + timedelta(days=9))
    page = stranger.get(f"/journal/?{asked}").content.decode()
    assert [place for place in range(4) if f"/journal/entry/{place}/" in page] == shown


def test_an_entry_names_what_it_is_about_and_shows_no_sealed_digits(cast: Cast) -> None:
    campaign = opened(cast, "P1")
    record(kind="duty:submit:1", subject="duty:1", public={"task": "county-plan", "owner": "qinghe"})
    record(kind="role:grant:1", subject="account:7", public={"role": "inspector", "unit": None})
    actions.checkpoint(at=AT + timedelta(days=400))
    page = Client(headers={"accept-language": "zh-hans"}).get("/journal/?routine=1").content.decode()
    assert campaign.book.task("county-plan").title.zh in page and "清河县科技局" in page
    assert "duty:1" not in page and "sealed:" not in page


def test_the_page_is_complete_in_chinese() -> None:
    fill(1)
    page = Client(headers={"accept-language": "zh-hans"}).get("/journal/").content.decode()
    assert "启动了一个阶段" in page
    assert "自行核验" in page


def test_before_the_first_checkpoint(stranger: Client) -> None:
    record()
    assert "Nothing has been signed yet" in stranger.get("/journal/").content.decode()
    for path in ("checkpoint", "key", "entry/0/", "tile/0/000.p/1", "inclusion.json?index=0"):
        assert stranger.get(f"/journal/{path}").status_code == 404
    assert stranger.get("/journal/entries.json").json() == {"entries": [], "size": 0}


def test_one_entry_with_its_proof(stranger: Client) -> None:
    fill(3)
    page = stranger.get("/journal/entry/1/").content.decode()
    published = queries.entries(1, 1)[0]
    for text in (published.hash.hex(), published.entry.actor, str(published.entry.private), ">Unit<", ">qinghe<"):
        assert text in page
    assert stranger.get("/journal/entry/3/").status_code == 404


def test_the_checkpoint_is_plain_text_that_the_published_key_opens(stranger: Client) -> None:
    fill(2)
    newest = fill(3)
    answer = stranger.get("/journal/checkpoint")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    key = VerifierKey.parse(stranger.get("/journal/key").content.decode().strip())
    assert open_checkpoint(answer.content.decode(), key).root == newest.root
    assert open_checkpoint(stranger.get("/journal/checkpoint/2").content.decode(), key).size == 2
    assert stranger.get("/journal/checkpoint/3").status_code == 404


def test_tiles_and_bundles(stranger: Client) -> None:
    fill(257)
    leaves = split_hashes(Tile(0, 0), stranger.get("/journal/tile/0/000").content)
    answer = stranger.get("/journal/tile/entries/001.p/1")
    assert (answer.headers["Content-Type"], "immutable" in answer.headers["Cache-Control"]) == (
        "application/octet-stream",
        True,
    )
    assert read_bundle(answer.content) == [queries.entries(256, 1)[0].leaf]
    assert leaves == [published.hash for published in queries.entries(0, 256)]
    for path in ("0/1", "0/001", "0/001.p/2", "1/000", "9/000", "0/x001/000", "entries/000.p/", "0/../0/000"):
        assert stranger.get(f"/journal/tile/{path}").status_code == 404


def test_entries_as_json_hash_to_what_they_say(stranger: Client) -> None:
    fill(300)
    first = stranger.get("/journal/entries.json").json()
    rest = stranger.get("/journal/entries.json?start=256").json()
    assert (first["size"], len(first["entries"]), len(rest["entries"])) == (300, 256, 44)
    for row in (first["entries"][0], rest["entries"][-1]):
        assert hashlib.sha256(b"\0" + row["leaf"].encode()).hexdigest() == row["leaf_hash"]
        assert json.loads(row["leaf"])["kind"] == "phase:open:1"


def test_proofs_as_json(stranger: Client) -> None:
    old, new = fill(5), fill(8)
    given = stranger.get("/journal/inclusion.json?index=7").json()
    parts = [bytes.fromhex(part) for part in given["proof"]]
    check_inclusion(bytes.fromhex(given["leaf"]), 7, 13, parts, new.root)
    grown = stranger.get("/journal/consistency.json?old=5").json()
    check_consistency(5, 13, old.root, new.root, [bytes.fromhex(part) for part in grown["proof"]])


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("inclusion.json?index=2", 404, "has no entry 2"),
        ("inclusion.json?index=0&size=3", 404, "2 entries, not 3"),
        ("inclusion.json?index=-1", 400, "whole number"),
        ("inclusion.json?index=%D9%A1", 400, "whole number"),
        ("consistency.json?old=2&new=1", 404, "cannot have grown"),
        ("consistency.json?old=x", 400, "whole number"),
        ("entries.json?start=1e3", 400, "whole number"),
        (f"entries.json?start={'9' * 30}", 400, "whole number"),
    ],
)
def test_questions_without_an_answer(stranger: Client, path: str, status: int, sentence: str) -> None:
    fill(2)
    answer = stranger.get(f"/journal/{path}")
    assert answer.status_code == status
    assert sentence in answer.json()["error"]


def test_pages_that_are_not_there(stranger: Client) -> None:
    fill(2)
    assert stranger.get("/journal/?beyond=x").status_code == 404
    assert stranger.get("/journal/?beyond=0").status_code == 200
    assert stranger.post("/journal/").status_code == 405


def test_the_page_costs_few_queries(stranger: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    fill(300)
    with django_assert_max_num_queries(8):
        stranger.get("/journal/")


def test_the_command_checks_what_the_page_publishes(stranger: Client, tmp_path: Path) -> None:
    folder, kept = tmp_path / "copy", tmp_path / "kept"

    def copy() -> None:
        for path in ("checkpoint", "key", *(tile.path for tile in bundles(queries.published_size()))):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(stranger.get(f"/journal/{path}").content)

    fill(5)
    copy()
    run = CliRunner()
    first = run.invoke(command, [str(folder), "--keep", str(kept)])
    assert (first.exit_code, "IN ORDER: 5 entries" in first.output) == (0, True)
    assert "compare it with the one that was announced" in first.output
    fill(5)
    copy()
    second = run.invoke(command, [str(folder), "--keep", str(kept)])
    assert (second.exit_code, "continues the 5 entries you kept" in second.output) == (0, True)
    bundle = folder / "tile/entries/000.p/10"
    bundle.write_bytes(bundle.read_bytes().replace(b"campaign:0", b"campaign:9"))
    third = run.invoke(command, [str(folder), "--keep", str(kept)])
    assert (third.exit_code, "NOT IN ORDER" in third.output) == (1, True)
    assert "first 5 entries are not those that were signed" in third.output
    absent = run.invoke(command, [str(tmp_path / "nowhere")])
    assert (absent.exit_code, "there is no file or folder" in absent.output) == (2, True)


def test_a_bundle_carries_the_same_files(stranger: Client) -> None:
    fill(257)
    files = dict(queries.files())
    assert {"checkpoint", "key", "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1", "tile/entries/000"} <= files.keys()
    for path, data in files.items():
        assert stranger.get(f"/journal/{path}").content == data
