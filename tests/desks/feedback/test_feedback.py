"""From what is masked and sorted to what the unit reads: each step at its desk, refused beside allowed."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from django.conf import settings as configured
from django.db import Error, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from pingyi.ceremonies import feedback, masking, sorting
from pingyi.ceremonies.feedback import UnitFeedback, Words
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.duties.queries import card
from pingyi.records.feedback import models
from pingyi.records.feedback.errors import (
    AllFedBack,
    NotAsItCame,
    NotHeldYet,
    OtherContent,
    PackageHidden,
    PackageStale,
    ReadyChanged,
    SideSigned,
    SignedMeanwhile,
    UnitSignsFirst,
)
from pingyi.records.feedback.queries import PackageView, package
from pingyi.records.journal import key
from pingyi.records.journal.models import JournalEntry
from pingyi.records.ledger.models import Item
from pingyi.records.masks.models import Masking
from pingyi.records.sorting.actions import Decided
from pingyi.records.voices import actions as voices
from pingyi.records.voices.access import access_by_code, access_opinion
from pingyi.records.voices.actions.raising import NewOpinion, Taken
from pingyi.records.voices.queries import conversation, deeds
from pingyi.rules.feedback import Attendance, Meeting
from pingyi.rules.feedback.errors import StatementMissing
from pingyi.rules.mandate import PUBLIC, Actor, Role, RoleRefused
from pingyi.rules.masks import places
from pingyi.rules.sorting import Disposition
from pingyi.rules.voices import Kind
from tests.cast import Cast
from tests.stage import day, opened, plan_text

pytestmark = pytest.mark.django_db
AT = day("08-04", 10)
PHONE = "13812345678"
FIRST = f"项目审批敷衍塞责，跑了三趟，我的电话是{PHONE}。"
SECOND = "全县只有我们一家菌菇企业，补贴半年没到账。"
FED = Decided("C1.4", "environment", "efficiency", Disposition.FOR_FEEDBACK)
STATED = "全部认领，马上就改。"
WORDS = Words("已原文反馈。", "已反馈主题。")
RECORDS = {"verbatim-feedback": "fed_back", "attitude-statement": "attitude_stated"}


def plan() -> str:
    """The plan in which packages settle the two tasks, as they do in the source plan."""
    text = plan_text()
    for task, record in RECORDS.items():
        head, block = text.split(f'code = "{task}"\n', 1)
        files = "completion = [{ files = 0 }]"
        text = f'{head}code = "{task}"\n' + block.replace(files, f'completion = [{{ record = "{record}" }}]', 1)
    return text


@dataclass
class Desk:
    """Two opinions about Qinghe, masked and sorted, and whoever works on them."""

    cast: Cast
    campaign: CurrentCampaign
    client_of: Callable[..., Client]
    taken: list[Taken]

    def actor(self, role: Role) -> Actor:
        return self.cast.actor(role, campaign_id=self.campaign.code)

    def who(self, role: Role = Role.OFFICE_STAFF) -> dict[str, object]:
        return {"actor": self.actor(role), "at": configured.CLOCK.now(), "campaign": self.campaign}

    def prepare(self, place: int, text: str, *hidden: str, unit: str = "qinghe") -> Taken:
        """It is raised, masked by two people and sorted."""
        clerk, staff = Role.INTAKE_CLERK, Role.OFFICE_STAFF
        new = NewOpinion(Kind.COMPLAINT, [unit], text)
        here = {"at": configured.CLOCK.now(), "campaign": self.campaign}
        taken = voices.raise_opinion(new, source="web", token=bytes([place] * 32), actor=PUBLIC, **here)
        spans = [span for each in hidden for span in places(text, each)]
        masking.propose(taken.number, 0, spans, "看过", seen=0, **self.who(clerk))
        masking.countersign(taken.number, 0, True, "", seen=1, **self.who(staff))
        sorting.sort(taken.number, FED, seen=0, **self.who(clerk))
        return taken

    def frozen(self, *themes: str) -> PackageView:
        seen = feedback.standing("qinghe", actor=self.actor(Role.OFFICE_STAFF), campaign=self.campaign).digest
        return feedback.freeze("qinghe", themes, seen=seen, **self.who())

    def met(self, view: PackageView, statement: str = STATED) -> PackageView:
        meeting = Meeting(
            held=AT,
            place="三楼会议室",
            team="评议组",
            present=(Attendance("吴定山", "局长"),),
            absent=(),
            read=tuple(each.number for each in view.package.passages),
            speaker="吴定山" if statement else "",
            statement=statement,
        )
        return feedback.record(view.pk, meeting, seen=view.versions, **self.who())

    def handed(self, view: PackageView) -> PackageView:
        feedback.receive(view.pk, digest=view.signed_digest, **self.who(Role.COUNTY_LEADER))
        return feedback.hand_over(view.pk, WORDS, digest=view.signed_digest, **self.who())

    @property
    def package(self) -> PackageView:
        view = package(models.Package.objects.get().pk, self.campaign)
        assert view
        return view

    def page(self, address: str, role: Role = Role.OFFICE_STAFF, status: int = 200) -> str:
        answer = self.client_of(role).get(f"/feedback/{address}")
        assert answer.status_code == status, address
        return answer.content.decode()


@pytest.fixture
def desk(cast: Cast, settings: Settings, client_of: Callable[..., Client]) -> Desk:
    key.make()
    settings.CLOCK.set(AT)
    made = Desk(cast, opened(cast, "P3", plan()), client_of, [])
    made.taken = [made.prepare(1, FIRST, PHONE), made.prepare(2, SECOND)]
    return made


def test_at_the_desks_from_the_page_of_the_unit_to_what_it_reads(desk: Desk) -> None:
    office, leader, clerk = map(desk.client_of, (Role.OFFICE_STAFF, Role.COUNTY_LEADER, Role.COUNTY_OFFICE))
    assert "向3个单位反馈意见" in office.get("/today/").content.decode()
    shown = desk.page("units/qinghe/")
    assert PHONE not in shown and "〔隐去：身份信息〕" in shown and "仍可能看出反映人" in shown
    own = feedback.standing("qinghe", actor=desk.actor(Role.OFFICE_STAFF), campaign=desk.campaign)
    asked = {"digest": own.digest, "themes": [f"{desk.taken[1].number}-0"]}
    assert office.post("/feedback/units/qinghe/freeze/", asked).status_code == 302
    pk = models.Package.objects.get().pk
    assert clerk.get(f"/feedback/{pk}/").status_code == 404, "before it is read out there is nothing for the unit"
    record = {"held": "2026-08-04T09:00", "place": "三楼", "team": "评议组", "present": "吴定山，局长", "read": [1, 2]}
    told = office.post(f"/feedback/{pk}/meeting/", record | {"absent": "邓秋实，副局长"})
    assert told.status_code == 422 and "缺席原因" in told.content.decode()
    spoken = {"speaker": "吴定山", "statement": STATED, "seen": 0}
    assert office.post(f"/feedback/{pk}/meeting/", record | spoken).status_code == 302
    view = desk.package
    for client, role in ((clerk, Role.COUNTY_OFFICE), (leader, Role.COUNTY_LEADER)):
        before = client.get(f"/feedback/{pk}/").content.decode()
        assert STATED in before and "三趟" not in before and view.digest in before, role
        assert client.get(f"/feedback/{pk}/file/").status_code == 404
    sign = {"digest": view.signed_digest}
    assert clerk.post(f"/feedback/{pk}/receive/", sign).status_code == 403, "only the leader signs"
    assert "签收已宣读的评议意见" in leader.get("/today/").content.decode()
    assert leader.post(f"/feedback/{pk}/receive/", sign).status_code == 302
    assert office.post(f"/feedback/{pk}/hand-over/", sign).status_code == 302
    after = clerk.get(f"/feedback/{pk}/").content.decode()
    assert "三趟" in after and "菌菇" not in after and "只反馈问题类别" in after
    file = clerk.get(f"/feedback/{pk}/file/").content
    assert hashlib.sha256(file).hexdigest() == view.digest
    frozen = JournalEntry.objects.get(kind="package:freeze:1")
    assert json.loads(bytes(frozen.leaf))["public"]["digest"] == view.digest, "the journal proves what the unit got"
    assert "该单位已全部收到" in desk.page("units/qinghe/")


def test_each_passage_is_an_item_once_and_both_raisers_read_of_it(desk: Desk) -> None:
    view = desk.handed(desk.met(desk.frozen(f"{desk.taken[1].number}-0")))
    items = Item.objects.filter(origin="feedback", unit="qinghe")
    assert {each.verbatim for each in items} == {FIRST.replace(PHONE, "〔隐去：身份信息〕"), ""}
    assert {source.reference for each in items for source in each.sources.all()} == {f"{view.pk}-1", f"{view.pk}-2"}
    assert {each.opinion for each in view.origins} == {each.number for each in desk.taken}
    last = [conversation(access_by_code(each.code, desk.campaign), desk.campaign).statements[-1] for each in desk.taken]
    assert [each.text for each in last] == [WORDS.verbatim, WORDS.theme]
    assert deeds(access_by_code(desk.taken[0].code, desk.campaign))[-1].verb == "hand_over"
    with pytest.raises(SideSigned):
        desk.handed(view)
    with pytest.raises(SideSigned):
        feedback.hand_over(view.pk, WORDS, digest=view.signed_digest, **desk.who())
    assert items.count() == 2
    with pytest.raises(AllFedBack):
        desk.frozen()


def test_duties_settle_when_both_have_signed_and_not_before(desk: Desk) -> None:
    view = desk.met(desk.frozen(), statement="")
    Duty.objects.filter(task="county-plan", unit__code="qinghe").update(state="in_force")
    own = Duty.objects.get(task="attitude-statement", unit__code="qinghe")
    with pytest.raises(PackageHidden):
        desk.handed(view)
    with pytest.raises(StatementMissing):
        feedback.hand_over(view.pk, WORDS, digest=view.signed_digest, **desk.who())
    view = desk.met(desk.package)
    with pytest.raises(UnitSignsFirst):
        feedback.hand_over(view.pk, WORDS, digest=view.signed_digest, **desk.who())
    own.refresh_from_db()
    assert own.state == "owed"
    desk.handed(view)
    own.refresh_from_db()
    assert own.state == "done" and Duty.objects.get(task="attitude-statement", unit__code="linshan").state == "owed"
    whole = Duty.objects.get(task="verbatim-feedback")
    [lacks] = card(whole, desk.campaign, at=AT).requirements
    assert (lacks.have, lacks.want, whole.state) == (1, 3, "owed")
    assert [each.zh for each in lacks.missing] == ["林山县科技局", "东湖区科技局"]


def test_what_changes_after_freezing_must_be_frozen_and_read_out_anew(desk: Desk) -> None:
    view = desk.met(desk.frozen())
    number = desk.taken[0].number
    masking.propose(number, 0, places(FIRST, "三趟"), "也隐去", seen=1, **desk.who(Role.INTAKE_CLERK))
    masking.countersign(number, 0, True, "", seen=2, **desk.who())
    assert "请重新固定并宣读" in desk.page(f"{view.pk}/")
    for act in (lambda: desk.handed(view), lambda: desk.met(view)):
        with pytest.raises(PackageStale):
            act()
    again = desk.met(desk.frozen())
    assert again.package.number == 2 and desk.page(f"{view.pk}/").count("已被后一份代替")
    with pytest.raises(PackageHidden):
        feedback.receive(view.pk, digest=view.signed_digest, **desk.who(Role.COUNTY_LEADER))
    voices.withdraw(access_by_code(desk.taken[1].code, desk.campaign), **desk.who() | {"actor": PUBLIC})
    with pytest.raises(PackageStale):
        desk.handed(again)
    assert len(desk.frozen().package.passages) == 1


def test_what_comes_later_goes_into_a_further_package(desk: Desk) -> None:
    desk.handed(desk.met(desk.frozen()))
    late = desk.prepare(3, "收费没有公示。")
    assert "此后又有新意见" in desk.page("")
    second = desk.frozen()
    assert [each.opinion for each in second.origins] == [late.number] and second.package.number == 2
    desk.handed(desk.met(second))
    assert Item.objects.filter(origin="feedback").count() == 3


def test_nothing_is_frozen_that_was_not_seen_or_is_not_what_came(desk: Desk) -> None:
    with pytest.raises(ReadyChanged):
        feedback.freeze("qinghe", (), seen="0" * 64, **desk.who())
    with pytest.raises(NotHeldYet):
        early = replace(desk.met(desk.frozen()).meeting, held=day("08-05"))
        feedback.record(models.Package.objects.get().pk, early, seen=1, **desk.who())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    Masking.objects.filter(opinion=desk.taken[0].number).update(text="他们办事很快。")
    with pytest.raises(NotAsItCame):
        desk.frozen()


def test_once_somebody_has_signed_nothing_changes(desk: Desk) -> None:
    view = desk.met(desk.frozen())
    with pytest.raises(OtherContent):
        feedback.receive(view.pk, digest="0" * 64, **desk.who(Role.COUNTY_LEADER))
    with pytest.raises(RoleRefused):
        feedback.receive(view.pk, digest=view.signed_digest, **desk.who(Role.COUNTY_OFFICE))
    feedback.receive(view.pk, digest=view.signed_digest, **desk.who(Role.COUNTY_LEADER))
    for act in (desk.frozen, lambda: desk.met(desk.package)):
        with pytest.raises(SignedMeanwhile):
            act()
    for row in (models.Package.objects.get(), models.Meeting.objects.get(), models.Signature.objects.get()):
        with pytest.raises(Error), transaction.atomic():
            row.delete()


def test_a_package_exists_for_nobody_whom_one_of_its_opinions_implicates(desk: Desk) -> None:
    view = desk.frozen()
    director = desk.actor(Role.OFFICE_DIRECTOR)
    assert feedback.read(view.pk, desk.campaign, actor=director)
    opinion = access_opinion(director, desk.taken[0].number, desk.campaign)
    voices.stand_back(opinion, **desk.who(Role.OFFICE_DIRECTOR))
    with pytest.raises(PackageHidden):
        feedback.read(view.pk, desk.campaign, actor=director)
    assert not feedback.packages(desk.campaign, actor=director)
    assert feedback.packages(desk.campaign, actor=desk.actor(Role.OFFICE_STAFF))
    desk.page(f"{view.pk}/", Role.OFFICE_DIRECTOR, 404)


def test_the_list_and_each_unit_ask_as_often_for_many_as_for_few(desk: Desk) -> None:
    def asked(act: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    def listed() -> str:
        return desk.page("")

    def one() -> UnitFeedback:
        return feedback.standing("qinghe", actor=desk.actor(Role.OFFICE_STAFF), campaign=desk.campaign)

    listed()
    few, own = asked(listed), asked(one)
    for place, unit in enumerate(("linshan", "donghu", "qinghe"), 10):
        desk.prepare(place, f"收费没有公示{place}。", unit=unit)
    assert asked(one) == own <= 12
    desk.frozen()
    assert asked(listed) <= few + 3
