"""A set-up's messages as hostile trustees or a hostile server might play them: refused, naming the trustee."""

import json
import random
from pathlib import Path

import pytest

from pingyi.rules.ballot import setup
from pingyi.rules.ballot.errors import OutOfTurn, Repeated, TrusteeRefused
from pingyi.rules.ballot.setup import Place
from pingyi.rules.ballot.transcript import ROUNDS, Transcript, read_transcript
from pingyi.rules.encoding import compact

VECTORS = Path(__file__).parents[3] / "vectors"
RANDOMNESS = random.Random(11).randbytes
SEEDS = [setup.new_seed(RANDOMNESS) for _ in range(3)]
Spoken = list[tuple[int, str, bytes]]


def honest() -> Spoken:
    """Everything three honest trustees say."""
    spoken: Spoken = []
    places = [(Place("Ed25519", 3, 2, index), seed) for index, seed in enumerate(SEEDS, 1)]
    for place, seed in places:
        message = setup.make_certificate(place, seed, RANDOMNESS)
        spoken.append((place.index, "certificate", compact(message.shape())))
    certificates = read(spoken).certificates
    for place, seed in places:
        shares = setup.make_polynomial(place, seed, certificates, RANDOMNESS)
        spoken.append((place.index, "polynomial", compact(shares.shape())))
    transcript = read(spoken)
    for place, seed in places:
        output = setup.make_voutput(place, seed, certificates, transcript.vinput(place.index), RANDOMNESS)
        spoken.append((place.index, "voutput", compact(output.shape())))
    return spoken


def read(spoken: Spoken) -> Transcript:
    return read_transcript("Ed25519", 2, 3, spoken)


@pytest.fixture(scope="module")
def said() -> Spoken:
    return honest()


def test_an_honest_set_up_is_followed_to_its_key(said: Spoken) -> None:
    for count in range(len(said)):
        assert read(said[:count]).step == ROUNDS[count // 3]
    transcript = read(said)
    assert transcript.complete
    assert transcript.parameters().threshold == 2
    assert read([said[2], said[0], said[1]]).certificates == transcript.certificates


def test_hostile_messages_are_refused_with_the_trustees_number(said: Spoken) -> None:
    first, second, _, shares, *_ = said
    another = compact(setup.make_certificate(Place("Ed25519", 3, 2, 1), SEEDS[0], RANDOMNESS).shape())
    cases: list[tuple[Spoken, type[TrusteeRefused], int]] = [
        ([first, first], Repeated, 1),
        ([first, (1, "certificate", another)], Repeated, 1),
        ([(1, "certificate", second[2])], TrusteeRefused, 1),
        ([first, second, shares], OutOfTurn, 1),
        ([*said[:4], said[7]], OutOfTurn, 2),
        ([*said[:3], (2, "polynomial", shares[2])], TrusteeRefused, 2),
        ([*said[:7], (2, "voutput", said[6][2])], TrusteeRefused, 2),
        ([*said[:6], (1, "voutput", unsigned(said[6][2]))], TrusteeRefused, 1),
        ([*said, first], Repeated, 1),
        ([(4, "certificate", first[2])], TrusteeRefused, 0),
        ([(0, "certificate", first[2])], TrusteeRefused, 0),
        ([(1, "gossip", first[2])], OutOfTurn, 1),
        ([(1, "certificate", b"{")], TrusteeRefused, 1),
        ([(1, "certificate", b"[]")], TrusteeRefused, 1),
    ]
    for spoken, kind, blamed in cases:
        with pytest.raises(TrusteeRefused) as refusal:
            read(spoken)
        assert (type(refusal.value), refusal.value.trustee) == (kind, blamed)


def unsigned(voutput: bytes) -> bytes:
    """A trustee's last message without the signature of its public key."""
    shape = json.loads(voutput)
    del shape["public_key"]["signature"]
    return compact(shape)


def test_the_digits_are_those_that_the_browser_shows() -> None:
    vector = json.loads((VECTORS / "keyfile" / "comparison.json").read_bytes())
    spoken = [(number, "certificate", text.encode()) for number, text in enumerate(vector["certificates"], 1)]
    assert read(spoken).comparison == vector["digits"]


def test_another_certificate_shows_other_digits(said: Spoken) -> None:
    place = Place("Ed25519", 3, 2, 3)
    impostor = compact(setup.make_certificate(place, setup.new_seed(RANDOMNESS), RANDOMNESS).shape())
    assert read([*said[:2], (3, "certificate", impostor)]).comparison != read(said[:3]).comparison
    with pytest.raises(TrusteeRefused, match="did not sign the certificates"):
        read([*said[:2], (3, "certificate", impostor), said[3]])
