"""Altering ballots: by somebody on the way, and by a respondent who signs what it altered."""

import json
from collections.abc import Callable
from typing import Any

import gmpy2

from pingyi.rules.ballot.form import Question
from pingyi.rules.ballot.group import Element, random_scalar
from pingyi.rules.ballot.proof import Proof, interval_challenge
from pingyi.rules.ballot.seal import make_ballot
from pingyi.rules.encoding import compact
from tests.rules.ballot.alterations.draft import GROUP, Draft, modulus, refused
from tests.rules.ballot.sample import form


@refused("altered after it was signed")
def a_ballot_altered_without_a_new_signature(d: Draft) -> bytes:
    ballot = d.ballot()
    ballot["answers"][0]["choices"].reverse()
    return d.put(ballot)


@refused("not signed with the code")
def a_ballot_signed_by_another_respondent(d: Draft) -> bytes:
    return d.put(d.signed(d.ballot(), voter=1))


@refused("altered after it was signed")
def a_signature_over_another_ballot(d: Draft) -> bytes:
    ballot = d.ballot()
    ballot["signature"] = d.ballot(3)["signature"]
    return d.put(ballot)


@refused("does not belong to this box")
def a_ballot_under_an_unlisted_credential(d: Draft) -> bytes:
    stranger = make_ballot(d.box.setup.election, "11111-111111-11111-111111", [0, 0], d.draw)
    return d.put(stranger.serialised)


@refused("another box")
def a_ballot_sealed_for_another_box(d: Draft) -> bytes:
    setup = d.box.setup
    other = form(GROUP, setup.trustees, setup.election.questions, d.draw)
    return d.put(make_ballot(other, d.box.codes[0], [0, 0], d.draw).serialised)


@refused("another box")
def a_ballot_sealed_for_another_wording(d: Draft) -> bytes:
    election = d.box.setup.election
    questions = (Question("谁的主意?", election.questions[0].answers), *election.questions[1:])
    other = form(GROUP, d.box.setup.trustees, questions, d.draw, uuid=election.uuid)
    return d.put(make_ballot(other, d.box.codes[0], [0, 0], d.draw).serialised)


@refused("another box")
def a_ballot_that_names_another_box(d: Draft) -> bytes:
    return d.resigned(lambda ballot: ballot.update(election_uuid="1" * 14))


@refused("very same ballot", laxer="takes the same ballot again")
def the_very_same_ballot_twice(d: Draft) -> bytes:
    d.cut("Ballot")
    d.steps.append(d.steps[-1])
    return d.written()


@refused("very same ballot", laxer="takes the same ballot again")
def a_replaced_ballot_brought_back(d: Draft) -> bytes:
    d.cut("Ballot", 3)
    d.steps.append(d.steps[d.find("Ballot", 0)])
    return d.written()


@refused("answer 1: the tick is not proved")
def answers_copied_from_another_respondent(d: Draft) -> bytes:
    other = d.ballot(1)["answers"]
    return d.resigned(lambda ballot: ballot.update(answers=other))


def first_proof(ballot: dict[str, Any]) -> dict[str, str]:
    """The first branch of the first proof of a ballot."""
    proof: dict[str, str] = ballot["answers"][0]["individual_proofs"][0][0]
    return proof


def shift(key: str, by: int) -> Callable[[dict[str, Any]], None]:
    """Adds to a number of the first proof."""

    def change(ballot: dict[str, Any]) -> None:
        proof = first_proof(ballot)
        proof[key] = str(int(proof[key]) + by)

    return change


@refused("tick is not proved")
def a_challenge_off_by_one(d: Draft) -> bytes:
    return d.resigned(shift("challenge", 1))


@refused("tick is not proved")
def a_response_off_by_one(d: Draft) -> bytes:
    return d.resigned(shift("response", 1))


@refused("below the order")
def a_challenge_not_reduced(d: Draft) -> bytes:
    return d.resigned(shift("challenge", d.group.order))


@refused("below the order")
def a_response_not_reduced(d: Draft) -> bytes:
    return d.resigned(shift("response", d.group.order))


@refused("decimal digits")
def a_negative_response(d: Draft) -> bytes:
    return d.resigned(shift("response", -d.group.order))


@refused("decimal digits", laxer="reads leading zeros")
def a_response_with_a_leading_zero(d: Draft) -> bytes:
    return d.resigned(lambda ballot: first_proof(ballot).update(response="0" + first_proof(ballot)["response"]))


@refused("tick is not proved")
def branches_of_a_proof_swapped(d: Draft) -> bytes:
    return d.resigned(lambda ballot: ballot["answers"][0]["individual_proofs"][0].reverse())


@refused("tick is not proved")
def proofs_of_two_answers_swapped(d: Draft) -> bytes:
    return d.resigned(lambda ballot: ballot["answers"][0]["individual_proofs"].reverse())


@refused("tick is not proved")
def alpha_and_beta_swapped(d: Draft) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        choice = ballot["answers"][0]["choices"][0]
        choice["alpha"], choice["beta"] = choice["beta"], choice["alpha"]

    return d.resigned(change)


@refused("exactly one tick")
def choices_in_another_order_with_their_proofs(d: Draft) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        ballot["answers"][0]["choices"].reverse()
        ballot["answers"][0]["individual_proofs"].reverse()

    return d.resigned(change)


@refused("exactly one tick")
def the_overall_proof_of_another_question(d: Draft) -> bytes:
    return d.resigned(lambda b: b["answers"][0].update(overall_proof=b["answers"][1]["overall_proof"]))


@refused("a list of 1")
def two_overall_proofs(d: Draft) -> bytes:
    return d.resigned(lambda b: b["answers"][0]["overall_proof"].append(b["answers"][0]["overall_proof"][0]))


@refused("a list of 2")
def a_branch_missing(d: Draft) -> bytes:
    return d.resigned(lambda b: b["answers"][0]["individual_proofs"][0].pop())


def mixed(d: Draft, *ticks: int) -> bytes:
    """One question sealed with answers from ballots of the same respondent that tick `ticks`: 0-or-1 each, but …"""

    def change(ballot: dict[str, Any]) -> None:
        election, code = d.box.setup.election, d.box.codes[0]
        others = [make_ballot(election, code, [tick, 0], d.draw).unsigned()["answers"][0] for tick in ticks]
        for key in ("choices", "individual_proofs"):
            ballot["answers"][0][key] = [other[key][place] for place, other in enumerate(others)]

    return d.resigned(change)


@refused("exactly one tick")
def two_ticks_on_one_question(d: Draft) -> bytes:
    return mixed(d, 0, 1, 0)


@refused("exactly one tick")
def no_tick_on_a_question(d: Draft) -> bytes:
    return mixed(d, 1, 0, 0)


@refused("tick is not proved")
def an_answer_ticked_three_times(d: Draft) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        choice = ballot["answers"][0]["choices"][0]
        twice = d.group.generate(2)
        choice["beta"] = d.group.encode(d.group.multiply(d.group.decode(choice["beta"]), twice))

    return d.resigned(change)


@refused("the form has 2 questions")
def a_question_left_out(d: Draft) -> bytes:
    return d.resigned(lambda ballot: ballot["answers"].pop() and None)


@refused("a list of 3|larger than any")
def an_answer_too_many(d: Draft) -> bytes:
    def change(ballot: dict[str, Any]) -> None:
        for key in ("choices", "individual_proofs"):
            ballot["answers"][0][key].append(ballot["answers"][0][key][0])

    return d.resigned(change)


def first_alpha(change: Callable[[str], str]) -> Callable[[dict[str, Any]], None]:
    """Respells or replaces the first alpha."""

    def apply(ballot: dict[str, Any]) -> None:
        choice = ballot["answers"][0]["choices"][0]
        choice["alpha"] = change(choice["alpha"])

    return apply


@refused("without leading zeros", laxer="reads leading zeros")
def an_element_with_a_leading_zero(d: Draft) -> bytes:
    return d.resigned(first_alpha(lambda text: "0" + text))


@refused("not in the subgroup")
def an_element_plus_p(d: Draft) -> bytes:
    return d.resigned(first_alpha(lambda text: str(int(text) + modulus(d))))


@refused("not in the subgroup")
def an_element_zero(d: Draft) -> bytes:
    return d.resigned(first_alpha(lambda text: "0"))


@refused("without leading zeros")
def a_negative_element(d: Draft) -> bytes:
    return d.resigned(first_alpha(lambda text: "-" + text))


def torsion(d: Draft) -> Element:
    """An element of order 2, outside the subgroup."""
    return Element(gmpy2.mpz(modulus(d) - 1))


def hostile_answer(d: Draft, ballot: dict[str, Any], twist: Element, mask: int) -> None:
    """Question 1 sealed with `twist` in its first alpha and all challenges even, so that every equation holds.

    Only the check that elements are in the subgroup can refuse it.
    """
    group, order = d.group, d.group.order
    key = group.decode(d.box.setup.election.public_key)
    context = f"{ballot['election_hash']}|{ballot['credential']}"
    alpha = group.multiply(group.generate(mask), twist)
    beta = group.multiply(group.power(key, mask), group.generate(1))
    texts = group.encode(alpha), group.encode(beta)
    while True:
        nonce, simulated, response = (random_scalar(order, d.draw) for _ in range(3))
        false = Proof(simulated & ~1, response)
        shifted = false.response + mask * false.challenge
        false_pair = [
            group.generate(shifted),
            group.multiply(group.power(key, shifted), group.generate(false.challenge)),
        ]
        true_pair = [group.generate(nonce), group.power(key, nonce)]
        made = tuple(group.encode(element) for element in false_pair + true_pair)
        challenge = (interval_challenge(order, context, *texts, made) - false.challenge) % order
        if challenge % 2 == 0:
            break
    true = Proof(challenge, (nonce - mask * challenge) % order)
    answer = ballot["answers"][0]
    answer["choices"][0] = {"alpha": texts[0], "beta": texts[1]}
    answer["individual_proofs"][0] = [false.shape(), true.shape()]


def hostile_ballot(d: Draft, twist: Element, mask: int | None = None) -> bytes:
    """A ballot whose first alpha carries `twist`, all of whose proofs hold."""
    group, order, election = d.group, d.group.order, d.box.setup.election
    masks: list[int] = []

    def remember(length: int) -> bytes:
        drawn = d.draw(length)
        masks.append(int.from_bytes(drawn) % order)
        return drawn

    ballot = make_ballot(election, d.box.codes[0], [0, 0], remember).unsigned()
    known = [masks[at] for at in (0, 4, 8)]
    known[0] = known[0] if mask is None else mask
    key, total = group.decode(election.public_key), sum(known) % order
    answer = ballot["answers"][0]
    while True:
        hostile_answer(d, ballot, twist, known[0])
        cells = [(cell["alpha"], cell["beta"]) for cell in answer["choices"]]
        listed = ",".join(f"{alpha},{beta}" for alpha, beta in cells)
        context = f"{ballot['election_hash']}|{ballot['credential']}|{listed}"
        alpha = group.encode(group.multiply(group.generate(total), twist))
        beta = group.encode(group.multiply(group.power(key, total), group.generate(1)))
        nonce = random_scalar(order, d.draw)
        made = group.encode(group.generate(nonce)), group.encode(group.power(key, nonce))
        challenge = interval_challenge(order, context, alpha, beta, made)
        if challenge % 2 == 0:
            break
    answer["overall_proof"] = [Proof(challenge, (nonce - total * challenge) % order).shape()]
    return d.put(d.signed(ballot))


@refused("not in the subgroup")
def an_element_of_mixed_order_with_proofs_that_hold(d: Draft) -> bytes:
    return hostile_ballot(d, torsion(d))


@refused("not in the subgroup", laxer="takes the identity for an element like any other")
def a_tick_sealed_with_exponent_zero(d: Draft) -> bytes:
    return hostile_ballot(d, d.group.identity, mask=0)


@refused("without leading zeros")
def a_credential_with_a_leading_zero(d: Draft) -> bytes:
    return d.resigned(lambda ballot: ballot.update(credential="0" + ballot["credential"]))


@refused("in this order and no other")
def an_extra_key_in_a_ballot(d: Draft) -> bytes:
    return d.put(d.signed({**d.ballot(), "note": "extra"}))


@refused("in this order and no other")
def an_extra_key_after_the_signature(d: Draft) -> bytes:
    return d.put({**d.ballot(), "note": "extra"})


@refused("a ciphertext is")
def an_extra_key_in_a_ciphertext(d: Draft) -> bytes:
    return d.put(
        json.dumps(d.ballot(), separators=(",", ":")).replace('"},{"alpha"', '","x":"1"},{"alpha"', 1).encode()
    )


@refused("in this order and no other")
def keys_in_another_order(d: Draft) -> bytes:
    return d.put(dict(reversed(d.ballot().items())))


@refused("must be compact")
def a_ballot_with_spaces(d: Draft) -> bytes:
    return d.put(json.dumps(d.ballot(), ensure_ascii=False).encode())


@refused("must be compact")
def a_key_twice(d: Draft) -> bytes:
    data = compact(d.ballot())
    return d.put(b'{"election_uuid":"11111111111111",' + data[1:])


@refused("must be compact")
def a_needless_escape(d: Draft) -> bytes:
    return d.put(compact(d.ballot()).replace(b'"credential"', b'"\\u0063redential"', 1))


@refused("must be compact")
def a_ballot_that_is_not_json(d: Draft) -> bytes:
    return d.put(b"[" * 5000)
