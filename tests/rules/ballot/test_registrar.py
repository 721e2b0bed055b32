"""Codes, their public side, and who is silent."""

import pytest

from pingyi.rules.ballot.credential import public_credential, read_code
from pingyi.rules.ballot.errors import WrongCode
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.registrar import make_codes, public_side, silent

UUID = "8NCi512nTea7hg"
GROUP = group_named("Ed25519")


def counting() -> object:
    """Randomness that repeats itself once, so that a code comes twice."""
    blocks = iter([bytes(range(22)), bytes(range(22)), *(bytes([number] * 22) for number in range(1, 200))])
    return lambda length: next(blocks)[:length]


def test_codes_differ_even_when_chance_repeats_itself() -> None:
    codes = make_codes(20, counting())
    assert len(set(codes)) == 20
    assert all(read_code(code) == code for code in codes)
    assert make_codes(0, counting()) == ()


@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
def test_the_public_side_is_sorted_and_tells_no_code(name: str) -> None:
    group, codes = group_named(name), make_codes(12, counting())
    listed = public_side(group, UUID, codes)
    assert listed == sorted(public_credential(group, UUID, code) for code in codes)
    assert listed == public_side(group, UUID, reversed(codes))
    assert not any(code in credential for code in codes for credential in listed)
    with pytest.raises(WrongCode):
        public_side(group, UUID, ["not a code"])


def test_who_is_silent_is_known_from_the_board_alone() -> None:
    codes = make_codes(6, counting())
    voted = {public_credential(GROUP, UUID, code) for code in codes[1:3]}
    assert silent(GROUP, UUID, codes, voted) == (codes[0], *codes[3:])
    assert silent(GROUP, "anotherBox1234", codes, voted) == codes
