"""Sealed ballots: their parts, their bytes, making one, checking one. Protocol seal.

Public: Ciphertext, Answer, Ballot, Acceptance, make_ballot, read_ballot, recall_choices, check_ballot, check_sealed,
check_listed, largest, tracker.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pingyi.rules.ballot.credential import secret_exponent
from pingyi.rules.ballot.errors import BadProof, BadSignature, Malformed, UnlistedCredential, WrongElection
from pingyi.rules.ballot.form import Election, read_json
from pingyi.rules.ballot.group import Randomness, random_scalar
from pingyi.rules.ballot.kernel import Kernel, kernel_for
from pingyi.rules.ballot.parts import Answer, AnswerCommitments, Ciphertext
from pingyi.rules.ballot.proof import Proof, check_secret, interval_challenge, prove_secret, respond
from pingyi.rules.encoding import base64_unpadded, compact

__all__ = [
    "Acceptance",
    "Answer",
    "Ballot",
    "Ciphertext",
    "check_ballot",
    "check_listed",
    "check_sealed",
    "largest",
    "make_ballot",
    "read_ballot",
    "recall_choices",
    "tracker",
]


@dataclass(frozen=True, slots=True)
class Ballot:
    """One sealed ballot (Protocol seal §1). Element fields hold canonical texts, not yet checked for membership."""

    election_uuid: str
    election_hash: str
    credential: str
    answers: tuple[Answer, ...]
    signed_hash: str
    signature: Proof

    def unsigned(self) -> dict[str, Any]:
        """The JSON object that is signed: everything but the signature."""
        return {
            "election_uuid": self.election_uuid,
            "election_hash": self.election_hash,
            "credential": self.credential,
            "answers": [answer.shape() for answer in self.answers],
        }

    @property
    def serialised(self) -> bytes:
        """The one spelling of this ballot (Protocol seal §1)."""
        signature = {"hash": self.signed_hash, "proof": self.signature.shape()}
        return compact({**self.unsigned(), "signature": signature})


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a ballot is checked against: the form and the list of credentials (Protocol seal §5).

    The credentials are elements, as `read_credentials` has checked.
    """

    election: Election
    credentials: frozenset[str]


def tracker(serialised: bytes) -> str:
    """What the respondent keeps: Base64 without padding of the SHA-256 of the whole ballot (Protocol seal §4)."""
    return base64_unpadded(hashlib.sha256(serialised).digest())


def make_ballot(election: Election, code: str, ticks: Sequence[int], randomness: Randomness) -> Ballot:
    """The sealed ballot that ticks answer `ticks[k]` (from 0) of question k (Protocol seal §2). Raises Malformed."""
    if len(ticks) != len(election.questions):
        raise Malformed("a ballot ticks one answer of every question")
    group = election.arithmetic
    secret = secret_exponent(group, election.uuid, code)
    credential = group.encode(group.generate(secret))
    context = f"{election.fingerprint}|{credential}"
    kernel = kernel_for(election.group, election.public_key)
    answers = tuple(
        _seal_answer(kernel, context, len(question.answers), tick, randomness)
        for question, tick in zip(election.questions, ticks, strict=True)
    )
    draft = Ballot(election.uuid, election.fingerprint, credential, answers, "", Proof(0, 0))
    signed = tracker(compact(draft.unsigned()))
    signature = prove_secret(group, f"sig|{signed}", secret, randomness)
    return Ballot(election.uuid, election.fingerprint, credential, answers, signed, signature)


@dataclass(frozen=True, slots=True)
class _Tick:
    """One answer being sealed: m, and what was drawn for it (Protocol seal §2, proof §5).

    Its maker knows the exponents of everything: with alpha = g^mask, the commitment g^response · alpha^challenge of the
    simulated branch is g^simulated for response = simulated − mask · challenge. So every element is g^a · y^b.
    """

    bit: int
    mask: int
    nonce: int
    simulated: int
    challenge: int

    def exponents(self) -> list[tuple[int, int]]:
        """The exponents (a, b) of alpha, beta, A_0, B_0, A_1, B_1."""
        true = [(self.nonce, 0), (0, self.nonce)]
        false = [(self.simulated, 0), ((2 * self.bit - 1) * self.challenge, self.simulated)]
        return [(self.mask, 0), (self.bit, self.mask), *(false + true if self.bit else true + false)]

    def proofs(self, order: int, context: str, texts: Sequence[str]) -> tuple[Proof, ...]:
        """Both branches, from the texts of the elements."""
        total = interval_challenge(order, context, texts[0], texts[1], tuple(texts[2:]))
        true = respond(order, self.nonce, self.mask, (total - self.challenge) % order)
        false = respond(order, self.simulated, self.mask, self.challenge)
        return (false, true) if self.bit else (true, false)


def _seal_answer(kernel: Kernel, context: str, count: int, tick: int, randomness: Randomness) -> Answer:
    """One question sealed: all its elements in one batch, then all its proofs."""
    if not 0 <= tick < count:
        raise Malformed(f"the answer {tick} is not among the {count} offered")
    order = kernel.order
    ticks = [_Tick(int(place == tick), *(random_scalar(order, randomness) for _ in range(4))) for place in range(count)]
    mask, nonce = sum(one.mask for one in ticks) % order, random_scalar(order, randomness)
    exponents = [pair for one in ticks for pair in one.exponents()]
    texts = kernel.products([*exponents, (mask, 0), (1, mask), (nonce, 0), (0, nonce)])
    rows = [texts[start : start + 6] for start in range(0, 6 * count, 6)]
    choices = tuple(Ciphertext(row[0], row[1]) for row in rows)
    proofs = tuple(one.proofs(order, context, row) for one, row in zip(ticks, rows, strict=True))
    alpha, beta, *commitments = texts[6 * count :]
    challenge = interval_challenge(order, _listed(context, choices), alpha, beta, tuple(commitments))
    return Answer(choices, proofs, (respond(order, nonce, mask, challenge),))


def _listed(context: str, choices: Sequence[Ciphertext]) -> str:
    """The context of an overall proof: that of the ballot and every ciphertext of the question."""
    return f"{context}|{','.join(f'{choice.alpha},{choice.beta}' for choice in choices)}"


def largest(election: Election) -> int:
    """A number of bytes that no ballot for this form exceeds: what to read at most from a stranger."""
    element = 620  # the longest spelling: 617 digits of BELENIOS-2048
    proof = 2 * 78 + 40
    per_answer, per_question = 2 * element + 2 * proof + 40, proof + 80
    return 1000 + element + sum(per_question + per_answer * len(question.answers) for question in election.questions)


_KEYS = ["election_uuid", "election_hash", "credential", "answers", "signature"]


def read_ballot(election: Election, data: bytes) -> Ballot:
    """The ballot whose only spelling is `data`, shaped for this form; nothing is proved yet (Protocol seal §1).

    Raises Malformed, NotAScalar.
    """
    if len(data) > largest(election):
        raise Malformed("the ballot is larger than any ballot for this form can be")
    shape = read_json(data, "a ballot")
    if not isinstance(shape, dict) or list(shape) != _KEYS:
        raise Malformed(f"a ballot has the keys {', '.join(_KEYS)} in this order and no other")
    signature = shape["signature"]
    if not isinstance(signature, dict) or list(signature) != ["hash", "proof"]:
        raise Malformed('a signature is {"hash","proof"}')
    texts = (shape["election_uuid"], shape["election_hash"], shape["credential"], signature["hash"])
    if not all(isinstance(text, str) for text in texts):
        raise Malformed("a ballot's box, hashes and credential are texts")
    if not isinstance(shape["answers"], list) or len(shape["answers"]) != len(election.questions):
        raise Malformed(f"the form has {len(election.questions)} questions; the ballot must answer each")
    order = election.arithmetic.order
    answers = tuple(
        Answer.read(answer, len(question.answers), order)
        for question, answer in zip(election.questions, shape["answers"], strict=True)
    )
    return Ballot(*texts[:3], answers, texts[3], Proof.read(signature["proof"], order))


def recall_choices(data: bytes) -> tuple[str, tuple[Answer, ...]]:
    """Of a ballot that this program has checked before: its credential and its ciphertexts, without their proofs."""
    shape = json.loads(data)
    return shape["credential"], tuple(
        Answer(tuple(Ciphertext(cell["alpha"], cell["beta"]) for cell in answer["choices"]), (), ())
        for answer in shape["answers"]
    )


def check_ballot(acceptance: Acceptance, data: bytes) -> Ballot:
    """The ballot, if it may be counted (Protocol seal §5); whether the box is open and new to it is the box's question.

    Raises Malformed, NotAScalar, NotAnElement, WrongElection, UnlistedCredential, BadSignature, BadProof.
    """
    ballot = _addressed(acceptance.election, data)
    check_listed(acceptance.credentials, ballot.credential)
    _check_seal(acceptance.election, ballot, data)
    return ballot


def check_sealed(election: Election, data: bytes) -> Ballot:
    """As `check_ballot` for callers that ask `check_listed` elsewhere, where the list of credentials is at hand."""
    ballot = _addressed(election, data)
    election.arithmetic.decode(ballot.credential)
    _check_seal(election, ballot, data)
    return ballot


def check_listed(credentials: frozenset[str], credential: str) -> None:
    """Refuses a credential that the credential authority did not list. Raises UnlistedCredential."""
    if credential not in credentials:
        raise UnlistedCredential("the code behind this ballot does not belong to this box")


def _addressed(election: Election, data: bytes) -> Ballot:
    ballot = read_ballot(election, data)
    if (ballot.election_uuid, ballot.election_hash) != (election.uuid, election.fingerprint):
        raise WrongElection("this ballot was sealed for another box")
    return ballot


def _check_seal(election: Election, ballot: Ballot, data: bytes) -> None:
    """Refuses a ballot whose signature or proofs do not hold; its credential is an element already."""
    _check_signature(election, ballot, data)
    context = f"{election.fingerprint}|{ballot.credential}"
    kernel = kernel_for(election.group, election.public_key)
    for number, (answer, made) in enumerate(zip(ballot.answers, kernel.commitments(ballot.answers), strict=True), 1):
        _check_answer(kernel.order, context, number, answer, made)


def _check_signature(election: Election, ballot: Ballot, data: bytes) -> None:
    group = election.arithmetic
    unsigned = data[: data.rindex(b',"signature":')] + b"}"  # the last key, and `data` is the only spelling
    if ballot.signed_hash != tracker(unsigned):
        raise BadSignature("the ballot was altered after it was signed")
    credential = group.recall(ballot.credential)
    if not check_secret(group, f"sig|{ballot.signed_hash}", credential, ballot.signature):
        raise BadSignature("the ballot was not signed with the code behind its credential")


def _check_answer(order: int, context: str, number: int, answer: Answer, made: AnswerCommitments) -> None:
    for place, (choice, proofs, commitments) in enumerate(
        zip(answer.choices, answer.individual_proofs, made.individual, strict=True), 1
    ):
        expected = interval_challenge(order, context, choice.alpha, choice.beta, commitments)
        if sum(proof.challenge for proof in proofs) % order != expected:
            raise BadProof(f"question {number}, answer {place}: the tick is not proved to be 0 or 1")
    expected = interval_challenge(
        order, _listed(context, answer.choices), made.total.alpha, made.total.beta, made.overall
    )
    if answer.overall_proof[0].challenge != expected:
        raise BadProof(f"question {number}: not proved to hold exactly one tick")
