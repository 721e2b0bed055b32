"""Bringing 200 units and 1,000 people as tables, on a scratch database: `python -m bench.people`. Promised: 10 s.

Time is that of the requests in this process: each table is read, judged and shown, then confirmed and entered.
"""

import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
os.environ.setdefault("PINGYI_TEST_DATABASE", "bench_people")

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402
from django.urls import reverse  # noqa: E402
from tests import cast as people  # noqa: E402

from pingyi.records.organisation.models import Account, Unit  # noqa: E402
from pingyi.rules.mandate import Role  # noqa: E402

UNITS, PEOPLE, PROMISED = 200, 1_000, 10
HEADS = ("单位代码,单位名称,单位类别,是否参评", "用户名,姓名,所在单位,拟任角色,角色所属单位")


def main() -> None:
    """Bring both tables into a scratch database and say what it took."""
    call_command("collectstatic", verbosity=0, interactive=False)
    setup_test_environment()
    created = setup_databases(verbosity=0, interactive=False)
    try:
        client = Client()
        account = people.cast()[Role.SYS_ADMIN]
        client.force_login(account)
        people.show_factor(client, account)
        before = Unit.objects.count(), Account.objects.count()
        units = [f"u-{n:03},第{n}县科技局,county_bureau,yes" for n in range(UNITS)]
        persons = [f"p-{n:04},人员{n},u-{n % UNITS:03},county_office,u-{n % UNITS:03}" for n in range(PEOPLE)]
        took = brought(client, "units-enter", [HEADS[0], *units]) + brought(
            client, "people-enter", [HEADS[1], *persons]
        )
        now = Unit.objects.count(), Account.objects.count()
        assert now == (before[0] + UNITS, before[1] + PEOPLE), now
        print(f"{UNITS} units and {PEOPLE} people: {took:.1f} s (promised {PROMISED})")
    finally:
        teardown_databases(created, verbosity=0)


def brought(client: Client, route: str, lines: list[str]) -> float:
    """Send a table, look at it, confirm it: how long the two requests took."""
    file = SimpleUploadedFile("table.csv", "\n".join(lines).encode())
    began = time.perf_counter()
    shown = client.post(reverse(route), {"table": file})
    client.post(reverse(route), {"rows": shown.context["rows"]})
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
