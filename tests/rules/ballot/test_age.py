"""age files: ours open with age's library and its with ours; what was altered, or is something else, does not."""

import base64
import secrets
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.ballot import age
from pingyi.rules.ballot.errors import Malformed, Unreadable

VECTORS = Path(__file__).parents[3] / "vectors" / "keyfile"
PASSPHRASE = "correct horse battery"


@pytest.mark.parametrize("name", ["trustee-1", "trustee-2"])
def test_files_of_the_browser_and_of_pyrage_open(name: str) -> None:
    held = (VECTORS / f"{name}.json").read_bytes().strip()
    assert age.unseal((VECTORS / f"{name}.age").read_bytes(), PASSPHRASE) == held


@given(st.binary(max_size=300), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_what_was_sealed_opens_with_the_same_passphrase_only(plain: bytes, passphrase: str) -> None:
    sealed = age.seal(plain, passphrase, secrets.token_bytes, work=1)
    assert age.unseal(sealed, passphrase) == plain
    assert age.unseal(sealed.replace(b"\n", b"\r\n") + b"\n", passphrase) == plain
    with pytest.raises(Unreadable):
        age.unseal(sealed, passphrase + "!")


@pytest.mark.parametrize("plain", [b"", b"key", bytes(age.LARGEST)])
def test_the_library_of_age_opens_ours(plain: bytes) -> None:
    sealed = age.seal(plain, PASSPHRASE, secrets.token_bytes, work=10)
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE) == plain


def test_no_byte_can_be_altered() -> None:
    sealed = age.seal(b"the seed", PASSPHRASE, secrets.token_bytes, work=1)
    raw = base64.b64decode(b"".join(sealed.splitlines()[1:-1]))
    for place in range(len(raw)):
        altered = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises((Malformed, Unreadable)):
            age.unseal(armored(altered), PASSPHRASE)
    for cut in (raw[:-1], raw + b"x"):
        with pytest.raises(Unreadable):
            age.unseal(armored(cut), PASSPHRASE)


def armored(raw: bytes) -> bytes:
    lines = base64.encodebytes(raw)
    return b"-----BEGIN AGE ENCRYPTED FILE-----\n" + lines + b"-----END AGE ENCRYPTED FILE-----\n"


def test_something_else_is_no_key_file() -> None:
    recipient = pyrage.x25519.Identity.generate().to_public()
    for data in (b"", b"PNG", b"\xff", armored(b""), armored(b"age-encryption.org/v1\n"), b"-----BEGIN\n!\n-----END"):
        with pytest.raises(Malformed):
            age.unseal(data, PASSPHRASE)
    with pytest.raises(Malformed):
        age.unseal(pyrage.encrypt(b"x", [recipient], armored=True), PASSPHRASE)


def test_a_file_that_only_keeps_the_machine_busy_is_not_tried() -> None:
    sealed = age.seal(b"x", PASSPHRASE, secrets.token_bytes, work=1)
    raw = base64.b64decode(b"".join(sealed.splitlines()[1:-1]))
    header, _, rest = raw.partition(b" 1\n")
    for work in (0, 21, 99):
        with pytest.raises(Malformed):
            age.unseal(armored(header + b" %d\n" % work + rest), PASSPHRASE)


def test_a_key_file_is_small() -> None:
    with pytest.raises(Malformed):
        age.seal(bytes(age.LARGEST + 1), PASSPHRASE, secrets.token_bytes, work=1)


def test_bytes_have_one_spelling() -> None:
    sealed = age.seal(b"the seed", PASSPHRASE, bytes, work=1)
    raw = base64.b64decode(b"".join(sealed.splitlines()[1:-1]))
    end = raw.index(b"\n", raw.index(b"\n---") + 5)
    last = raw[end - 1 : end]
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for left_over in (1, 2, 3):
        other = letters[letters.index(last) + left_over :][:1]
        body = base64.b64encode(raw[: end - 1] + other + raw[end:])
        armored = b"-----BEGIN AGE ENCRYPTED FILE-----\n" + body + b"\n-----END AGE ENCRYPTED FILE-----\n"
        with pytest.raises(Malformed):
            age.unseal(armored, PASSPHRASE)
