"""What the public journal tells a stranger who watches it grow: of persons, neither who nor at which hour."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from pingyi.records.journal import actions, queries
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.journal.entry import Entry, opens
from pingyi.rules.journal.errors import BadEntry
from pingyi.rules.journal.note import VerifierKey
from pingyi.rules.journal.vocabulary import KINDS, Timing
from pingyi.verify.journal import verify_journal
from tests.records.journal.test_actions import opened
from tests.records.journal.writing import AT, NEXT_DAY, record

pytestmark = pytest.mark.django_db

MIDNIGHT = datetime(2026, 5, 31, 16, tzinfo=UTC)
"""The beginning of the day of AT in Shanghai."""


@pytest.mark.parametrize("kind", sorted(kind for kind, each in KINDS.items() if each.TIMING is Timing.SEALED))
def test_what_concerns_a_person_tells_neither_who_nor_when(kind: str) -> None:
    late = AT + timedelta(hours=3, microseconds=17)
    refs = [record(kind, at=late, subject="account:17") for _ in range(2)]
    leaves = [bytes(entry.leaf).decode() for entry in JournalEntry.objects.all()]
    assert all("account:17" not in leaf and "2026-06-01T0" not in leaf for leaf in leaves)
    one, other = (json.loads(leaf) for leaf in leaves)
    assert one["at"] == MIDNIGHT.isoformat()
    assert one["subject"].startswith("sealed:") and one["subject"] != other["subject"]
    row = JournalEntry.objects.first()
    assert row is not None and (row.at, row.subject) == (late, "account:17")
    kept = opened(refs[0])
    assert opens(one["private"], kept.salt or b"", {"moment": late})
    assert opens(one["subject"].removeprefix("sealed:"), bytes(row.subject_salt or b""), "account:17")


@pytest.mark.parametrize("kind", sorted(kind for kind, each in KINDS.items() if each.TIMING is not Timing.EXACT))
def test_who_watches_the_journal_grow_sees_the_day_when_it_is_over(kind: str) -> None:
    record()
    record(kind)
    before_midnight = MIDNIGHT + timedelta(days=1, microseconds=-1)
    assert actions.checkpoint(at=before_midnight).size == 1
    assert actions.checkpoint(at=before_midnight + timedelta(microseconds=1)).size == 2


def test_the_order_within_a_day_says_nothing() -> None:
    refs = [record("session:open:1", subject=f"account:{number}") for number in range(40)]
    actions.checkpoint(at=NEXT_DAY)
    places = [queries.position(ref) for ref in refs]
    assert sorted(places) == list(range(40))  # type: ignore[type-var]
    leaves = [published.leaf for published in queries.entries(0, 40)]
    assert leaves == sorted(leaves)


def test_an_act_of_the_campaign_is_told_at_once_and_exactly() -> None:
    late = AT + timedelta(seconds=3)
    record("minutes:sign:1", at=late, subject="minutes:4")
    actions.checkpoint(at=AT)
    [told] = queries.entries(0, 9)
    assert (told.entry.at, told.entry.subject) == (late, "minutes:4")


@pytest.mark.parametrize("kind", ["session:peek:1", "session:open:2"])
def test_a_kind_that_nobody_thought_about_cannot_be_written(kind: str) -> None:
    with pytest.raises(BadEntry, match="say there what it tells"):
        record(kind)


@pytest.mark.parametrize("people", [10, 6_000, 200_000])
def test_an_entry_of_any_length_is_written_published_and_checked(people: int) -> None:
    public = {"people": [f"人{number:06d}" for number in range(people)]}
    record(public=public)
    actions.checkpoint(at=AT)
    [told] = queries.entries(0, 9)
    assert told.entry.public == public
    assert len(told.leaf) <= 0xFFFF
    assert (b'"apart"' in told.leaf) is (people > 10)
    files = dict(queries.files())
    apart = [path for path in files if path.startswith("tile/apart/")]
    assert len(apart) == (people > 10)
    witnessed: list[Entry] = []
    key = VerifierKey.parse(files["key"].decode().strip())
    report = verify_journal(files["checkpoint"], files.__getitem__, key, (), witnessed.append)
    assert (witnessed[0].public, report.apart) == (public, frozenset(apart))
    for path in apart:
        altered = {**files, path: files[path].replace("人000001".encode(), "人000002".encode())}
        with pytest.raises(BadEntry, match="kept apart"):
            verify_journal(files["checkpoint"], altered.__getitem__, key)
