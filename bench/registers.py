"""Server time of a register's list with 20,000 rows, on a scratch database: `python -m bench.registers`.

Time is that of one whole request in this process, from the URL to the finished page: the newest rows, rows sorted by a
number, rows that are searched, rows of one kind.
"""

import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
os.environ.setdefault("PINGYI_TEST_DATABASE", "bench_registers")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases  # noqa: E402
from tests import cast as people  # noqa: E402
from tests.stage import day, opened  # noqa: E402

from pingyi.records.registers import actions  # noqa: E402
from pingyi.records.registers.actions import NewRow  # noqa: E402
from pingyi.rules.mandate import Role  # noqa: E402

ROWS, ROUNDS = 20_000, 20
UNITS = ("qinghe", "linshan", "donghu")
PAGES = ("", "?order=-invited", "?search=第199", "?c-kind=discussion&order=subject")
ROW = {
    "held": "2026-07-01",
    "kind": "discussion",
    "invited": "40",
    "attended": "38",
    "place": "三楼会议室",
    "chair": "局长",
    "agenda": "一、传达文件\n二、部署任务",
}


def main() -> None:
    """Fill a scratch database, ask for the pages, print what each took."""
    call_command("collectstatic", verbosity=0, interactive=False)
    created = setup_databases(verbosity=0, interactive=False)
    try:
        settings.CLOCK.set(day("07-02"))
        measure(fill())
    finally:
        teardown_databases(created, verbosity=0)


def fill() -> people.Cast:
    """The cast, and a long register of meetings."""
    cast = people.cast()
    code = opened(cast).code
    rows = [NewRow(UNITS[n % 3], ROW | {"subject": f"第{n}次整改研究会"}) for n in range(ROWS)]
    began = time.perf_counter()
    actions.write("meetings", rows, actor=cast.actor(Role.OFFICE_STAFF, campaign_id=code), at=day("07-01"))
    print(f"{ROWS} rows written in {time.perf_counter() - began:.0f} s")
    return cast


def measure(cast: people.Cast) -> None:
    """Each page, twenty times, after one to warm up."""
    client = Client()
    client.force_login(cast[Role.OFFICE_STAFF])
    for page in PAGES:
        took = []
        for _ in range(ROUNDS + 1):
            began = time.perf_counter()
            answer = client.get(f"/registers/meetings/{page}")
            took.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/registers/meetings/{page}")
        median, fastest = statistics.median(took[1:]), min(took[1:])
        print(f"{page or 'newest':40} median {median:.0f} ms, fastest {fastest:.0f} ms, {len(queries)} queries")


if __name__ == "__main__":
    main()
