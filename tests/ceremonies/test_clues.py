"""A report of wrongdoing is sealed, handed over unread, received, answered; of it the raiser keeps a proof."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta

import pyrage
import pytest
from django.db import Error, transaction
from pyrage.x25519 import Identity

from pingyi.ceremonies import casework, clues
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework.actions import Move
from pingyi.records.clues.errors import ClueHidden, ClueUnexplained, NobodyToSealTo, NotSealedHere
from pingyi.records.clues.models import Clue, ClueStep
from pingyi.records.clues.queries import ClueLine
from pingyi.records.clues.queries import clues as lines
from pingyi.records.journal import key
from pingyi.records.journal.models import JournalEntry
from pingyi.records.vault.actions import make_key
from pingyi.records.voices import actions, queries
from pingyi.records.voices.access import access_by_code, access_opinion, visible
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.errors import OpinionHidden, SentAlready
from pingyi.rules.lifecycle import ClueState, NotNow
from pingyi.rules.mandate import PUBLIC, Actor, Role, RoleRefused
from pingyi.rules.mandate.role import CUSTODIANS
from pingyi.rules.voices import Kind
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)
TOLD = {"accused": "某科某人", "text": "收了礼金。", "version": 1}
LIAISON, CUSTODIAN = CUSTODIANS


@dataclass
class House:
    """A sealed report, its raiser's code, and the private keys, which no server has."""

    cast: Cast
    campaign: CurrentCampaign
    keys: dict[Role, Identity]
    code: str = ""

    def actor(self, role: Role) -> Actor:
        return self.cast.actor(role, campaign_id=self.campaign.code)

    def sealed(self) -> str:
        """As the raiser's browser does it."""
        layer = json.dumps(TOLD).encode().ljust(24_576)
        for role in CUSTODIANS:
            layer = pyrage.encrypt(layer, [self.keys[role].to_public()], armored=True)
        return layer.decode()

    def report(self, sealed: str, token: bytes = bytes(32)) -> None:
        self.code = clues.take(sealed, source="web", token=token, campaign=self.campaign, actor=PUBLIC, at=AT).code

    @property
    def line(self) -> ClueLine:
        (line,) = lines(self.campaign)
        return line

    def opened(self, role: Role) -> str:
        """What lies before whoever takes the next step, with the layer off that their key opens."""
        text = clues.envelope_for(self.line.number, campaign=self.campaign, actor=self.actor(role))
        return pyrage.decrypt(text.encode(), [self.keys[role]]).decode() if text else ""

    def step(self, role: Role, verb: str, text: str = "", layer: str = "", at=AT) -> None:
        actor = self.actor(role)
        clues.step(self.line.number, verb, text, layer=layer, campaign=self.campaign, actor=actor, at=at)

    def heard(self) -> str:
        found = queries.conversation(access_by_code(self.code, self.campaign), self.campaign)
        return "\n".join(each.text for each in found.statements)


@pytest.fixture
def house(cast: Cast) -> House:
    key.make()
    found = House(cast, opened(cast, "P2"), {role: Identity.generate() for role in CUSTODIANS})
    for role, own in found.keys.items():
        make_key(str(own.to_public()), campaign=found.campaign, actor=found.actor(role), at=AT)
    return found


def test_it_goes_unread_through_the_office_and_is_answered(house: House) -> None:
    before = JournalEntry.objects.count()
    sealed = house.sealed()
    house.report(sealed)
    assert hashlib.sha256(sealed.encode()).hexdigest() in house.heard()
    assert house.opened(LIAISON) == ""
    layer = house.opened(CUSTODIAN)
    assert "礼金" not in layer and layer.startswith("-----BEGIN AGE")
    house.step(CUSTODIAN, "hand_over", layer=layer)
    assert house.opened(CUSTODIAN) == "" and json.loads(house.opened(LIAISON)) == TOLD
    house.step(LIAISON, "receive")
    row = Clue.objects.get()
    assert (row.sealed, row.layer, row.slip) == ("", "", 1) and house.opened(LIAISON) == ""
    house.step(LIAISON, "accept")
    house.step(LIAISON, "conclude", "已依规处理。")
    assert all(words in house.heard() for words in ("已移交", "已收到", "已受理", "已依规处理。"))
    opinion = access_by_code(house.code, house.campaign)
    verbs = {deed.verb for deed in queries.deeds(opinion)}
    assert verbs == {"hand_over", "receive", "accept", "conclude"} and JournalEntry.objects.count() == before
    assert house.line.state is ClueState.CONCLUDED and not house.line.is_late(house.campaign.day_of(AT))
    assert queries.receipt(opinion, 0).original.kind is Kind.WRONGDOING
    with pytest.raises(Error), transaction.atomic():
        ClueStep.objects.update(text="x")


def test_nobody_of_the_pool_sees_the_stub_or_adds_to_it(house: House) -> None:
    house.report(house.sealed())
    opinion = access_by_code(house.code, house.campaign)
    for role in (Role.INTAKE_CLERK, Role.OFFICE_DIRECTOR):
        assert not visible(house.actor(role), house.campaign).exists()
        with pytest.raises(OpinionHidden):
            access_opinion(house.actor(role), opinion.number, house.campaign)
    here = {"campaign": house.campaign, "at": AT}
    with pytest.raises(NotNow):
        actions.go_on(opinion, "补充", seen=1, actor=PUBLIC, **here)
    with pytest.raises(NotNow):
        actions.withdraw(opinion, actor=PUBLIC, **here)
    for move in (Move("report_harm", "有人打电话来问。"), Move("evaluate")):
        with pytest.raises(NotNow):
            casework.raise_again(house.code, move, seen=1, **here)


def test_who_may_take_which_step(house: House) -> None:
    house.report(house.sealed())
    for role in (LIAISON, Role.OFFICE_DIRECTOR, Role.SUPERVISOR, Role.COUNTY_LEADER):
        with pytest.raises(RoleRefused):
            house.step(role, "hand_over", layer=house.sealed())
    with pytest.raises(NotNow):
        house.step(LIAISON, "receive")
    with pytest.raises(NotSealedHere):
        house.step(CUSTODIAN, "hand_over", layer="某科某人收了礼金")
    house.step(CUSTODIAN, "hand_over", layer=house.sealed())
    with pytest.raises(RoleRefused):
        house.step(CUSTODIAN, "receive")
    with pytest.raises(ClueUnexplained):
        house.step(LIAISON, "send_back", " ")
    house.step(LIAISON, "send_back", "打不开。")
    assert "打不开" not in house.heard() and house.line.state is ClueState.LEFT
    house.step(CUSTODIAN, "hand_over", layer=house.opened(CUSTODIAN))
    assert house.line.slip == 1 and json.loads(house.opened(LIAISON)) == TOLD
    with pytest.raises(ClueHidden):
        clues.step("0000-0000", "receive", "", campaign=house.campaign, actor=house.actor(LIAISON), at=AT)


def test_what_is_no_wrongdoing_comes_back_only_when_the_raiser_says_it(house: House) -> None:
    house.report(house.sealed())
    new, here = NewOpinion(Kind.COMPLAINT, ["qinghe"], "窗口态度不好。"), {"campaign": house.campaign, "at": AT}
    with pytest.raises(NotNow):
        clues.agree(house.code, new, **here)
    house.step(CUSTODIAN, "hand_over", layer=house.opened(CUSTODIAN))
    house.step(LIAISON, "receive")
    house.step(LIAISON, "return", "属于服务态度问题。")
    assert "属于服务态度问题。" in house.heard()
    clerk = house.actor(Role.INTAKE_CLERK)
    assert not visible(clerk, house.campaign).exists()
    taken = clues.agree(house.code, new, **here)
    assert clues.agree(house.code, new, **here) == taken and taken.code != house.code
    assert visible(clerk, house.campaign).get().number == taken.number
    assert house.line.state is ClueState.REOPENED


def test_clocks_run_until_the_last_day_and_lateness_stays(house: House) -> None:
    house.report(house.sealed())
    line, today = house.line, house.campaign.day_of(AT)
    assert line.due == house.campaign.work_calendar.add(today, 5) and not line.is_overdue(line.due)
    after = line.due + timedelta(days=1)
    assert line.is_overdue(after)
    late = AT + (after - today)
    house.step(CUSTODIAN, "hand_over", layer=house.opened(CUSTODIAN), at=late)
    line = house.line
    assert line.due == house.campaign.work_calendar.add(after, 5)
    assert not line.is_overdue(line.due) and line.is_late(after) and [step.late for step in line.steps] == [True]
    house.step(LIAISON, "receive", at=late)
    assert house.line.due == house.campaign.work_calendar.add(after, 15)


@pytest.mark.parametrize("sent", ["", "某科某人收了礼金", "-----BEGIN AGE ENCRYPTED FILE-----\n某\n"])
def test_what_is_not_sealed_is_not_kept(house: House, sent: str) -> None:
    with pytest.raises(NotSealedHere):
        house.report(sent)
    assert not Clue.objects.exists()


def test_the_same_form_twice_is_one_report(house: House) -> None:
    sealed = house.sealed()
    house.report(sealed)
    first = house.code
    house.report(sealed)
    assert house.code == first and Clue.objects.count() == 1
    with pytest.raises(SentAlready):
        house.report(house.sealed())


def test_without_keys_nothing_is_taken(cast: Cast) -> None:
    key.make()
    with pytest.raises(NobodyToSealTo):
        House(cast, opened(cast, "P2"), {}).report("")
