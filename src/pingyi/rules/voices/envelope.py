"""What a browser sealed, as the server takes it: an armored age file by its shape, and no more can be told of it."""

import re

_HEADER = b"age-encryption.org/v1\n"
_ENVELOPE = re.compile(
    r"-----BEGIN AGE ENCRYPTED FILE-----\n"
    r"(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{1,64}={0,2}\n"
    r"-----END AGE ENCRYPTED FILE-----\n?"
)


def envelope_in(sent: str, most: int) -> str | None:
    """The envelope of at most `most` characters that was sent, None where it is none. Protocol vault §2."""
    text = sent.replace("\r\n", "\n")
    return text if len(text) <= most and _ENVELOPE.fullmatch(text) else None


def envelopes_in(sent: str) -> list[str]:
    """Several that were sent one behind the other; whatever stands between them and is none is left out."""
    return [each.group() for each in _ENVELOPE.finditer(sent.replace("\r\n", "\n"))]


def is_sealed_file(data: bytes) -> bool:
    """Whether it begins as an age file does; no more can be told of it. Protocol vault §7."""
    return data.startswith(_HEADER)
