"""What lies before several parties stands on the page of whoever has not signed it, and of nobody else."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

from pingyi.ceremonies import closing
from pingyi.records.acts import queries as acts
from pingyi.records.acts.act import Approval
from pingyi.records.acts.models import Act, Signature
from pingyi.records.campaign.queries import current
from pingyi.rules.acts import ACTS
from pingyi.rules.acts.kind import CLOSING, Kind
from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from pingyi.ui.door.acts import pages, waiting
from tests.cast import show_factor
from tests.desks.today.test_today import today
from tests.factories import AT, person, standing
from tests.sitting import CLOSED, Sitting

pytestmark = pytest.mark.django_db


def test_a_joint_act_waits_for_who_has_not_signed(sitting_at: Callable[[str], Sitting], clock: Clock) -> None:
    sitting = sitting_at("voted")
    clock.set(CLOSED)
    closing.propose(campaign=sitting.campaign, actor=sitting.director, at=CLOSED)
    words = "Sign the closing of the boxes"
    lead, director, county = (_as(sitting, role) for role in (Role.STAT_LEAD, Role.OFFICE_DIRECTOR, Role.COUNTY_LEADER))
    assert words in today(lead)["awaits"] and words in today(director)["awaits"]
    assert words not in today(county)["awaits"]
    laid = acts.latest(sitting.campaign.code, CLOSING.code)
    assert laid is not None
    closing.sign(campaign=sitting.campaign, digest=laid.digest, actor=sitting.lead, at=CLOSED)
    assert words not in today(lead)["awaits"] and words in today(director)["awaits"]


def test_every_act_is_laid_and_signed_at_some_desk_by_those_who_may() -> None:
    assert sorted(page.kind.code for page in pages()) == sorted(ACTS)
    for page in pages():
        assert resolve(reverse(f"{page.kind.code}-sign")).func.power is page.kind.signs  # type: ignore[attr-defined]
        if page.begins:
            assert resolve(reverse(f"{page.kind.code}-lay")).func.power is page.kind.lays  # type: ignore[attr-defined]
        assert reverse(page.page)
    assert {code for code, kind in ACTS.items() if len(kind.parties) == 1} == {
        page.kind.code for page in pages() if isinstance(page.act, Approval)
    }


@pytest.mark.parametrize("kind", [kind for kind in ACTS.values() if len(kind.parties) > 1], ids=lambda kind: kind.code)
def test_what_is_laid_waits_for_every_party_of_its_kind(kind: Kind) -> None:
    standing()
    campaign = current()
    assert campaign is not None
    whole = {"kind": kind.code, "digest": "0" * 64, "parties": [str(party) for party in kind.parties]}
    laid = Act.objects.create(campaign_id=campaign.code, content="{}", drawn_up_at=AT, **whole)
    for party in kind.parties:
        assert [(each.page.kind, each.since) for each in waiting(person(party), campaign)] == [(kind, AT)]
        Signature.objects.create(act=laid, party=party, signer=person(party).ref, name="甲", at=AT)
        assert list(waiting(person(party), campaign)) == []
    assert list(waiting(person(Role.COUNTY_LEADER, "qinghe"), campaign)) == []


def _as(sitting: Sitting, role: Role) -> Client:
    client, account = Client(), sitting.cast[role]
    account.password_set_at = settings.CLOCK.now()
    account.save()
    client.force_login(account)
    show_factor(client, account)
    return client
