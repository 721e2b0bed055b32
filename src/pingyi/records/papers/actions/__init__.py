"""Everything that writes papers."""

from pingyi.records.papers.actions.deciding import acknowledge, approve, mark_read, receive, send_back
from pingyi.records.papers.actions.drafting import begin, save, supplement
from pingyi.records.papers.actions.numbering import number_appointments
from pingyi.records.papers.actions.sending import hand_back, lay, sign, withdraw

__all__ = [
    "acknowledge",
    "approve",
    "begin",
    "hand_back",
    "lay",
    "mark_read",
    "number_appointments",
    "receive",
    "save",
    "send_back",
    "sign",
    "supplement",
    "withdraw",
]
