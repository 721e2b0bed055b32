"""Two characters are found in what citizens wrote; any stretch of the list comes alone."""

import pytest

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.voices import actions
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.queries import Sought, how_many, opinions
from pingyi.rules.mandate import PUBLIC, Actor, Role
from pingyi.rules.voices import Kind, near, pairs
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)
WORDS = ("窗口让我跑了三趟。", "窗\n口 没有\u200b人，ＡＢＣ项目１２", "来自𠮷县的意见", "趟")


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    key.make()
    campaign = opened(cast, "P2")
    for place, words in enumerate(WORDS):
        new = NewOpinion(Kind.COMPLAINT, ["linshan"] if place else [], words)
        actions.raise_opinion(new, source="web", token=bytes([place] * 32), campaign=campaign, actor=PUBLIC, at=AT)
    return campaign


@pytest.fixture
def clerk(cast: Cast, campaign: CurrentCampaign) -> Actor:
    return cast.actor(Role.INTAKE_CLERK, campaign_id=campaign.code)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("窗口", {0, 1}),
        ("没有人", {1}),
        ("abc项目12", {1}),
        ("𠮷县", {2}),
        ("趟", {0, 3}),
        ("口窗", set()),
        ("", {0, 1, 2, 3}),
    ],
)
def test_whoever_reads_them_finds_them(campaign: CurrentCampaign, clerk: Actor, words: str, found: set[int]) -> None:
    lines = opinions(clerk, campaign, Sought(words))
    assert {WORDS.index(line.text) for line in lines} == found and how_many(clerk, campaign, Sought(words)) == len(
        found
    )


def test_they_are_found_by_number_and_by_unit_too(campaign: CurrentCampaign, clerk: Actor) -> None:
    number = opinions(clerk, campaign)[0].number
    assert [line.number for line in opinions(clerk, campaign, Sought(number))] == [number]
    assert how_many(clerk, campaign, Sought("林山", ["linshan"])) == 3


def test_any_stretch_comes_in_the_order_asked_for(campaign: CurrentCampaign, clerk: Actor) -> None:
    numbers = sorted(line.number for line in opinions(clerk, campaign))
    asked = Sought(order="number", down=True)
    assert [line.number for line in opinions(clerk, campaign, asked, 1, 3)] == numbers[::-1][1:3]


def test_pairs_know_no_blanks_width_or_case() -> None:
    assert pairs("Ａ b\u200b") == pairs("ab") == ["ab"] and pairs("字") == pairs("") == []


def test_near_is_what_shares_a_third_the_likest_first() -> None:
    others = {each: pairs(each) for each in ("窗口跑了三趟", "窗口跑了三趟还要原件", "窗口", "天气很好", "字")}
    assert near("窗口跑了三趟", others, 3) == ["窗口跑了三趟", "窗口跑了三趟还要原件", "窗口"]
    assert near("窗口跑了三趟", others, 1) == ["窗口跑了三趟"] and near("字", others, 3) == near("", others, 3) == []
