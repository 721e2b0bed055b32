"""age files with one passphrase, as key files are (age-encryption.org/v1, the scrypt recipient). Protocol keyfile §1.

The age library for Python measures the machine to choose how much work a passphrase costs, and refuses to open a file
that costs more than the machine's pace of the moment allows: on a busy machine a trustee could not open its own file,
or would make a weak one (docs/decisions/0060-work-of-a-passphrase.md). Here the work is fixed.
Public: seal, unseal, WORK, MOST_WORK.
"""

import base64
import binascii
import hashlib
import hmac
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pingyi.rules.ballot.errors import Malformed, Unreadable
from pingyi.rules.ballot.group import Randomness

WORK = 18
"""The base-2 logarithm of scrypt's N in files that we make: 256 MB and about a second."""
MOST_WORK = 20
"""More than that is not tried: it is no key file but an attempt to keep the machine busy."""
LARGEST = 64 * 1024
"""One chunk of age's payload; a key file is far smaller."""

_LABEL = b"age-encryption.org/v1/scrypt"
_LAST = bytes(11) + b"\x01"  # the nonce of the first chunk that is also the last
_BEGIN, _END = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"
_HEADER = re.compile(
    rb"(age-encryption\.org/v1\n-> scrypt (?P<salt>[A-Za-z0-9+/]{22}) (?P<work>[1-9][0-9]?)\n"
    rb"(?P<body>[A-Za-z0-9+/]{43})\n---) (?P<mac>[A-Za-z0-9+/]{43})\n(?P<payload>.*)",
    re.DOTALL,
)


def seal(plain: bytes, passphrase: str, randomness: Randomness, work: int = WORK) -> bytes:
    """The armored age file that holds `plain`, at most 64 KiB (Protocol keyfile §1)."""
    if len(plain) > LARGEST:
        raise Malformed(f"a key file holds at most {LARGEST} bytes")
    file_key, salt, nonce = randomness(16), randomness(16), randomness(16)
    body = ChaCha20Poly1305(_wrapping(passphrase, salt, work)).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_text(salt), work, _text(body))
    payload = nonce + ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(_LAST, plain, None)
    return _armored(header + b" " + _text(_mac(file_key, header)) + b"\n" + payload)


def unseal(data: bytes, passphrase: str) -> bytes:
    """What an armored age file holds. Raises Malformed for no such file, Unreadable for a wrong passphrase."""
    found = _HEADER.fullmatch(_bare(data))
    if not found or not 1 <= int(found["work"]) <= MOST_WORK:
        raise Malformed("this is not an age file sealed with one passphrase")
    salt, body, mac = (_bytes(found[part]) for part in ("salt", "body", "mac"))
    nonce, sealed = found["payload"][:16], found["payload"][16:]
    try:
        wrapping = _wrapping(passphrase, salt, int(found["work"]))
        file_key = ChaCha20Poly1305(wrapping).decrypt(bytes(12), body, None)
        if not hmac.compare_digest(_mac(file_key, found[1]), mac):
            raise Unreadable
        return ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).decrypt(_LAST, sealed, None)
    except InvalidTag as fault:
        raise Unreadable from fault


def _wrapping(passphrase: str, salt: bytes, work: int) -> bytes:
    memory = 128 * 8 * 2**work + 2**20
    return hashlib.scrypt(passphrase.encode(), salt=_LABEL + salt, n=2**work, r=8, p=1, maxmem=memory, dklen=32)


def _derived(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, purpose).derive(file_key)


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    """Only the one spelling of some bytes: what is left over in the last letter must be zero."""
    data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    if _text(data) != text:
        raise Malformed("this is not an age file sealed with one passphrase")
    return data


def _armored(data: bytes) -> bytes:
    text = base64.b64encode(data).decode()
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return ("\n".join([_BEGIN, *lines, _END]) + "\n").encode()


def _bare(data: bytes) -> bytes:
    """What the armor holds; white space around it and Windows line ends are forgiven, as age does. Raises Malformed."""
    try:
        lines = data.decode("ascii").strip().splitlines()
        if len(lines) < 3 or (lines[0], lines[-1]) != (_BEGIN, _END):
            raise Malformed("this is not an armored age file")
        return base64.b64decode("".join(lines[1:-1]), validate=True)
    except (UnicodeDecodeError, binascii.Error) as fault:
        raise Malformed("this is not an armored age file") from fault
