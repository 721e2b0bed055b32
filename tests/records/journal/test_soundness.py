"""What the sequencer looks at before it signs: nothing vanished, every row as its leaf, the same database as before."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.db import OperationalError, connection, transaction
from pytest_django.fixtures import Settings

from pingyi.records.journal import actions, custody, queries, soundness
from pingyi.records.journal.errors import Copied, Drill, JournalRefused, OtherKey, OutOfStep, Tampered, Vanished
from pingyi.records.journal.models import (
    JournalApart,
    JournalBody,
    JournalEntry,
    JournalLeaf,
    JournalPending,
)
from pingyi.records.journal.queries import EntryRef
from pingyi.rules.mandate import CLOCKWORK
from tests.crossing import PATIENCE
from tests.records.journal.behind import behind_our_back, execute, switch
from tests.records.journal.writing import AT, NEXT_DAY, record

LONG = {"units": [f"单位{number:05d}" for number in range(11_000)]}


def remove(ref: EntryRef) -> None:
    """Delete an entry that has no place yet, without a trace in the database."""
    with behind_our_back():
        for model in (JournalPending, JournalBody, JournalApart, JournalEntry):
            model.objects.filter(pk=ref).delete()


@pytest.mark.django_db
@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize("kind", ["phase:open:1", "session:open:1"])
def test_an_entry_removed_before_it_was_signed_is_missed(kind: str, which: int) -> None:
    actions.checkpoint(at=AT)
    refs = [record(kind), record(kind), record(kind)]
    remove(refs[which])
    with pytest.raises(Vanished, match=rf"{refs[which]} was written, and then removed before it was signed"):
        actions.checkpoint(at=AT)
    assert queries.published_size() == 0
    assert isinstance(soundness.alarm(), Vanished)


@pytest.mark.django_db(transaction=True)
def test_an_entry_removed_by_another_connection_is_missed_and_one_taken_back_is_not() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record()
        1 // 0  # noqa: B018
    with transaction.atomic():
        record()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record()
            1 // 0  # noqa: B018
        with transaction.atomic():
            record()
    assert [actions.checkpoint(at=AT).size for _ in range(2)] == [2, 2]
    assert custody.written() == []
    remove(record())
    with pytest.raises(Vanished):
        actions.checkpoint(at=AT)


@pytest.mark.django_db(transaction=True)
def test_an_entry_whose_action_is_still_under_way_is_waited_for() -> None:
    recorded, go_on = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            with transaction.atomic():
                record()
            recorded.set()
            go_on.wait(PATIENCE)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(slow)
        assert recorded.wait(PATIENCE)
        assert actions.checkpoint(at=AT).size == 0
        assert len(custody.written()) == 1
        go_on.set()
        later.result(PATIENCE)
    assert [actions.checkpoint(at=AT).size for _ in range(2)] == [1, 1]
    assert custody.written() == []


@pytest.mark.django_db
def test_an_entry_that_is_never_to_get_a_place_is_missed() -> None:
    ref = record()
    with behind_our_back():
        JournalPending.objects.filter(pk=ref).delete()
    with pytest.raises(Vanished, match="before it was signed"):
        actions.checkpoint(at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [("held_until",), ("held_until", "at")])
def test_an_entry_that_is_put_off_for_ever_is_missed(columns: tuple[str, ...]) -> None:
    ref = record("role:grant:1")
    with behind_our_back():
        JournalEntry.objects.filter(pk=ref).update(**dict.fromkeys(columns, NEXT_DAY + timedelta(days=9999)))
    with pytest.raises(Vanished, match="changed before it was signed"):
        actions.checkpoint(at=NEXT_DAY)


def _change(column: str, value: object) -> Callable[[EntryRef], None]:
    return lambda ref: JournalEntry.objects.filter(pk=ref).update(**{column: value}) and None


CHANGES: dict[str, Callable[[EntryRef], None]] = {
    "text": _change("leaf", b"{}"),
    "kind": _change("kind", "phase:extend:1"),
    "time": _change("at", NEXT_DAY),
    "actor": _change("actor", "17"),
    "subject": _change("subject", "campaign:2"),
    "private part": lambda ref: JournalBody.objects.filter(pk=ref).update(body=b"{}") and None,
    "no private part": lambda ref: JournalBody.objects.filter(pk=ref).delete() and None,
    "long public part": lambda ref: JournalApart.objects.filter(pk=ref).update(body=b"{}") and None,
    "hash": lambda ref: JournalLeaf.objects.filter(entry=ref).update(hash=bytes(32)) and None,
}


@pytest.mark.django_db
@pytest.mark.parametrize("placed", [False, True])
@pytest.mark.parametrize("what", CHANGES)
def test_a_row_that_does_not_fit_its_leaf_is_not_signed(what: str, placed: bool) -> None:
    record()
    before = actions.checkpoint(at=AT)
    ref = record(public=LONG, private={"name": "王某某"})
    if placed or what == "hash":
        actions.integrate(at=AT)
    with behind_our_back():
        CHANGES[what](ref)
    with pytest.raises((Tampered, Vanished), match="nothing was signed"):
        actions.checkpoint(at=AT)
    assert queries.latest_checkpoint() == before
    assert soundness.alarm() is not None


@pytest.mark.django_db
def test_a_shredded_part_is_no_fault_and_the_audit_finds_what_was_changed_later() -> None:
    refs = [record(private={"name": "王某某"}), record(), record("role:grant:1", private={"post": "x"})]
    actions.shred(refs[0], actor=CLOCKWORK, at=AT, reason="over")
    size = actions.checkpoint(at=NEXT_DAY).size
    assert (size, list(soundness.faults(range(size))), soundness.alarm()) == (4, [], None)
    with behind_our_back():
        JournalEntry.objects.filter(pk=refs[1]).update(subject="campaign:9")
    assert [fault for _, fault in soundness.faults(range(size))] == ["its subject does not fit"]


@pytest.mark.django_db
def test_a_copy_is_never_signed(settings: Settings) -> None:
    record()
    actions.checkpoint(at=AT)
    record()
    custody.head_file().unlink()
    with pytest.raises(Copied, match="it is a copy"):
        actions.checkpoint(at=AT)
    assert queries.published_size() == 1
    settings.DRILL = True
    with pytest.raises(Drill, match="PINGYI_DRILL"):
        actions.checkpoint(at=AT)


@pytest.mark.django_db
def test_a_database_behind_or_beside_the_head_is_never_signed() -> None:
    record()
    actions.checkpoint(at=AT)
    backup = transaction.savepoint()
    record(), record()
    newest = actions.checkpoint(at=AT)
    transaction.savepoint_rollback(backup)
    for more in (0, 1, 1, 1):  # behind, then as long, then longer: never the one that was signed
        for _ in range(more):
            record(subject="campaign:other")
        with pytest.raises(JournalRefused) as refused:
            actions.checkpoint(at=AT)
        assert isinstance(refused.value, OutOfStep | Tampered)
    assert (queries.published_size(), custody.head()) == (1, newest.note)


@pytest.mark.django_db
def test_a_database_that_never_was_signed_is_not_the_one_that_was() -> None:
    empty = transaction.savepoint()
    record()
    actions.checkpoint(at=AT)
    transaction.savepoint_rollback(empty)
    with pytest.raises(OutOfStep, match="the database has 0"):
        actions.checkpoint(at=AT)


@pytest.mark.django_db
def test_a_head_that_was_kept_and_not_committed_is_signed_again_as_it_was() -> None:
    record()
    before = transaction.savepoint()
    signed = actions.checkpoint(at=AT)
    transaction.savepoint_rollback(before)
    again = actions.checkpoint(at=AT)
    assert again.note == signed.note == custody.head()


@pytest.mark.django_db
def test_a_head_of_somebody_else_is_refused(journal_key: Path) -> None:
    record()
    note = actions.checkpoint(at=AT).note
    custody.keep_head(note.replace("\n1\n", "\n0\n"))
    with pytest.raises(OtherKey, match="was not signed with that key"):
        actions.checkpoint(at=AT)
    custody.keep_head("rubbish")
    with pytest.raises(OtherKey, match="was not signed with that key"):
        actions.checkpoint(at=AT)


def test_a_line_cut_off_by_a_crash_is_passed_over() -> None:
    whole = custody.Written(7, 9, 10, bytes(32))
    custody.note_written([whole])
    with custody.written_file().open("a") as file:
        file.write("8 11 11 00")
    assert custody.written() == [whole]
    custody.note_written([whole._replace(ref=9)])
    assert custody.written() == [whole, whole._replace(ref=9)]
    custody.strike({7, 9})
    assert custody.written() == []


def test_a_line_is_on_the_disk_before_its_transaction_can_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name and content, and nobody else waits for the list meanwhile."""
    on_disk: list[tuple[Path, int]] = []

    def fsync(file: int) -> None:
        path = Path(f"/proc/self/fd/{file}").readlink()
        on_disk.append((path, 0 if path.is_dir() else path.stat().st_size))
        if path == custody.written_file():
            assert len(custody.written()) == len(on_disk) - 1

    monkeypatch.setattr(os, "fsync", fsync)
    path = custody.written_file()
    path.unlink(missing_ok=True)
    lines = [custody.Written(number, 9, 10, bytes(32)) for number in (7, 8)]
    for line in lines:
        custody.note_written([line])
    sizes = [len(lines[0].line), len("".join(line.line for line in lines))]
    assert on_disk == [(path.parent, 0), (path, sizes[0]), (path, sizes[1])]


def test_a_list_that_cannot_be_written_is_a_database_that_cannot_be_written(settings: Settings) -> None:
    settings.JOURNAL_KEY_FILE = Path("/dev/full/journal-key")
    with pytest.raises(OperationalError, match="cannot be written"):
        custody.note_written([custody.Written(7, 9, 10, bytes(32))])


def test_transaction_numbers_are_read_across_the_turn_of_their_32_bits() -> None:
    assert custody.full((3 << 32) + 5, 9) == (3 << 32) + 9
    assert custody.full((3 << 32) - 1, 4) == (3 << 32) + 4


@pytest.mark.django_db
def test_an_owner_of_the_database_cannot_hide_behind_a_trigger() -> None:
    """The helper of these tests really removes: otherwise they would prove nothing."""
    ref = record()
    switch("DISABLE")
    execute(f"DELETE FROM journal_pending WHERE entry_id = {ref}", f"DELETE FROM journal_entry WHERE id = {ref}")
    switch("ENABLE")
    assert not JournalEntry.objects.exists()
