"""What can keep the journal from being written or signed.

JournalRefused
├── OutsideTransaction   an entry must stand or fall with its action
├── KeyMissing           no key, or not a key
├── OtherKey             the journal was signed with another key or under another name
├── Drill                this copy signs nothing
├── Copied               the database was signed elsewhere: no head lies beside the key
├── OutOfStep            the database is behind or beside the head that was signed last
├── Vanished             an entry that was written is not there
└── Tampered             rows that a checkpoint vouched for, or will, were changed behind the programme's back
"""

from pingyi.rules.refusal import Refusal


class JournalRefused(Refusal):
    """The journal can't do this; the reason, for whoever runs the server, says what to do about it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class OutsideTransaction(JournalRefused):
    """An entry was to be written outside a transaction."""


class KeyMissing(JournalRefused):
    """The signing key is not where the settings say."""


class OtherKey(JournalRefused):
    """The key or origin at hand is not the one that signed this journal so far."""


class Drill(JournalRefused):
    """A copy made for a drill never signs."""


class Copied(JournalRefused):
    """The database was signed elsewhere; whoever signs it here makes a second journal of the same key."""


class OutOfStep(JournalRefused):
    """The database is not the one whose head was signed last: an older one, or another."""


class Vanished(JournalRefused):
    """An entry that was written and not taken back is not there any more."""


class Tampered(JournalRefused):
    """The stored journal no longer continues the checkpoint signed last, or a row does not fit its leaf."""
