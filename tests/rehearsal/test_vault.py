"""A rehearsal has one identity that was opened properly, and one that was refused."""

from datetime import timedelta

import pyrage
import pytest

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.clues.queries import clues as lines
from pingyi.records.journal import key
from pingyi.records.unsealings.queries import unsealings
from pingyi.records.voices import actions
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.rehearsal import clues, vault
from pingyi.rehearsal.cast import Company
from pingyi.rehearsal.chance import Chance
from pingyi.rules.mandate import PUBLIC
from pingyi.rules.mandate.role import CUSTODIANS
from pingyi.rules.voices import Kind
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-20", 10)


def test_one_identity_is_opened_and_one_is_not(cast: Cast) -> None:
    key.make()
    campaign = opened(cast, "P2")
    for place in range(3):
        _raise(campaign, place)
    company = Company(campaign.code, {(role, ""): [account] for role, account in cast.accounts.items()})
    keys = vault.make_keys(campaign, company, at=AT)
    vault.keep(campaign, company, keys, at=AT)
    told = {line.state: [step.verb for step in line.steps] for line in unsealings(campaign.code)}
    assert [*keys] == [*CUSTODIANS]
    assert told == {"unsealed": ["ask", "release", "unseal"], "refused": ["ask", "refuse"]}


def test_a_demo_gives_a_custodian_the_file_that_the_browser_would_make() -> None:
    own = pyrage.x25519.Identity.generate()
    plain = pyrage.passphrase.decrypt(vault.key_file(own, "correct horse").encode(), "correct horse")
    assert plain.decode() == f'{{"version":1,"identity":"{own}"}}'


def _raise(campaign: CurrentCampaign, place: int) -> None:
    new, at = NewOpinion(Kind.COMPLAINT, ["qinghe"], "跑了三趟。"), AT - timedelta(hours=place + 1)
    actions.raise_opinion(new, source="web", token=bytes([place] * 32), campaign=campaign, actor=PUBLIC, at=at)


def test_of_four_reports_one_is_answered_one_none_one_late_one_left(cast: Cast) -> None:
    key.make()
    campaign = opened(cast, "P2")
    company = Company(campaign.code, {(role, ""): [account] for role, account in cast.accounts.items()})
    keys = vault.make_keys(campaign, company, at=AT - timedelta(days=14))
    reports = clues.report(campaign, keys, Chance("reports"), at=AT - timedelta(days=13))
    clues.handle(campaign, company, keys, reports, soon=AT - timedelta(days=8), late=AT)
    told = {line.number: (line.state, line.taken_late) for line in lines(campaign)}
    states = [told[each.number] for each in reports]
    assert states == [("concluded", 0), ("raised_anew", 0), ("handed_over", 1), ("sealed", 0)]
