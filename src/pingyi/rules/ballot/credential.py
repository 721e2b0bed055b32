"""Codes in the letters and the public credentials they stand for. Protocol credential.

Public: BASE58, new_code, read_code, secret_exponent, public_credential, new_token.
"""

import hashlib
import re

from pingyi.rules.ballot.errors import WrongCode
from pingyi.rules.ballot.group import Group, Randomness

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
"""The letters of codes, seeds and box numbers: no 0, O, I or l."""

_LETTER = f"[{BASE58}]"
_CODE = re.compile(f"{_LETTER}{{5}}-{_LETTER}{{6}}-{_LETTER}{{5}}-{_LETTER}{{6}}")


def new_token(length: int, randomness: Randomness) -> str:
    """That many Base58 letters, each equally likely (Protocol credential §1)."""
    letters: list[str] = []
    while len(letters) < length:
        letters += [
            BASE58[byte % 58] for byte in randomness(length) if byte < 232
        ]  # 232 = 4 · 58: no letter is likelier
    return "".join(letters[:length])


def new_code(randomness: Randomness) -> str:
    """A fresh private code XXXXX-XXXXXX-XXXXX-XXXXXX; the dashes are part of it (Protocol credential §1)."""
    letters = new_token(22, randomness)
    return "-".join((letters[:5], letters[5:11], letters[11:16], letters[16:]))


def read_code(text: str) -> str:
    """The code a person typed: surrounding space is forgiven, nothing else is. Raises WrongCode."""
    code = text.strip()
    if not _CODE.fullmatch(code):
        raise WrongCode("a code has 22 letters and digits in groups of 5, 6, 5 and 6 with dashes between")
    return code


def secret_exponent(group: Group, uuid: str, code: str) -> int:
    """The secret number behind a code in the box `uuid` (Protocol credential §2). Raises WrongCode."""
    code = read_code(code)
    halves = (hashlib.sha256(f"derive_credential|{uuid}|{part}|{code}".encode()).hexdigest() for part in (0, 1))
    return int("".join(halves), 16) % group.order


def public_credential(group: Group, uuid: str, code: str) -> str:
    """What the board lists for a code: the text of g to the secret exponent (Protocol credential §3)."""
    return group.encode(group.generate(secret_exponent(group, uuid, code)))
