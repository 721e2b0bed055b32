"""The wall: nobody of an appraised unit, and no passer-by, can tell whether somebody complained about it (R196)."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from pingyi.ceremonies import casework, feedback, masking, sorting
from pingyi.records.campaign.queries import required
from pingyi.records.casework.actions import Move
from pingyi.records.conduct.actions import NewReport, report
from pingyi.records.journal import key
from pingyi.records.sorting.actions import Decided
from pingyi.records.voices import actions
from pingyi.records.voices.access import access_by_code
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.models import Opinion
from pingyi.rehearsal import clues, vault
from pingyi.rehearsal.cast import Company
from pingyi.rehearsal.chance import Chance
from pingyi.rules.mandate import CLOCKWORK, PUBLIC, Power, Role
from pingyi.rules.sorting import Disposition
from pingyi.rules.voices import Kind
from pingyi.ui.door.gate import serves
from tests import stage, wall
from tests.beside_the_key import beside_the_key
from tests.cast import Cast, cast, show_factor
from tests.rooms import furnish
from tests.stage import day
from tests.wall import WATCHERS, World, compared, journal, undone

pytestmark = [pytest.mark.django_db, pytest.mark.slow(60)]
AT = day("07-13", 10)
LATER = AT + timedelta(hours=3)
WORDS = "清河局的吴定山让我跑了三趟"


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """A campaign in which opinions are solicited, with something in every room."""
    around = transaction.atomic()
    around._from_testcase = True
    with django_db_blocker.unblock(), beside_the_key(), around:
        people = cast()
        key.make()
        stage.opened(people)
        settings.CLOCK.set(day("06-21"))
        furnish(partial(_client, people))
        stage.gone_on(people, "P2")
        yield people
        transaction.set_rollback(True)
    settings.CLOCK.offset = timedelta()


@pytest.fixture(scope="module")
def keys(house: Cast) -> vault.Keys:
    """Of the custodians, to whom anybody may seal something in both worlds."""
    return vault.make_keys(required(), company(house), at=AT)


def company(people: Cast) -> Company:
    """The same people, as a rehearsal knows them."""
    return Company(required().code, {(role, ""): [account] for role, account in people.accounts.items()})


def _client(people: Cast, role: Role) -> Client:
    client = Client()
    client.force_login(people[role])
    show_factor(client, people[role])
    return client


def frozen(people: Cast) -> None:
    """Whatever is ready about Qinghe is frozen, and not read out yet."""
    campaign = required()
    staff = people.actor(Role.OFFICE_STAFF, campaign_id=campaign.code)
    seen = feedback.standing("qinghe", actor=staff, campaign=campaign).digest
    feedback.freeze("qinghe", (), seen=seen, actor=staff, at=LATER, campaign=campaign)


def passed(people: Cast) -> None:
    """Three hours pass, and a package is frozen, empty where nobody complained."""
    quietly()
    frozen(people)


def quietly() -> None:
    """Three hours pass, and what the size of a tree is blurred by is the same in both worlds."""
    actions.batch(campaign=required(), actor=CLOCKWORK, at=LATER, chance=lambda n: b"\xff" * n)


def complaints(people: Cast, keys: vault.Keys) -> tuple[str, ...]:
    """Within them a complaint comes by the web and another by telephone; one is answered, the other taken back.

    And wrongdoing is reported, handed over and answered; and somebody reports that the unit broke a prohibition.
    """
    campaign = required()
    reports = clues.report(campaign, keys, Chance("wall"), at=AT)
    clues.handle(campaign, company(people), keys, reports, soon=AT, late=AT)
    clerk = people.actor(Role.INTAKE_CLERK, campaign_id=campaign.code)
    new = NewOpinion(Kind.COMPLAINT, ["qinghe", "city-bureau"], WORDS)
    ways = (("web", PUBLIC), ("telephone", clerk))
    taken = [
        actions.raise_opinion(new, source=way, token=way.encode() * 9, campaign=campaign, actor=actor, at=AT)
        for way, actor in ways
    ]
    answered, withdrawn = (access_by_code(each.code, campaign) for each in taken)
    actions.answer(answered, "正在核实。", seen=1, actor=clerk, at=AT, campaign=campaign)
    actions.go_on(answered, "谢谢。", seen=2, actor=PUBLIC, at=AT, campaign=campaign)
    actions.withdraw(withdrawn, actor=PUBLIC, at=AT, campaign=campaign)
    accused = NewReport(prohibition="P7", unit="qinghe", facts=WORDS)
    report(accused, campaign=campaign, actor=people.actor(Role.REPRESENTATIVE), at=AT)
    harmed = actions.raise_opinion(new, source="web", token=b"harmed." * 5, campaign=campaign, actor=PUBLIC, at=AT)
    casework.raise_again(harmed.code, Move("report_harm", WORDS), seen=1, at=AT, campaign=campaign)
    staff, here = people.actor(Role.OFFICE_STAFF, campaign_id=campaign.code), {"at": AT, "campaign": campaign}
    masking.propose(answered.number, 0, [], "看过", seen=0, actor=clerk, **here)
    masking.countersign(answered.number, 0, True, "", seen=1, actor=staff, **here)
    decided = Decided("C1.4", "environment", "efficiency", Disposition.FOR_FEEDBACK)
    sorting.sort(answered.number, decided, seen=0, actor=clerk, **here)
    passed(people)
    return (answered.number, WORDS[-4:])


def told(worlds: tuple[World, World]) -> list[str]:
    return list(worlds[0].differences(worlds[1]))


def test_no_page_export_search_log_notice_mail_or_entry_differs(house: Cast, keys: vault.Keys) -> None:
    worlds = compared(house, LATER, partial(passed, house), partial(complaints, house, keys))
    assert not told(worlds), "\n".join(told(worlds))
    assert {who for who, _ in worlds[0].seen} == {"the house", "a passer-by", *map(str, WATCHERS[1:])}
    assert len(worlds[0].seen) > 400


@serves(Power.ACCOUNT_USE)
def leak(request: HttpRequest) -> HttpResponse:
    """As long for somebody complained about as the number of complaints."""
    return HttpResponse("." * Opinion.objects.count())


@serves(Power.PORTAL_READ)
def louder(request: HttpRequest, number: str) -> HttpResponse:
    """Another refusal for what is there."""
    return HttpResponse(status=403 if Opinion.objects.filter(number=number).exists() else 404)


PLANTED = [path("leak/", leak), path("louder/<str:number>/", louder)]
urlpatterns = [path("", include("pingyi.server.urls")), *PLANTED]


@pytest.mark.parametrize("number", [63, 65])
def test_what_an_hours_tree_tells_is_an_order_of_magnitude(house: Cast, number: int) -> None:
    """Up to 64 leaves nothing, where nothing is blurred; more than that, that there were more (protocol voices §7)."""

    def crowd() -> tuple[str, ...]:
        new, campaign = NewOpinion(Kind.COMPLAINT, ["qinghe"], WORDS), required()
        for place in range(number):
            actions.raise_opinion(new, source="web", token=bytes([place] * 32), campaign=campaign, actor=PUBLIC, at=AT)
        quietly()
        return ()

    journals = []
    for happens in (crowd, quietly):
        with undone():
            happens()
            journals.append(list(journal()))
    assert (journals[0] == journals[1]) is (number < 64)


@pytest.mark.urls(__name__)
def test_the_wall_would_show_a_hole(house: Cast, keys: vault.Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    """A count that tells only by its length, and a refusal that tells by its kind, are found."""
    monkeypatch.setattr(wall, "walk", lambda *_: iter(()))
    monkeypatch.setattr(wall, "routes", lambda _: [(str(each.pattern), each) for each in PLANTED])
    found = told(compared(house, LATER, partial(passed, house), partial(complaints, house, keys), [Role.COUNTY_LEADER]))
    assert len(found) == 3 and all("/leak/" in line or "/louder/" in line for line in found), found
