"""What can be wrong with a journal.

JournalError
├── BadEntry        an entry that may not be written, or bytes that are no entry
├── BadTile         a tile path or tile bytes that no C2SP log serves
├── BadNote         a signed note or key that cannot be read
│   ├── BadCheckpoint   the note is readable, its text is not a checkpoint
│   └── NoteUnsigned    no valid signature of the expected key
└── BrokenProof     a proof that does not lead to the published root
"""


class JournalError(Exception):
    """Something about the journal does not hold; the message says what."""


class BadEntry(JournalError):
    """An entry that may not be written, or bytes that are not the canonical form of an entry."""


class BadTile(JournalError):
    """A tile path outside the C2SP grammar, or tile bytes of the wrong length."""


class BadNote(JournalError):
    """Text that is not a C2SP signed note, or a verifier key that cannot be read."""


class BadCheckpoint(BadNote):
    """A signed note whose text is not origin, size and root hash."""


class NoteUnsigned(BadNote):
    """The note carries no valid signature of the expected key."""


class BrokenProof(JournalError):
    """The proof does not connect what it claims to connect."""
