"""What can keep the journal from being written or signed.

JournalRefused
├── OutsideTransaction   an entry must stand or fall with its action
├── KeyMissing           no key, or not a key
├── OtherKey             the journal was signed with another key or under another name
└── Tampered             rows that a checkpoint vouched for were changed behind the programme's back
"""


class JournalRefused(Exception):
    """The journal can't do this; the message says what to do about it."""


class OutsideTransaction(JournalRefused):
    """An entry was to be written outside a transaction."""


class KeyMissing(JournalRefused):
    """The signing key is not where the settings say."""


class OtherKey(JournalRefused):
    """The key or origin at hand is not the one that signed this journal so far."""


class Tampered(JournalRefused):
    """The stored journal no longer continues the checkpoint signed last."""
