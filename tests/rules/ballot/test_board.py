"""One step of a board read by itself: its data under their names, or which member is wrong."""

import io

import pytest

from pingyi.rules.ballot.board import EventType, Step, read_steps, step_contents
from pingyi.rules.ballot.errors import BoardBroken
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import sample

*_, WHOLE = sample("Ed25519", ["single"], 2, seeded("steps")).stages([(0, [0, 0]), (1, [1, 1])], [1])
STEPS = {step.event.type: step for step in read_steps(io.BytesIO(WHOLE))}


def read(data: bytes) -> tuple[bytes, ...]:
    """What a step of these bytes holds."""
    return step_contents(io.BytesIO(data))


def bytes_of(step: Step) -> bytes:
    """The bytes that a step spans; the first step's begin after the header."""
    return WHOLE[step.start : step.end]


@pytest.mark.parametrize("type", EventType)
def test_a_step_has_the_data_that_the_whole_board_has_there(type: EventType) -> None:
    assert read(bytes_of(STEPS[type])) == STEPS[type].contents


def test_a_first_step_may_carry_the_header() -> None:
    setup = STEPS[EventType.SETUP]
    assert setup.start > 0
    assert read(WHOLE[: setup.end]) == setup.contents


def test_a_member_under_another_name_is_refused_with_its_place() -> None:
    data = bytes_of(STEPS[EventType.ENCRYPTED_TALLY])
    second = 512 + -(-len(STEPS[EventType.ENCRYPTED_TALLY].contents[0]) // 512) * 512
    altered = data[: second + 512] + data[second + 512 :].replace(b'"num_tallied":2', b'"num_tallied":3', 1)
    with pytest.raises(BoardBroken, match="not the hash of its content") as broken:
        read(altered)
    assert broken.value.offset == second


def test_an_event_under_another_name_is_refused_too() -> None:
    data = bytes_of(STEPS[EventType.END_BALLOTS])
    with pytest.raises(BoardBroken, match="not the hash of its content"):
        read(data.replace(b"EndBallots", b"EndBallotz", 1))


@pytest.mark.parametrize("kept", [100, 511, 600, -1, -512])
def test_a_step_that_is_cut_off_is_refused(kept: int) -> None:
    with pytest.raises(BoardBroken, match=r"cut off|not a member|header is not the one"):
        read(bytes_of(STEPS[EventType.RESULT])[:kept])


def test_what_is_no_member_is_refused() -> None:
    with pytest.raises(BoardBroken, match="not a member"):
        read(bytes_of(STEPS[EventType.RESULT]) + bytes(512))
