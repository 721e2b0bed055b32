"""Ten thousand reminders told and enclosed for mail, on a scratch database: `python -m bench.notices`."""

import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
os.environ.setdefault("PINGYI_TEST_DATABASE", "bench_notices")

import django

django.setup()

from django.test.utils import override_settings, setup_databases, teardown_databases  # noqa: E402
from tests import cast as people  # noqa: E402

from pingyi.records.organisation.models import Account, Grant, OrgType, Unit  # noqa: E402
from pingyi.records.outbox.actions import News, post_all  # noqa: E402
from pingyi.records.outbox.models import Enclosure, Preference  # noqa: E402
from pingyi.rules.journal.subject import Subject  # noqa: E402
from pingyi.rules.mandate import Role, UnitRef  # noqa: E402

UNITS, PEOPLE, REMINDERS = 200, 5, 10_000


def main() -> None:
    """Fill a scratch database, tell, print what it took."""
    created = setup_databases(verbosity=0, interactive=False)
    try:
        with override_settings(EMAIL_HOST="mail.example"):
            measure()
    finally:
        teardown_databases(created, verbosity=0)


def measure() -> None:
    """Every unit has five people with a confirmed address, and is told of fifty duties."""
    units = Unit.objects.bulk_create(
        Unit(code=f"u{n}", name_zh=f"单位{n}", kind=OrgType.COUNTY_BUREAU, created_at=people.AT) for n in range(UNITS)
    )
    accounts = Account.objects.bulk_create(
        Account(username=f"p{n}", name="某人", created_at=people.AT) for n in range(UNITS * PEOPLE)
    )
    Grant.objects.bulk_create(
        Grant(
            account=account, role=Role.COUNTY_OFFICE, unit=units[n % UNITS], proposed_at=people.AT, granted_at=people.AT
        )
        for n, account in enumerate(accounts)
    )
    Preference.objects.bulk_create(
        Preference(account=account, address=f"{account.username}@b.example", confirmed_at=people.AT)
        for account in accounts
    )
    values = {"task": "county-plan", "due": "2026-07-10"}
    news = [
        News("duty-due-soon", Subject.of("duty", n), (UnitRef(f"u{n % UNITS}"),), values=values)
        for n in range(REMINDERS)
    ]
    began = time.perf_counter()
    post_all(news, at=people.AT)
    took = time.perf_counter() - began
    print(f"{REMINDERS} reminders, {Enclosure.objects.count()} enclosed for mail: {took:.1f} s")


if __name__ == "__main__":
    main()
