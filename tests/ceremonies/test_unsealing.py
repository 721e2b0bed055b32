"""Who said something is sealed to two custodians, unsealed by both one after the other, and told to the raiser."""

import json
from dataclasses import dataclass
from datetime import timedelta

import pyrage
import pytest
from django.core.files.base import ContentFile
from django.db import Error, connection, transaction
from pyrage.x25519 import Identity

from pingyi.ceremonies import exhibits, unsealing
from pingyi.ceremonies.exhibits import Exhibited
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.journal.models import JournalEntry
from pingyi.records.unsealings.errors import (
    AskedAlready,
    NothingSealed,
    OtherCustodian,
    OwnRequest,
    UnsealingHidden,
    UnsealingUnexplained,
)
from pingyi.records.unsealings.models import UnsealingStep
from pingyi.records.unsealings.queries import unsealings
from pingyi.records.vault import actions as vault
from pingyi.records.vault import queries as vault_queries
from pingyi.records.vault.errors import KeyTaken, NoCustodians, NotARecipient, NotSealed, TooManyEnvelopes
from pingyi.records.vault.models import CustodianKey, Envelope, SealedFile
from pingyi.records.voices import actions, queries
from pingyi.records.voices.access import access_by_code
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.models import Deed, Opinion
from pingyi.rules.lifecycle import NotNow
from pingyi.rules.mandate import PUBLIC, Actor, Role, RoleRefused
from pingyi.rules.voices import Kind, envelopes_in
from tests import samples
from tests.cast import Cast
from tests.stage import day, opened

pytestmark = pytest.mark.django_db
AT = day("07-13", 10)
WHO = {"name": "某某", "telephone": "13800000000", "version": 1}
OUTER, INNER = Role.IDENTITY_CUSTODIAN, Role.DISCIPLINE_LIAISON


@dataclass
class House:
    """An opinion, its raiser's code, and the private keys, which no server has."""

    cast: Cast
    campaign: CurrentCampaign
    code: str
    keys: dict[Role, Identity]

    def actor(self, role: Role) -> Actor:
        return self.cast.actor(role, campaign_id=self.campaign.code)

    @property
    def opinion(self) -> Opinion:
        return access_by_code(self.code, self.campaign)

    def who(self, role: Role, at=AT) -> dict:
        return {"campaign": self.campaign, "actor": self.actor(role), "at": at}

    def seal(self) -> None:
        """As the raiser's browser does it."""
        unsealing.seal_own(str(self.opinion.key), self.sealed(WHO), campaign=self.campaign)

    def sealed(self, contents: dict) -> str:
        layer = json.dumps(contents).encode().ljust(4096)
        for role in (INNER, OUTER):
            layer = pyrage.encrypt(layer, [self.keys[role].to_public()], armored=True)
        return layer.decode()

    def send(self, photo: bytes) -> None:
        """A photo with a further statement: the copy as it is, the original sealed to a key in an envelope."""
        own = Identity.generate()
        envelope = self.sealed({"version": 1, "key": str(own), "names": "IMG.jpg"})
        original = pyrage.encrypt(photo, [own.to_public()])
        exhibited = Exhibited([ContentFile(photo, "1")], [ContentFile(original, "1")], envelope)
        context = {"campaign": self.campaign, "at": AT}
        exhibits.go_on(self.opinion, "附照片一张。", exhibited, seen=1, **context)

    def ask(self, quiet: str = "", reason: str = "须当面核实收费单据") -> int:
        unsealing.ask(self.opinion.number, reason, quiet, **self.who(Role.OFFICE_DIRECTOR))
        return unsealings(self.campaign.code)[0].pk

    def opened(self, role: Role, pk: int, at=AT) -> str:
        """What lies before a custodian, with the layer off that their key opens."""
        (line,) = (each for each in unsealings(self.campaign.code) if each.pk == pk)
        text = unsealing.layer_for(line, **self.who(role, at))
        return pyrage.decrypt(text.encode(), [self.keys[role]]).decode() if text else ""

    def heard(self) -> list[str]:
        return [each.text for each in queries.conversation(self.opinion, self.campaign).statements]


@pytest.fixture
def house(cast: Cast) -> House:
    key.make()
    campaign = opened(cast, "P2")
    new = NewOpinion(Kind.COMPLAINT, ["qinghe"], "窗口让我跑了三趟。")
    taken = actions.raise_opinion(new, source="web", token=bytes(32), campaign=campaign, actor=PUBLIC, at=AT)
    found = House(cast, campaign, taken.code, {role: Identity.generate() for role in (INNER, OUTER)})
    for role, own in found.keys.items():
        vault.make_key(str(own.to_public()), **found.who(role))
    return found


def test_both_custodians_one_after_the_other_and_the_raiser_is_told(house: House) -> None:
    house.seal()
    before = JournalEntry.objects.count()
    pk = house.ask()
    assert house.opened(INNER, pk) == ""
    layer = house.opened(OUTER, pk)
    assert "某某" not in layer and layer.startswith("-----BEGIN AGE")
    with pytest.raises(OtherCustodian):
        unsealing.release(pk, layer, **house.who(INNER))
    with pytest.raises(NotNow):
        unsealing.unseal(pk, **house.who(INNER))
    unsealing.release(pk, layer, **house.who(OUTER))
    assert house.opened(INNER, pk) == "" and len(house.heard()) == 1
    with pytest.raises(OtherCustodian):
        unsealing.unseal(pk, **house.who(OUTER))
    unsealing.unseal(pk, **house.who(INNER))
    assert json.loads(house.opened(INNER, pk)) == WHO and house.opened(OUTER, pk) == ""
    assert "须当面核实收费单据" in house.heard()[-1] and "已启封" in house.heard()[-1]
    verbs = [deed.verb for deed in queries.deeds(house.opinion)]
    assert sorted(verbs) == ["ask", "release", "unseal"] and JournalEntry.objects.count() == before


def test_it_can_be_read_for_one_day(house: House) -> None:
    house.seal()
    pk = house.ask()
    unsealing.release(pk, house.opened(OUTER, pk), **house.who(OUTER))
    unsealing.unseal(pk, **house.who(INNER))
    end = AT + timedelta(hours=24)
    assert house.opened(INNER, pk, end - timedelta(seconds=1)) and not house.opened(INNER, pk, end)


def test_either_custodian_refuses_with_a_reason_that_the_raiser_reads(house: House) -> None:
    house.seal()
    pk = house.ask()
    with pytest.raises(UnsealingUnexplained):
        unsealing.refuse(pk, " ", **house.who(OUTER))
    unsealing.refuse(pk, "单据可以另行调取。", **house.who(OUTER))
    told = house.heard()[-1]
    assert told.endswith("不批准的理由：单据可以另行调取。") and "。。" not in told and house.opened(OUTER, pk) == ""
    assert list(Deed.objects.values_list("verb", flat=True))[-1] == "stay_sealed"
    with pytest.raises(NotNow):
        unsealing.refuse(pk, "再说一次", **house.who(INNER))
    assert house.ask() != pk


def test_nobody_is_told_where_that_endangers_the_check_and_why_stays_on_record(house: House) -> None:
    house.seal()
    pk = house.ask(quiet="可能串供")
    unsealing.refuse(pk, "理由不足", **house.who(INNER))
    assert len(house.heard()) == 1 and unsealings(house.campaign.code)[0].quiet == "可能串供"


def test_who_may_not_ask_or_decide(house: House) -> None:
    with pytest.raises(NothingSealed):
        house.ask()
    house.seal()
    with pytest.raises(UnsealingUnexplained):
        house.ask(reason=" ")
    pk = house.ask()
    with pytest.raises(AskedAlready):
        house.ask()
    for role in (Role.COUNTY_LEADER, Role.INTAKE_CLERK, Role.SYS_ADMIN):
        with pytest.raises(RoleRefused):
            unsealing.ask(house.opinion.number, "想知道", "", **house.who(role))
        with pytest.raises(RoleRefused):
            unsealing.refuse(pk, "不行", **house.who(role))
    with pytest.raises(UnsealingHidden):
        unsealing.refuse(pk + 1, "不行", **house.who(OUTER))
    UnsealingStep.objects.create(unsealing_id=pk, verb="ask", by=house.cast[OUTER], at=AT)
    with pytest.raises(OwnRequest):
        unsealing.refuse(pk, "不行", **house.who(OUTER))


@pytest.mark.parametrize(
    "sent", ["", "张三 13800000000", "-----BEGIN AGE ENCRYPTED FILE-----\n张三\n-----END AGE ENCRYPTED FILE-----"]
)
def test_what_is_not_sealed_is_not_kept(house: House, sent: str) -> None:
    with pytest.raises(NotSealed):
        unsealing.seal_own(str(house.opinion.key), sent, campaign=house.campaign)
    assert not Envelope.objects.exists()


def test_the_last_of_a_few_counts(house: House) -> None:
    for _ in range(vault.MOST):
        house.seal()
    with pytest.raises(TooManyEnvelopes):
        house.seal()


def test_keys_are_made_by_their_custodians_and_a_new_one_is_for_what_comes(house: House) -> None:
    known = vault_queries.recipients(house.campaign.code)
    other = str(Identity.generate().to_public())
    with pytest.raises(RoleRefused):
        vault.make_key(other, **house.who(Role.OFFICE_DIRECTOR))
    with pytest.raises(NotARecipient):
        vault.make_key("age1" + "b" * 58, **house.who(OUTER))
    with pytest.raises(KeyTaken):
        vault.make_key(known[0], **house.who(OUTER))
    vault.make_key(other, **house.who(OUTER))
    assert vault_queries.recipients(house.campaign.code) == (known[0], other)
    assert JournalEntry.objects.filter(kind="custodian:key:1").count() == 3


def test_nothing_is_sealed_before_both_keys_are_there(cast: Cast) -> None:
    key.make()
    campaign = opened(cast, "P2")
    assert vault_queries.recipients(campaign.code) == ()
    with pytest.raises(NoCustodians):
        unsealing.seal_own("x", "", campaign=campaign)


def test_the_database_alone_does_not_tell_whose_envelope_it_is(house: House) -> None:
    house.seal()
    envelope = Envelope.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(e)::text FROM vault_envelope e")
        (row,) = cursor.fetchone()
    assert str(house.opinion.key) not in row and house.opinion.number not in row
    for table in (CustodianKey, Envelope):
        with pytest.raises(Error), transaction.atomic():
            table.objects.filter(pk=table.objects.first().pk).update(campaign_id="x")
    assert bytes(envelope.reference) == vault_queries.reference_of(house.campaign.code, str(house.opinion.key))


def test_a_photo_is_read_without_its_place_and_its_original_is_opened_by_both(house: House) -> None:
    photo = samples.picture(exif=True)
    for _ in range(2):
        house.send(photo)  # a lost answer: sent again, sealed to another key
    (kept,) = queries.conversation(house.opinion, house.campaign).statements[1].exhibits
    assert b"PHONE-OF-SOMEBODY" in photo and b"PHONE-OF-SOMEBODY" not in b"".join(queries.bytes_of(kept))
    assert queries.receipt(house.opinion, 1).original.files == (kept.sha256,)
    house.seal()
    pk = house.ask()
    outer = unsealing.layer_for(unsealings(house.campaign.code)[0], **house.who(OUTER))
    layers = [pyrage.decrypt(each.encode(), [house.keys[OUTER]]).decode() for each in envelopes_in(outer)]
    with pytest.raises(NotSealed), transaction.atomic():
        unsealing.release(pk, layers[0], **house.who(OUTER))
    unsealing.release(pk, "".join(layers), **house.who(OUTER))
    unsealing.unseal(pk, **house.who(INNER))
    line = unsealings(house.campaign.code)[0]
    text = unsealing.layer_for(line, **house.who(INNER))
    who, *keys = (json.loads(pyrage.decrypt(each.encode(), [house.keys[INNER]])) for each in envelopes_in(text))
    assert who == WHO and len(keys) == 2
    for place, each in enumerate(keys):
        sealed = unsealing.file_for(line, place, **house.who(INNER))
        assert pyrage.decrypt(sealed, [Identity.from_str(each["key"])]) == photo
    assert unsealing.file_for(line, 2, **house.who(INNER)) is None
    assert unsealing.file_for(line, 0, **house.who(OUTER)) is None
    assert unsealing.file_for(line, 0, **house.who(INNER, AT + timedelta(hours=24))) is None


def test_what_is_no_sealed_file_is_not_put_away(house: House) -> None:
    exhibited = Exhibited([ContentFile(samples.picture(), "1")], [ContentFile(b"GPS 31.2", "1")], house.sealed(WHO))
    with pytest.raises(NotSealed):
        exhibits.go_on(house.opinion, "附照片一张。", exhibited, seen=1, campaign=house.campaign, at=AT)
    assert len(house.heard()) == 1 and not SealedFile.objects.exists()
