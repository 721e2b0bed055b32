"""Where a rehearsal takes place: a database of its own, and the folder it leaves behind."""

import json
import shutil
from pathlib import Path

from django.conf import settings
from rich.progress import Progress, TaskID

from pingyi import plans
from pingyi.desks.entrance.demo import DEMO_KEYS, DEMO_LETTERS, give_telephone
from pingyi.records.organisation import actions
from pingyi.records.organisation.access import access_invitation
from pingyi.records.organisation.models import Account
from pingyi.rules.encoding import digest
from pingyi.rules.mandate import PUBLIC, Role
from pingyi.server import clock, kept
from pingyi.server.rehearsal import survey
from pingyi.server.rehearsal.cast import SYSTEM
from pingyi.server.rehearsal.script import Rehearsal, Stop
from pingyi.server.serving import prepare
from pingyi.server.trustee import seal

LABELS = {
    "people": "人员 people",
    "papers": "材料 papers",
    "boxes": "票箱 boxes",
    "ballots": "密封票 sealed ballots",
    "sheets": "检查评分 score sheets",
    "shares": "开箱份额 shares",
    "released": "公布 released",
}
DEMO_SEED = 7


class Told:
    """Turns what the script tells into progress bars."""

    def __init__(self, bars: Progress) -> None:
        self.bars = bars
        self.tasks: dict[str, TaskID] = {}
        self.totals: dict[str, int] = {}

    def expect(self, what: str, steps: int) -> None:
        if what not in self.tasks:
            self.tasks[what], self.totals[what] = self.bars.add_task(LABELS[what], total=0), 0
        self.totals[what] += steps
        self.bars.update(self.tasks[what], total=self.totals[what])

    def finish(self, what: str, steps: int = 1) -> None:
        self.bars.advance(self.tasks[what], steps)


def rehearse(text: str, units: int, respondents: int, seed: int, workers: int, out: Path, bars: Progress) -> Rehearsal:
    """A whole campaign by a plan; the published bundle is left in `out`."""
    from pingyi.server.bundle import write_bundle

    prepare()
    rehearsal = Rehearsal(text, units, respondents, seed, workers, Told(bars))
    rehearsal.run()
    write_bundle(rehearsal.campaign, out / "bundle")
    shutil.make_archive(str(out / "bundle"), "zip", out / "bundle")
    return rehearsal


def load_demo(units: int, respondents: int, workers: int, bars: Progress, stop: Stop) -> None:
    """A campaign stopped in the middle of a phase, or at its end; the clock is left there, everybody can be played."""
    rehearsal = Rehearsal(plans.read(plans.SCIENCE_BUREAU), units, respondents, DEMO_SEED, workers, Told(bars))
    rehearsal.run(stop)
    for account in rehearsal.company.everybody():
        _let_in(account, rehearsal)
    letters = survey.unanswered(rehearsal.campaign, rehearsal.kept.codes) if stop is Stop.SOLICIT else []
    kept.write(settings.DATA / DEMO_LETTERS, json.dumps(letters, ensure_ascii=False).encode())
    _keep_keys(rehearsal)
    settings.CLOCK.set(rehearsal.now)
    clock.save(settings.CLOCK, settings.DATA)


def _keep_keys(rehearsal: Rehearsal) -> None:
    """The invented trustees' key files, each by its owner's username, for whoever plays them."""
    bodies = rehearsal.campaign.book.survey.sealing.trustees
    owners = [rehearsal.company.accounts[Role.TRUSTEE, body][0].username for body in bodies]
    files = {
        owner: seal(key.file, settings.DEMO_PASSWORD).decode()
        for owner, key in zip(owners, rehearsal.kept.keys, strict=bool(rehearsal.kept.keys))
    }
    kept.write(settings.DATA / DEMO_KEYS, json.dumps(files).encode())


def _let_in(account: Account, rehearsal: Rehearsal) -> None:
    """Everybody accepts an invitation with the demo's password, and gets an invented telephone."""
    campaign = rehearsal.campaign
    token = actions.invite(account, actor=SYSTEM, at=rehearsal.now)
    actions.accept_invitation(
        access_invitation(token),
        name=account.name,
        password=settings.DEMO_PASSWORD,
        campaign=campaign.code,
        text_digest=digest(campaign.book.conduct),
        actor=PUBLIC,
        at=rehearsal.now,
    )
    give_telephone(account)
