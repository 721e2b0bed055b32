"""Every published vector is reproduced, or, where chance made it, verified and spelled again byte for byte."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pingyi.rules.ballot.board import EventType, Head, append, write_header
from pingyi.rules.ballot.box import check_result, check_tally, read_share
from pingyi.rules.ballot.credential import public_credential
from pingyi.rules.ballot.errors import Malformed, TrusteeRefused
from pingyi.rules.ballot.form import read_election
from pingyi.rules.ballot.group import Group, Randomness, group_named
from pingyi.rules.ballot.key import make_trustee_key, read_private_key, write_private_key
from pingyi.rules.ballot.pedersen import Pedersen
from pingyi.rules.ballot.proof import Proof
from pingyi.rules.ballot.seal import check_ballot, check_sealed
from pingyi.rules.ballot.setup import (
    Place,
    Polynomial,
    VInput,
    VOutput,
    check_polynomial,
    check_voutput,
    make_parameters,
    make_vinput,
    make_voutput,
    open_key,
    read_signed,
)
from pingyi.rules.ballot.tally import (
    EncryptedTally,
    PartialDecryption,
    Result,
    decrypt_share,
    tally_of,
    write_result,
    write_tally,
)
from pingyi.rules.ballot.trustee import joint_key, owners, read_trustees, write_trustees
from pingyi.rules.encoding import compact, sha256_hex
from tests.rules.ballot.vector import FOLDERS, NEWEST, Vector

THRESHOLD = [Vector(folder) for folder in FOLDERS if "single" not in folder.name]


def replay(*numbers: int) -> Randomness:
    """Randomness that hands out these numbers: what chance gave the maker of a vector."""
    rest: Iterator[int] = iter(numbers)
    return lambda length: next(rest).to_bytes(length)


def nonce(group: Group, secret: int, proof: Proof) -> int:
    """What the prover drew, found from its secret."""
    return (proof.response + secret * proof.challenge) % group.order


def test_the_election_is_spelled_alike_and_its_hash_is_in_every_ballot(vector: Vector) -> None:
    assert vector.election.serialised == vector.read("election.json") == vector.contents(EventType.SETUP)[0][0]
    assert {json.loads(ballot)["election_hash"] for ballot in vector.ballots} == {vector.election.fingerprint}
    assert read_election(vector.election.serialised) == vector.election


def test_codes_give_the_listed_credentials(vector: Vector) -> None:
    derived = {public_credential(vector.group, vector.election.uuid, code) for code in vector.codes}
    assert derived == vector.setup.credentials


def test_every_ballot_is_accepted_and_spelled_alike(vector: Vector) -> None:
    for data in vector.ballots:
        assert check_ballot(vector.setup.acceptance, data).serialised == data


def test_trustees_are_spelled_alike_and_make_the_key(vector: Vector) -> None:
    data = vector.read("trustees.json")
    trustees = read_trustees(vector.group, data)
    assert write_trustees(trustees) == data == vector.contents(EventType.SETUP)[0][1]
    assert joint_key(vector.group, trustees) == vector.election.public_key


def test_the_board_is_written_again_byte_for_byte(vector: Vector) -> None:
    timestamp = int(json.loads(vector.board[512:].partition(b"}")[0] + b"}")["timestamp"])
    written, head = write_header(timestamp), Head()
    for step in vector.steps:
        appended = append(head, step.event.type, step.contents, timestamp)
        written, head = written + appended.data, appended.head
        assert head == step.head
    assert written == vector.board


def counted(vector: Vector) -> tuple[EncryptedTally, int]:
    last = {ballot.credential: ballot for ballot in (check_sealed(vector.election, data) for data in vector.ballots)}
    return tally_of(vector.election, (ballot.answers for ballot in last.values())), len(last)


def test_tally_shares_and_result_are_recomputed(vector: Vector) -> None:
    tally, number = counted(vector)
    check_tally(tally, number, vector.contents(EventType.ENCRYPTED_TALLY)[0])
    shares: dict[int, PartialDecryption] = {}
    for contents in vector.contents(EventType.PARTIAL_DECRYPTION):
        owner, share = read_share(vector.setup, tally, contents, shares)
        assert share.serialised == contents[0]
        shares[owner] = share
    (published,) = vector.contents(EventType.RESULT)
    result = check_result(vector.setup, tally, number, shares, published)
    assert write_result(result) == published[0]
    assert result == told(vector)


def told(vector: Vector) -> Result:
    """The counts according to what the voters say they ticked."""
    per_question = zip(*vector.votes.values(), strict=True)
    return tuple(tuple(sum(column) for column in zip(*answers, strict=True)) for answers in per_question)


def private_keys(vector: Vector) -> dict[int, int]:
    """Every private key that the folder holds, by owner."""
    found: dict[int, int] = {}
    keys = [key.public_key for key in owners(vector.setup.trustees)]
    for path in vector.folder.glob("*.privkey"):
        secret = read_private_key(vector.group, path.read_bytes())
        found[keys.index(vector.group.encode(vector.group.generate(secret))) + 1] = secret
    first = 1
    for entry in vector.setup.trustees:
        if isinstance(entry, Pedersen):
            for place, path in enumerate(seed_files(vector, entry), 1):
                sealed = path.with_suffix(".dkey").read_text().strip()
                secret = open_key(vector.group, entry, place, path.read_text().strip(), sealed)
                found[first + place - 1] = secret
            first += len(entry.certs)
        else:
            first += 1
    return found


def seed_files(vector: Vector, entry: Pedersen) -> list[Path]:
    """The trustees' seed files in the order of their places; a file is named after the hash of its public key."""
    certs = {path.read_bytes().strip(): path.with_suffix(".key") for path in vector.folder.glob("*.cert")}
    return [certs[compact(cert.shape())] for cert in entry.certs]


def test_private_keys_give_the_published_keys_and_shares_with_the_same_draws(vector: Vector) -> None:
    """Deterministic once the nonces are recovered: keys, proofs, factors and their proofs come out byte for byte."""
    tally, _ = counted(vector)
    secrets, published = private_keys(vector), owners(vector.setup.trustees)
    assert set(secrets) == set(range(1, len(published) + 1))
    for owner, secret in secrets.items():
        key = published[owner - 1]
        assert make_trustee_key(vector.group, secret, replay(nonce(vector.group, secret, key.pok))) == key
    for contents in vector.contents(EventType.PARTIAL_DECRYPTION):
        secret = secrets[json.loads(contents[1])["owner"]]
        share = PartialDecryption.read(vector.election, contents[0])
        draws = [nonce(vector.group, secret, proof) for row in share.proofs for proof in row]
        assert decrypt_share(vector.election, tally, secret, replay(*draws)).serialised == contents[0]


def test_private_key_files_are_spelled_alike() -> None:
    for path in Path(FOLDERS[0]).parent.glob("*/*.privkey"):
        group = group_named("BELENIOS-2048" if "finite" in str(path) else "Ed25519")
        assert write_private_key(read_private_key(group, path.read_bytes())) == path.read_bytes().strip()


@pytest.mark.parametrize("vector", THRESHOLD, ids=lambda vector: vector.name)
def test_every_message_of_the_key_set_up(vector: Vector, randomness: Callable[[int], bytes]) -> None:
    group, order = vector.group, vector.group.order
    certs = [read_signed(line, order) for line in vector.read("certs.jsons").splitlines()]
    polynomials = [Polynomial.read(line, order) for line in vector.read("polynomials.jsons").splitlines()]
    assert b"\n".join(compact(message.shape()) for message in polynomials) == vector.read("polynomials.jsons")
    entry = next(item for item in vector.setup.trustees if isinstance(item, Pedersen))
    voutputs = []
    for place, path in enumerate(seed_files(vector, entry), 1):
        check_polynomial(group, 2, certs, place, polynomials[place - 1])
        vinput = VInput.read(vector.read(path.with_suffix(".vinput").name), order)
        assert vinput == make_vinput(polynomials, place)
        assert compact(vinput.shape()) == vector.read(path.with_suffix(".vinput").name)
        voutput = VOutput.read(vector.read(path.with_suffix(".voutput").name), order)
        assert compact(voutput.shape()) == vector.read(path.with_suffix(".voutput").name)
        assert voutput.private_key == vector.read(path.with_suffix(".dkey").name).decode()
        check_voutput(group, 2, certs, polynomials, place, voutput, unsafe_unsigned_key=True)
        with pytest.raises(TrusteeRefused, match="did not sign its public key"):
            check_voutput(group, 2, certs, polynomials, place, voutput)
        ours = make_voutput(Place("Ed25519", 3, 2, place), path.read_text().strip(), certs, vinput, randomness)
        assert ours.public_key.public_key == voutput.public_key.public_key
        voutputs.append(voutput)
    assert compact(make_parameters(group, 2, certs, polynomials, voutputs).shape()) == vector.read("threshold.json")
    assert sha256_hex(write_tally(counted(vector)[0])) in vector.contents(EventType.ENCRYPTED_TALLY)[0][1].decode()


def test_keys_that_belenios_3_signed_are_spelled_alike_and_hold() -> None:
    """The newest release's threshold: each trustee signs its public key (Protocol pedersen §4)."""
    newest, group = Vector(NEWEST), group_named("Ed25519")
    form, data, _ = newest.contents(EventType.SETUP)[0][:3]
    trustees = read_trustees(group, data)
    (entry,) = trustees
    assert isinstance(entry, Pedersen)
    assert all(key.signature for key in entry.verification_keys)
    assert write_trustees(trustees) == data
    assert joint_key(group, trustees) == json.loads(form)["public_key"]
    certs = [read_signed(line, group.order) for line in newest.read("certs.jsons").splitlines()]
    polynomials = [Polynomial.read(line, group.order) for line in newest.read("polynomials.jsons").splitlines()]
    outputs = {
        compact(cert.shape()): newest.read(f"{path.stem}.voutput")
        for path in NEWEST.glob("*.cert")
        for cert in [read_signed(path.read_bytes().strip(), group.order)]
    }
    voutputs = [VOutput.read(outputs[compact(cert.shape())], group.order) for cert in certs]
    for place, voutput in enumerate(voutputs, 1):
        check_polynomial(group, 2, certs, place, polynomials[place - 1])
        check_voutput(group, 2, certs, polynomials, place, voutput)
    assert make_parameters(group, 2, certs, polynomials, voutputs) == entry


def test_a_form_of_belenios_that_is_not_ours_is_refused_for_what_it_is() -> None:
    """The newest board's questions may stay empty: that, and not its keys, is why its ballots are not counted here."""
    with pytest.raises(Malformed, match="min"):
        read_election(Vector(NEWEST).contents(EventType.SETUP)[0][0])
