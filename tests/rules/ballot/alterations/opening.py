"""Altering the count: the tally, the shares of the trustees, the result."""

import copy
import json
from collections.abc import Callable
from typing import Any

from pingyi.rules.ballot.seal import Answer, Ciphertext, read_ballot
from pingyi.rules.ballot.tally import (
    EncryptedTally,
    decrypt_share,
    open_tally,
    sized_tally,
    tally_of,
    write_result,
    write_tally,
)
from pingyi.rules.encoding import compact, sha256_hex
from tests.rules.ballot.alterations.draft import OPENERS, Draft, modulus, refused


def opened(d: Draft, tally: EncryptedTally, counted: int) -> bytes:
    """The board with another tally, which its trustees open all the same: shares and result follow from it."""
    setup, keys = d.box.setup, d.box.keys
    data = write_tally(tally)
    d.cut("EndBallots")
    d.steps.append(("EncryptedTally", [data, sized_tally(counted, sha256_hex(data))]))
    shares = {owner: decrypt_share(setup.election, tally, keys[owner], d.draw) for owner in OPENERS}
    for owner, share in shares.items():
        owned = compact({"owner": owner, "payload": sha256_hex(share.serialised)})
        d.steps.append(("PartialDecryption", [share.serialised, owned]))
    result = open_tally(setup.election, setup.trustees, tally, shares, counted)
    d.steps.append(("Result", [write_result(result)]))
    return d.written()


def ballots(d: Draft) -> list[tuple[Answer, ...]]:
    """The answers of every ballot on the board."""
    return [read_ballot(d.box.setup.election, data[0]).answers for kind, data in d.steps if kind == "Ballot"]


@refused("not the sum of the ballots")
def a_tally_with_two_cells_swapped(d: Draft) -> bytes:
    first, *rest = tally_of(d.box.setup.election, ballots(d)[1:])
    return opened(d, (first[::-1], *rest), 3)


@refused("not the sum of the ballots")
def a_tally_with_a_tick_moved(d: Draft) -> bytes:
    (one, two, three), *rest = tally_of(d.box.setup.election, ballots(d)[1:])

    def times(cell: Ciphertext, exponent: int) -> Ciphertext:
        factor = d.group.generate(exponent)
        return Ciphertext(cell.alpha, d.group.encode(d.group.multiply(d.group.recall(cell.beta), factor)))

    return opened(d, ((times(one, 1), times(two, -1), three), *rest), 3)


@refused("not the sum of the ballots")
def a_tally_that_counts_replaced_ballots(d: Draft) -> bytes:
    return opened(d, tally_of(d.box.setup.election, ballots(d)), 4)


@refused("not the sum of the ballots")
def a_tally_that_counts_the_first_ballot_and_not_the_last(d: Draft) -> bytes:
    return opened(d, tally_of(d.box.setup.election, ballots(d)[:3]), 3)


@refused("not the sum of the ballots")
def a_tally_without_one_ballot(d: Draft) -> bytes:
    return opened(d, tally_of(d.box.setup.election, ballots(d)[2:]), 2)


@refused("counts 3 ballots", laxer="does not compare the number of ballots")
def a_tally_of_one_more_ballot(d: Draft) -> bytes:
    contents = d.steps[d.find("EncryptedTally")][1]
    contents[1] = sized_tally(4, sha256_hex(contents[0]))
    return d.written()


@refused("not the sum of the ballots", laxer="checks a tally only when there is a result")
def a_wrong_tally_that_nobody_has_opened(d: Draft) -> bytes:
    opened(d, tally_of(d.box.setup.election, ballots(d)[2:]), 2)
    d.cut("EncryptedTally")
    return d.written()


def share_with(d: Draft, change: Callable[[dict[str, Any]], None], owner: int = 1) -> bytes:
    """The tallied board with the first share changed."""
    step = d.steps[d.find("PartialDecryption")][1]
    share = json.loads(step[0])
    change(share)
    step[0] = compact(share)
    step[1] = compact({"owner": owner, "payload": sha256_hex(step[0])})
    return d.written()


@refused("trustee 1: question 1, answer 1: wrong share")
def factors_of_two_answers_swapped(d: Draft) -> bytes:
    return share_with(d, lambda share: share["decryption_factors"][0].reverse())


@refused("trustee 1: question 1, answer 1: wrong share")
def proofs_of_two_factors_swapped(d: Draft) -> bytes:
    return share_with(d, lambda share: share["decryption_proofs"][0].reverse())


@refused("trustee 1: question 1, answer 1: .* not in the subgroup")
def a_factor_outside_the_group(d: Draft) -> bytes:
    return share_with(d, lambda share: share["decryption_factors"][0].__setitem__(0, str(modulus(d) - 1)))


@refused("trustee 2: question 1, answer 1: wrong share")
def a_share_under_another_owner(d: Draft) -> bytes:
    return share_with(d, lambda share: None, owner=2)


@refused("trustee 9 does not exist")
def a_share_of_nobody(d: Draft) -> bytes:
    return share_with(d, lambda share: None, owner=9)


@refused("trustee 1 has given its share already")
def the_same_share_twice(d: Draft) -> bytes:
    at = d.find("PartialDecryption")
    d.steps[at + 1] = copy.deepcopy(d.steps[at])
    return d.written()


@refused("1 did")
def too_few_shares(d: Draft) -> bytes:
    del d.steps[d.find("PartialDecryption")]
    return d.written()


def result_with(d: Draft, result: Any) -> bytes:
    """The tallied board with another result."""
    d.steps[-1] = ("Result", [compact({"result": result})])
    return d.written()


@refused("not what the trustees' shares open")
def a_result_off_by_one(d: Draft) -> bytes:
    return result_with(d, [[1, 1, 1], [1, 2]])


@refused("not what the trustees' shares open")
def a_result_with_two_answers_swapped(d: Draft) -> bytes:
    return result_with(d, [[2, 0, 1], [1, 2]])


@refused("one entry per answer")
def a_result_without_its_last_question(d: Draft) -> bytes:
    return result_with(d, [[0, 2, 1]])


@refused("whole numbers", laxer="reads numbers written as texts")
def a_result_of_texts(d: Draft) -> bytes:
    return result_with(d, [["0", "2", "1"], ["1", "2"]])


@refused("Result cannot follow Result", laxer="does not look at the order of events")
def two_results(d: Draft) -> bytes:
    d.steps.append(d.steps[-1])
    return d.written()
