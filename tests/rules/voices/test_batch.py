"""The tree of an hour: every statement can be proved, and nothing else can be seen."""

import hashlib
import random
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.journal.proof import check_inclusion
from pingyi.rules.voices import LEAST, Batch, hour_of, hours_between
from pingyi.rules.voices.batch import begins, blur


def leaves(count: int) -> list[bytes]:
    return [hashlib.sha256(bytes([place % 256, place // 256])).digest() for place in range(count)]


@given(st.integers(0, 300), st.integers(0))
def test_every_leaf_can_be_proved(count: int, seed: int) -> None:
    own = leaves(count)
    batch = Batch.of(own, random.Random(seed).randbytes)
    for leaf in own[:: max(1, count // 5)]:
        index, path = batch.path(leaf)
        check_inclusion(leaf, index, batch.size, path, batch.root)


@pytest.mark.parametrize(("count", "size"), [(0, 64), (1, 64), (64, 64), (65, 256), (256, 256), (257, 1024)])
def test_the_size_tells_an_order_of_magnitude(count: int, size: int) -> None:
    unblurred = random.Random(1)
    batch = Batch.of(leaves(count), lambda n: b"\xff" * n if n == 8 else unblurred.randbytes(n))
    assert batch.size == size >= LEAST
    assert list(batch.leaves) == sorted(batch.leaves)


def test_one_statement_more_changes_what_sizes_are_likely_by_a_sixteenth() -> None:
    """Whoever sends 64 statements in an hour, and sees the size of its tree, hardly knows whether another came."""
    chances = random.Random(2)
    drawn = [blur(chances.randbytes(8)) for _ in range(20_000)]
    assert min(drawn) == 0 and 15 < sum(drawn) / len(drawn) < 16
    larger = [sum(own + each > LEAST for each in drawn) / len(drawn) for own in (60, 63, 64, 65)]
    assert larger[3] == 1 and 0.93 < larger[2] < 0.95 and 0.87 < larger[1] < 0.89 and 0.72 < larger[0] < 0.74
    assert blur(bytes(8)) > 700 and blur(b"\xff" * 8) == 0


def test_what_is_not_in_it_has_no_path() -> None:
    with pytest.raises(ValueError, match="not in"):
        Batch.of(leaves(3), random.Random(1).randbytes).path(bytes(32))


def test_hours_are_the_same_in_every_zone() -> None:
    at = datetime(2026, 7, 20, 14, 59, 59, tzinfo=timezone(timedelta(hours=8)))
    assert hour_of(at) == "2026-07-20T06"
    assert begins("2026-07-20T06") == datetime(2026, 7, 20, 6, tzinfo=UTC)


def test_an_hour_is_over_when_the_next_begins() -> None:
    six = datetime(2026, 7, 20, 6, tzinfo=UTC)
    assert list(hours_between("2026-07-20T04", six - timedelta(microseconds=1))) == []
    assert list(hours_between("2026-07-20T04", six)) == ["2026-07-20T05"]
    assert list(hours_between("2026-07-20T22", datetime(2026, 7, 21, 2, tzinfo=UTC))) == [
        "2026-07-20T23",
        "2026-07-21T00",
        "2026-07-21T01",
    ]


@pytest.mark.parametrize("hour", ["", "2026-07-20", "2026-7-20T06", "2026-07-20T6", "2026-07-20T24", "2026-07-20T06 "])
def test_an_hour_has_one_spelling(hour: str) -> None:
    with pytest.raises(ValueError):
        begins(hour)


def test_a_time_without_zone_has_no_hour() -> None:
    with pytest.raises(ValueError, match="zone"):
        hour_of(datetime(2026, 7, 20, 6))
