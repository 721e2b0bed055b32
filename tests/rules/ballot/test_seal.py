"""Making a ballot and checking it belong together; what is not exactly that ballot is refused."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.rules.ballot.credential import new_code, public_credential, read_code
from pingyi.rules.ballot.errors import (
    BadSignature,
    BallotError,
    Malformed,
    NotAnElement,
    UnlistedCredential,
    WrongCode,
    WrongElection,
)
from pingyi.rules.ballot.form import Question, read_election
from pingyi.rules.ballot.proof import Proof
from pingyi.rules.ballot.seal import Acceptance, check_ballot, largest, make_ballot, read_ballot, tracker
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import Sample, sample

GROUPS = ["Ed25519", "BELENIOS-2048"]
BOXES = {group: sample(group, ["single"], 3, seeded(group)) for group in GROUPS}
each_group = pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)


@each_group
@settings(max_examples=10)
@given(first=st.integers(0, 2), second=st.integers(0, 1), seed=st.text(max_size=5))
def test_every_ballot_we_make_is_accepted(box: Sample, first: int, second: int, seed: str) -> None:
    ballot = make_ballot(box.setup.election, box.codes[0], [first, second], seeded(seed))
    assert check_ballot(box.setup.acceptance, ballot.serialised) == ballot


@each_group
def test_a_ballot_is_refused_elsewhere(box: Sample) -> None:
    ballot = box.ballot(0, [0, 0])
    acceptance, election = box.setup.acceptance, box.setup.election
    assert check_ballot(acceptance, ballot.serialised) == ballot
    with pytest.raises(UnlistedCredential):
        check_ballot(replace(acceptance, credentials=frozenset()), ballot.serialised)
    for other in (replace(election, uuid="1" * 14), replace(election, name="乙县科技局")):
        with pytest.raises(WrongElection):
            check_ballot(Acceptance(other, acceptance.credentials), ballot.serialised)


@each_group
def test_what_was_altered_after_signing_is_refused(box: Sample) -> None:
    ballot = box.ballot(0, [0, 0])
    first, *rest = ballot.answers
    altered = replace(first, choices=first.choices[::-1])
    with pytest.raises(BadSignature, match="altered"):
        check_ballot(box.setup.acceptance, replace(ballot, answers=(altered, *rest)).serialised)
    with pytest.raises(BadSignature, match="not signed"):
        forged = replace(ballot, signature=Proof(ballot.signature.challenge, 0))
        check_ballot(box.setup.acceptance, forged.serialised)


@settings(max_examples=60)
@given(data=st.data())
def test_any_byte_changed_is_refused(data: st.DataObject) -> None:
    box = BOXES["Ed25519"]
    whole = BALLOT.serialised
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = (
        whole[:at] + bytes([data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))]) + whole[at + 1 :]
    )
    with pytest.raises(BallotError):
        check_ballot(box.setup.acceptance, changed)


BALLOT = BOXES["Ed25519"].ballot(0, [2, 1])


@given(junk=st.binary(max_size=200))
def test_junk_is_malformed(junk: bytes) -> None:
    with pytest.raises(Malformed):
        read_ballot(BOXES["Ed25519"].setup.election, junk)


@pytest.mark.parametrize("ticks", [[], [0], [0, 0, 0], [3, 0], [-1, 0], [0, 2]])
def test_ticks_that_the_form_does_not_offer_cannot_be_sealed(ticks: Sequence[int]) -> None:
    box = BOXES["Ed25519"]
    assert make_ballot(box.setup.election, box.codes[0], [2, 1], seeded("ticks"))
    with pytest.raises(Malformed):
        make_ballot(box.setup.election, box.codes[0], ticks, seeded("ticks"))


@each_group
def test_no_ballot_is_larger_than_announced(box: Sample) -> None:
    election, ballot = box.setup.election, box.ballot(0, [0, 0]).serialised
    assert len(ballot) < largest(election) < 10 * len(ballot)
    with pytest.raises(Malformed, match="larger"):
        read_ballot(election, ballot + b" " * largest(election))


def test_the_tracker_is_the_hash_of_the_whole_ballot() -> None:
    assert tracker(b"") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"


def test_the_same_draws_make_the_same_ballot_and_others_another(randomness: Callable[[int], bytes]) -> None:
    box = BOXES["Ed25519"]
    make = [make_ballot(box.setup.election, box.codes[0], [0, 0], seeded(seed)) for seed in "aab"]
    assert make[0] == make[1] != make[2]


@given(seed=st.text(max_size=4))
def test_codes_are_read_as_they_were_made(seed: str) -> None:
    code = new_code(seeded(seed))
    assert read_code(f" {code}\n") == code
    assert [len(part) for part in code.split("-")] == [5, 6, 5, 6]


@pytest.mark.parametrize("code", ["", "eBRNP", "eBRNPULwFN85rhSw4dm4L2", "eBRNP-ULwFN8-5rhSw-4dm4L0", "O" * 25])
def test_what_is_not_a_code_is_refused(code: str) -> None:
    group = BOXES["Ed25519"].setup.election.arithmetic
    assert public_credential(group, "1" * 14, "eBRNP-ULwFN8-5rhSw-4dm4L2")
    with pytest.raises(WrongCode):
        public_credential(group, "1" * 14, code)


def test_forms_that_cannot_be_ours_are_refused() -> None:
    election = BOXES["Ed25519"].setup.election
    assert read_election(election.serialised) == election
    for change in ({"uuid": "short"}, {"questions": ()}, {"name": "a\nb"}, {"group": "X"}):
        with pytest.raises(Malformed):
            replace(election, **change)  # type: ignore[arg-type]
    with pytest.raises(NotAnElement):
        replace(election, public_key="1")
    with pytest.raises(Malformed):
        Question("?", ("only one",))
    for old, new in ((b'"min":1', b'"min":0'), (b'"max":1', b'"max":true'), (b'"version":1', b'"version":1.0')):
        with pytest.raises(Malformed):
            read_election(election.serialised.replace(old, new, 1))
