"""Server time of a roll-up of 200 reports, pulled and shown to its writer: `python -m bench.rollup`.

Every report is a version as it is sent, with a self-examination of six contents; the page pulls them all, compares
digests and totals, and computes the sum anew. Time is that of one whole request in this process.
"""

import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
os.environ.setdefault("PINGYI_TEST_DATABASE", "bench_rollup")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases  # noqa: E402
from tests import cast as people  # noqa: E402
from tests.records.papers.conftest import EXAMINED  # noqa: E402
from tests.stage import day, opened, plan_text  # noqa: E402

from pingyi.records.campaign.queries import CurrentCampaign  # noqa: E402
from pingyi.records.duties.models import Duty  # noqa: E402
from pingyi.records.organisation.models import OrgType, Unit  # noqa: E402
from pingyi.records.papers import actions  # noqa: E402
from pingyi.records.papers.models import Paper, PaperVersion  # noqa: E402
from pingyi.rules.mandate import Role  # noqa: E402
from pingyi.rules.paper import tables  # noqa: E402
from pingyi.rules.paper.content import Content, Section  # noqa: E402
from pingyi.rules.rulebook.papers import Tabled  # noqa: E402

UNITS, ROUNDS = 200, 30


def main() -> None:
    """Fill a scratch database, ask for the page, print what it took."""
    call_command("collectstatic", verbosity=0, interactive=False)
    created = setup_databases(verbosity=0, interactive=False)
    try:
        measure(*fill())
    finally:
        teardown_databases(created, verbosity=0)


def fill() -> tuple[people.Cast, int]:
    """The cast, two hundred counties, their reports, and the roll-up that somebody writes."""
    cast = people.cast()
    extra = [(f"county{n:03}", f"第{n}县科技局", f"County {n}", OrgType.COUNTY_BUREAU, True) for n in range(UNITS - 3)]
    Unit.objects.bulk_create(
        Unit(code=code, name_zh=zh, name_en=en, kind=kind, ranked=ranked, created_at=people.AT)
        for code, zh, en, kind, ranked in extra
    )
    campaign = opened(cast, "P2", text=plan_text((*people.UNITS, *extra), by_paper=True))
    owed = list(Duty.objects.filter(task="county-self-exam-report").select_related("unit"))
    Duty.objects.filter(task="county-self-exam-report").update(state="received", submitted_at=day("07-18"))
    papers = Paper.objects.bulk_create(
        Paper(
            campaign_id=campaign.code,
            kind="D21",
            unit=duty.unit,
            state="sent",
            title="自查自纠情况报告",
            saved_at=day("07-18"),
            sent_at=day("07-18"),
            spelled=f"第{place}局〔2026〕1号",
            duty=duty,
        )
        for place, duty in enumerate(owed)
    )
    said = report(campaign)
    PaperVersion.objects.bulk_create(
        PaperVersion(paper=paper, number=1, content=said.data.decode(), digest=said.digest, at=day("07-18"))
        for paper in papers
    )
    settings.CLOCK.set(day("07-22"))
    return cast, actions.begin("D22", actor=cast.actor(Role.OFFICE_STAFF), at=day("07-22"))


def report(campaign: CurrentCampaign) -> Content:
    """A report as it is sent."""
    table = tables.annex(Tabled.SELF_EXAM, "自查自纠情况表", EXAMINED, campaign.book)
    counted = tuple(tables.counted(Tabled.SELF_EXAM, EXAMINED).items())
    section = Section("course", "自查自纠开展情况", "按照要求逐项开展自查自纠。" * 40)
    return Content("D21", "报告", "局", ("市科技局",), (), (section,), (table,), counted)


def measure(cast: people.Cast, pk: int) -> None:
    """The page, thirty times, after one to warm up."""
    client = Client()
    client.force_login(cast[Role.OFFICE_STAFF])
    took, busy = [], []
    for _ in range(ROUNDS + 1):
        began, worked = time.perf_counter(), time.process_time()
        answer = client.get(f"/papers/{pk}/write/")
        took.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    assert answer.status_code == 200 and "应报单位数" in answer.content.decode()
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/papers/{pk}/write/")
    print(f"roll-up of {UNITS} reports: {len(answer.content) // 1024} KiB, queries: {len(queries)}")
    print(f"server time: median {statistics.median(took[1:]):.0f} ms, fastest {min(took[1:]):.0f} ms")
    print(f"of it computing: median {statistics.median(busy[1:]):.0f} ms, fastest {min(busy[1:]):.0f} ms")


if __name__ == "__main__":
    main()
