"""Names and addresses go when the plan's days after the campaign's end are over; what verifies the draw stays."""

import hashlib
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from pingyi.ceremonies import phase
from pingyi.records.campaign import actions as campaigns
from pingyi.records.campaign.queries import CurrentCampaign, closed
from pingyi.records.campaign.topics import Topic
from pingyi.records.journal.models import JournalEntry
from pingyi.records.roll import actions, queries
from pingyi.records.roll.models import Contact, Frame
from pingyi.rules.mandate import CLOCKWORK, Role, RoleRefused
from tests.cast import Cast
from tests.records.roll.lists import draw_all, people, strata_of, units_of
from tests.stage import day, opened

CLOSED = day("10-08", 17, 30)
DAYS = timedelta(days=90)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    """Drawn in the first phase; one frame was superseded before."""
    standing = opened(cast, "P1")
    bureau = cast.actor(Role.STAT_LEAD, campaign_id=standing.code)
    unit = units_of(standing)[0]
    superseded = people("old", strata_of(standing), 2)
    actions.import_frame(
        campaign_id=standing.code, unit=unit, members=superseded, actor=bureau, at=day("06-24"), phase=standing.phase
    )
    draw_all(standing, bureau)
    return standing


def end(cast: Cast, campaign: CurrentCampaign, at: datetime) -> None:
    """Open the other phases and close the campaign, each on a decision."""
    director, leader = cast.actor(Role.OFFICE_DIRECTOR), cast.actor(Role.LEADING_GROUP_LEADER)
    later = [each.code for each in campaign.timetable.phases[1:]]
    for code in later:
        campaigns.record_decision(f"决{code}号", Topic.OVERRIDE, code, "同意", actor=leader, at=at)
        phase.open_phase(code, actor=director, at=at, decision=f"决{code}号")
    campaigns.record_decision("决末号", Topic.OVERRIDE, later[-1], "同意", actor=leader, at=at)
    phase.close(actor=director, at=at, decision="决末号")


def entries() -> list[str]:
    return [bytes(entry.leaf).decode() for entry in JournalEntry.objects.filter(kind="roll:erase:1").order_by("pk")]


def test_nothing_is_erased_while_the_campaign_runs(campaign: CurrentCampaign) -> None:
    before = Contact.objects.count()
    assert actions.erase_contacts(actor=CLOCKWORK, at=day("12-31") + 10 * DAYS) == 0
    assert Contact.objects.count() == before > 0
    assert closed() == []


def test_contacts_go_at_the_moment_the_days_are_over_and_once(campaign: CurrentCampaign, cast: Cast) -> None:
    end(cast, campaign, CLOSED)
    (ended,) = closed()
    assert (ended.closed_at, ended.contacts_until) == (CLOSED, CLOSED + DAYS)
    kept = Contact.objects.count()
    for early in (CLOSED, CLOSED + DAYS - MOMENT):
        assert actions.erase_contacts(actor=CLOCKWORK, at=early) == 0
    assert Contact.objects.count() == kept
    assert entries() == []
    assert actions.erase_contacts(actor=CLOCKWORK, at=CLOSED + DAYS) == kept
    assert not Contact.objects.exists(), "superseded frames and people who were not drawn included"
    assert len(entries()) == len(units_of(campaign))
    assert actions.erase_contacts(actor=CLOCKWORK, at=CLOSED + 2 * DAYS) == 0
    assert len(entries()) == len(units_of(campaign))
    assert {frame.erased_at for frame in Frame.objects.all()} == {CLOSED + DAYS}


def test_the_entry_tells_unit_and_number_and_nobodys_name(campaign: CurrentCampaign, cast: Cast) -> None:
    end(cast, campaign, CLOSED)
    actions.erase_contacts(actor=CLOCKWORK, at=CLOSED + DAYS)
    first, *others = sorted(units_of(campaign))
    each = 12 * len(strata_of(campaign))
    for unit, entry in zip([first, *others], entries(), strict=True):
        people_of = each + (2 * len(strata_of(campaign)) if unit == units_of(campaign)[0] else 0)
        assert f'"people":{people_of}' in entry
        assert f'"unit":"{unit}"' in entry
        assert "受访者" not in entry and "路" not in entry


def test_an_archived_campaign_is_erased_too(campaign: CurrentCampaign, cast: Cast) -> None:
    end(cast, campaign, CLOSED)
    campaigns.archive(actor=cast.actor(Role.OFFICE_DIRECTOR), at=CLOSED + timedelta(days=1))
    assert actions.erase_contacts(actor=CLOCKWORK, at=CLOSED + DAYS) > 0
    assert not Contact.objects.exists()


def test_fingerprint_and_draw_are_verified_as_before(campaign: CurrentCampaign, cast: Cast) -> None:
    unit = units_of(campaign)[0]
    lines, drawn = queries.lines(campaign.code, unit), queries.drawn(campaign.code, unit)
    end(cast, campaign, CLOSED)
    actions.erase_contacts(actor=CLOCKWORK, at=CLOSED + DAYS)
    assert queries.lines(campaign.code, unit) == lines
    after = queries.drawn(campaign.code, unit)
    assert [(each.stratum, each.ref) for each in after] == [(each.stratum, each.ref) for each in drawn]
    assert {(each.name, each.address) for each in after} == {("", "")}
    (frame,) = [view for view in queries.frames(campaign.code) if view.unit == unit]
    listed = "".join(f"{stratum}\t{ref}\n" for stratum, ref in lines)
    assert hashlib.sha256(listed.encode()).hexdigest() == frame.fingerprint


def test_nobody_but_the_programme_erases(campaign: CurrentCampaign, cast: Cast) -> None:
    end(cast, campaign, CLOSED)
    for role in (Role.STAT_LEAD, Role.OFFICE_DIRECTOR, Role.SYS_ADMIN):
        with pytest.raises(RoleRefused):
            actions.erase_contacts(actor=cast.actor(role), at=CLOSED + DAYS)
    assert Contact.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE roll_contact SET name = '某'",
        "DELETE FROM roll_contact",
        "TRUNCATE roll_contact",
        "UPDATE roll_frame SET fingerprint = 'x'",
        "UPDATE roll_frame SET fingerprint = 'x', erased_at = now()",
        "DELETE FROM roll_frame",
        "TRUNCATE roll_frame CASCADE",
    ],
)
def test_postgresql_lets_contacts_go_in_no_other_way(campaign: CurrentCampaign, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else TRUNCATE waits for the rows of this test first
        cursor.execute(statement)


def test_the_mark_of_an_erasure_stays(campaign: CurrentCampaign, cast: Cast) -> None:
    end(cast, campaign, CLOSED)
    actions.erase_contacts(actor=CLOCKWORK, at=CLOSED + DAYS)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE roll_frame SET erased_at = NULL")
