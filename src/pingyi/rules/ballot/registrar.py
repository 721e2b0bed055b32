"""The registrar's work, apart from any server: codes for a box, their public side, who has not answered yet.

Protocol registrar. Public: make_codes, public_side, silent.
"""

from collections.abc import Collection, Iterable

from pingyi.rules.ballot.credential import new_code, public_credential
from pingyi.rules.ballot.group import Group, Randomness


def make_codes(number: int, randomness: Randomness) -> tuple[str, ...]:
    """That many different fresh codes (Protocol registrar §1)."""
    codes: dict[str, None] = {}
    while len(codes) < number:
        codes[new_code(randomness)] = None
    return tuple(codes)


def public_side(group: Group, uuid: str, codes: Iterable[str]) -> list[str]:
    """All that leaves the bureau: the public credentials of a box, sorted so that their order tells nothing.

    Protocol registrar §2. Raises WrongCode.
    """
    return sorted(public_credential(group, uuid, code) for code in codes)


def silent(group: Group, uuid: str, codes: Iterable[str], voted: Collection[str]) -> tuple[str, ...]:
    """The codes whose credential is on no ballot of the box's board, in the order given (Protocol registrar §3)."""
    return tuple(code for code in codes if public_credential(group, uuid, code) not in voted)
