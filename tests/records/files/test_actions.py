"""Attached, replaced, withdrawn: by whoever may change what carries the file, read by whoever may read it."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import actions as duties
from pingyi.records.duties.models import Duty
from pingyi.records.files import actions, errors, queries
from pingyi.records.files.access import access_file
from pingyi.records.files.actions import attaching
from pingyi.records.files.models import File, Version, Withdrawal
from pingyi.records.files.queries import attached
from pingyi.records.journal.models import JournalBody, JournalEntry
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY
from pingyi.rules.mandate import Role, ScopeRefused
from tests.cast import Cast
from tests.samples import picture, portable, sent
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-01")
REPORT = "总结.pdf"


@pytest.fixture
def campaign(cast: Cast) -> CurrentCampaign:
    return opened(cast)


def bodies(unit: str = "qinghe") -> Duty:
    return Duty.objects.get(task="county-bodies", unit__code=unit)


def about(duty: Duty) -> Subject:
    return Subject.of(DUTY, duty.pk)


def attach(
    cast: Cast, campaign: CurrentCampaign, name: str = REPORT, role: Role = Role.COUNTY_OFFICE, at: datetime = AT
) -> int:
    return actions.attach(
        sent(portable(), name), about=about(bodies()), campaign=campaign, actor=cast.actor(role), at=at
    )


def test_a_file_is_attached_replaced_withdrawn_and_nothing_is_lost(cast: Cast, campaign: CurrentCampaign) -> None:
    actor = cast.actor(Role.COUNTY_OFFICE)
    pk = attach(cast, campaign)
    assert actions.replace(pk, sent(picture(), "照片.jpg"), campaign=campaign, actor=actor, at=day("07-02")) == 2
    (file,) = attached([about(bodies())])[about(bodies())]
    assert [(each.number, each.name, each.by) for each in file.editions] == [
        (2, "照片.jpg", "郑若水"),
        (1, REPORT, "郑若水"),
    ]
    assert file.edition(1) and file.newest.at == day("07-02")
    with pytest.raises(errors.WithdrawalUnexplained):
        actions.withdraw(pk, reason=" ", campaign=campaign, actor=actor, at=day("07-03"))
    actions.withdraw(pk, reason="传错了", campaign=campaign, actor=actor, at=day("07-03"))
    (file,) = attached([about(bodies())])[about(bodies())]
    assert file.withdrawn == queries.Withdrawn("郑若水", day("07-03"), "传错了")
    assert file.edition(1) is None and len(file.editions) == 2
    for again in (
        lambda: actions.withdraw(pk, reason="再次", campaign=campaign, actor=actor, at=day("07-03")),
        lambda: actions.replace(pk, sent(picture(), "a.jpg"), campaign=campaign, actor=actor, at=day("07-03")),
    ):
        with pytest.raises(errors.WithdrawnAlready):
            again()


def test_the_journal_shows_digests_and_withholds_names(cast: Cast, campaign: CurrentCampaign) -> None:
    actor = cast.actor(Role.COUNTY_OFFICE)
    pk = attach(cast, campaign)
    actions.replace(pk, sent(picture(), "照片.jpg"), campaign=campaign, actor=actor, at=AT)
    actions.withdraw(pk, reason="传错了", campaign=campaign, actor=actor, at=AT)
    entries = list(JournalEntry.objects.filter(subject=f"file:{pk}").order_by("pk"))
    assert [entry.kind for entry in entries] == ["file:attach:1", "file:replace:1", "file:withdraw:1"]
    first, second = Version.objects.order_by("number")
    assert first.sha256.encode() in bytes(entries[0].leaf) and second.sha256.encode() in bytes(entries[2].leaf)
    for entry, private in zip(entries, (REPORT, "照片.jpg", "传错了"), strict=True):
        assert private.encode() not in bytes(entry.leaf)
        assert private.encode() in bytes(JournalBody.objects.get(entry=entry).body)


def test_the_unit_alone_attaches_and_others_read_what_was_handed_in(cast: Cast, campaign: CurrentCampaign) -> None:
    staff, stranger = cast.actor(Role.OFFICE_STAFF), cast.actor(Role.CITY_BUREAU_UNIT)
    pk = attach(cast, campaign)
    for role in (Role.CITY_BUREAU_UNIT, Role.SYS_ADMIN, Role.OFFICE_STAFF):
        with pytest.raises(ScopeRefused):
            attach(cast, campaign, role=role)
    with pytest.raises(ScopeRefused):
        access_file(staff, pk, campaign)
    duties.submit(bodies().pk, "已成立", actor=cast.actor(Role.COUNTY_OFFICE), at=AT)
    assert access_file(staff, pk, campaign).pk == pk
    with pytest.raises(errors.NotNow):
        attach(cast, campaign, role=Role.OFFICE_STAFF)
    for role in (Role.CITY_BUREAU_UNIT, Role.SYS_ADMIN, Role.TRUSTEE):
        with pytest.raises(ScopeRefused):
            access_file(cast.actor(role), pk, campaign)
    with pytest.raises(ScopeRefused):
        actions.withdraw(pk, reason="不该", campaign=campaign, actor=stranger, at=AT)


def test_what_was_handed_in_stays_as_it_is_until_it_comes_back(cast: Cast, campaign: CurrentCampaign) -> None:
    actor = cast.actor(Role.COUNTY_OFFICE)
    pk = attach(cast, campaign)
    duties.submit(bodies().pk, "已成立", actor=actor, at=AT)
    for change in (
        lambda: attach(cast, campaign),
        lambda: actions.withdraw(pk, reason="后悔", campaign=campaign, actor=actor, at=AT),
        lambda: actions.replace(pk, sent(picture(), "a.jpg"), campaign=campaign, actor=actor, at=AT),
    ):
        with pytest.raises(errors.NotNow):
            change()
    duties.send_back(bodies().pk, "补充附件", actor=cast.actor(Role.OFFICE_STAFF), at=AT)
    assert attach(cast, campaign)


def test_what_the_leader_is_to_sign_stays_as_it_is(cast: Cast) -> None:
    campaign = opened(cast, "P2")
    Duty.objects.filter(task="county-plan").update(state="approved")
    report = Duty.objects.get(task="county-self-exam-report", unit__code="qinghe")
    actor = cast.actor(Role.COUNTY_OFFICE)
    attaching = {"about": about(report), "campaign": campaign, "actor": actor, "at": day("07-20")}
    assert actions.attach(sent(portable(), REPORT), **attaching)
    duties.submit(report.pk, "自查情况", actor=actor, at=day("07-20"))
    with pytest.raises(errors.NotNow):
        actions.attach(sent(portable(), REPORT), **attaching)


def test_what_is_locked_or_settles_itself_takes_no_files(cast: Cast, campaign: CurrentCampaign) -> None:
    later = Duty.objects.get(task="county-self-exam-report", unit__code="qinghe")
    draw = Duty.objects.get(task="closed-tally")
    for duty, role in ((later, Role.COUNTY_OFFICE), (draw, Role.OFFICE_DIRECTOR)):
        with pytest.raises(errors.NotNow):
            actions.attach(
                sent(portable(), REPORT), about=about(duty), campaign=campaign, actor=cast.actor(role), at=AT
            )


@pytest.mark.parametrize("spelled", ["duty:999999", "duty:x", "box:1", "duty"])
def test_what_does_not_exist_or_carries_no_files_is_nobodys(
    cast: Cast, campaign: CurrentCampaign, spelled: str
) -> None:
    with pytest.raises(ScopeRefused):
        actions.attach(
            sent(portable(), REPORT),
            about=Subject.read(spelled),
            campaign=campaign,
            actor=cast.actor(Role.OFFICE_DIRECTOR),
            at=AT,
        )
    assert not File.objects.exists()


def test_a_thing_carries_only_so_many(cast: Cast, campaign: CurrentCampaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "MOST", 1)
    first = attach(cast, campaign)
    with pytest.raises(errors.TooMany):
        attach(cast, campaign)
    actions.withdraw(first, reason="重复", campaign=campaign, actor=cast.actor(Role.COUNTY_OFFICE), at=AT)
    assert attach(cast, campaign)


def test_many_things_cost_one_question(cast: Cast, campaign: CurrentCampaign) -> None:
    subjects = [about(duty) for duty in Duty.objects.all()]
    for _ in range(3):
        attach(cast, campaign)
    with CaptureQueriesContext(connection) as asked:
        found = attached(subjects)
    assert len(asked) == 1 and len(found[about(bodies())]) == 3 and len(found) == 1


@pytest.mark.parametrize("model", [File, Version, Withdrawal])
def test_rows_are_never_changed(cast: Cast, campaign: CurrentCampaign, model: type[File]) -> None:
    pk = attach(cast, campaign)
    actions.withdraw(pk, reason="重复", campaign=campaign, actor=cast.actor(Role.COUNTY_OFFICE), at=AT)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete(using="default")
