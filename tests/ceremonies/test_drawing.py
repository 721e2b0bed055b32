"""Pool, then seed, then draw: nobody draws early, twice or from another pool, and the next in turn steps in."""

from datetime import date, datetime, timedelta

import pytest

from pingyi.ceremonies.appointing import appoint_drawn
from pingyi.ceremonies.drawing import close_pool, replace_drawn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.models import JournalEntry
from pingyi.records.outbox.models import Notice
from pingyi.records.people import errors, queries
from pingyi.records.people.actions import declare_links, draw_pool, receive
from pingyi.records.registers.actions import NewRow, write
from pingyi.records.registers.models import RegisterRow
from pingyi.rules.mandate import Actor, Role, RoleRefused, ScopeRefused
from pingyi.rules.people.aim import Aim
from pingyi.rules.people.draw import ticket
from pingyi.rules.people.errors import NotFit, TooFewCandidates
from pingyi.ui.door.refusal import sentence
from tests.cast import Cast
from tests.stage import CODE, day, opened, plan_text

pytestmark = pytest.mark.django_db
AT, KNOWN, SEED = day("06-24"), day("06-25", 21), "03 08 11 19 25 30 07"
CATEGORIES = ("recipients", "recipients", "supervisors", "sectors")


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return opened(cast, "P1")


def county(cast: Cast) -> Actor:
    return cast.actor(Role.COUNTY_OFFICE, campaign_id=CODE)


def register(cast: Cast, numbers: range, **account: str) -> None:
    """Candidates of Qinghe: half recipients, two of an employer, the first linked, every other with the account."""
    rows = [
        {
            "name": f"候选人{n}",
            "category": CATEGORIES[n % 4],
            "employer": f"单位{n // 2}",
            "recommended": "单位推荐",
            "links": "无",
            "linked": n == 0,
            **(account if n % 2 else {}),
        }
        for n in numbers
    ]
    write("candidates", [NewRow("qinghe", row) for row in rows], actor=county(cast), at=AT)


def close(campaign: CurrentCampaign, actor: Actor, known: datetime = KNOWN, unit: str = "qinghe") -> None:
    close_pool(campaign, Aim(unit), 8, source="双色球 2026072 期", known_at=known, actor=actor, at=AT)


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
        close(campaign, cast.actor(Role.OFFICE_STAFF, campaign_id=CODE))
    close(campaign, county(cast))
    with pytest.raises(errors.PoolClosedAlready):
        close(campaign, county(cast))
    assert JournalEntry.objects.filter(kind="pool:close:1").count() == 1


def test_a_pool_is_drawn_once_and_after_its_moment(cast: Cast, campaign: CurrentCampaign) -> None:
    actor = county(cast)
    with pytest.raises(errors.NoSuchPool):
        draw_pool(campaign, Aim("qinghe"), SEED, actor=actor, at=KNOWN)
    register(cast, range(24))
    close(campaign, actor)
    with pytest.raises(errors.ValueUnknown):
        draw_pool(campaign, Aim("qinghe"), SEED, actor=actor, at=KNOWN - timedelta(seconds=1))
    with pytest.raises(errors.PoolNotDrawn):
        replace_drawn(campaign, Aim("qinghe"), "2", "出差", actor=actor, at=KNOWN)
    with pytest.raises(ScopeRefused):
        draw_pool(campaign, Aim("linshan"), SEED, actor=actor, at=KNOWN)
    draw_pool(campaign, Aim("qinghe"), SEED, actor=actor, at=KNOWN)
    with pytest.raises(errors.PoolDrawnAlready):
        draw_pool(campaign, Aim("qinghe"), "1 2 3", actor=actor, at=KNOWN)
    view = queries.pool(CODE, Aim("qinghe"))
    assert view
    drawn = [line for line in view.lines if line.holds]
    assert [line.category for line in drawn] == ["recipients"] * 4 + ["supervisors"] * 2 + ["sectors"] * 2
    assert not any(line.barred for line in drawn)
    assert drawn[0].ticket == ticket(SEED, f"representatives-{CODE}-qinghe", drawn[0].code)
    leaving = drawn[0].code
    with pytest.raises(errors.SuccessionUnexplained):
        replace_drawn(campaign, Aim("qinghe"), leaving, " ", actor=actor, at=KNOWN)
    entering = replace_drawn(campaign, Aim("qinghe"), leaving, "发现利害关系", actor=actor, at=KNOWN)
    again = queries.pool(CODE, Aim("qinghe"))
    assert again
    assert {line.code for line in again.lines if line.holds} == {line.code for line in drawn} - {leaving} | {entering}
    assert [line.code for line in again.lines if line.gone] == [leaving]


def drawn_pool(cast: Cast, campaign: CurrentCampaign, **more: str) -> Actor:
    """Twenty-four candidates of Qinghe, of whom eight are drawn; whoever is told of `more` has an account."""
    register(cast, range(24), **more)
    actor = county(cast)
    close(campaign, actor)
    draw_pool(campaign, Aim("qinghe"), SEED, actor=actor, at=KNOWN)
    return actor


def appoint(campaign: CurrentCampaign, actor: Actor, unit: str = "qinghe") -> int:
    term = {"since": date(2026, 7, 1), "until": date(2026, 12, 31)}
    return appoint_drawn(campaign, Aim(unit), **term, actor=actor, at=KNOWN)


def test_whoever_was_drawn_is_entered_once_with_a_number_and_a_term(cast: Cast, campaign: CurrentCampaign) -> None:
    actor = drawn_pool(cast, campaign)
    with pytest.raises(ScopeRefused):
        appoint(campaign, actor, "linshan")
    assert appoint(campaign, actor) == 8
    with pytest.raises(errors.NobodyToAppoint):
        appoint(campaign, actor)
    rows = list(RegisterRow.objects.filter(register="representatives"))
    assert [row.values["number"] for row in rows] == [f"清河县科技局聘〔2026〕{n}号" for n in range(1, 9)]
    assert {(row.values["since"], row.values["until"], row.values["drawn"]) for row in rows} == {
        ("2026-07-01", "2026-12-31", True)
    }
    assert rows[0].values["recommended"] == "单位推荐" and rows[0].unit == "qinghe"


def test_the_term_of_whoever_drops_out_ends_and_the_next_is_appointed(cast: Cast, campaign: CurrentCampaign) -> None:
    person = str(cast[Role.REPRESENTATIVE].pk)
    actor = drawn_pool(cast, campaign, account=person)
    appoint(campaign, actor)
    view = queries.pool(CODE, Aim("qinghe"))
    assert view
    leaving = next(each for each in view.letters if each.own)
    later = day("08-01")
    entering = replace_drawn(campaign, Aim("qinghe"), leaving.code, "调离", actor=actor, at=later)
    row = RegisterRow.objects.get(register="representatives", number=leaving.row)
    assert (row.values["until"], row.version) == ("2026-08-01", 2)
    assert appoint(campaign, actor) == 1
    again = queries.pool(CODE, Aim("qinghe"))
    assert again and again.letters[-1].code == entering and again.letters[-1].number.endswith("〔2026〕9号")
    assert leaving.code not in {letter.code for letter in again.letters}
    assert Notice.objects.filter(kind="appointment-ended").count() == leaving.own


def test_who_has_an_account_declares_first_and_acknowledges_the_letter(cast: Cast) -> None:
    campaign = opened(cast, "P1", plan_text(fit=True))
    person = cast[Role.REPRESENTATIVE]
    actor = drawn_pool(cast, campaign, account=str(person.pk))
    with pytest.raises(NotFit, match="has not declared links"):
        appoint(campaign, actor)
    own = cast.actor(Role.REPRESENTATIVE, campaign_id=CODE)
    declare_links(campaign, ["qinghe"], "亲属在该局任职", actor=own, at=KNOWN)
    with pytest.raises(NotFit, match="has declared a link"):
        appoint(campaign, actor)
    declare_links(campaign, [], "", actor=own, at=KNOWN)
    appoint(campaign, actor)
    mine, *_ = letters = queries.letters_of(CODE, own.ref)
    assert letters and mine.received_at is None
    with pytest.raises(errors.NoSuchAppointment):
        receive(campaign, mine.number, "代签", actor=actor, at=KNOWN)
    receive(campaign, mine.number, "", actor=own, at=KNOWN)
    with pytest.raises(errors.ReceivedAlready):
        receive(campaign, mine.number, "", actor=own, at=KNOWN)
    view = queries.pool(CODE, Aim("qinghe"))
    assert view
    other = next(each for each in view.letters if not each.own)
    with pytest.raises(errors.ReceiptUnexplained):
        receive(campaign, other.number, " ", actor=actor, at=KNOWN)
    with pytest.raises((ScopeRefused, RoleRefused)):
        receive(campaign, other.number, "面交", actor=own, at=KNOWN)
    receive(campaign, other.number, "7月1日面交本人", actor=actor, at=KNOWN)
