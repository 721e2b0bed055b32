"""Where a rehearsal takes place: a database of its own, and the folder it leaves behind."""

import json
import shutil
from pathlib import Path

from django.conf import settings
from rich.progress import Progress

from pingyi import kept, plans
from pingyi.commands.trustee import seal
from pingyi.desks.entrance.demo import DEMO_KEYS, DEMO_LETTERS, give_telephone
from pingyi.records.organisation import actions
from pingyi.records.organisation.access import access_invitation
from pingyi.records.organisation.models import Account
from pingyi.rehearsal import survey, vault
from pingyi.rehearsal.bars import Shown
from pingyi.rehearsal.bundle import write_bundle
from pingyi.rehearsal.cast import SYSTEM
from pingyi.rehearsal.script import Rehearsal, Stop
from pingyi.rules.encoding import digest
from pingyi.rules.mandate import PUBLIC, Role

DEMO_SEED = 7


def rehearse(text: str, units: int, respondents: int, seed: int, workers: int, out: Path, bars: Progress) -> Rehearsal:
    """A whole campaign by a plan; the published bundle is left in `out`."""
    rehearsal = Rehearsal(text, units, respondents, seed, workers, Shown(bars))
    rehearsal.run()
    write_bundle(rehearsal.campaign, out / "bundle")
    shutil.make_archive(str(out / "bundle"), "zip", out / "bundle")
    return rehearsal


def load_demo(units: int, respondents: int, workers: int, bars: Progress, stop: Stop) -> None:
    """A campaign stopped in the middle of a phase, or at its end; the clock is left there, everybody can be played."""
    rehearsal = Rehearsal(plans.read(plans.SCIENCE_BUREAU), units, respondents, DEMO_SEED, workers, Shown(bars))
    rehearsal.run(stop)
    for account in rehearsal.company.everybody():
        _let_in(account, rehearsal)
    letters = survey.unanswered(rehearsal.campaign, rehearsal.kept.codes) if stop is Stop.SOLICIT else []
    kept.write(settings.DATA / DEMO_LETTERS, json.dumps(letters, ensure_ascii=False).encode())
    _keep_keys(rehearsal)
    settings.CLOCK.set(rehearsal.now)


def _keep_keys(rehearsal: Rehearsal) -> None:
    """The invented trustees' and custodians' key files, each by its owner's username, for whoever plays them."""
    bodies = rehearsal.campaign.book.survey.sealing.trustees
    owners = [rehearsal.company.accounts[Role.TRUSTEE, body][0].username for body in bodies]
    files = {
        owner: seal(key.file, settings.DEMO_PASSWORD).decode()
        for owner, key in zip(owners, rehearsal.kept.keys, strict=bool(rehearsal.kept.keys))
    }
    for role, own in rehearsal.custodians.items():
        owner = rehearsal.company.accounts[role, ""][0].username
        files[owner] = vault.key_file(own, settings.DEMO_PASSWORD)
    kept.write(settings.DATA / DEMO_KEYS, json.dumps(files).encode())


def _let_in(account: Account, rehearsal: Rehearsal) -> None:
    """Everybody accepts an invitation with the demo's password, and gets an invented telephone."""
    campaign = rehearsal.campaign
    token = actions.invite(account, actor=SYSTEM, at=rehearsal.now)
    actions.accept_invitation(
        access_invitation(token),
        name=account.name,
        password=settings.DEMO_PASSWORD,
        campaign_id=campaign.code,
        text_digest=digest(campaign.book.conduct),
        actor=PUBLIC,
        at=rehearsal.now,
    )
    give_telephone(account)
