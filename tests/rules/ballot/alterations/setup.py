"""Altering what a box is fixed to: the form, the trustees, the list of credentials."""

from collections.abc import Callable
from typing import Any

from pingyi.rules.encoding import sha256_hex
from tests.rules.ballot.alterations.draft import Draft, modulus, refused


@refused("another box")
def a_question_changed_under_the_ballots(d: Draft) -> bytes:
    return d.setup(0, lambda election: election["questions"][0].update(question="谁的主意?"))


@refused("product of its trustees' keys")
def a_key_that_is_not_the_trustees(d: Draft) -> bytes:
    d.cut("Ballot")
    other = d.group.encode(d.group.generate(3))
    return d.setup(0, lambda election: election.update(public_key=other))


@refused("takes exactly one tick", laxer="allows forms in which a question may stay empty")
def a_form_that_allows_no_tick(d: Draft) -> bytes:
    d.setup(0, lambda election: election["questions"][0].update(min=0))
    d.cut("Setup")
    return d.written()


@refused("keys version, description", laxer="ignores keys that it does not know")
def an_extra_key_in_the_election(d: Draft) -> bytes:
    d.setup(0, lambda election: election.update(note="extra"))
    d.cut("Setup")
    return d.written()


@refused("not a group we know")
def an_unknown_group(d: Draft) -> bytes:
    return d.setup(0, lambda election: election.update(group="Ed448"))


@refused("only version 1")
def an_unknown_version(d: Draft) -> bytes:
    return d.setup(0, lambda election: election.update(version=2))


@refused("listed twice")
def a_credential_listed_twice(d: Draft) -> bytes:
    return d.setup(2, lambda listed: listed.append(listed[0]))


@refused("not in the subgroup")
def a_listed_credential_outside_the_group(d: Draft) -> bytes:
    return d.setup(2, lambda listed: listed.append(str(modulus(d) - 1)))


@refused("does not refer to")
def a_setup_that_refers_to_other_credentials(d: Draft) -> bytes:
    d.cut("Setup")
    contents = d.steps[0][1]
    contents[3] = contents[3].replace(sha256_hex(contents[2]).encode(), sha256_hex(b"[]").encode())
    return d.written()


def parameters(change: Callable[[dict[str, Any]], None]) -> Callable[[Any], None]:
    """A change of the threshold entry."""
    return lambda trustees: change(trustees[0][1])


@refused("trustee 1: its certificate is not signed")
def a_certificate_signature_altered(d: Draft) -> bytes:
    return d.setup(1, parameters(lambda p: p["certs"][0].update(signature=p["certs"][1]["signature"])))


@refused("trustee 1: its certificate is for another", laxer="2.0 knows no places; see laxer §1")
def certificates_in_another_order(d: Draft) -> bytes:
    def change(p: dict[str, Any]) -> None:
        for key in ("certs", "coefexps", "signatures"):
            p[key][0], p[key][1] = p[key][1], p[key][0]

    return d.setup(1, parameters(change))


@refused("trustee 1: its commitments are not signed")
def commitments_of_two_trustees_swapped(d: Draft) -> bytes:
    return d.setup(1, parameters(lambda p: p["coefexps"].insert(0, p["coefexps"].pop(1))))


@refused("trustee 1: it did not sign", laxer="2.0 knows no such signatures; see laxer §1")
def signatures_of_two_trustees_swapped(d: Draft) -> bytes:
    return d.setup(1, parameters(lambda p: p["signatures"].reverse()))


@refused("signatures", laxer="2.0 knows no such signatures; see laxer §1")
def signatures_missing(d: Draft) -> bytes:
    return d.setup(1, parameters(lambda p: p.pop("signatures") and None))


@refused("trustee 1: its verification key does not follow")
def verification_keys_of_two_trustees_swapped(d: Draft) -> bytes:
    return d.setup(1, parameters(lambda p: p["verification_keys"].reverse()))


@refused("trustee 2: it does not prove to know")
def a_proof_of_key_knowledge_altered(d: Draft) -> bytes:
    def change(p: dict[str, Any]) -> None:
        p["verification_keys"][1]["pok"] = p["verification_keys"][0]["pok"]

    return d.setup(1, parameters(change))


@refused("another group, threshold")
def a_lower_threshold(d: Draft) -> bytes:
    return d.setup(1, parameters(lambda p: p.update(threshold=1)))


@refused("trustee 1: its public key is not signed by it", laxer="2.0 knows no signed keys; see laxer §1")
def key_signatures_of_two_trustees_swapped(d: Draft) -> bytes:
    def change(p: dict[str, Any]) -> None:
        first, second, _ = p["verification_keys"]
        first["signature"], second["signature"] = second["signature"], first["signature"]

    return d.setup(1, parameters(change))


@refused("trustee 2: it did not sign its public key", laxer="2.0 knows no signed keys; see laxer §1")
def one_key_signature_missing(d: Draft) -> bytes:
    return d.setup(1, parameters(lambda p: p["verification_keys"][1].pop("signature") and None))
