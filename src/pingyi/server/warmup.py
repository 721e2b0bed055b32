"""Compile the swift kernel once, before processes multiply; what it compiles is kept beside the source."""

import secrets

from pingyi.rules.ballot.credential import new_code, new_token, public_credential
from pingyi.rules.ballot.form import Election, Question
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.seal import Acceptance, check_ballot, make_ballot


def warm_up() -> None:
    """Seal and check one throwaway ballot, so that nobody's first real one waits for the compiler."""
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
    check_ballot(Acceptance(election, listed), ballot.serialised)


if __name__ == "__main__":
    warm_up()
