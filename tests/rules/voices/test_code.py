"""Receipt codes: forgiving about how they are typed, never about what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.voices import NotAReceiptCode, new_code, read_code
from pingyi.rules.voices.code import DIGITS

SEEDS = st.binary(min_size=32, max_size=32)


def test_a_code_has_the_check_digits_of_iso_7064() -> None:
    assert new_code(bytes(32)) == "0000 0000 0000 0000 0000 0000 0098"
    # 794 → 79444 is the example of ISO/IEC 7064 for MOD 97-10
    assert new_code((794).to_bytes(32)) == "0000 0000 0000 0000 0000 0007 9444"


@given(SEEDS)
def test_a_code_is_read_however_it_is_typed(seed: bytes) -> None:
    code = new_code(seed)
    assert read_code(code) == code
    digits = code.replace(" ", "")
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in digits)
    for typed in (digits, wide, f" {digits[:9]}-{digits[9:]}\u3000", code.replace(" ", "－")):
        assert read_code(typed) == code


@given(SEEDS, st.integers(0, DIGITS - 1), st.integers(1, 9))
def test_one_wrong_digit_is_found(seed: bytes, place: int, more: int) -> None:
    digits = list(new_code(seed).replace(" ", ""))
    digits[place] = str((int(digits[place]) + more) % 10)
    with pytest.raises(NotAReceiptCode):
        read_code("".join(digits))


@given(SEEDS, st.integers(0, DIGITS - 2))
def test_exchanged_neighbours_are_found(seed: bytes, place: int) -> None:
    digits = list(new_code(seed).replace(" ", ""))
    former = list(digits)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    if digits != former:
        with pytest.raises(NotAReceiptCode):
            read_code("".join(digits))


@pytest.mark.parametrize("typed", ["", "1", "x" * 28, "٠" * 28, "0" * 27, "0" * 29, "0" * 100_000, "²" * 28])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(NotAReceiptCode):
        read_code(typed)


def test_a_seed_too_short_makes_no_code() -> None:
    with pytest.raises(ValueError, match="32 random bytes"):
        new_code(bytes(31))
