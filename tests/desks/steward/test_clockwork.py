"""The journal's head every minute; and when it cannot be signed, who is told."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.desks.steward import clockwork
from pingyi.records.journal import custody, queries
from pingyi.records.journal.models import JournalEntry
from pingyi.records.outbox.models import Notice
from pingyi.rules.mandate import Role
from tests.records.journal.behind import behind_our_back
from tests.records.journal.writing import record

pytestmark = pytest.mark.django_db


def told() -> set[tuple[str, str]]:
    return set(Notice.objects.filter(kind="journal-not-signed").values_list("role", "about"))


def test_the_three_administrators_are_notified_once_why_nothing_is_signed() -> None:
    record()
    clockwork.sign(timestamp=0)
    assert (queries.published_size(), told()) == (1, set())
    record()
    custody.head_file().unlink()
    for _ in range(3):
        clockwork.sign(timestamp=0)
    assert queries.published_size() == 1
    assert {role for role, _ in told()} == {"sys_admin", "sec_admin", "audit_admin"}
    assert Notice.objects.count() == 3
    assert all("Copied" in about for _, about in told())


def test_a_drill_signs_nothing_and_alarms_nobody(settings: Settings) -> None:
    settings.DRILL = True
    record()
    clockwork.sign(timestamp=0)
    assert (queries.published_size(), told()) == (0, set())


def test_the_audit_page_shows_what_was_checked_and_what_was_changed(client_of: object) -> None:
    client: Client = client_of(Role.AUDIT_ADMIN)  # type: ignore[operator]
    ref, other = record(), record()
    clockwork.sign(timestamp=0)
    page = client.get("/audit/").content.decode()
    assert "无缺失、无改动" in page and "日志已停止签署" not in page and "此行已被改动" not in page
    with behind_our_back():
        JournalEntry.objects.filter(pk=ref).update(subject="campaign:9")
        JournalEntry.objects.filter(pk=other).update(leaf=b"{}")
    page = client.get("/audit/").content.decode()
    assert page.count("此行已被改动") == 2
    custody.head_file().unlink()
    page = client.get("/audit/").content.decode()
    assert "日志已停止签署" in page and "是一份副本" in page
