"""The machine proposes what an opinion is about, a person decides; the totals come out even or say so."""

import re
from collections.abc import Callable

import pytest
from django.db import Error, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.ceremonies import sorting
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.registers import actions as registers
from pingyi.records.registers.actions.steps import NewRow
from pingyi.records.sorting.actions import Decided
from pingyi.records.sorting.errors import (
    MergedInCircle,
    MergedNowhere,
    NoSuchTerm,
    SortedMeanwhile,
    SortingUnexplained,
    TakesOthersIn,
)
from pingyi.records.sorting.models import Sorting
from pingyi.records.voices import actions
from pingyi.records.voices.access import access_opinion
from pingyi.records.voices.actions.bringing import Brought
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.errors import OpinionHidden
from pingyi.records.voices.models import Deed
from pingyi.rules.mandate import PUBLIC, Role, RoleRefused
from pingyi.rules.sorting import Disposition
from pingyi.rules.voices import Kind
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)
WORDS = (
    "项目审批的时候敷衍塞责，推诿扯皮，跑了三趟。",
    "项目审批敷衍塞责，推诿扯皮，跑了五趟。",
    "收费没有公示，不知道收费标准。",
)
FED = Decided("C1.4", "environment", "efficiency", Disposition.FOR_FEEDBACK)


@pytest.fixture
def campaign(cast: Cast, settings: Settings) -> CurrentCampaign:
    key.make()
    settings.CLOCK.set(AT)
    return opened(cast, "P2")


@pytest.fixture
def numbers(campaign: CurrentCampaign) -> list[str]:
    return [
        actions.raise_opinion(
            NewOpinion(Kind.COMPLAINT, ["linshan"], words),
            source="web",
            token=bytes([place] * 32),
            campaign=campaign,
            actor=PUBLIC,
            at=AT,
        ).number
        for place, words in enumerate(WORDS)
    ]


@pytest.fixture
def clerk(cast: Cast, campaign: CurrentCampaign) -> dict:
    return {"actor": cast.actor(Role.INTAKE_CLERK, campaign_id=campaign.code), "at": AT, "campaign": campaign}


def merged(into: str) -> Decided:
    return Decided("C1.4", "", "", Disposition.MERGED, into, "同一内容")


def test_the_newest_decision_holds_and_none_is_lost(numbers: list[str], clerk: dict, campaign) -> None:
    first = numbers[0]
    sorting.sort(first, FED, seen=0, **clerk)
    with pytest.raises(SortedMeanwhile):
        sorting.sort(first, FED, seen=0, **clerk)
    with pytest.raises(SortingUnexplained):
        sorting.sort(first, Decided("C1.4", "", "", Disposition.WITHHELD), seen=1, **clerk)
    sorting.sort(first, Decided("C1.4", "", "", Disposition.WITHHELD, reason="只有他一人"), seen=1, **clerk)
    found = sorting.counted(actor=clerk["actor"], campaign=campaign)
    assert {each.disposition: each.many for each in found} == {Disposition.WITHHELD: 1, None: 2}
    assert Sorting.objects.count() == 2 and list(Deed.objects.values_list("verb", flat=True)) == ["sort", "sort"]
    with pytest.raises(Error), transaction.atomic():
        Sorting.objects.update(disposition=Disposition.ANSWERED)


def test_what_the_plan_does_not_know_is_refused(numbers: list[str], clerk: dict, cast: Cast, campaign) -> None:
    for wrong in (("C9.9", "", ""), ("C1.4", "much", ""), ("C1.4", "", "beauty")):
        with pytest.raises(NoSuchTerm):
            sorting.sort(numbers[0], Decided(*wrong, Disposition.FOR_FEEDBACK), seen=0, **clerk)
    with pytest.raises(OpinionHidden):
        sorting.sort("0000-0000", FED, seen=0, **clerk)
    with pytest.raises(RoleRefused):
        unit = cast.actor(Role.COUNTY_OFFICE, campaign_id=campaign.code)
        sorting.sort(numbers[0], FED, seen=0, **(clerk | {"actor": unit}))


def test_merging_goes_one_step_and_never_in_a_circle(numbers: list[str], clerk: dict, campaign) -> None:
    first, second, third = numbers
    for into, refusal in (("", MergedNowhere), (first, MergedInCircle), ("0000-0000", OpinionHidden)):
        with pytest.raises(refusal):
            sorting.sort(first, merged(into), seen=0, **clerk)
    sorting.sort(second, merged(first), seen=0, **clerk)
    with pytest.raises(MergedInCircle):
        sorting.sort(third, merged(second), seen=0, **clerk)
    with pytest.raises(TakesOthersIn):
        sorting.sort(first, merged(third), seen=0, **clerk)
    taken_back = access_opinion(clerk["actor"], third, campaign)
    actions.withdraw(taken_back, actor=PUBLIC, at=AT, campaign=campaign)
    with pytest.raises(MergedInCircle):
        sorting.sort(first, merged(third), seen=0, **clerk)


def test_the_machine_explains_its_proposal_and_learns(numbers: list[str], clerk: dict) -> None:
    ask = {"actor": clerk["actor"], "campaign": clerk["campaign"]}
    content, _outcome = sorting.proposed(WORDS[0], **ask)
    assert content and content.code == "C1.4" and content.because
    assert sorting.proposed("zzz", **ask) == (None, None)
    sorting.sort(numbers[2], Decided("C3.1", "", "law_enforcement", Disposition.FOR_FEEDBACK), seen=0, **clerk)
    _content, outcome = sorting.proposed("收费标准没有公示", **ask)
    assert outcome and outcome.code == "law_enforcement"


def test_alike_opinions_stand_together_and_are_not_altered(numbers: list[str], clerk: dict) -> None:
    ((one, two),) = sorting.alike(actor=clerk["actor"], campaign=clerk["campaign"])
    assert {one, two} == {(numbers[0], WORDS[0]), (numbers[1], WORDS[1])}


def test_a_person_decides_on_the_page_and_the_totals_follow(
    numbers: list[str], client_of: Callable[..., Client]
) -> None:
    clerk, watcher = client_of(Role.INTAKE_CLERK), client_of(Role.SUPERVISOR)
    page = clerk.get(f"/opinions/{numbers[0]}/").content.decode()
    assert "程序建议归入：项目审批过程中敷衍塞责、推诿扯皮。" in page
    assert re.search(r'<option value="C1.4" selected>', page)
    sent = {"content": "C1.4", "disposition": "for_feedback", "proposed_content": "C1.4", "seen": 0}
    assert "合计不符" in watcher.get("/opinions/totals/").content.decode()
    for number in numbers:
        clerk.post(f"/opinions/{number}/sort/", sent)
    totals = watcher.get("/opinions/totals/").content.decode()
    assert "合计相符" in totals and "评议内容：3件中3件" in totals and "敷衍" not in totals
    assert watcher.get("/opinions/totals/?file=xlsx").headers["Content-Type"].startswith("application/vnd")
    above = client_of(Role.LEADING_GROUP_MEMBER).get("/opinions/totals/").content.decode()
    assert "少于5" in above and "<td>3</td>" in totals and not re.search(r"<td>\d+</td>", above)
    assert numbers[1] in clerk.get("/opinions/alike/").content.decode()
    refused = clerk.post(f"/opinions/{numbers[0]}/sort/", sent | {"disposition": "merged", "seen": 1}, follow=True)
    assert "请写明理由" in refused.content.decode()


def test_the_overseer_is_told_what_ends_nowhere(
    cast: Cast, settings: Settings, client_of: Callable[..., Client]
) -> None:
    key.make()
    settings.CLOCK.set(day("07-27", 10))
    campaign = opened(cast, "P3")
    new = NewOpinion(Kind.COMPLAINT, ["linshan"], WORDS[0])
    actions.raise_opinion(new, source="web", token=bytes(32), campaign=campaign, actor=PUBLIC, at=day("07-27", 9))
    assert "还有1件意见没有去向" in client_of(Role.SUPERVISOR).get("/today/").content.decode()
    assert "没有去向" not in client_of(Role.COUNTY_OFFICE).get("/today/").content.decode()


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICE, Role.COUNTY_LEADER, Role.SYS_ADMIN])
def test_nobody_else_comes_in(campaign: CurrentCampaign, client_of: Callable[..., Client], role: Role) -> None:
    for address in ("/opinions/totals/", "/opinions/alike/"):
        assert client_of(role).get(address).status_code == 403


def test_returned_forms_that_are_not_entered_show_in_the_totals_and_on_the_board(
    campaign: CurrentCampaign, cast: Cast, clerk: dict, client_of: Callable[..., Client]
) -> None:
    staff = cast.actor(Role.OFFICE_STAFF, campaign_id=campaign.code)
    row = {"batch": "第一批", "about": "qinghe", "recipients": ["enterprises"], "sent_on": "2026-07-12"}
    registers.write(
        "mailings", [NewRow("", row | {"sent": "60", "returned": "2", "transcribed": "2"})], actor=staff, at=AT
    )
    actions.bring([Brought("表1", "post", NewOpinion(Kind.SUGGESTION, ["qinghe"], WORDS[2]))], **clerk)
    overseer = client_of(Role.SUPERVISOR)
    assert "寄发60份，收回2份，同一渠道已录入1件" in overseer.get("/opinions/totals/").content.decode()
    board = overseer.get("/conduct/board/").content.decode()
    assert re.search(r"收回后未录入的征求意见表.{0,200}?\b1\b", board, re.DOTALL)
    actions.bring([Brought("表2", "post", NewOpinion(Kind.SUGGESTION, ["qinghe"], WORDS[2]))], **clerk)
    assert "份未录入" not in overseer.get("/opinions/totals/").content.decode()
