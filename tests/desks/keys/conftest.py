"""Three trustees in three browsers: what their programs send, without a browser."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.records.box.queries import latest_setup
from pingyi.records.organisation.models import Account, Acknowledgement, Grant, OrgType, Unit
from pingyi.rules.ballot import setup as protocol
from pingyi.rules.ballot.channel import SignedMessage
from pingyi.rules.ballot.setup import Place
from pingyi.rules.encoding import compact
from pingyi.rules.mandate import Role
from tests.cast import AT, Cast
from tests.stage import CODE, day, opened

ClientOf = Callable[..., Client]
BODIES = ("appraisal_office", "statistics_bureau", "supervisor")


@dataclass
class Seat:
    """One trustee's browser: signed in, with the seed that never leaves it."""

    client: Client
    number: int
    ceremony: str = ""
    seed: str = ""

    def address(self, name: str) -> str:
        return f"/trustee/{self.ceremony}/{name}"

    def said(self) -> dict[str, Any]:
        return self.client.get(self.address("messages.json")).json()

    def texts(self, kind: str) -> list[bytes]:
        return [each["text"].encode() for each in self.said()["messages"] if each["kind"] == kind]

    def say(self, kind: str, text: str | None = None) -> Any:
        body = {"kind": kind, "text": self.next(kind) if text is None else text}
        return self.client.post(self.address("messages"), json.dumps(body), content_type="application/json")

    def next(self, kind: str) -> str:
        """The honest message of this kind, after what was said."""
        place = Place("Ed25519", 3, 2, self.number)
        order = place.arithmetic.order
        if kind == "certificate":
            return written(protocol.make_certificate(place, self.seed, secrets.token_bytes))
        certificates = [protocol.read_signed(text, order) for text in self.texts("certificate")]
        if kind == "polynomial":
            return written(protocol.make_polynomial(place, self.seed, certificates, secrets.token_bytes))
        polynomials = [protocol.Polynomial.read(text, order) for text in self.texts("polynomial")]
        vinput = protocol.make_vinput(polynomials, self.number)
        return written(protocol.make_voutput(place, self.seed, certificates, vinput, secrets.token_bytes))

    def stop(self, blamed: object, reason: object) -> Any:
        body = json.dumps({"trustee": blamed, "reason": reason})
        return self.client.post(self.address("objections"), body, content_type="application/json")


def written(message: SignedMessage | protocol.Polynomial | protocol.VOutput) -> str:
    """The bytes of a message, as text."""
    return compact(message.shape()).decode()


def keepers(cast: Cast) -> list[Account]:
    """An account for each body that holds a key."""
    made = []
    for number, body in enumerate(BODIES, 1):
        home = cast.units.get(body) or Unit.objects.create(
            code=body, name_zh=f"{body}机构", name_en=body, kind=OrgType.OTHER, ranked=False, created_at=AT
        )
        account = Account.objects.create(
            username=f"trustee-{number}", name=f"保管人{number}", unit=home, password_set_at=AT, created_at=AT
        )
        Grant.objects.create(account=account, role=Role.TRUSTEE, unit=home, proposed_at=AT, granted_at=AT)
        Acknowledgement.objects.create(account=account, campaign_id=CODE, text_digest="0" * 64, at=AT)
        made.append(account)
    return made


def trustees(cast: Cast, client_of: ClientOf) -> list[Seat]:
    """Each body's trustee, signed in with a second factor."""
    made = []
    for number, account in enumerate(keepers(cast), 1):
        cast.accounts[Role.TRUSTEE] = account
        made.append(Seat(client_of(Role.TRUSTEE), number, seed=protocol.new_seed(secrets.token_bytes)))
    return made


@pytest.fixture
def seats(cast: Cast, client_of: ClientOf, settings: Settings) -> list[Seat]:
    """The plan is approved, the ceremony has begun, and the three trustees have signed in."""
    opened(cast)
    settings.CLOCK.set(day("06-21"))
    made = trustees(cast, client_of)
    begin(client_of, made)
    return made


def begin(client_of: ClientOf, seats: list[Seat], reason: str = "") -> None:
    """The office begins a ceremony, and the trustees turn to it."""
    client_of(Role.OFFICE_DIRECTOR).post("/keys/ceremony/", {"reason": reason})
    progress = latest_setup(CODE)
    assert progress is not None
    for seat in seats:
        seat.ceremony = progress.name


@pytest.fixture
def made(seats: list[Seat]) -> list[Seat]:
    """The key is made."""
    for kind in ("certificate", "polynomial", "voutput"):
        assert [seat.say(kind).status_code for seat in seats] == [201, 201, 201]
    return seats
