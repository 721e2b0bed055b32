"""C2SP signed notes (https://c2sp.org/signed-note) with Ed25519 keys, the one signature type we make or accept."""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from pingyi.rules.journal.errors import BadNote, NoteUnsigned

ED25519 = b"\x01"
MOST_SIGNATURES = 100
_SIGNATURE = "\N{EM DASH} "


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key under a name, spelled `name+key id+base64` as checkers exchange it."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or self.name.split() != [self.name]:
            raise BadNote("a key name is not empty and has neither spaces nor a plus sign")
        if len(self.public) != 32:
            raise BadNote("an Ed25519 public key has 32 bytes")

    @property
    def key_id(self) -> bytes:
        """First four bytes of SHA-256(name || newline || signature type || public key)."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """The key spelled by `text`. Raises BadNote for another algorithm or a key id that does not belong to it."""
        name, _, rest = text.partition("+")
        key_id, _, encoded = rest.partition("+")
        data = decode_base64(encoded)
        if data[:1] != ED25519:
            raise BadNote("the verifier key is not an Ed25519 key")
        key = cls(name, data[1:])
        if key_id != key.key_id.hex():
            raise BadNote("the verifier key's id does not belong to its name and key")
        return key


def verifier_key(name: str, seed: bytes) -> VerifierKey:
    """The public counterpart of a 32-byte Ed25519 seed. Raises BadNote for an unusable name."""
    return VerifierKey(name, bytes(SigningKey(seed).verify_key))


def sign(text: str, name: str, seed: bytes) -> str:
    """The text as a signed note of the key `name` with this 32-byte Ed25519 seed. Raises BadNote for unfit text."""
    _check_text(text)
    key = verifier_key(name, seed)
    signature = SigningKey(seed).sign(text.encode()).signature
    return f"{text}\n{_SIGNATURE}{name} {base64.b64encode(key.key_id + signature).decode()}\n"


def open_note(note: str, key: VerifierKey) -> str:
    """The text of a note that carries a valid signature of `key`; signatures of other keys are passed over.

    Raises BadNote when the note is malformed, NoteUnsigned when `key` did not sign it.
    """
    text, signatures = _split(note)
    mine = [data[4:] for name, data in signatures if (name, data[:4]) == (key.name, key.key_id)]
    if not mine:
        raise NoteUnsigned(f"the note is not signed by {key.name}")
    for signature in mine:
        try:
            VerifyKey(key.public).verify(text.encode(), signature)
        except (BadSignatureError, ValueError):
            raise NoteUnsigned(f"the signature of {key.name} is wrong") from None
    return text


def decode_base64(text: str) -> bytes:
    """Bytes of a standard base64 text in its one canonical spelling. Raises BadNote."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote("not base64") from None
    if base64.b64encode(data).decode() != text:
        raise BadNote("base64 with stray bits")
    return data


def _split(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    body, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise BadNote("a signed note is a text, a blank line and signature lines")
    lines = tail[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise BadNote(f"a note with more than {MOST_SIGNATURES} signatures is not read")
    text = body + "\n"
    _check_text(text)
    return text, [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes]:
    name, space, encoded = line.removeprefix(_SIGNATURE).partition(" ")
    if not line.startswith(_SIGNATURE) or not space or not name or "+" in name:
        raise BadNote("a signature line is an em dash, a key name and a base64 signature")
    data = decode_base64(encoded)
    if len(data) < 5:
        raise BadNote("a signature is longer than its key id")
    return name, data


def _check_text(text: str) -> None:
    if not text.endswith("\n"):
        raise BadNote("a note's text ends with a newline")
    if any(character < " " and character != "\n" for character in text):
        raise BadNote("a note's text has no control characters")
