"""The page on which whoever signs in lands: what is asked of each, in order; no query more for twice the units."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from pingyi.records.campaign.queries import required
from pingyi.records.duties import actions as duties
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.organisation.models import OrgType, Unit
from pingyi.records.outbox.models import Notice
from pingyi.records.rooms import declared
from pingyi.rules.mandate import GRANTABLE, Power, Role, may
from pingyi.server.clock import Clock
from pingyi.ui.shell.today import Source
from tests import stage
from tests.cast import PASSWORD, Cast
from tests.law.source import ensure_none
from tests.stage import day

pytestmark = pytest.mark.django_db

PARTS = ("owed", "awaits", "back", "comes", "ahead")


def today(client: Client) -> dict[str, list[str]]:
    """Part of the page → what stands in it."""
    context = client.get("/today/", headers={"accept-language": "en"}).context
    return {part: [matter.words for matter in context[part]] for part in PARTS}


def news(client: Client) -> list[str]:
    """Kinds of what is new."""
    return [note.kind for note in client.get("/today/").context["news"]]


def text(client: Client, language: str = "zh-hans") -> str:
    return " ".join(client.get("/today/", headers={"accept-language": language}).content.decode().split())


def test_whoever_is_not_signed_in_has_no_today() -> None:
    answer = Client().get("/today/")
    assert answer.status_code == 302 and answer["Location"].startswith("/account/login/")


def test_a_county_sees_what_it_owes_by_day_and_in_words(
    cast: Cast, client_of: Callable[..., Client], clock: Clock
) -> None:
    stage.opened(cast, "P1")
    clock.set(day("07-06"))
    county = client_of(Role.COUNTY_OFFICE)
    context = county.get("/today/").context
    days = [matter.due for matter in context["owed"]]
    assert len(days) > 2 and days == sorted(days)
    assert "7月10日（周五）24时前，还剩4天" in text(county)
    assert {matter.url for matter in context["owed"]} == {
        reverse("my-duty", args=[pk])
        for pk in Duty.objects.filter(unit__code="qinghe", phase="P1").values_list("pk", flat=True)
    }
    assert 0 < len(context["comes"]) <= 3, "and what comes in the next phase"


def test_a_paper_passes_from_clerk_to_leader_to_office_and_back(
    cast: Cast, client_of: Callable[..., Client], clock: Clock
) -> None:
    stage.opened(cast, "P2")
    Duty.objects.filter(table="county_plan").update(state="in_force")
    clock.set(at := day("07-18"))
    paper = Duty.objects.get(task="county-self-exam-report", unit__code="qinghe")
    clerk, leader, office = (client_of(role) for role in (Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.OFFICE_STAFF))
    title = next(task.title.en for task in required().book.tasks if task.code == paper.task)
    assert title in today(clerk)["owed"]

    duties.submit(paper.pk, "自查报告", "清科〔2026〕7号", actor=cast.actor(Role.COUNTY_OFFICE), at=at)
    assert title not in today(clerk)["owed"]
    assert f"Sign: {title}" in today(leader)["awaits"]
    assert f"Sign: {title}" not in today(clerk)["awaits"], "whoever wrote it does not sign it"
    assert "duty-drawn-up" in news(leader) and "duty-drawn-up" not in news(client_of(Role.INSPECTION_HEAD))

    draft = DutyMove.objects.filter(duty=paper, verb="draw_up").last()
    assert draft is not None
    duties.sign(paper.pk, draft.pk, actor=cast.actor(Role.COUNTY_LEADER), at=at)
    assert f"Receive “{title}”: 1 paper" in today(office)["awaits"]
    assert today(leader)["awaits"] == []

    duties.send_back(paper.pk, "缺少附件", actor=cast.actor(Role.OFFICE_STAFF), at=at)
    assert title in today(clerk)["back"] and title not in today(clerk)["owed"]
    assert f"Receive “{title}”: 1 paper" not in today(office)["awaits"]


def test_what_is_new_is_signed_for_on_the_page(cast: Cast, client_of: Callable[..., Client]) -> None:
    stage.opened(cast, "P1")
    county = client_of(Role.COUNTY_OFFICE)
    news = county.get("/today/").context["news"]
    assert news
    answer = county.post(
        reverse("notice-acknowledge", args=[news[0].pk]), headers={"referer": "http://testserver/today/"}
    )
    assert answer.status_code == 302 and answer["Location"] == "/today/"
    assert news[0].pk not in [note.pk for note in county.get("/today/").context["news"]]


def test_what_is_told_of_an_account_is_told_without_a_campaign(cast: Cast, client_of: Callable[..., Client]) -> None:
    Notice.objects.create(kind="factor-changed", account=cast[Role.SYS_ADMIN], about="account:1", at=day("06-01"))
    assert "second factors of your account" in text(client_of(Role.SYS_ADMIN), "en")
    assert "second factors of your account" not in text(client_of(Role.SEC_ADMIN), "en")


def test_a_draft_waits_for_the_leader_of_the_leading_group_alone(
    cast: Cast, client_of: Callable[..., Client], clock: Clock
) -> None:
    clock.set(day("06-11"))
    stage.begun(cast)
    asked = {
        role for role in GRANTABLE if any("Approve the plan" in words for words in today(client_of(role))["awaits"])
    }
    assert asked == {Role.LEADING_GROUP_LEADER}


def test_with_nothing_to_do_it_says_what_comes_next_and_when(
    cast: Cast, client_of: Callable[..., Client], clock: Clock
) -> None:
    stage.opened(cast, "P1")
    clock.set(day("06-21"))
    representative = client_of(Role.REPRESENTATIVE)
    told = text(representative)
    assert ("今天没有要您办理的事项" in told and "参加所在单位的座谈" in told) or "座谈" in told
    assert "7月11日（周六）" in told, "the day on which the phase of their work begins"
    assert today(representative)["ahead"], "and what can be read meanwhile"
    appraiser = today(client_of(Role.APPRAISER))["comes"]
    assert len(appraiser) == 3, "the plan has tasks for appraisers, with days"
    stage.gone_on(cast, "P2")
    during = text(representative)
    assert "本阶段：您参加本单位的座谈会" in during and "“第三阶段" in during and "7月26日（周日）" in during
    stage.gone_on(cast, "P5")
    assert "评议活动结束" in text(representative)


def test_every_role_has_pages_of_its_own(cast: Cast, client_of: Callable[..., Client], clock: Clock) -> None:
    stage.opened(cast, "P2")
    clock.set(day("07-16"))
    ensure_none(role for role in sorted(GRANTABLE) if "我的全部页面" not in text(client_of(role)))


def test_nothing_on_it_leads_where_its_reader_may_not_go(cast: Cast, client_of: Callable[..., Client]) -> None:
    stage.opened(cast, "P2")
    ensure_none(_shut(cast, client_of))


def _shut(cast: Cast, client_of: Callable[..., Client]) -> Iterator[str]:
    """Links whose page refuses whoever is shown them."""
    phase = required().phase
    for role in sorted(GRANTABLE):
        actor = cast.actor(role, campaign_id=stage.CODE, strong=True)
        for link in re.findall(r'<a[^>]*href="(/[^"?#]*)', client_of(role).get("/today/").content.decode()):
            if not may(actor, resolve(link).func.power, phase=phase):
                yield f"{role}: {link}"


def test_everybody_has_a_today_at_every_stage(cast: Cast, client_of: Callable[..., Client], clock: Clock) -> None:
    ensure_none(_silent(cast, client_of))
    stage.opened(cast, "P1")
    clock.set(day("06-21"))
    ensure_none(_silent(cast, client_of))


def _silent(cast: Cast, client_of: Callable[..., Client]) -> Iterator[str]:
    """Roles whose page is no page, or does not say what comes next though nothing is asked."""
    for role in sorted(GRANTABLE):
        client = client_of(role)
        if client.get("/today/").status_code != 200 or not today(client)["comes"]:
            yield role


def test_signing_in_leads_here(cast: Cast) -> None:
    answer = Client().post("/account/login/", {"login": "office-staff", "password": PASSWORD})
    assert answer["Location"] == reverse("today")


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICE, Role.OFFICE_DIRECTOR, Role.STAT_LEAD, Role.LEADING_GROUP_LEADER])
def test_twice_the_units_are_no_query_more(
    role: Role, cast: Cast, client_of: Callable[..., Client], clock: Clock
) -> None:
    stage.opened(cast, "P1")
    clock.set(day("07-06"))
    client = client_of(role)
    client.get("/today/")
    few = _queries(client)
    for unit in Unit.objects.filter(kind=OrgType.COUNTY_BUREAU):
        _double(unit)
    Duty.objects.filter(unit__code__startswith="twin").update(state="submitted", submitted_at=day("07-05"))
    assert _queries(client) <= few
    assert few <= 32


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/today/").status_code == 200
    return len(seen)


def _double(unit: Unit) -> None:
    """Another unit that owes the same."""
    owed = list(Duty.objects.filter(unit=unit))
    unit.pk, unit.code, unit.name_zh = None, f"twin-{unit.code}", f"{unit.name_zh}二"
    unit.save()
    for duty in owed:
        duty.pk, duty.unit = None, unit
    Duty.objects.bulk_create(owed)


def test_every_room_asks_for_a_power_and_names_a_page_that_is_there() -> None:
    sources = declared("today", Source)
    assert len(sources) > 8 and all(isinstance(source.power, Power) for source in sources)
