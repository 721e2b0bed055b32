"""One box from set-up to result: what each event on its board must say, and how to append the next. Protocol box.

Public: Setup, open_box, read_setup, Running, append_ballot, close_box, append_tally, check_tally, append_share,
read_share, append_result, check_result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pingyi.rules.ballot.board import Appended, EventType, Head, append, write_header
from pingyi.rules.ballot.errors import Malformed, TallyRefused
from pingyi.rules.ballot.form import Election, read_credentials, read_election, read_json, write_credentials
from pingyi.rules.ballot.seal import Acceptance, Ballot
from pingyi.rules.ballot.tally import (
    EncryptedTally,
    PartialDecryption,
    Result,
    check_share,
    merge,
    open_tally,
    read_result,
    sized_tally,
    tally_of,
    without,
    write_result,
    write_tally,
)
from pingyi.rules.ballot.trustee import Trustees, joint_key, owners, read_trustees, write_trustees
from pingyi.rules.encoding import compact, sha256_hex


@dataclass(frozen=True)
class Setup:
    """What a box is fixed to before the first ballot (Protocol box §1)."""

    election: Election
    trustees: Trustees
    credentials: frozenset[str]

    @cached_property
    def acceptance(self) -> Acceptance:
        """What its ballots are checked against."""
        return Acceptance(self.election, self.credentials)


def open_box(setup: Setup, timestamp: int) -> Appended:
    """The first bytes of a board, up to its Setup event (Protocol box §1). Raises Malformed."""
    _check_key(setup)
    contents = [setup.election.serialised, write_trustees(setup.trustees), write_credentials(setup.credentials)]
    first = append(Head(), EventType.SETUP, [*contents, _setup_data(contents)], timestamp)
    return replace(first, data=write_header(timestamp) + first.data)


def read_setup(contents: Sequence[bytes], *, unsafe_unsigned_setup: bool = False) -> Setup:
    """The set-up behind the data of a Setup event, all of it verified (Protocol box §1).

    Raises Malformed, NotAnElement, NotAScalar, TrusteeRefused.
    """
    if contents[3] != _setup_data(contents[:3]):
        raise Malformed("the set-up does not refer to the election, trustees and credentials before it")
    election = read_election(contents[0])
    trustees = read_trustees(election.arithmetic, contents[1], unsafe_unsigned_setup=unsafe_unsigned_setup)
    setup = Setup(election, trustees, read_credentials(election.arithmetic, contents[2]))
    _check_key(setup)
    return setup


def _check_key(setup: Setup) -> None:
    if joint_key(setup.election.arithmetic, setup.trustees) != setup.election.public_key:
        raise Malformed("the election's key is not the product of its trustees' keys")


def _setup_data(contents: Sequence[bytes]) -> bytes:
    names = ("election", "trustees", "credentials")
    return compact({name: sha256_hex(content) for name, content in zip(names, contents, strict=True)})


@dataclass(frozen=True, slots=True)
class Running:
    """A box while it takes ballots: where its board stands, and the sum of the ballots that count (Protocol box §3).

    `counted` is the number of credentials that have voted; `head.ballots` counts replaced ballots too.
    """

    head: Head
    counted: int
    tally: EncryptedTally

    @classmethod
    def start(cls, setup: Setup, opened: Appended) -> "Running":
        """The state of a box that was just opened."""
        return cls(opened.head, 0, tally_of(setup.election, []))

    def accept(
        self, setup: Setup, ballot: Ballot, timestamp: int, *, replaced: Ballot | None = None
    ) -> tuple["Running", bytes]:
        """The state after a checked ballot, and the bytes to append (Protocol box §2, §3).

        `replaced` is the ballot that counted so far for the same credential. Raises BoxClosed.
        """
        appended = append_ballot(self.head, ballot.serialised, timestamp)
        tally = merge(setup.election, [self.tally, tally_of(setup.election, [ballot.answers])])
        if replaced is not None:
            tally = without(setup.election, tally, tally_of(setup.election, [replaced.answers]))
        return Running(appended.head, self.counted + (replaced is None), tally), appended.data


def append_ballot(head: Head, ballot: bytes, timestamp: int) -> Appended:
    """One more ballot, which the caller has checked and not found on the board (Protocol box §2). Raises BoxClosed."""
    return append(head, EventType.BALLOT, [ballot], timestamp)


def close_box(head: Head, timestamp: int) -> Appended:
    """The event after which no ballot is taken (Protocol box §4)."""
    return append(head, EventType.END_BALLOTS, [], timestamp)


def append_tally(head: Head, tally: EncryptedTally, counted: int, timestamp: int) -> Appended:
    """The sum of the ballots that count (Protocol box §5)."""
    data = write_tally(tally)
    return append(head, EventType.ENCRYPTED_TALLY, [data, sized_tally(counted, sha256_hex(data))], timestamp)


def check_tally(tally: EncryptedTally, counted: int, contents: Sequence[bytes]) -> None:
    """Refuses a board's tally that is not the one this program computed (Protocol box §5). Raises TallyRefused."""
    if contents[0] != write_tally(tally):
        raise TallyRefused("the encrypted tally is not the sum of the ballots that count")
    if contents[1] != sized_tally(counted, sha256_hex(contents[0])):
        raise TallyRefused(f"the tally does not say that it counts {counted} ballots")


def append_share(head: Head, owner: int, share: PartialDecryption, timestamp: int) -> Appended:
    """One trustee's share of the opening (Protocol box §6)."""
    data = share.serialised
    return append(head, EventType.PARTIAL_DECRYPTION, [data, _owned(owner, data)], timestamp)


def read_share(
    setup: Setup, tally: EncryptedTally, contents: Sequence[bytes], given: Mapping[int, PartialDecryption]
) -> tuple[int, PartialDecryption]:
    """The owner and share behind the data of a PartialDecryption event, verified (Protocol box §6).

    Raises Malformed, NotAScalar, TallyRefused, TrusteeRefused.
    """
    shape, keys = read_json(contents[1], "an owned share"), owners(setup.trustees)
    owner = shape.get("owner") if isinstance(shape, dict) else None
    if type(owner) is not int or contents[1] != _owned(owner, contents[0]):
        raise Malformed('an owned share is {"owner","payload"} and refers to the data before it')
    if not 1 <= owner <= len(keys):
        raise TallyRefused(f"trustee {owner} does not exist in this box")
    if owner in given:
        raise TallyRefused(f"trustee {owner} has given its share already")
    share = PartialDecryption.read(setup.election, contents[0])
    check_share(setup.election, tally, owner, keys[owner - 1], share)
    return owner, share


def _owned(owner: int, data: bytes) -> bytes:
    return compact({"owner": owner, "payload": sha256_hex(data)})


def append_result(head: Head, result: Result, timestamp: int) -> Appended:
    """The counts (Protocol box §7)."""
    return append(head, EventType.RESULT, [write_result(result)], timestamp)


def check_result(
    setup: Setup,
    tally: EncryptedTally,
    counted: int,
    shares: Mapping[int, PartialDecryption],
    contents: Sequence[bytes],
) -> Result:
    """The result of a Result event, recomputed from the shares (Protocol box §7). Raises Malformed, TallyRefused."""
    claimed = read_result(setup.election, contents[0])
    if claimed != open_tally(setup.election, setup.trustees, tally, shares, counted):
        raise TallyRefused("the result is not what the trustees' shares open")
    return claimed
