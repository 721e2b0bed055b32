"""The published bundle: the same bytes by address, as a zip and as a folder, and they verify."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from pingyi.records.journal import actions as journal
from pingyi.records.results.errors import NoReckoning
from pingyi.rehearsal.bundle import write_bundle
from pingyi.rules import rulebook
from pingyi.rules.encoding import canonical, digest, sha256_hex
from pingyi.rules.scoring.published import result_of
from tests.sitting import RELEASED, Sitting, brought_to

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("approved")


@pytest.fixture
def sitting(prepared: Sitting, db: None) -> Sitting:
    return prepared


@pytest.fixture
def folder(sitting: Sitting, tmp_path: Path) -> Path:
    brought_to("released", sitting, after="approved")
    journal.checkpoint(at=RELEASED)
    write_bundle(sitting.campaign, tmp_path / "bundle")
    return tmp_path / "bundle"


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_before_the_release_there_is_none(sitting: Sitting, tmp_path: Path) -> None:
    with pytest.raises(NoReckoning):
        write_bundle(sitting.campaign, tmp_path)
    assert names(tmp_path) == set()


def test_the_index_names_every_file_but_itself_and_the_tiles(folder: Path) -> None:
    listed = set(json.loads((folder / "index.json").read_bytes())["files"])
    found = {name for name in names(folder) if not name.startswith("journal/tile")}
    assert found - {"index.json"} == listed
    assert len([name for name in listed if name.endswith(".bel")]) == 4


def test_what_is_published_recomputes_to_what_is_published(folder: Path) -> None:
    plan = json.loads((folder / "plan.json").read_bytes())
    book = rulebook.parse((folder / "plan.toml").read_text(encoding="utf-8"), year=plan["year"])
    inputs = json.loads((folder / "inputs.json").read_bytes())
    assert canonical(book) == (folder / "plan.json").read_bytes()
    assert inputs["plan"] == sha256_hex((folder / "plan.json").read_bytes())
    assert canonical(result_of(book, inputs)) == (folder / "result.json").read_bytes()
    turned = {**inputs, "units": dict(reversed(inputs["units"].items()))}
    assert canonical(result_of(book, turned)) == (folder / "result.json").read_bytes()


def test_minutes_carry_what_was_signed_by_whom(folder: Path) -> None:
    found = [json.loads(path.read_bytes()) for path in sorted((folder / "minutes").iterdir())]
    assert sorted(each["kind"] for each in found) == ["closing", "count", "freeze", "opening", "reckoning"]
    for each in found:
        assert digest(each["content"]) == each["digest"]
        assert [signature["party"] for signature in each["signatures"]] == each["parties"]
    reckoned = next(each for each in found if each["kind"] == "reckoning")["content"]
    assert reckoned["inputs"] == sha256_hex((folder / "inputs.json").read_bytes())


def test_no_respondent_is_in_it(folder: Path) -> None:
    for name in names(folder):
        assert "受访者".encode() not in (folder / name).read_bytes()


def test_by_address_the_same_bytes(folder: Path) -> None:
    for name in names(folder):
        if name.endswith((".json", ".toml", ".txt")):
            assert Client().get(f"/bundle/{name}").content == (folder / name).read_bytes()
        else:
            response = Client().get(f"/bundle/{name}", follow=True)
            got = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
            assert got == (folder / name).read_bytes()
    for name in ("nothing.json", "minutes/999-count.json", "../settings.py"):
        assert Client().get(f"/bundle/{name}").status_code == 404


def test_as_a_zip_the_same_bytes(folder: Path) -> None:
    answer = Client().get("/bundle.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        inside = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert inside == {name: (folder / name).read_bytes() for name in names(folder)}


def test_the_boards_are_listed_for_a_count_before_the_release(sitting: Sitting) -> None:
    listed = json.loads(Client().get("/boards/index.json").content)
    assert listed["format"] == 1
    assert len(listed["files"]) == 4
    assert f"{sitting.box('qinghe')}.bel" in listed["files"]
