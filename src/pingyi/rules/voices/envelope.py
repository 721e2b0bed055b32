"""What a browser sealed, as the server takes it: an armored age file by its shape, and no more can be told of it."""

import re

_ENVELOPE = re.compile(
    r"-----BEGIN AGE ENCRYPTED FILE-----\n"
    r"(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{1,64}={0,2}\n"
    r"-----END AGE ENCRYPTED FILE-----\n?"
)


def envelope_in(sent: str, most: int) -> str | None:
    """The envelope of at most `most` characters that was sent, None where it is none. Protocol vault §2."""
    text = sent.replace("\r\n", "\n")
    return text if len(text) <= most and _ENVELOPE.fullmatch(text) else None
