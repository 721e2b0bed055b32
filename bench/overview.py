"""Server time of the office overview with 200 units × 40 tasks, on a scratch database: `python -m bench.overview`.

Time is that of one whole request in this process, from the URL to the finished page: session, actor, campaign, all
queries, template. A third of the duties is done, a third handed in or returned, the rest owed or overdue.
"""

import gc
import os
import re
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
os.environ.setdefault("PINGYI_TEST_DATABASE", "bench_board")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases  # noqa: E402
from tests import cast as people  # noqa: E402
from tests.stage import day, opened, plan_text  # noqa: E402

from pingyi.records.duties.models import Duty  # noqa: E402
from pingyi.records.organisation.models import OrgType, Unit  # noqa: E402
from pingyi.rules.mandate import Role  # noqa: E402

UNITS, TASKS, ROUNDS = 200, 40, 30
STATES = ("done", "submitted", "owed", "returned", "owed", "done")


def main() -> None:
    """Fill a scratch database, ask for the page, print what it took."""
    call_command("collectstatic", verbosity=0, interactive=False)
    created = setup_databases(verbosity=0, interactive=False)
    try:
        cast = fill()
        settings.CLOCK.set(day("07-20"))
        gc.collect()
        gc.freeze()  # as the web workers do
        measure(cast)
    finally:
        teardown_databases(created, verbosity=0)


def fill() -> people.Cast:
    """The cast, two hundred counties and their duties in every state."""
    cast = people.cast()
    extra = [(f"county{n:03}", f"第{n}县科技局", f"County {n}", OrgType.COUNTY_BUREAU, True) for n in range(UNITS - 3)]
    Unit.objects.bulk_create(
        Unit(code=code, name_zh=zh, name_en=en, kind=kind, ranked=ranked, created_at=people.AT)
        for code, zh, en, kind, ranked in extra
    )
    opened(cast, "P2", text=more_tasks(plan_text((*people.UNITS, *extra))))
    for place, task in enumerate(Duty.objects.filter(table="duty").values_list("task", flat=True).distinct()):
        state = STATES[place % len(STATES)]
        Duty.objects.filter(task=task).update(state=state, submitted_at=None if state == "owed" else day("07-09"))
    return cast


def more_tasks(text: str) -> str:
    """The plan with county tasks repeated under new codes until there are forty."""
    blocks = re.findall(r"^\[\[tasks\]\]\n(?:(?!\[|#).*\n)+", text, re.MULTILINE)
    county = [block for block in blocks if 'actor = "county_bureau"' in block and "within" not in block]
    plain = [block for block in county if "approval" not in block and "report" not in block]
    wanted = [plain[n % len(plain)].replace('code = "', f'code = "again{n}-', 1) for n in range(TASKS - len(county))]
    first = text.index("[[tasks]]")
    return text[:first] + "\n".join(wanted) + "\n" + text[first:]


def measure(cast: people.Cast) -> None:
    """The page, thirty times, after one to warm up."""
    client = Client()
    client.force_login(cast[Role.OFFICE_STAFF])
    took = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        answer = client.get("/overview/")
        took.append((time.perf_counter() - began) * 1000)
    assert answer.status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get("/overview/")
    cells = answer.content.count(b"<td>")
    print(f"overview {UNITS} units x {TASKS} tasks: {cells} cells, {len(answer.content) // 1024} KiB")
    print(f"queries: {len(queries)}")
    print(f"server time: median {statistics.median(took[1:]):.0f} ms, fastest {min(took[1:]):.0f} ms")


if __name__ == "__main__":
    main()
