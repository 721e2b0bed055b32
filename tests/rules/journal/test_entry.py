"""Entries: one canonical spelling, nothing personal in the open, and a chain that survives forgetting."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.journal.entry import Entry, Kind, commitment, opens
from pingyi.rules.journal.errors import BadEntry
from pingyi.rules.journal.tree import leaf_hash

SALT = bytes(range(32))
SHANGHAI = timezone(timedelta(hours=8))
ENTRY = Entry(
    kind=Kind("phase", "open", 1),
    at=datetime(2025, 3, 10, 9, 30, tzinfo=SHANGHAI),
    actor=commitment(SALT, "person:7f3a"),
    subject="campaign:2025/phase:2",
    public={"phase": 2, "name": "公开承诺"},
    private=commitment(SALT, {"reason": "王某某来电"}),
)

plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def test_the_canonical_bytes() -> None:
    leaf = ENTRY.leaf()
    assert leaf.decode() == (
        '{"actor":"' + ENTRY.actor + '","at":"2025-03-10T01:30:00+00:00","format":1,"kind":"phase:open:1",'
        '"private":"'
        + str(ENTRY.private)
        + '","public":{"name":"公开承诺","phase":2},"subject":"campaign:2025/phase:2"}'
    )
    assert "person:7f3a" not in leaf.decode()
    assert "王某某" not in leaf.decode()


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), plain_values, max_size=4))
def test_entries_read_back(public: dict[str, Any]) -> None:
    leaf = replace(ENTRY, public=public).leaf()
    assert Entry.read(leaf).leaf() == leaf
    assert Entry.read(leaf).at == ENTRY.at


def test_the_same_moment_has_the_same_leaf_in_every_time_zone() -> None:
    assert replace(ENTRY, at=ENTRY.at.astimezone(UTC)).leaf() == ENTRY.leaf()
    assert replace(ENTRY, at=ENTRY.at + timedelta(microseconds=1)).leaf() != ENTRY.leaf()


def test_shredding_leaves_the_chain_and_a_kept_copy_can_still_be_proved() -> None:
    private = {"reason": "王某某来电"}
    assert opens(str(ENTRY.private), SALT, private)
    assert not opens(str(ENTRY.private), SALT, {"reason": "李某某来电"})
    assert not opens(str(ENTRY.private), bytes(32), private)
    shredded = Entry.read(ENTRY.leaf())  # all that remains once salt and body are gone
    assert leaf_hash(shredded.leaf()) == leaf_hash(ENTRY.leaf())


@given(st.binary(min_size=32, max_size=32), plain_values)
def test_equal_values_under_different_salts_look_unrelated(salt: bytes, value: Any) -> None:
    assert (commitment(salt, value) == commitment(SALT, value)) is (salt == SALT)


def test_a_short_salt_or_an_inexact_number_is_refused() -> None:
    with pytest.raises(BadEntry, match="32 bytes"):
        commitment(b"short", {})
    with pytest.raises(BadEntry, match="cannot be recorded"):
        commitment(SALT, {"score": 0.1})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"at": datetime(2025, 3, 10)}, "time zone"),
        ({"public": {"score": 0.1}}, "cannot be published"),
        ({"public": {"text": "字" * 22_000}}, "too long"),
        ({"actor": "person:7f3a"}, "salted digests only"),
        ({"private": "王某某"}, "salted digests only"),
        ({"subject": 7}, "reference in text"),
    ],
)
def test_entries_that_may_not_be_written(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadEntry, match=sentence):
        replace(ENTRY, **change).leaf()


@pytest.mark.parametrize("text", ["phase:open:1", "ledger_item:close:12"])
def test_kinds(text: str) -> None:
    assert str(Kind.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "phase", "phase:open", "phase:open:0", "phase:open:01", "Phase:open:1", "a:b:1\n"]
)
def test_kinds_of_another_spelling_are_refused(text: str) -> None:
    with pytest.raises(BadEntry):
        Kind.parse(text)


def _with(**change: Any) -> bytes:
    fields = json.loads(ENTRY.leaf()) | change
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "leaf",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        ENTRY.leaf() + b" ",
        ENTRY.leaf().replace(b'"format":1', b'"format":1,"format":1'),
        ENTRY.leaf().replace(b'"format":1', b'"format": 1'),
        ENTRY.leaf().decode().encode("utf-16"),
        _with(format=2),
        _with(more=1),
        _with(at="2025-03-10T09:30:00+08:00"),
        _with(at="2025-03-10T01:30:00"),
        _with(at=7),
        _with(kind=7),
        _with(actor=7),
        _with(subject=7),
        _with(public=[]),
        _with(public={"x": 0.5}),
    ],
)
def test_bytes_that_are_no_entry_are_refused(leaf: bytes) -> None:
    with pytest.raises(BadEntry):
        Entry.read(leaf)
