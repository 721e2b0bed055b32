"""The receipt code: 28 digits, so that anybody can write it down, read it out by telephone and type it anywhere.

26 digits are random (86 bits), the last two are the check digits of ISO/IEC 7064 MOD 97-10, as on a bank account: a
mistyped digit or two exchanged ones are told from an unknown code. Protocol voices §1.
"""

import unicodedata

from pingyi.rules.voices.errors import NotAReceiptCode

RANDOM = 26
DIGITS = RANDOM + 2
GROUP = 4


def new_code(seed: bytes) -> str:
    """The code behind a random seed of 32 bytes, in seven groups of four digits.

    256 bits are so many more than 26 digits that no code is likelier than another by more than 2⁻¹⁶⁹.
    Raises ValueError for a shorter seed.
    """
    if len(seed) < 32:
        raise ValueError("a receipt code is made of 32 random bytes")
    number = int.from_bytes(seed) % 10**RANDOM
    return _grouped(f"{number * 100 + 98 - number * 100 % 97:0{DIGITS}}")


def read_code(typed: str) -> str:
    """The code a person typed, as it is stored: full-width digits, blanks and dashes are forgiven, a wrong digit is
    not. Raises NotAReceiptCode.
    """
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isalnum())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()) or int(digits) % 97 != 1:
        raise NotAReceiptCode
    return _grouped(digits)


def _grouped(digits: str) -> str:
    return " ".join(digits[place : place + GROUP] for place in range(0, DIGITS, GROUP))
