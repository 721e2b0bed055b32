"""Mail about notices, over a real SMTP server: to whom, when, in which words, exactly once."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.utils import OperationalError

from pingyi.desks.notices.kinds import ordered, urgent
from pingyi.desks.notices.letter import written
from pingyi.records.duties import actions as duties
from pingyi.records.outbox.actions import mailing, post, preferring
from pingyi.records.outbox.models import Enclosure, Mail, Notice, Preference
from pingyi.records.outbox.queries import post_office
from pingyi.records.outbox.quiet import is_quiet, is_summary_due
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import CLOCKWORK, Role
from tests.cast import Cast, cast
from tests.crossing import crossed
from tests.mailbox import Mailbox, mail_server, mail_to
from tests.ports import free_port
from tests.stage import SHANGHAI, day, opened

NOON = day("07-08", 12)
URGED = {"task": "county-plan", "due": "2026-07-10"}


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


def subscribed(people: Cast, *roles: Role) -> None:
    """These people have confirmed an address; today's summary is out."""
    for role in roles:
        address = f"{people[role].username}@qinghe.example"
        Preference.objects.create(account=people[role], address=address, confirmed_at=NOON, summed_on=NOON.date())


def work(at: datetime, book: object = None) -> int:
    """One beat of the clockwork."""
    mailing.pack(urgent=urgent(), ordered=ordered(), zone=SHANGHAI, at=at)
    return mailing.send(lambda mail: written(mail, book), at=at)  # type: ignore[arg-type]


def urge(people: Cast, at: datetime) -> None:
    post("duty-urged", about=Subject.of("duty", 1), at=at, person=people[Role.COUNTY_OFFICE].ref, values=URGED)


def tell_phase(at: datetime) -> None:
    post("phase-opened", about=Subject.of("campaign", "c"), at=at, values={"phase": "P1"})


@pytest.mark.django_db
def test_a_reminder_reaches_the_people_of_the_unit_with_the_days_summary(cast: Cast, box: Mailbox) -> None:
    campaign = opened(cast)
    subscribed(cast, Role.COUNTY_OFFICE, Role.STAT_LEAD)
    first = min(duty.due_on for duty in _owed("qinghe"))
    moment = datetime.combine(first, datetime.min.time(), SHANGHAI) - timedelta(days=1)
    assert duties.remind(actor=CLOCKWORK, at=moment)
    assert work(moment) == 0, "at midnight, a reminder waits for the morning"
    assert work(moment + timedelta(hours=8), campaign.book) == 1
    [mail] = box.mails
    assert mail["To"] == "county-office@qinghe.example" and "评议" in mail["Subject"]
    assert "清河县科技局" in box.texts[0] and "/duties/" in box.texts[0]
    assert "林山县" not in box.texts[0]
    assert mail["List-Unsubscribe"] is None, "the plan orders reminders"
    assert work(moment + timedelta(hours=9), campaign.book) == 0


def _owed(unit: str) -> list[object]:
    from pingyi.records.duties.models import Duty

    return list(Duty.objects.filter(unit__code=unit, state="owed", phase="P1"))


@pytest.mark.django_db
def test_urgent_at_once_but_not_in_quiet_hours_and_the_rest_once_a_day(cast: Cast, box: Mailbox) -> None:
    subscribed(cast, Role.COUNTY_OFFICE)
    tell_phase(NOON)
    urge(cast, NOON)
    assert work(NOON) == 1 and box.mails[0]["List-Unsubscribe"] is None
    urge(cast, day("07-08", 20))
    assert work(day("07-08", 20)) == work(day("07-09", 7, 59)) == 0
    assert work(day("07-09", 8)) == 2, "what was urgent at night, and the summary"
    tell_phase(day("07-09", 9))
    assert work(day("07-09", 19, 59)) == 0
    assert work(day("07-10", 8)) == 1


def test_the_edges_of_quiet_hours() -> None:
    assert [hour for hour in range(24) if is_quiet(hour, since=20, until=8)] == [*range(8), *range(20, 24)]
    assert [hour for hour in range(24) if is_quiet(hour, since=12, until=14)] == [12, 13]
    assert not any(is_quiet(hour, since=7, until=7) for hour in range(24))
    assert is_summary_due(day("07-09", 8), until=8, summed_on=NOON.date())
    assert not is_summary_due(day("07-09", 7, 59), until=8, summed_on=NOON.date())
    assert not is_summary_due(day("07-09", 9), until=8, summed_on=day("07-09").date())


@pytest.mark.django_db
def test_nothing_is_mailed_before_the_address_is_confirmed_by_its_link(cast: Cast, box: Mailbox) -> None:
    actor = cast.actor(Role.COUNTY_OFFICE)
    preferring.give_address("zheng@qinghe.example", actor=actor, at=NOON)
    urge(cast, NOON)
    assert not Enclosure.objects.exists()
    assert work(NOON) == 1
    token = re.search(r"/notices/confirm/([^/]+)/", box.texts[0])
    assert token and "郑若水" not in box.texts[0]
    with pytest.raises(Exception, match="another account"):
        preferring.confirm_address(token[1], zone=SHANGHAI, actor=cast.actor(Role.STAT_LEAD), at=NOON)
    late = NOON + timedelta(days=2)
    with pytest.raises(Exception, match="too old"):
        preferring.confirm_address(token[1], zone=SHANGHAI, actor=actor, at=late)
    preferring.confirm_address(token[1], zone=SHANGHAI, actor=actor, at=late - timedelta(seconds=1))
    urge(cast, NOON)
    assert Enclosure.objects.count() == 1
    preferring.give_address("other@qinghe.example", actor=actor, at=NOON)
    assert not Enclosure.objects.exists(), "what waited for the old address does not go to the new one"
    with pytest.raises(Exception, match="changed since"):
        preferring.confirm_address(token[1], zone=SHANGHAI, actor=actor, at=NOON)


@pytest.mark.django_db
def test_what_is_not_wanted_or_was_read_is_not_mailed_and_what_the_plan_orders_is(cast: Cast, box: Mailbox) -> None:
    subscribed(cast, Role.COUNTY_OFFICE)
    kinds = ["phase-opened", "duty-urged"]
    actor = cast.actor(Role.COUNTY_OFFICE)
    preferring.choose(muted=kinds, quiet_from=0, quiet_until=0, actor=actor, at=NOON)
    tell_phase(NOON)
    urge(cast, NOON)
    urge(cast, NOON)
    from pingyi.records.outbox.actions import acknowledge
    from pingyi.rules.mandate import PhaseState

    acknowledge(Notice.objects.first().pk, actor=actor, phase=PhaseState.MOBILISE, at=NOON)  # type: ignore[union-attr]
    assert work(NOON + timedelta(days=1)) == 1
    assert Enclosure.objects.count() == 1 and "通知" in str(box.mails[0]["Subject"])


@pytest.mark.django_db
def test_a_mail_says_nothing_but_what_the_plan_names(cast: Cast, box: Mailbox) -> None:
    subscribed(cast, Role.COUNTY_OFFICE)
    said = {"unit": "qinghe", "quote": "张三说局长收了红包", "task": "county-plan", "due": "2026-07-10"}
    post("duty-urged", about=Subject.of("duty", 1), at=NOON, person=cast[Role.COUNTY_OFFICE].ref, values=said)
    assert work(NOON) == 1
    assert "张三" not in str(box.mails[0]) + box.texts[0] and "请打开网页查看" in box.texts[0]


@pytest.mark.django_db
def test_a_server_that_is_down_loses_nothing_and_the_steward_is_told(cast: Cast) -> None:
    subscribed(cast, Role.COUNTY_OFFICE)
    with mail_to(free_port()):
        urge(cast, NOON)
        assert work(NOON) == work(NOON + timedelta(seconds=59)) == work(NOON + timedelta(minutes=1)) == 0
        post_ = post_office()
        assert (post_.waiting, post_.since) == (1, NOON) and "ConnectionRefusedError" in post_.fault
    with mail_server() as box:
        assert work(NOON + timedelta(minutes=2)) == 0, "the third try waits two minutes"
        assert work(NOON + timedelta(minutes=3)) == 1
        assert post_office().waiting == 0 and len(box.mails) == 1


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_tried_again(cast: Cast, box: Mailbox) -> None:
    subscribed(cast, Role.COUNTY_OFFICE)
    box.refuses = "450 try later"
    urge(cast, NOON)
    assert work(NOON) == 0 and Mail.objects.get().dropped_at is None
    box.refuses = "550 no such user"
    work(NOON + timedelta(minutes=1))
    assert Mail.objects.get().dropped_at and Preference.objects.get().confirmed_at is None
    assert "qinghe" not in Mail.objects.get().fault, "no address in what the steward reads"
    urge(cast, NOON)
    assert not Enclosure.objects.filter(mail=None).exists()


@pytest.mark.django_db
def test_without_a_mail_server_nothing_is_kept_for_mail(cast: Cast) -> None:
    subscribed(cast, Role.COUNTY_OFFICE)
    assert settings.EMAIL_HOST == ""
    urge(cast, NOON)
    assert not Enclosure.objects.exists() and mailing.send(lambda mail: written(mail, None), at=NOON) == 0
    with pytest.raises(Exception, match="sends no mail"):
        preferring.give_address("a@b.example", actor=cast.actor(Role.COUNTY_OFFICE), at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_clockworks_send_each_mail_once_and_a_killed_one_costs_no_mail(box: Mailbox) -> None:
    people = cast()
    everybody = [Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.OFFICE_DIRECTOR, Role.STAT_LEAD, Role.SUPERVISOR]
    subscribed(people, *everybody)
    tell_phase(NOON)
    morning = day("07-09", 8)
    crossed(*[lambda: work(morning)] * 4)
    work(morning)
    assert sorted(str(mail["To"]) for mail in box.mails) == sorted(
        f"{people[r].username}@qinghe.example" for r in everybody
    )

    urge(people, morning)
    mailing.pack(urgent=urgent(), ordered=ordered(), zone=SHANGHAI, at=morning)
    box.mails.clear()
    box.on_arrival = _end_every_other_connection
    with pytest.raises(OperationalError):
        work(morning)
    connection.close()
    box.on_arrival = lambda: None
    assert Mail.objects.filter(sent_at=None).count() == 1, "killed after sending, before marking"
    assert work(morning) == 1
    first, second = box.identities
    assert first == second, "the second copy is recognised by its Message-ID"


def _end_every_other_connection() -> None:
    """What a kill does to a clockwork in the middle of a mail: its transaction ends with it."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'"
        )
    connections["default"].close()
