"""The journal in the database: recorded with its action, placed once, signed, never changed."""

import base64
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

from pingyi.records.journal import actions, queries
from pingyi.records.journal.actions import sequencing
from pingyi.records.journal.errors import KeyMissing, OtherKey, OutsideTransaction, Tampered
from pingyi.records.journal.models import JournalEntry, JournalLeaf
from pingyi.rules.encoding import canonical
from pingyi.rules.journal.checkpoint import open_checkpoint
from pingyi.rules.journal.entry import opens
from pingyi.rules.journal.errors import BadEntry, NoteUnsigned
from pingyi.rules.journal.note import VerifierKey
from pingyi.rules.journal.tree import EMPTY_ROOT, leaf_hash, root
from pingyi.rules.mandate import CLOCKWORK
from tests.records.journal.writing import AT, record, said

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Opened:
    """What opens an entry's digests: for the person concerned or a court, never for a page."""

    actor: str
    actor_salt: bytes
    private: bytes | None
    salt: bytes | None


def opened(ref: int) -> Opened:
    """`private` and `salt` are None when nothing is withheld (any more)."""
    row = JournalEntry.objects.select_related("body").get(pk=ref)
    body = getattr(row, "body", None)
    return Opened(
        row.actor, bytes(row.actor_salt), bytes(body.body) if body else None, bytes(body.salt) if body else None
    )


def test_an_entry_says_in_public_what_is_public_and_commits_to_the_rest() -> None:
    ref = record(public={"phase": 2}, private={"reason": "王某某来电"})
    actions.checkpoint(at=AT)
    [published] = queries.entries(0, 10)
    assert (str(published.entry.kind), published.entry.public) == ("phase:open:1", {"phase": 2})
    assert "王某某" not in published.leaf.decode()
    assert CLOCKWORK.ref not in published.leaf.decode()
    kept = opened(ref)
    assert opens(published.entry.actor, kept.actor_salt, CLOCKWORK.ref)
    assert opens(str(published.entry.private), kept.salt or b"", {"reason": "王某某来电"})


def test_one_act_over_many_things_is_an_entry_for_each_in_their_order() -> None:
    before = record()
    with transaction.atomic():
        several = [said("box:close:1", f"box:{number}", {"ballots": number}) for number in range(5)]
        several[2:2] = [said("minutes:sign:1", "minutes:1", {}, private={"text": "王某某"})]
        refs = actions.append_all(several, actor=CLOCKWORK, at=AT)
        assert actions.append_all([], actor=CLOCKWORK, at=AT) == []
    assert before < refs[0]
    assert refs == sorted(refs)
    actions.checkpoint(at=AT)
    published = queries.entries(1, 7)
    assert [each.entry.subject for each in published] == ["box:0", "box:1", "minutes:1", "box:2", "box:3", "box:4"]
    kept = opened(refs[2])
    assert opens(str(published[2].entry.private), kept.salt or b"", {"text": "王某某"})
    assert opened(refs[3]).salt is None
    assert len({opened(ref).actor_salt for ref in refs}) == 6


def test_many_entries_cost_as_many_queries_as_few(django_assert_num_queries: Callable[..., Any]) -> None:
    for many in (2, 300):
        records = [said("duty:submit:1", "duty:1", {}, private={}) for _ in range(many)]
        with django_assert_num_queries(1):
            actions.append_all(records, actor=CLOCKWORK, at=AT)


@pytest.mark.parametrize("kind", ["phase opened", "phase:open:1"])
def test_what_one_entry_may_not_say_many_may_not_either(kind: str) -> None:
    with pytest.raises(BadEntry):
        actions.append_all([said(kind, "campaign:1", {"score": 0.5})], actor=CLOCKWORK, at=AT)
    assert not JournalEntry.objects.exists()


def test_an_action_that_fails_leaves_nothing() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record()
        1 // 0  # noqa: B018
    assert actions.integrate(at=AT) == 0
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(OutsideTransaction, match="phase:open:1"):
        actions.append(said("phase:open:1", "campaign:1", {}), actor=CLOCKWORK, at=AT)
    with pytest.raises(OutsideTransaction):
        actions.append_all([], actor=CLOCKWORK, at=AT)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "phase opened"}, "not a kind"),
        ({"at": datetime(2026, 6, 1)}, "time zone"),
        ({"public": {"score": 0.5}}, "cannot be published"),
        ({"private": {"score": 0.5}}, "cannot be recorded"),
    ],
)
def test_faulty_entries_are_refused(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadEntry, match=sentence):
        record(**change)
    assert not JournalEntry.objects.exists()


def test_places_follow_the_order_of_actions_and_are_kept() -> None:
    refs = [record(subject=f"campaign:{number}") for number in range(5)]
    assert [queries.position(ref) for ref in refs] == [None] * 5
    assert (queries.waiting(), actions.integrate(at=AT), queries.waiting()) == (5, 5, 0)
    refs += [record(), record()]
    assert actions.integrate(at=AT) == 2
    assert actions.integrate(at=AT) == 0
    assert [queries.position(ref) for ref in refs] == list(range(7))


def test_more_entries_than_a_batch_or_a_tile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequencing, "BATCH", 100)
    for number in range(520):
        record(subject=f"campaign:{number}")
    signed = actions.checkpoint(at=AT)
    leaves = [published.hash for published in queries.entries(0, 1000)]
    assert signed.size == len(leaves) == 520
    assert signed.root == root(leaves)


def test_an_empty_journal_is_signed_and_one_that_did_not_grow_is_not_signed_again() -> None:
    first = actions.checkpoint(at=AT)
    assert (first.size, first.root) == (0, EMPTY_ROOT)
    assert actions.checkpoint(at=AT + timedelta(hours=1)) == first
    record()
    second = actions.checkpoint(at=AT + timedelta(hours=2))
    assert (second.size, second.at) == (1, AT + timedelta(hours=2))
    assert queries.checkpoints(10) == [second, first]


def test_a_checkpoint_opens_with_the_published_key_and_no_other(settings: Settings) -> None:
    record()
    signed = actions.checkpoint(at=AT)
    head = open_checkpoint(signed.note, VerifierKey.parse(signed.key))
    assert (head.origin, head.size, head.root) == (settings.JOURNAL_ORIGIN, 1, signed.root)
    with pytest.raises(NoteUnsigned):
        open_checkpoint(signed.note, VerifierKey(settings.JOURNAL_ORIGIN, bytes(32)))


def test_the_key_is_made_once_for_its_owner_only_and_never_replaced(journal_key: Path) -> None:
    assert not journal_key.exists()
    actions.checkpoint(at=AT)
    assert stat.S_IMODE(journal_key.stat().st_mode) == 0o600
    assert {path.name for path in journal_key.parent.iterdir()} == {
        "journal-key",
        "journal-key-head",
        "journal-key-written",
    }
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in journal_key.parent.iterdir())
    kept = journal_key.read_bytes()
    record()
    journal_key.write_bytes(base64.b64encode(bytes(32)))
    with pytest.raises(OtherKey, match="did not sign this journal"):
        actions.checkpoint(at=AT)
    journal_key.write_text("half a k")
    with pytest.raises(KeyMissing, match="is not a journal key"):
        actions.checkpoint(at=AT)
    journal_key.unlink()
    with pytest.raises(KeyMissing, match="is missing"):
        actions.checkpoint(at=AT)
    assert not journal_key.exists()
    journal_key.write_bytes(kept)
    assert actions.checkpoint(at=AT).size == 1


def test_another_origin_is_another_journal(settings: Settings) -> None:
    actions.checkpoint(at=AT)
    record()
    settings.JOURNAL_ORIGIN = "elsewhere.example/journal"
    with pytest.raises(OtherKey, match=r"elsewhere\.example"):
        actions.checkpoint(at=AT)


def test_what_was_rewritten_behind_our_back_is_not_signed() -> None:
    refs = [record(), record()]
    before = actions.checkpoint(at=AT)
    record()
    with _triggers_off():
        JournalLeaf.objects.filter(entry=refs[0]).update(hash=bytes(32))
    with pytest.raises(Tampered, match="nothing was signed"):
        actions.checkpoint(at=AT)
    assert queries.latest_checkpoint() == before


def test_what_was_removed_behind_our_back_is_not_signed() -> None:
    record(), record()
    before = actions.checkpoint(at=AT)
    with _triggers_off():
        JournalLeaf.objects.filter(index=1).delete()
    with pytest.raises(Tampered, match="nothing was signed"):
        actions.checkpoint(at=AT)
    assert queries.latest_checkpoint() == before


def test_shredding_destroys_the_private_part_and_nothing_else() -> None:
    ref = record(private={"name": "王某某"})
    before = actions.checkpoint(at=AT)
    act = actions.shred(ref, actor=CLOCKWORK, at=AT, reason="retention ended")
    after = actions.checkpoint(at=AT)
    assert (opened(ref).private, opened(ref).salt) == (None, None)
    target, record_of_it = queries.entries(0, 10)
    assert leaf_hash(target.leaf) == before.root
    assert queries.position(act) == 1
    assert record_of_it.entry.subject == f"journal:{target.hash.hex()}"
    assert record_of_it.entry.public == {"reason": "retention ended"}
    assert (before.size, after.size) == (1, 2)


def test_the_private_part_is_kept_in_the_bytes_that_were_digested() -> None:
    ref = record(private={"b": 1, "a": "\x00字"})
    assert opened(ref).private == canonical({"a": "\x00字", "b": 1})


def test_times_are_kept_to_the_microsecond() -> None:
    at = datetime(2026, 6, 1, 1, 2, 3, 456789, tzinfo=UTC)
    record(at=at)
    actions.checkpoint(at=AT)
    assert queries.entries(0, 1)[0].entry.at == at


def test_postgresql_refuses_every_change() -> None:
    refs = [record(private={"name": "王某某"}) for _ in range(256)]
    actions.checkpoint(at=AT)
    for table, column in (
        ("entry", "at"),
        ("body", "salt"),
        ("leaf", "hash"),
        ("node", "hash"),
        ("checkpoint", "note"),
    ):
        for statement in (
            f"UPDATE journal_{table} SET {column} = {column}",
            f"DELETE FROM journal_{table}",
            f"TRUNCATE journal_{table} CASCADE",
        ):
            with pytest.raises(DatabaseError, match="append-only"):
                _execute("SET CONSTRAINTS ALL IMMEDIATE", statement)
    assert opened(refs[0]).private is not None
    assert queries.size() == 256


@transaction.atomic
def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def _triggers_off() -> Iterator[None]:
    """What only the owner of the database can do, and what checkpoints are there to reveal."""
    _execute("SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE journal_leaf DISABLE TRIGGER USER")
    yield
    _execute("ALTER TABLE journal_leaf ENABLE TRIGGER USER")
