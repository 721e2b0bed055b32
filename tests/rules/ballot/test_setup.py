"""Key set-up: any k trustees open, fewer do not, and every hostile message is refused with its sender's number."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from pingyi.rules.ballot.channel import SignedMessage, receive, send, sign
from pingyi.rules.ballot.errors import Malformed, TallyRefused, TrusteeRefused, WrongCode
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.key import make_trustee_key
from pingyi.rules.ballot.seal import make_ballot
from pingyi.rules.ballot.setup import (
    Place,
    Polynomial,
    VInput,
    check_polynomial,
    check_voutput,
    keys_of,
    make_certificate,
    make_parameters,
    make_polynomial,
    make_vinput,
    make_voutput,
    new_seed,
    open_key,
)
from pingyi.rules.ballot.tally import decrypt_share, open_tally, tally_of
from pingyi.rules.ballot.trustee import read_trustees, write_trustees
from pingyi.rules.encoding import compact
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import sample

GROUP = group_named("Ed25519")
DRAW = seeded("setup")
PLACES = [Place("Ed25519", 3, 2, index) for index in (1, 2, 3)]
SEEDS = [new_seed(DRAW) for _ in PLACES]
CERTS = [make_certificate(place, seed, DRAW) for place, seed in zip(PLACES, SEEDS, strict=True)]
POLYNOMIALS = [make_polynomial(place, seed, CERTS, DRAW) for place, seed in zip(PLACES, SEEDS, strict=True)]
VINPUTS = [make_vinput(POLYNOMIALS, place.index) for place in PLACES]
VOUTPUTS = [
    make_voutput(place, seed, CERTS, vinput, DRAW) for place, seed, vinput in zip(PLACES, SEEDS, VINPUTS, strict=True)
]


def finish(vinput: VInput, certs: list[SignedMessage] = CERTS) -> None:
    """Step 5 by trustee 1."""
    make_voutput(PLACES[0], SEEDS[0], certs, vinput, DRAW)


def test_any_two_of_three_open_and_one_does_not() -> None:
    box = sample("Ed25519", ["pedersen"], 2, seeded("open"))
    election, trustees = box.setup.election, box.setup.trustees
    tally = tally_of(election, [make_ballot(election, code, [1, 0], DRAW).answers for code in box.codes])
    shares = {owner: decrypt_share(election, tally, key, DRAW) for owner, key in box.keys.items()}
    for who in (*combinations((1, 2, 3), 2), (1, 2, 3)):
        assert open_tally(election, trustees, tally, {owner: shares[owner] for owner in who}, 2) == ((0, 2, 0), (2, 0))
    for who in ((), (1,), (3,)):
        with pytest.raises(TallyRefused, match="2 must open"):
            open_tally(election, trustees, tally, {owner: shares[owner] for owner in who}, 2)
    with pytest.raises(TallyRefused, match="does not exist"):
        open_tally(election, trustees, tally, {1: shares[1], 4: shares[2]}, 2)


def test_a_wrong_share_opens_to_nothing() -> None:
    box = sample("Ed25519", ["single"], 1, seeded("wrong"))
    election = box.setup.election
    tally = tally_of(election, [make_ballot(election, box.codes[0], [1, 0], DRAW).answers])
    with pytest.raises(TallyRefused, match="not a number of ballots"):
        open_tally(election, box.setup.trustees, tally, {1: decrypt_share(election, tally, 5, DRAW)}, 1)


def test_parameters_survive_their_spelling_and_keys_open() -> None:
    entry = make_parameters(GROUP, 2, CERTS, POLYNOMIALS, VOUTPUTS)
    assert read_trustees(GROUP, write_trustees((entry,))) == (entry,)
    for place, seed, voutput in zip(PLACES, SEEDS, VOUTPUTS, strict=True):
        secret = open_key(GROUP, entry, place.index, seed, voutput.private_key)
        assert GROUP.encode(GROUP.generate(secret)) == voutput.public_key.public_key


def test_a_key_file_that_does_not_fit_is_refused() -> None:
    entry = make_parameters(GROUP, 2, CERTS, POLYNOMIALS, VOUTPUTS)
    cases = [
        (1, SEEDS[1], VOUTPUTS[0]),
        (1, SEEDS[0], VOUTPUTS[1]),
        (2, SEEDS[0], VOUTPUTS[0]),
        (4, SEEDS[0], VOUTPUTS[0]),
    ]
    for index, seed, voutput in cases:
        with pytest.raises(TrusteeRefused):
            open_key(GROUP, entry, index, seed, voutput.private_key)
    with pytest.raises(WrongCode):
        open_key(GROUP, entry, 1, "mistyped", VOUTPUTS[0].private_key)


def test_a_trustee_key_counts_once() -> None:
    box = sample("Ed25519", ["single"], 0, seeded("twice"))
    (entry,) = box.setup.trustees
    assert read_trustees(GROUP, write_trustees((entry,)))
    with pytest.raises(TrusteeRefused, match="trustee 1 again"):
        read_trustees(GROUP, write_trustees((entry, entry)))


@pytest.mark.parametrize("place", [(3, 2, 0), (3, 2, 4), (3, 0, 1), (3, 4, 1)])
def test_places_that_do_not_exist(place: tuple[int, int, int]) -> None:
    with pytest.raises(TrusteeRefused):
        make_certificate(Place("Ed25519", *place), SEEDS[0], DRAW)


def test_certificates_that_do_not_fit_stop_the_polynomial() -> None:
    other = make_certificate(PLACES[1], new_seed(DRAW), DRAW)
    elsewhere = make_certificate(replace(PLACES[1], threshold=3), SEEDS[1], DRAW)
    forged = replace(CERTS[1], signature=CERTS[0].signature)
    twin = make_certificate(PLACES[1], SEEDS[0], DRAW)
    bad = {
        2: [[CERTS[0], elsewhere, CERTS[2]], [CERTS[0], forged, CERTS[2]], [CERTS[0], twin, CERTS[2]]],
        1: [[CERTS[1], CERTS[0], CERTS[2]]],
        0: [CERTS[:2]],
    }
    make_polynomial(PLACES[0], SEEDS[0], [CERTS[0], other, CERTS[2]], DRAW)
    for trustee, lists in bad.items():
        for certs in lists:
            with pytest.raises(TrusteeRefused) as refusal:
                make_polynomial(PLACES[0], SEEDS[0], certs, DRAW)
            assert refusal.value.trustee == trustee
    with pytest.raises(TrusteeRefused, match="not this trustee's"):
        make_polynomial(PLACES[0], SEEDS[1], CERTS, DRAW)


def hostile_polynomials() -> dict[str, Polynomial]:
    """What trustee 2 may send instead of its polynomial."""
    honest, third = POLYNOMIALS[1], POLYNOMIALS[2]
    fresh = make_polynomial(PLACES[1], SEEDS[1], CERTS, DRAW)
    others = [CERTS[0], CERTS[1], make_certificate(PLACES[2], new_seed(DRAW), DRAW)]
    elsewhere = make_polynomial(PLACES[1], SEEDS[1], others, DRAW)
    higher = make_certificates_for(3)
    signing = keys_of(GROUP, SEEDS[1]).signing
    return {
        "another's commitments": replace(honest, coefexps=third.coefexps),
        "other commitments than its signature": replace(honest, coefexps=fresh.coefexps),
        "signed for other certificates": replace(honest, coefexps=elsewhere.coefexps, signature=elsewhere.signature),
        "too many coefficients": replace(honest, coefexps=higher.coefexps),
        "not commitments at all": replace(honest, coefexps=sign(GROUP, signing, "hello", DRAW)),
    }


def make_certificates_for(threshold: int) -> Polynomial:
    """A polynomial of trustee 2 for another threshold."""
    places = [replace(place, threshold=threshold) for place in PLACES]
    certs = [make_certificate(place, seed, DRAW) for place, seed in zip(places, SEEDS, strict=True)]
    return make_polynomial(places[1], SEEDS[1], certs, DRAW)


@pytest.mark.parametrize("hostile", hostile_polynomials().values(), ids=hostile_polynomials())
def test_hostile_polynomials_are_refused_by_everybody(hostile: Polynomial) -> None:
    check_polynomial(GROUP, 2, CERTS, 2, POLYNOMIALS[1])
    with pytest.raises(TrusteeRefused) as refusal:
        check_polynomial(GROUP, 2, CERTS, 2, hostile)
    assert refusal.value.trustee == 2
    with pytest.raises(TrusteeRefused) as refusal:
        finish(make_vinput([POLYNOMIALS[0], hostile, POLYNOMIALS[2]], 1))
    assert refusal.value.trustee == 2


def test_too_few_shares_are_seen_before_they_are_needed() -> None:
    with pytest.raises(TrusteeRefused, match="2 shares for 3"):
        check_polynomial(GROUP, 2, CERTS, 2, replace(POLYNOMIALS[1], secrets=POLYNOMIALS[1].secrets[:2]))


def test_shares_that_do_not_fit_name_their_sender() -> None:
    finish(VINPUTS[0])
    theirs = VINPUTS[0].secrets
    fresh = make_polynomial(PLACES[1], SEEDS[1], CERTS, DRAW).secrets[0]
    to_another, by_another, damaged = POLYNOMIALS[1].secrets[1], theirs[2], theirs[1].replace("a", "b", 1)
    for share in (fresh, to_another, by_another, damaged, "", "{}"):
        with pytest.raises(TrusteeRefused) as refusal:
            finish(replace(VINPUTS[0], secrets=(theirs[0], share, theirs[2])))
        assert refusal.value.trustee == 2


def test_the_office_cannot_swap_a_trustees_own_commitments() -> None:
    fresh = make_polynomial(PLACES[0], SEEDS[0], CERTS, DRAW)
    swapped = make_vinput([fresh, *POLYNOMIALS[1:]], 1)
    finish(swapped)
    with pytest.raises(TrusteeRefused, match="not its own"):
        finish(replace(swapped, polynomial=VINPUTS[0].polynomial))
    with pytest.raises(TrusteeRefused, match="came back wrong"):
        finish(replace(VINPUTS[0], polynomial=VINPUTS[1].polynomial))
    with pytest.raises(TrusteeRefused, match="missing"):
        finish(replace(VINPUTS[0], secrets=VINPUTS[0].secrets[:2]))


def test_outputs_that_do_not_follow_are_refused() -> None:
    check_voutput(GROUP, 2, CERTS, POLYNOMIALS, 2, VOUTPUTS[1])
    other = replace(VOUTPUTS[1], public_key=make_trustee_key(GROUP, 5, DRAW))
    unproved = replace(VOUTPUTS[1], public_key=replace(VOUTPUTS[1].public_key, pok=VOUTPUTS[0].public_key.pok))
    other_signature = replace(VOUTPUTS[1].public_key, signature=VOUTPUTS[0].public_key.signature)
    signed_by_another = replace(VOUTPUTS[1], public_key=other_signature)
    unsigned = replace(VOUTPUTS[1], public_key=replace(VOUTPUTS[1].public_key, signature=None))
    for voutput in (VOUTPUTS[0], other, unproved, signed_by_another, unsigned):
        with pytest.raises(TrusteeRefused) as refusal:
            check_voutput(GROUP, 2, CERTS, POLYNOMIALS, 2, voutput)
        assert refusal.value.trustee == 2
        with pytest.raises(TrusteeRefused):
            make_parameters(GROUP, 2, CERTS, POLYNOMIALS, [VOUTPUTS[0], voutput, VOUTPUTS[2]])
    with pytest.raises(TrusteeRefused, match="not finished"):
        make_parameters(GROUP, 2, CERTS, POLYNOMIALS, VOUTPUTS[:2])


def test_boards_made_before_keys_were_signed_are_read_and_a_set_up_of_ours_is_not_made_so() -> None:
    unsigned = [replace(each, public_key=replace(each.public_key, signature=None)) for each in VOUTPUTS]
    entry = make_parameters(GROUP, 2, CERTS, POLYNOMIALS, unsigned)
    assert read_trustees(GROUP, write_trustees((entry,))) == (entry,)
    check_voutput(GROUP, 2, CERTS, POLYNOMIALS, 1, unsigned[0], unsafe_unsigned_key=True)
    with pytest.raises(TrusteeRefused, match="did not sign"):
        check_voutput(GROUP, 2, CERTS, POLYNOMIALS, 1, unsigned[0])
    with pytest.raises(Malformed, match="single trustee"):
        read_trustees(GROUP, compact([["Single", VOUTPUTS[0].public_key.shape()]]))


def test_sealed_words_reach_only_whom_they_are_for(randomness: Callable[[int], bytes]) -> None:
    anna, bo = (keys_of(GROUP, seed) for seed in SEEDS[:2])
    sealed = send(GROUP, anna.signing, GROUP.generate(bo.decryption), "你好", randomness)
    sender = GROUP.generate(anna.signing)
    assert receive(GROUP, bo.decryption, sender, sealed) == "你好"
    for key, by in ((anna.decryption, sender), (bo.decryption, GROUP.generate(bo.signing))):
        with pytest.raises(Malformed):
            receive(GROUP, key, by, sealed)


def test_messages_survive_their_spelling() -> None:
    for message, kind in ((POLYNOMIALS[0], Polynomial), (VINPUTS[0], VInput), (VOUTPUTS[0], type(VOUTPUTS[0]))):
        assert kind.read(compact(message.shape()), GROUP.order) == message
        with pytest.raises(Malformed):
            kind.read(compact({**message.shape(), "note": "extra"}), GROUP.order)
