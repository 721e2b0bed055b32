"""Rows are written for one's own unit, amended by new versions, withdrawn, signed; nothing is overwritten."""

from datetime import datetime
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.errors import UnitsUnknown
from pingyi.records.duties.models import Duty
from pingyi.records.duties.queries import title_of
from pingyi.records.journal.models import JournalEntry
from pingyi.records.registers import actions
from pingyi.records.registers.access import access_register, access_row
from pingyi.records.registers.actions import NewRow
from pingyi.records.registers.errors import (
    AlreadySigned,
    ChangeUnexplained,
    DutyStands,
    NothingChanged,
    RowGone,
    RowMoved,
    RowRepeated,
    RowsFlawed,
    StillReferred,
    UnitNotReached,
)
from pingyi.records.registers.models import RegisterRow, RegisterRowVersion
from pingyi.rules.mandate import Actor, PhaseRefused, Role, RoleRefused, ScopeRefused
from tests.cast import Cast
from tests.records.registers.plan import PLAN
from tests.stage import approved, day, opened

pytestmark = pytest.mark.django_db
AT = day("07-01")
HELD = {"held": "2026-07-01", "subject": "动员大会", "kind": "mobilisation", "invited": "40"}


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return opened(cast, text=PLAN)


@pytest.fixture
def clerk(cast: Cast, campaign: CurrentCampaign) -> Actor:
    return cast.actor(Role.COUNTY_OFFICE, campaign_id=campaign.code)


@pytest.fixture
def office(cast: Cast, campaign: CurrentCampaign) -> Actor:
    return cast.actor(Role.OFFICE_STAFF, campaign_id=campaign.code)


def written(actor: Actor, unit: str = "qinghe", at: datetime = AT, **values: object) -> int:
    [number] = actions.write("gatherings", [NewRow(unit, HELD | values)], actor=actor, at=at)  # type: ignore[arg-type]
    return number


def key(register: str, number: int) -> int:
    return RegisterRow.objects.get(register=register, number=number).pk


def test_a_unit_writes_its_own_rows_and_the_office_anybodys(clerk: Actor, office: Actor) -> None:
    assert [written(clerk), written(office, "linshan"), written(office, "")] == [1, 2, 3]
    for unit in ("linshan", ""):
        with pytest.raises(UnitNotReached):
            written(clerk, unit)
    with pytest.raises(UnitNotReached):
        written(office, "nowhere")
    assert RegisterRow.objects.count() == RegisterRowVersion.objects.count() == 3
    assert [entry.kind for entry in JournalEntry.objects.order_by("pk")][-3:] == ["register:write:1"] * 3


def test_who_has_no_part_in_it_is_refused(cast: Cast, campaign: CurrentCampaign, clerk: Actor) -> None:
    number = written(clerk)
    statistics = cast.actor(Role.STAT_LEAD, campaign_id=campaign.code)
    with pytest.raises(RoleRefused):
        written(statistics)
    with pytest.raises(ScopeRefused):
        access_register(statistics, "gatherings", campaign)
    supervisor = cast.actor(Role.SUPERVISOR, campaign_id=campaign.code)
    assert access_row(supervisor, key("gatherings", number), campaign).unit == "qinghe"
    with pytest.raises(RoleRefused):
        actions.amend("gatherings", number, HELD, "因", version=1, actor=supervisor, at=AT)
    with pytest.raises(ScopeRefused):
        access_register(clerk, "nothing", campaign)


def test_nothing_is_written_before_the_first_phase(cast: Cast) -> None:
    code = approved(cast, PLAN).code
    with pytest.raises(PhaseRefused):
        written(cast.actor(Role.COUNTY_OFFICE, campaign_id=code))


def test_rows_are_written_all_or_none(clerk: Actor) -> None:
    rows = [NewRow("qinghe", HELD), NewRow("qinghe", {"subject": "会", "kind": "party"})]
    with pytest.raises(RowsFlawed) as refused:
        actions.write("gatherings", rows, actor=clerk, at=AT)
    assert {place: set(wrong) for place, wrong in refused.value.flaws.items()} == {1: {"held", "kind", "invited"}}
    assert not RegisterRow.objects.exists()


def test_unique_columns_differ_within_a_unit(clerk: Actor, office: Actor) -> None:
    first = written(clerk)
    written(office, "linshan")
    with pytest.raises(RowRepeated):
        written(clerk)
    with pytest.raises(RowRepeated):
        actions.write("gatherings", [NewRow("donghu", HELD)] * 2, actor=office, at=AT)
    other = written(clerk, subject="学习会")
    with pytest.raises(RowRepeated):
        actions.amend("gatherings", other, HELD, "改名", version=1, actor=clerk, at=AT)
    actions.withdraw("gatherings", first, "误登", version=1, actor=clerk, at=AT)
    actions.amend("gatherings", other, HELD, "改名", version=1, actor=clerk, at=AT)


def test_an_amendment_leaves_the_version_before(clerk: Actor) -> None:
    number = written(clerk)
    with pytest.raises(ChangeUnexplained):
        actions.amend("gatherings", number, HELD | {"invited": "41"}, " ", version=1, actor=clerk, at=AT)
    with pytest.raises(NothingChanged):
        actions.amend("gatherings", number, HELD, "核对", version=1, actor=clerk, at=AT)
    actions.amend("gatherings", number, HELD | {"invited": "41"}, "漏计一人", version=1, actor=clerk, at=AT)
    with pytest.raises(RowMoved):
        actions.amend("gatherings", number, HELD | {"invited": "42"}, "再改", version=1, actor=clerk, at=AT)
    versions = RegisterRowVersion.objects.filter(row__number=number)
    assert [(each.verb, each.values["invited"], each.reason) for each in versions] == [
        ("write", "40", ""), ("amend", "41", "漏计一人"),
    ]  # fmt: skip
    assert RegisterRow.objects.get(number=number).values["invited"] == "41"


@pytest.mark.parametrize("change", ["UPDATE registers_version SET reason = 'x'", "DELETE FROM registers_version"])
def test_versions_cannot_be_altered(clerk: Actor, change: str) -> None:
    written(clerk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RegisterRow.objects.raw(change)._fetch_all()  # type: ignore[attr-defined]


def test_a_withdrawn_row_is_only_read(clerk: Actor, campaign: CurrentCampaign) -> None:
    number = written(clerk)
    with pytest.raises(ChangeUnexplained):
        actions.withdraw("gatherings", number, "", version=1, actor=clerk, at=AT)
    actions.withdraw("gatherings", number, "重复登记", version=1, actor=clerk, at=AT)
    with pytest.raises(RowGone):
        actions.amend("gatherings", number, HELD, "恢复", version=2, actor=clerk, at=AT)
    assert access_row(clerk, key("gatherings", number), campaign).withdrawn


def test_a_row_that_others_refer_to_stays(clerk: Actor, office: Actor) -> None:
    number = written(clerk)
    foreign = written(office, "linshan")
    speech = {"speaker": "张三", "at": number}
    with pytest.raises(RowsFlawed):
        actions.write("speeches", [NewRow("qinghe", speech | {"at": foreign})], actor=clerk, at=AT)
    [spoken] = actions.write("speeches", [NewRow("qinghe", speech)], actor=clerk, at=AT)
    with pytest.raises(StillReferred):
        actions.withdraw("gatherings", number, "误登", version=1, actor=clerk, at=AT)
    actions.withdraw("speeches", spoken, "误登", version=1, actor=clerk, at=AT)
    actions.withdraw("gatherings", number, "误登", version=1, actor=clerk, at=AT)


def test_signatures_fall_with_an_amendment(clerk: Actor, office: Actor) -> None:
    number = written(clerk)
    actions.sign("gatherings", number, "recorder", version=1, actor=clerk, at=AT)
    with pytest.raises(AlreadySigned):
        actions.sign("gatherings", number, "host", version=2, actor=clerk, at=AT)
    with pytest.raises(AlreadySigned):
        actions.sign("gatherings", number, "recorder", version=2, actor=office, at=AT)
    with pytest.raises(ScopeRefused):
        actions.sign("gatherings", number, "subject", version=2, actor=office, at=AT)
    with pytest.raises(RowMoved):
        actions.sign("gatherings", number, "host", version=1, actor=office, at=AT)
    actions.sign("gatherings", number, "host", version=2, actor=office, at=AT)
    row = RegisterRow.objects.get(number=number)
    assert {column: given["name"] for column, given in row.signatures.items()} == {
        "recorder": clerk.name, "host": office.name,
    }  # fmt: skip
    actions.amend("gatherings", number, HELD | {"invited": "41"}, "漏计", version=3, actor=clerk, at=AT)
    assert RegisterRow.objects.get(number=number).signatures == {}


def test_of_a_personal_register_a_writer_reads_only_their_own(cast: Cast, campaign: CurrentCampaign) -> None:
    appraiser, inspector, supervisor = (
        cast.actor(role, campaign_id=campaign.code) for role in (Role.APPRAISER, Role.INSPECTOR, Role.SUPERVISOR)
    )
    [mine] = actions.write("gifts", [NewRow("", {"what": "无"})], actor=appraiser, at=AT)
    [theirs] = actions.write("gifts", [NewRow("qinghe", {"what": "茶叶一盒"})], actor=inspector, at=AT)
    assert access_row(appraiser, key("gifts", mine), campaign)
    for actor, number in ((appraiser, theirs), (inspector, mine)):
        with pytest.raises(ScopeRefused):
            access_row(actor, key("gifts", number), campaign)
    assert access_row(supervisor, key("gifts", theirs), campaign)


def test_a_task_of_a_meeting_becomes_a_duty_that_stands(office: Actor, campaign: CurrentCampaign) -> None:
    task = {"task": "公开办事流程", "unit": "qinghe", "due": "2026-07-08"}
    rows = [NewRow("", task), NewRow("", task | {"task": "整改窗口作风"})]
    first, _second = actions.write("decided", rows, actor=office, at=AT)
    found = Duty.objects.filter(task="meeting-task").order_by("pk")
    assert [(duty.unit.code, duty.matter, f"{duty.due_on}") for duty in found if duty.unit] == [
        ("qinghe", "公开办事流程", "2026-07-08"), ("qinghe", "整改窗口作风", "2026-07-08"),
    ]  # fmt: skip
    assert title_of(found[0], campaign).zh == "落实会议议定事项：公开办事流程"
    change = partial(actions.amend, "decided", first, reason="改期", version=1, actor=office, at=AT)
    with pytest.raises(DutyStands):
        change(task | {"due": "2026-07-09"})
    with pytest.raises(DutyStands):
        actions.withdraw("decided", first, "误登", version=1, actor=office, at=AT)
    change(task | {"notes": "分管领导督办"})
    with pytest.raises(UnitsUnknown):
        actions.write("decided", [NewRow("", task | {"unit": "statistics"})], actor=office, at=AT)
    assert Duty.objects.filter(task="meeting-task").count() == 2
