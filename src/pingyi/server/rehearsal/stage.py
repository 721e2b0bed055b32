"""Where a rehearsal takes place: a database of its own, and the folder it leaves behind."""

import shutil
from pathlib import Path

from django.conf import settings
from rich.progress import Progress

from pingyi import plans
from pingyi.server import clock
from pingyi.server.rehearsal.script import Rehearsal
from pingyi.server.serving import prepare

LABELS = {
    "people": "人员 people",
    "papers": "材料 papers",
    "boxes": "票箱 boxes",
    "ballots": "密封票 sealed ballots",
    "sheets": "检查评分 score sheets",
    "shares": "开箱份额 shares",
    "released": "公布 released",
}
DEMO = {"plan": plans.SCIENCE_BUREAU, "units": 9, "respondents": 40, "seed": 7}


class Told:
    """Turns what the script tells into progress bars."""

    def __init__(self, bars: Progress) -> None:
        self.bars, self.tasks = bars, {}

    def __call__(self, what: str, done: int) -> None:
        if what not in self.tasks:
            self.tasks[what] = self.bars.add_task(LABELS[what], total=None)
        self.bars.advance(self.tasks[what], done)


def plan_text(plan: str) -> str:
    """A built-in plan by name, or a file."""
    return plans.read(plan) if plan in plans.names() else Path(plan).read_text(encoding="utf-8-sig")


def rehearse(plan: str, units: int, respondents: int, seed: int, workers: int, out: Path, bars: Progress) -> Rehearsal:
    """A whole campaign; the published bundle is left in `out`."""
    from pingyi.server.bundle import write_bundle

    prepare()
    rehearsal = Rehearsal(plan_text(plan), units, respondents, seed, workers, Told(bars))
    rehearsal.to_the_end()
    write_bundle(rehearsal.campaign, out / "bundle")
    shutil.make_archive(str(out / "bundle"), "zip", out / "bundle")
    return rehearsal


def load_demo(workers: int, bars: Progress) -> None:
    """A campaign stopped in the middle of its survey, its clock left there, a telephone for everybody who needs one."""
    from django.contrib.auth.hashers import make_password

    from pingyi.desks.entrance.demo import give_telephone
    from pingyi.records.organisation.actions import open_demo_accounts

    rehearsal = Rehearsal(
        plan_text(DEMO["plan"]), DEMO["units"], DEMO["respondents"], DEMO["seed"], workers, Told(bars)
    )
    rehearsal.until_fielding()
    open_demo_accounts(password=make_password(settings.DEMO_PASSWORD), at=rehearsal.now)
    for account in rehearsal.company.everybody():
        give_telephone(account)
    settings.CLOCK.set(rehearsal.now)
    clock.save(settings.CLOCK, settings.DATA)
