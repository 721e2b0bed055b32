"""What a whole campaign costs as it grows: seconds (by the clock, of which this process computed) and queries per act,
then per page, in a database of its own.

Goals for `bench.growth 200 54` on two cores: all of it less than 240 s; what every campaign does (people, duties that
are handed in, survey, inspection, count, ranking) less than 20,000 queries; the opening of its 1,200 boxes (what the
server does of it) less than 60 s, and no page over 100 ms. What every county writes for itself, papers, registers and
files, what citizens raise, what is fed back of it, what counties put right and who is looked into, has lines of its
own (decisions 0165, 0255 and 0264): each paper is five acts of four people, some ten queries each.
Without arguments: a small campaign and one of twice the units, so that the ratios show what grows too fast.
"""

import gc
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import wraps
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

SIZES = ((10, 30), (20, 30))
"""Units and respondents per unit, when nothing is asked for."""

WRITTEN = ("papers", "registers", "files", "voices", "feedback", "items", "conduct")
"""What counties write and citizens raise, each for itself: no act of the programme could do it for all at once."""

GROUPS = (*WRITTEN, "people", "duties", "survey", "inspection", "opening", "result")

Costs = dict[str, list[float]]
"""By act or page: how often, seconds by the clock, seconds computed, queries, bytes of the page."""


def main() -> None:
    """Print a table for every size."""
    sizes = [(int(sys.argv[1]), int(sys.argv[2]))] if len(sys.argv) > 2 else SIZES
    measured = []
    for size in sizes:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            measured.append(pool.submit(measure, *size).result())
    for name in dict.fromkeys(name for costs in measured for name in costs):
        cells = [costs.get(name, [0, 0, 0, 0, 0]) for costs in measured]
        print(f"{name:32}" + "".join(map(told, cells)))


def told(cost: list[float]) -> str:
    """What one act or page cost, in the table's columns."""
    times, clock, computed, queries, size = cost
    return f"{times:7.0f} ×{clock:9.2f} s{computed:9.2f} s{queries:9.0f} queries{size / 1e3:9.0f} kB"


def measure(units: int, respondents: int) -> Costs:
    """Rehearse, and ask for every page."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PINGYI_DATA": f"{folder}/data", "PINGYI_DEMO": "1"}
        from pingyi.server.serving import prepare, start_django

        start_django()
        prepare()
        return _measured(units, respondents, Path(folder))


def _measured(units: int, respondents: int, folder: Path) -> Costs:
    from django.db import connection

    from pingyi import plans
    from pingyi.rehearsal.bundle import write_bundle
    from pingyi.rehearsal.script import Rehearsal

    meter = Meter()
    with connection.execute_wrapper(meter.count):
        for group, module, names in _acts():
            for name in names:
                room = module.__name__.rpartition(".")[2]
                setattr(module, name, meter.wrapped(f"{group}.{room}.{name}", module, name))
        plan = plans.read(plans.SCIENCE_BUREAU)
        rehearsal = Rehearsal(plan, units, respondents, 7, os.cpu_count() or 2, Silent())
        with meter.timed("rehearsal (all)"):
            rehearsal.run()
        with meter.timed("bundle"):
            write_bundle(rehearsal.campaign, folder / "bundle")
        for group in GROUPS:
            meter.together(f"{group} (all)", f"{group}.")
        meter.left("all but what counties write", "rehearsal (all)", [f"{group} (all)" for group in WRITTEN])
        gc.collect()
        gc.freeze()  # as the web workers do
        _pages(meter, rehearsal)
    return dict(meter.costs)


class Silent:
    """Tells nobody how far it has come."""

    def expect(self, what: str, steps: int) -> None: ...
    def finish(self, what: str, steps: int = 1) -> None: ...


class Meter:
    """Counts queries and seconds; what is called within an act belongs to that act."""

    def __init__(self) -> None:
        self.costs: Costs = defaultdict(lambda: [0, 0, 0, 0, 0])
        self.queries = 0
        self._inside = False

    def count(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.queries += 1
        return execute(*statement)

    @contextmanager
    def timed(self, name: str) -> Iterator[list[float]]:
        started, worked = time.perf_counter(), time.process_time()
        before, cost = self.queries, self.costs[name]
        try:
            yield cost
        finally:
            cost[0] += 1
            cost[1] += time.perf_counter() - started
            cost[2] += time.process_time() - worked
            cost[3] += self.queries - before

    def together(self, name: str, beginning: str) -> None:
        """What all acts cost whose names begin so."""
        parts = [cost for act, cost in self.costs.items() if act.startswith(beginning)]
        self.costs[name] = [sum(column) for column in zip(*parts, strict=True)]

    def left(self, name: str, whole: str, parts: list[str]) -> None:
        """What an act costs without some of what belongs to it."""
        columns = zip(self.costs[whole], *(self.costs[part] for part in parts), strict=True)
        self.costs[name] = [1, *(all_of - sum(taken) for all_of, *taken in list(columns)[1:])]

    def wrapped(self, label: str, module: ModuleType, name: str) -> Callable[..., Any]:
        act = getattr(module, name)

        @wraps(act)
        def measured(*args: Any, **kwargs: Any) -> Any:
            if self._inside:
                return act(*args, **kwargs)
            self._inside = True
            try:
                with self.timed(label):
                    return act(*args, **kwargs)
            finally:
                self._inside = False

        return measured


def _acts() -> list[tuple[str, ModuleType, tuple[str, ...]]]:
    from pingyi.ceremonies import closing, commencement, freeze, opening, phase, reckoning, release
    from pingyi.records.box import actions as boxes
    from pingyi.records.duties import actions as duties
    from pingyi.records.roll import actions as roll
    from pingyi.rehearsal import (
        casework,
        cast,
        clues,
        conduct,
        feedback,
        files,
        inspectors,
        ledger,
        papers,
        people,
        vault,
        voices,
    )
    from pingyi.rehearsal.registers import described

    return [
        ("people", cast, ("assemble", "acknowledge")),
        ("people", people, ("get_ready", "recruit")),
        ("duties", commencement, ("approve_plan",)),
        ("duties", phase, ("open_phase",)),
        ("papers", papers, ("goes", "supplemented", "bulletin", "of_team")),
        ("registers", described, ("fill",)),
        ("files", files, ("attach",)),
        ("voices", casework, ("handle",)),
        ("voices", voices, ("speak",)),
        ("voices", vault, ("make_keys", "keep")),
        ("voices", clues, ("report", "handle")),
        ("feedback", feedback, ("feed_back",)),
        ("items", ledger, ("put_right", "plan_fed_back", "bring_home")),
        ("conduct", conduct, ("look_into",)),
        ("duties", duties, ("submit_all", "sign", "receive_all", "approve_all", "declare_missing")),
        ("survey", roll, ("import_frame", "draw_sample")),
        ("survey", freeze, ("propose", "sign")),
        ("survey", boxes, ("publish_credentials", "journal_heads")),
        ("survey", closing, ("propose", "sign")),
        ("inspection", inspectors, ("appoint", "score")),
        ("opening", opening, ("convene", "sign_inputs", "give_shares", "count", "finish", "sign_count")),
        ("result", reckoning, ("reckon", "sign")),
        ("result", release, ("release",)),
    ]


PAGES = (
    (
        "office_director",
        ("/today/", "/overview/", "/attention/", "/papers/", "/registers/", "/sitting/", "/reckoning/"),
    ),
    ("stat_lead", ("/sitting/", "/reckoning/")),
    ("", ("/", "/results/", "/boards/", "/journal/", "/plan/")),
)


def _pages(meter: Meter, rehearsal: Any) -> None:
    from django.conf import settings
    from django.test import Client

    from pingyi.rules.mandate import Role

    settings.CLOCK.set(rehearsal.now)
    settings.ALLOWED_HOSTS = ["*"]
    for role, paths in PAGES:
        client = Client()
        if role:
            account = rehearsal.company.accounts[Role(role), ""][0]
            client.force_login(account)
            session = client.session
            session["account_authentication_methods_user"] = str(account.pk)
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
            session.save()
        for path in paths:
            for _ in range(2):  # the second is the page, without what the first had to read in
                meter.costs.pop(name := f"{role} {path}".strip(), None)
                with meter.timed(name) as cost:
                    answer = client.get(path, HTTP_ACCEPT_LANGUAGE="zh-hans")
                    cost[4] += len(answer.getvalue())
            if answer.status_code != 200:
                print(f"{name}: {answer.status_code} {answer.headers.get('Location', '')}")


if __name__ == "__main__":
    main()
