"""What pages take with 50,000 opinions, 2,000 items of the ledger and 400 cases: `python -m bench.citizens`.

Promised: no page takes more than 100 ms of computing, this process and its database together, nor 25 queries.
"""

import gc
import os
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
os.environ.setdefault("PINGYI_TEST_DATABASE", "bench_citizens")

import django

django.setup()

from bench.voices import filled  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)
from tests import cast as people  # noqa: E402
from tests.stage import day, opened  # noqa: E402

from pingyi.records.casework.models import Case  # noqa: E402
from pingyi.records.journal import key  # noqa: E402
from pingyi.records.ledger.models import Item, Source, Step  # noqa: E402
from pingyi.records.masks.models import Countersign, Masking  # noqa: E402
from pingyi.records.sorting.models import Sorting  # noqa: E402
from pingyi.rules.mandate import Role  # noqa: E402
from pingyi.rules.sorting import Disposition  # noqa: E402

OPINIONS, SORTED, MASKED, CASES, ITEMS, ROUNDS = 50_000, 30_000, 2_000, 400, 2_000, 3
UNITS = ("qinghe", "linshan", "donghu")
OFFICE = (
    "/today/",
    "/opinions/",
    "/opinions/?page=700",
    "/opinions/?order=source&down=on",
    "/opinions/?sought=窗口",
    "/opinions/0001-0001/",
    "/opinions/0001-0001/mask/0/",
    "/opinions/totals/",
    "/cases/",
    "/cases/?part=late",
    "/cases/figures/",
    "/cases/0001-0001/",
    "/feedback/",
    "/feedback/units/linshan/",
    "/ledger/",
    "/ledger/?page=20",
    "/ledger/?unit=linshan&state=unanalysed",
    "/ledger/?mark=late",
    "/ledger/?sought=窗口",
    "/ledger/?order=due",
    "/ledger/?view=board",
    "/ledger/?view=calendar",
    "/ledger/figures/",
    "/conduct/",
    "/conduct/board/",
    "/unsealings/",
)
PAGES = {
    Role.INTAKE_CLERK: ("/today/", "/opinions/", "/opinions/new/"),
    Role.OFFICE_STAFF: OFFICE,
    Role.COUNTY_OFFICE: ("/today/", "/my-unit/", "/ledger/", "/feedback/"),
    Role.SUPERVISOR: ("/today/", "/opinions/totals/", "/conduct/board/"),
    None: ("/", "/outcomes/", "/say/"),
}


def main() -> None:
    """Fill a scratch database and print what every page took."""
    setup_test_environment()
    call_command("collectstatic", verbosity=0, interactive=False)
    created = setup_databases(verbosity=0, interactive=False)
    try:
        cast = people.cast()
        fill(opened(cast, "P3").code, cast)
        measure(cast)
    finally:
        teardown_databases(created, verbosity=0)


def measure(cast: people.Cast, only: str = "") -> None:
    """Every page, a few times, after one to warm up."""
    key.make()
    settings.CLOCK.set(day("08-10", 10))
    gc.collect()
    gc.freeze()  # as the web workers do
    for role, addresses in PAGES.items():
        client = Client()
        if role:
            client.force_login(cast[role])
        for address in addresses:
            if only in address:
                print(f"{role or 'public':16} {address:36} {asked(client, address)}", flush=True)


def asked(client: Client, address: str) -> str:
    """What one page answers and takes."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        many = len(queries)
    began, ours, database = time.perf_counter(), time.process_time(), of_database()
    for _ in range(ROUNDS):
        client.get(address)
    spans = time.process_time() - ours, of_database() - database, time.perf_counter() - began
    here, there, clock = (1000 * span / ROUNDS for span in spans)
    return (
        f"{answer.status_code}, {many:3} queries, {len(answer.content) // 1024:4} KiB: {here:5.0f} ms here, "
        f"{there:5.0f} ms in the database, {clock:5.0f} ms by the clock"
    )


def of_database() -> float:
    """Seconds that the database's process for this connection has computed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fill(campaign: str, cast: people.Cast) -> None:
    """All of it, past the actions that sign each of them."""
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # so that all is computed where it is measured
    numbers, texts = filled(campaign, OPINIONS, UNITS)
    at, handler = day("08-01"), str(cast[Role.INTAKE_CLERK].pk)
    ways = list(Disposition)[:5]
    own = {"campaign_id": campaign, "handler": handler, "at": at}
    Sorting.objects.bulk_create(
        (
            Sorting(opinion=number, version=1, content="C1.4", disposition=ways[place % 5], outcome="efficiency", **own)
            for place, number in enumerate(numbers[:SORTED])
        ),
        batch_size=5000,
    )
    masks = Masking.objects.bulk_create(
        Masking(opinion=number, statement=0, version=1, leaf=b"", spans=[], text=text, lost=[], reason="无", **own)
        for number, text in zip(numbers[:MASKED], texts, strict=False)
    )
    Countersign.objects.bulk_create(Countersign(masking=each, agreed=True, handler="0", at=at) for each in masks)
    states = ("new", "accepted", "assigned", "replied", "concluded")
    Case.objects.bulk_create(
        Case(
            campaign_id=campaign,
            number=number,
            kind="complaint",
            units=[UNITS[place % 3]],
            received=date(2026, 7, 13),
            state=states[place % 5],
            due=date(2026, 8, 1 + place % 28),
        )
        for place, number in enumerate(numbers[:CASES])
    )
    items(campaign, texts, cast)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def items(campaign: str, texts: list[str], cast: people.Cast) -> None:
    """Items of the ledger in every state, planned and told at length."""
    states, long = ("unanalysed", "planned", "in_progress", "submitted", "closed"), "整改措施逐条落实，责任到人。" * 10
    kept = Item.objects.bulk_create(
        Item(
            campaign_id=campaign,
            number=place + 1,
            unit=UNITS[place % 3],
            origin="feedback",
            state=states[place % 5],
            content="C1",
            raisers=3,
            prominent=place % 9 == 0,
            verbatim=texts[place],
            problem=texts[place],
            phase="P3",
            found_on=date(2026, 8, 1),
            analysis=long,
            cause="rules",
            pace="immediate",
            measures=long + str(place % 1500),
            due=date(2026, 8, 1 + place % 28),
            closed_on=date(2026, 8, 9) if place % 5 == 4 else None,
            done_on=date(2026, 8, 9) if place % 5 > 2 else None,
            published="办事指南已公开。" if place % 5 == 4 else "",
            steps_taken=3,
        )
        for place in range(ITEMS)
    )
    Source.objects.bulk_create(Source(item=each, noun="passage", reference=f"1-{each.number}") for each in kept)
    by = cast[Role.OFFICE_STAFF]
    Step.objects.bulk_create(
        Step(item=each, number=number, verb=verb, written={}, reason="核验", by=by, at=day("08-09"))
        for each in kept
        for number, verb in enumerate(("analyse", "plan", "close"), 1)
    )


if __name__ == "__main__":
    main()
