"""Searching 50,000 opinions, grouping 5,000 and taking one down, on a scratch database: `python -m bench.voices`.

Promised: two characters found in 100 ms, a page of the list with what was looked for; groups in 10 s; what a clerk
types is kept, with what is alike, and becomes an opinion, in 150 ms each.
"""

import os
import random
import time
from collections.abc import Sequence
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
os.environ.setdefault("PINGYI_TEST_DATABASE", "bench_voices")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402
from tests import cast as people  # noqa: E402
from tests.stage import day, opened  # noqa: E402

from pingyi.records.journal import key  # noqa: E402
from pingyi.records.sorting.likeness import groups  # noqa: E402
from pingyi.records.voices.models import Opinion, Statement  # noqa: E402
from pingyi.records.voices.queries import Sought, how_many, opinions  # noqa: E402
from pingyi.rehearsal.sayings import worded  # noqa: E402
from pingyi.rules.mandate import Role  # noqa: E402
from pingyi.rules.voices import Side, hour_of, pairs  # noqa: E402

MANY, GROUPED, PAGE, HOURS = 50_000, 5_000, 50, 500


def main() -> None:
    """Fill a scratch database and say what it took."""
    setup_test_environment()
    call_command("collectstatic", verbosity=0, interactive=False)
    created = setup_databases(verbosity=0, interactive=False)
    try:
        cast = people.cast()
        campaign = opened(cast, "P2")
        _numbers, texts = filled(campaign.code, MANY, ("linshan",))
        clerk = cast.actor(Role.INTAKE_CLERK, campaign_id=campaign.code)
        for words in ("窗口", "三趟", "一次性告知", "没有这样的话"):
            began = time.perf_counter()
            found = how_many(clerk, campaign, Sought(words))
            shown = opinions(clerk, campaign, Sought(words), 0, PAGE)
            took = 1000 * (time.perf_counter() - began)
            print(f"“{words}” in {MANY} opinions: {found} found, {len(shown)} shown, {took:.0f} ms (promised 100)")
        listen(cast)
        began = time.perf_counter()
        many = len(groups(texts[:GROUPED]))
        print(f"{GROUPED} opinions: {many} groups in {time.perf_counter() - began:.1f} s (promised 10)")
    finally:
        teardown_databases(created, verbosity=0)


def listen(cast: people.Cast) -> None:
    """A call, as the clerk's browser sends it."""
    key.make()
    settings.CLOCK.set(day("07-13", 10))
    clerk = Client()
    clerk.force_login(cast[Role.INTAKE_CLERK])
    sent = {
        "text": "窗口叫我跑了三趟，没有一次性告知。",
        "kind": "complaint",
        "source": "telephone",
        "units": ["linshan"],
    }
    clerk.post("/opinions/new/typed/", sent)
    for address in ("/opinions/new/typed/", "/opinions/new/"):
        began = time.perf_counter()
        answer = clerk.post(address, sent)
        took = 1000 * (time.perf_counter() - began)
        print(f"{address}: {answer.status_code}, {took:.0f} ms (promised 150)")


def filled(campaign_id: str, many: int, units: Sequence[str]) -> tuple[list[str], list[str]]:
    """Numbers and texts of so many opinions about these units, past the actions that sign each of them."""
    hours = [hour_of(day("07-13") + timedelta(hours=number)) for number in range(HOURS)]
    texts = [worded(random.Random(place)).text for place in range(many)]
    own = [
        Opinion(
            campaign_id=campaign_id,
            number=f"{place // 10_000:04}-{place % 10_000:04}",
            lookup=place.to_bytes(32),
            kind="complaint",
            source="web",
            units=[units[place % len(units)]],
            hour=hours[place % HOURS],
        )
        for place in range(many)
    ]
    Opinion.objects.bulk_create(own, batch_size=5000)
    blank = {"number": 0, "side": Side.RAISER, "salt": b"", "leaf": b""}
    Statement.objects.bulk_create(
        [
            Statement(opinion=each, hour=each.hour, text=text, pairs=pairs(text), **blank)
            for each, text in zip(own, texts, strict=True)
        ],
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [each.number for each in own], texts


if __name__ == "__main__":
    main()
