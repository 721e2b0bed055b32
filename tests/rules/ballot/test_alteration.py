"""Both we and Belenios refuse every altered board; where Belenios 2.0 does not, the table says so (Protocol laxer)."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.rules.ballot.errors import BoardBroken
from pingyi.verify.board import verify_board
from tests.rules.ballot.alterations import TABLE, Alteration, draft, tallied
from tests.rules.ballot.belenios import Tool, needs_tool
from tests.rules.ballot.sample import Sample

each = pytest.mark.parametrize("alteration", TABLE, ids=lambda alteration: alteration.name)


@pytest.fixture(scope="module")
def box() -> tuple[Sample, bytes]:
    """The box that is altered, and its board."""
    return tallied()


def test_the_board_is_fine_before_it_is_altered(box: tuple[Sample, bytes]) -> None:
    assert draft(*box).written() == box[1]
    assert verify_board(io.BytesIO(box[1])).result == ((0, 2, 1), (1, 2))


@each
def test_we_refuse(alteration: Alteration, box: tuple[Sample, bytes]) -> None:
    board = alteration.alter(draft(*box))
    assert board != box[1]
    with pytest.raises(BoardBroken, match=alteration.says):
        verify_board(io.BytesIO(board))


@needs_tool
@each
def test_belenios_refuses_unless_the_table_says_otherwise(
    alteration: Alteration, box: tuple[Sample, bytes], tmp_path: Path
) -> None:
    board = alteration.alter(draft(*box))
    assert Tool(tmp_path).accepts(box[0].setup.election.uuid, board) == bool(alteration.laxer)


@settings(max_examples=60)
@given(data=st.data())
def test_we_refuse_any_bit_flipped_anywhere(data: st.DataObject, box: tuple[Sample, bytes]) -> None:
    with pytest.raises(BoardBroken):
        verify_board(io.BytesIO(flipped(data, box[1])))


@needs_tool
@settings(max_examples=15)
@given(data=st.data())
def test_belenios_refuses_any_bit_flipped_anywhere(
    data: st.DataObject, box: tuple[Sample, bytes], tmp_path: Path
) -> None:
    assert not Tool(tmp_path).accepts(box[0].setup.election.uuid, flipped(data, box[1]))


def flipped(data: st.DataObject, board: bytes) -> bytes:
    """The board with one bit changed."""
    at, bit = data.draw(st.integers(0, len(board) - 1)), data.draw(st.integers(0, 7))
    return board[:at] + bytes([board[at] ^ 1 << bit]) + board[at + 1 :]


def test_every_laxity_is_written_down() -> None:
    page = (Path(__file__).parents[3] / "docs" / "protocol" / "laxer.md").read_text()
    written = set(re.findall(r"`([a-z]\w+)`", page)) & {alteration.name for alteration in TABLE}
    assert {alteration.name for alteration in TABLE if alteration.laxer} == written


def test_there_are_as_many_alterations_as_the_papers_say() -> None:
    assert len({alteration.name for alteration in TABLE}) == len(TABLE) > 100
    assert sum(not alteration.laxer for alteration in TABLE) >= 40  # refused by both
