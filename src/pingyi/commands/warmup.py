"""Compile the swift kernel once, before processes multiply; what it compiles is kept beside the source."""

import secrets

from pingyi.rules.ballot.credential import new_code, new_token, public_credential
from pingyi.rules.ballot.form import Election, Question
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.kernel import hasten, kernel_for
from pingyi.rules.ballot.key import TrusteeKey
from pingyi.rules.ballot.proof import Proof
from pingyi.rules.ballot.seal import Acceptance, check_ballot, make_ballot
from pingyi.rules.ballot.tally import check_share, decrypt_share, tally_of


def warm_up() -> None:
    """Seal, check, add up and open one throwaway ballot, so that nobody's first real one waits for the compiler."""
    hasten()
    group = group_named("Ed25519")
    election = Election(
        description="",
        name="",
        group=group.name,
        public_key=group.encode(group.generate(2)),
        questions=(Question("?", ("0", "1")),),
        uuid=new_token(14, secrets.token_bytes),
        administrator="",
        credential_authority="",
    )
    code = new_code(secrets.token_bytes)
    ballot = make_ballot(election, code, [0], secrets.token_bytes)
    listed = frozenset({public_credential(group, election.uuid, code)})
    checked = check_ballot(Acceptance(election, listed), ballot.serialised)
    tally = tally_of(election, [checked.answers])
    share = decrypt_share(election, tally, 2, secrets.token_bytes)
    check_share(election, tally, 1, TrusteeKey(Proof(0, 0), election.public_key), share)
    kernel_for(group.name, election.public_key).combined(share.factors, [1])


if __name__ == "__main__":
    warm_up()
