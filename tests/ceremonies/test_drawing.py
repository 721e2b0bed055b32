"""Pool, then seed, then draw: nobody draws early, twice or from another pool, and the next in turn steps in."""

from datetime import datetime, timedelta

import pytest

from pingyi.ceremonies.drawing import close_pool
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.models import JournalEntry
from pingyi.records.people import errors, queries
from pingyi.records.people.actions import draw_pool, replace_drawn
from pingyi.records.registers.actions import NewRow, write
from pingyi.rules.mandate import Actor, Role, RoleRefused, ScopeRefused
from pingyi.rules.people.draw import ticket
from pingyi.rules.people.errors import TooFewCandidates
from pingyi.ui.door.refusal import sentence
from tests.cast import Cast
from tests.stage import CODE, day, opened

pytestmark = pytest.mark.django_db
AT, KNOWN, SEED = day("06-24"), day("06-25", 21), "03 08 11 19 25 30 07"
CATEGORIES = ("recipients", "recipients", "supervisors", "sectors")


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return opened(cast, "P1")


def county(cast: Cast) -> Actor:
    return cast.actor(Role.COUNTY_OFFICE, campaign_code=CODE)


def register(cast: Cast, numbers: range) -> None:
    """Candidates of Qinghe: half recipients, two of each employer, the first one linked."""
    rows = [
        {
            "name": f"候选人{n}",
            "category": CATEGORIES[n % 4],
            "employer": f"单位{n // 2}",
            "recommended": "单位推荐",
            "linked": n == 0,
        }
        for n in numbers
    ]
    write("candidates", [NewRow("qinghe", row) for row in rows], actor=county(cast), at=AT)


def close(campaign: CurrentCampaign, actor: Actor, known: datetime = KNOWN, unit: str = "qinghe") -> None:
    close_pool(campaign, unit, 8, source="双色球 2026072 期", known_at=known, actor=actor, at=AT)


def test_a_pool_is_closed_for_the_composition_before_its_seed_is_known(cast: Cast, campaign: CurrentCampaign) -> None:
    register(cast, range(8))
    with pytest.raises(TooFewCandidates) as few:
        close(campaign, county(cast))
    assert sentence(few.value).startswith("服务对象：应抽取 4 名，可抽取的只有 3 名")
    register(cast, range(8, 10))
    with pytest.raises(errors.ValueKnown):
        close(campaign, county(cast), AT)
    with pytest.raises((ScopeRefused, TooFewCandidates)):
        close(campaign, county(cast), unit="linshan")
    with pytest.raises(RoleRefused):
        close(campaign, cast.actor(Role.OFFICE_STAFF, campaign_code=CODE))
    close(campaign, county(cast))
    with pytest.raises(errors.PoolClosedAlready):
        close(campaign, county(cast))
    assert JournalEntry.objects.filter(kind="pool:close:1").count() == 1


def test_a_pool_is_drawn_once_and_after_its_moment(cast: Cast, campaign: CurrentCampaign) -> None:
    actor = county(cast)
    with pytest.raises(errors.NoSuchPool):
        draw_pool(campaign, "qinghe", SEED, actor=actor, at=KNOWN)
    register(cast, range(24))
    close(campaign, actor)
    with pytest.raises(errors.ValueUnknown):
        draw_pool(campaign, "qinghe", SEED, actor=actor, at=KNOWN - timedelta(seconds=1))
    with pytest.raises(errors.PoolNotDrawn):
        replace_drawn(campaign, "qinghe", "2", "出差", actor=actor, at=KNOWN)
    with pytest.raises(ScopeRefused):
        draw_pool(campaign, "linshan", SEED, actor=actor, at=KNOWN)
    draw_pool(campaign, "qinghe", SEED, actor=actor, at=KNOWN)
    with pytest.raises(errors.PoolDrawnAlready):
        draw_pool(campaign, "qinghe", "1 2 3", actor=actor, at=KNOWN)
    view = queries.pool(CODE, "qinghe")
    assert view
    drawn = [line for line in view.lines if line.holds]
    assert [line.category for line in drawn] == ["recipients"] * 4 + ["supervisors"] * 2 + ["sectors"] * 2
    assert not any(line.barred for line in drawn)
    assert drawn[0].ticket == ticket(SEED, f"representatives-{CODE}-qinghe", drawn[0].code)
    leaving = drawn[0].code
    with pytest.raises(errors.SuccessionUnexplained):
        replace_drawn(campaign, "qinghe", leaving, " ", actor=actor, at=KNOWN)
    entering = replace_drawn(campaign, "qinghe", leaving, "发现利害关系", actor=actor, at=KNOWN)
    again = queries.pool(CODE, "qinghe")
    assert again
    assert {line.code for line in again.lines if line.holds} == {line.code for line in drawn} - {leaving} | {entering}
    assert [line.code for line in again.lines if line.gone] == [leaving]
