"""Every way in which a ballot, a key or a board can be refused; each carries a sentence a person can act on.

BallotError
├── Malformed               wrong JSON shape, second spelling, a key too many
├── NotAScalar              a challenge or response that is not one number below the group's order
├── NotAnElement            text that is not an element of the prime-order subgroup
├── WrongCode               a code that nobody can have been sent
├── Unreadable              a key file that this passphrase does not open
├── BallotRefused
│   ├── WrongElection       made for another box
│   ├── UnlistedCredential  the credential authority did not list it
│   ├── BadSignature        signed by somebody else, or altered after signing
│   ├── BadProof            a tick that is not 0 or 1, or not exactly one tick
│   ├── AlreadyOnBoard      the very same ballot again
│   └── BoxClosed           the box does not take ballots (any more, or yet)
├── TrusteeRefused          a key, a set-up message or a share; `.trustee` says whose (1, 2, …)
│   ├── Repeated            said again, and differently
│   └── OutOfTurn           said before its round or after it
├── TallyRefused            a tally, a decryption or a result that does not follow from the ballots
└── BoardBroken             an archive or a chain of events that is not one; `.offset` says where
"""


class BallotError(ValueError):
    """Whatever can be wrong with a sealed ballot, its keys or its board."""


class Malformed(BallotError):
    """The bytes are not the one accepted spelling of the thing expected."""


class NotAScalar(BallotError):
    """The text is not a canonical decimal number below the group's order."""


class NotAnElement(BallotError):
    """The text is not the canonical spelling of an element of the prime-order subgroup."""


class WrongCode(BallotError):
    """The code has the wrong length, letters or dashes."""


class Unreadable(BallotError):
    """A wrong passphrase and a damaged file cannot be told apart."""

    def __init__(self) -> None:
        super().__init__("the passphrase is wrong, or the file is damaged")


class BallotRefused(BallotError):
    """A well-formed ballot that must not be counted."""


class WrongElection(BallotRefused):
    """The ballot names another box or another wording of its questions."""


class UnlistedCredential(BallotRefused):
    """The ballot's credential is not in the box's public list."""


class BadSignature(BallotRefused):
    """The ballot was not signed with the code behind its credential, or was altered after signing."""


class BadProof(BallotRefused):
    """The ballot does not prove that it holds one tick per question."""


class AlreadyOnBoard(BallotRefused):
    """The very same ballot is on the board already."""


class BoxClosed(BallotRefused):
    """The box does not take ballots."""


class TrusteeRefused(BallotError):
    """A trustee's key, message or share is wrong; `trustee` counts from 1 (0: the set-up as a whole)."""

    def __init__(self, trustee: int, reason: str) -> None:
        super().__init__(trustee, reason)
        self.trustee = trustee
        self.reason = reason

    def __str__(self) -> str:
        return f"trustee {self.trustee}: {self.reason}" if self.trustee else self.reason


class Repeated(TrusteeRefused):
    """A trustee says again, and differently, what it has said."""


class OutOfTurn(TrusteeRefused):
    """A trustee speaks before its turn or after it."""


class TallyRefused(BallotError):
    """A tally, decryption or result that does not follow from the ballots."""


class BoardBroken(BallotError):
    """The archive or its chain of events is broken; `offset` is the byte where the bad member starts."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(offset, reason)
        self.offset = offset
        self.reason = reason

    def __str__(self) -> str:
        return f"byte {self.offset}: {self.reason}"
