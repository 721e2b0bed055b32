"""Everything that is ever appended to a board, and the trustees' key messages."""

from pingyi.records.box.actions.boards import (
    Cell,
    claim_boxes,
    close_boxes,
    count_boxes,
    create_boxes,
    give_shares,
    hold_boards,
    journal_heads,
    publish_credentials,
    sum_boxes,
)
from pingyi.records.box.actions.intake import Receipt, accept_ballot
from pingyi.records.box.actions.keys import hold_keys, send_setup_message, start_setup, stop_setup

__all__ = [
    "Cell",
    "Receipt",
    "accept_ballot",
    "claim_boxes",
    "close_boxes",
    "count_boxes",
    "create_boxes",
    "give_shares",
    "hold_boards",
    "hold_keys",
    "journal_heads",
    "publish_credentials",
    "send_setup_message",
    "start_setup",
    "stop_setup",
    "sum_boxes",
]
