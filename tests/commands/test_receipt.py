"""`pingyi verify --receipt`: who was stonewalled proves to a stranger what they said, and in which hour."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pingyi.commands.verify import command
from pingyi.rules.journal.entry import Entry, Kind, commitment
from pingyi.rules.voices import Batch, Inclusion, Original, Receipt, Side, promise
from pingyi.rules.voices import Kind as Asks
from tests.verify.test_journal import AT, KEY, ORIGIN, SEED, Site

HOUR, LATER, SALT = "2026-07-20T06", "2026-07-20T07", bytes(32)
SAID = Original("yunzhou-2026", HOUR, Asks.COMPLAINT, ("qinghe",), 0, Side.RAISER, "跑了三趟\x1b[2J")
TREE = Batch.of([SAID.leaf(SALT)], random.Random(1).randbytes)
INDEX, PATH = TREE.path(SAID.leaf(SALT))
WHOLE = Receipt(SAID, SALT, promise(SAID, SALT, ORIGIN, SEED), Inclusion(INDEX, TREE.size, PATH))
OTHER = Batch.of([], random.Random(2).randbytes)


def told(hour: str, tree: Batch) -> bytes:
    return Entry(
        kind=Kind("voices", "batch", 1),
        at=AT,
        actor=commitment(bytes(32), "clockwork"),
        subject=f"voices:{hour}",
        public={"leaves": tree.size, "root": tree.root.hex()},
        private=None,
    ).leaf()


@pytest.fixture
def run(tmp_path: Path):
    def against(receipt: bytes, *entries: bytes, options: tuple[str, ...] = ()) -> Result:
        site = Site(list(entries))
        for path, data in {**site.files, "checkpoint": site.note, "key": f"{KEY}\n".encode()}.items():
            file = tmp_path / "journal" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        (tmp_path / "receipt.json").write_bytes(receipt)
        return CliRunner().invoke(
            command, [str(tmp_path / "journal"), "--receipt", str(tmp_path / "receipt.json"), *options]
        )

    return against


def test_what_was_said_is_shown_to_stand_in_its_hour(run) -> None:
    found = run(WHOLE.write(), told(HOUR, TREE), told(LATER, OTHER))
    assert found.exit_code == 0 and "相符" in found.output and "跑了三趟" in found.output
    assert "\x1b" not in found.output
    assert '"outcome": "included"' in run(WHOLE.write(), told(HOUR, TREE), options=("--json",)).output


def test_a_receipt_saved_too_early_shows_the_promise_alone(run) -> None:
    early = replace(WHOLE, inclusion=None).write()
    assert run(early, told(HOUR, TREE)).exit_code == 2
    found = run(WHOLE.write(), told("2026-07-20T05", OTHER))
    assert found.exit_code == 2 and "收件承诺属实" in found.output


@pytest.mark.parametrize(
    ("receipt", "entries", "reason"),
    [
        (WHOLE, [told("2026-07-20T05", OTHER), told(LATER, OTHER)], "the promise was broken"),
        (WHOLE, [told(HOUR, OTHER)], "not in the tree"),
        (WHOLE, [told(HOUR, TREE), told(HOUR, OTHER)], "leaves, not"),
        (replace(WHOLE, original=replace(SAID, text="很满意")), [told(HOUR, TREE)], "another statement"),
        (replace(WHOLE, promise=promise(SAID, SALT, ORIGIN, bytes(32))), [told(HOUR, TREE)], "not signed by"),
    ],
)
def test_what_does_not_hold_is_said(run, receipt: Receipt, entries: list[bytes], reason: str) -> None:
    found = run(receipt.write(), *entries)
    assert found.exit_code == 1 and reason in found.output, found.output


def test_what_is_no_receipt_is_not_checked(run) -> None:
    found = run(b"{}", told(HOUR, TREE))
    assert found.exit_code == 2 and "receipt.json" in found.output
