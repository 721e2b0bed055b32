"""A receipt holds for what was said, and for nothing else."""

import hashlib
import json
import random
from dataclasses import replace
from typing import Any

import pytest

from pingyi.rules.journal.checkpoint import open_checkpoint
from pingyi.rules.journal.errors import JournalError
from pingyi.rules.journal.note import verifier_key
from pingyi.rules.voices import Batch, BrokenReceipt, Inclusion, Kind, Original, Receipt, Side, promise

NAME, SEED, SALT = "example.org/pingyi", bytes(range(32)), bytes(range(100, 132))
KEY = verifier_key(NAME, SEED)
TEXT = "办证跑了三趟，𠮷先生说还差材料。🙂"
SAID = Original("yunzhou-2026", "2026-07-20T06", Kind.COMPLAINT, ("qinghe",), 0, Side.RAISER, TEXT)


def receipt() -> tuple[Receipt, Batch]:
    batch = Batch.of([SAID.leaf(SALT)], random.Random(7).randbytes)
    index, path = batch.path(SAID.leaf(SALT))
    return Receipt(SAID, SALT, promise(SAID, SALT, NAME, SEED), Inclusion(index, batch.size, path)), batch


def test_a_receipt_is_read_as_it_was_written_and_holds() -> None:
    own, batch = receipt()
    read = Receipt.read(own.write())
    assert read == own
    read.ensure_promised(KEY)
    read.ensure_included(batch.root, batch.size)


def test_the_leaf_can_be_computed_with_common_tools() -> None:
    inner = hashlib.sha256(json.dumps(SAID.value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
    assert SAID.leaf(SALT) == hashlib.sha256(b"\0" + SALT + inner.digest()).digest()


@pytest.mark.parametrize(
    "change",
    [
        {"text": "好"},
        {"units": ("donghu",)},
        {"hour": "2026-07-20T07"},
        {"kind": Kind.PRAISE},
        {"number": 1},
        {"campaign": "x"},
    ],
)
def test_any_change_to_what_was_said_breaks_both(change: dict[str, Any]) -> None:
    own, batch = receipt()
    forged = replace(own, original=replace(SAID, **change))
    with pytest.raises(BrokenReceipt, match="another statement"):
        forged.ensure_promised(KEY)
    with pytest.raises(BrokenReceipt, match="not in the tree"):
        forged.ensure_included(batch.root, batch.size)


def test_a_receipt_of_another_journal_or_tree_does_not_hold() -> None:
    own, batch = receipt()
    with pytest.raises(BrokenReceipt, match="not signed by this journal"):
        own.ensure_promised(verifier_key(NAME, bytes(32)))
    with pytest.raises(BrokenReceipt, match="128 leaves"):
        own.ensure_included(batch.root, 128)
    with pytest.raises(BrokenReceipt, match="not in the tree"):
        own.ensure_included(bytes(32), batch.size)


def test_before_its_hour_is_over_only_the_promise_can_be_shown() -> None:
    own, batch = receipt()
    early = replace(own, inclusion=None)
    Receipt.read(early.write()).ensure_promised(KEY)
    with pytest.raises(BrokenReceipt, match="before its hour was over"):
        early.ensure_included(batch.root, batch.size)


def test_a_promise_is_no_checkpoint() -> None:
    with pytest.raises(JournalError):
        open_checkpoint(receipt()[0].promise, KEY)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"format":2}',
        b"\xff",
        b"[" * 60_000,
        b" " * 70_000,
        b'{"format":1,"inclusion":null,"promise":"","said":null,"salt":""}',
    ],
)
def test_what_is_no_receipt_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(BrokenReceipt):
        Receipt.read(data)


@pytest.mark.parametrize(
    ("before", "after"),
    [(b'"format":1', b'"format": 1'), (b'"number":0', b'"number":false'), (b'"index":', b'"more":1,"index":')],
)
def test_a_receipt_has_one_spelling(before: bytes, after: bytes) -> None:
    data = receipt()[0].write()
    assert before in data
    with pytest.raises(BrokenReceipt):
        Receipt.read(data.replace(before, after))


def test_an_editor_may_add_a_line_end() -> None:
    own, _ = receipt()
    assert Receipt.read(own.write().rstrip()) == own == Receipt.read(own.write().rstrip() + b"\r\n")
