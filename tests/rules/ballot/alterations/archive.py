"""Altering the archive and the chain of events."""

import io
import json
from collections.abc import Callable
from typing import Any

from pingyi.rules.ballot.board import read_steps
from pingyi.rules.encoding import compact, sha256_hex
from tests.rules.ballot.alterations.draft import Draft, member, refused
from tests.rules.ballot.sample import TIMESTAMP


def flipped(board: bytes, needle: bytes) -> bytes:
    """The board with the lowest bit flipped in the byte after the first `needle`."""
    at = board.index(needle) + len(needle)
    return board[:at] + bytes([board[at] ^ 1]) + board[at + 1 :]


@refused("not the hash of its content")
def one_bit_in_a_ballot(d: Draft) -> bytes:
    return flipped(d.written(), b'"choices":[{"alpha":"')


@refused("not the hash of its content")
def one_bit_in_an_event(d: Draft) -> bytes:
    return flipped(d.written(), b'{"parent":"')


@refused("not the hash of its content")
def one_bit_in_the_election(d: Draft) -> bytes:
    return flipped(d.written(), b'"name":"')


@refused("header is not the one")
def one_bit_in_a_header_checksum(d: Draft) -> bytes:
    board = d.written()
    return board[: 1024 + 153] + bytes([board[1024 + 153] ^ 1]) + board[1024 + 154 :]


@refused("header is not the one")
def another_owner_of_a_member(d: Draft) -> bytes:
    board = bytearray(d.written())
    board[1024 + 108 : 1024 + 115] = b"0000001"
    board[1024 + 148 : 1024 + 156] = b" " * 8
    board[1024 + 148 : 1024 + 156] = b"%06o\0 " % sum(board[1024:1536])
    return bytes(board)


@refused("header is not the one")
def another_time_of_a_member(d: Draft) -> bytes:
    board = bytearray(d.written())
    board[1024 + 136 : 1024 + 147] = b"%011o" % (TIMESTAMP + 1)
    board[1024 + 148 : 1024 + 156] = b" " * 8
    board[1024 + 148 : 1024 + 156] = b"%06o\0 " % sum(board[1024:1536])
    return bytes(board)


@refused("starts with BELENIOS|header is not the one")
def another_time_in_the_header(d: Draft) -> bytes:
    return d.written().replace(b'"timestamp":"1795432032"', b'"timestamp":"1795432033"', 1)


@refused("cut off")
def cut_off_inside_a_member(d: Draft) -> bytes:
    return d.written()[:-400]


@refused("not a member")
def zeros_after_the_end(d: Draft) -> bytes:
    return d.written() + bytes(1024)


@refused("not a member")
def something_after_the_end(d: Draft) -> bytes:
    return d.written() + b"more".ljust(512, b".")


@refused("starts with BELENIOS")
def another_version_in_the_header(d: Draft) -> bytes:
    return d.written().replace(b'{"version":1,"timestamp"', b'{"version":2,"timestamp"', 1)


@refused("starts with BELENIOS")
def no_header(d: Draft) -> bytes:
    return d.written()[1024:]


@refused("comes with 1 data, not 0")
def a_ballot_removed_but_not_its_event(d: Draft) -> bytes:
    return d.written().replace(member(d.steps[1][1][0], "data"), b"")


@refused("comes with 1 data, not 2|wrong parent")
def an_event_removed_but_not_its_ballot(d: Draft) -> bytes:
    return without_event(d, 1)


def without_event(d: Draft, height: int) -> bytes:
    """The board without the bytes of one event."""
    at = event_bytes(d, height)
    return d.written().replace(at, b"")


def event_bytes(d: Draft, height: int) -> bytes:
    """The member of one event."""
    return member(list(read_steps(io.BytesIO(d.written())))[height].event.serialised, "event")


def step_bytes(d: Draft, height: int) -> bytes:
    """The members of one event and its data."""
    return b"".join(member(content, "data") for content in d.steps[height][1]) + event_bytes(d, height)


@refused("wrong parent")
def a_ballot_and_its_event_removed(d: Draft) -> bytes:
    return d.written().replace(step_bytes(d, 2), b"")


@refused("wrong parent")
def two_ballots_in_the_other_order(d: Draft) -> bytes:
    first, second = step_bytes(d, 1), step_bytes(d, 2)
    return d.written().replace(first + second, second + first)


@refused("wrong parent")
def an_event_twice(d: Draft) -> bytes:
    step = step_bytes(d, 1)
    return d.written().replace(step, step + step)


def last_event(d: Draft, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """The board up to the first ballot, whose event is changed."""
    d.cut("Ballot")
    old = event_bytes(d, 1)
    shape = json.loads(old[512:].rstrip(b"\0"))
    changed = change(shape)
    return d.written().replace(old, member(changed if isinstance(changed, bytes) else compact(shape), "event"))


@refused("wrong parent or height")
def a_wrong_parent(d: Draft) -> bytes:
    return last_event(d, lambda event: event.update(parent="0" * 64))


@refused("wrong parent or height")
def a_parent_missing(d: Draft) -> bytes:
    return last_event(d, lambda event: event.pop("parent") and None)


@refused("wrong parent or height")
def a_height_skipped(d: Draft) -> bytes:
    return last_event(d, lambda event: event.update(height=2))


@refused("payload is not the data before it")
def a_payload_that_is_not_there(d: Draft) -> bytes:
    return last_event(d, lambda event: event.update(payload="0" * 64))


@refused("payload is not the data before it")
def a_payload_that_is_older_data(d: Draft) -> bytes:
    return last_event(d, lambda event: event.update(payload=sha256_hex(d.steps[0][1][0])))


@refused("type that we know")
def an_unknown_type_of_event(d: Draft) -> bytes:
    return last_event(d, lambda event: event.update(type="Vote"))


@refused("in this order and no more")
def an_extra_key_in_an_event(d: Draft) -> bytes:
    return last_event(d, lambda event: event.update(note="extra"))


@refused("must be compact")
def an_event_with_spaces(d: Draft) -> bytes:
    return last_event(d, lambda event: json.dumps(event).encode())


@refused("in this order")
def an_event_with_keys_in_another_order(d: Draft) -> bytes:
    return last_event(d, lambda event: compact(dict(reversed(event.items()))))


@refused("ends with data that no event")
def data_that_no_event_refers_to(d: Draft) -> bytes:
    return d.written() + member(b'"note"', "data")


@refused("Ballot cannot follow EndBallots", laxer="does not look at the order of events")
def a_ballot_after_the_end_of_ballots(d: Draft) -> bytes:
    late = d.steps.pop(4)
    d.cut("EndBallots")
    d.steps.append(late)
    return d.written()


@refused("EncryptedTally cannot follow Ballot", laxer="does not look at the order of events")
def a_tally_before_the_end_of_ballots(d: Draft) -> bytes:
    del d.steps[d.find("EndBallots")]
    return d.written()


@refused("Setup cannot follow Setup", laxer="does not look at the order of events")
def two_setups(d: Draft) -> bytes:
    d.cut("Setup")
    d.steps.append(d.steps[0])
    return d.written()


@refused("Ballot cannot follow nothing")
def no_setup(d: Draft) -> bytes:
    del d.steps[0]
    return d.written()


@refused("Result cannot follow EncryptedTally|trustees 1–3, 2 must open")
def a_result_without_shares(d: Draft) -> bytes:
    d.steps = [step for step in d.steps if step[0] != "PartialDecryption"]
    return d.written()
