"""Taking down what citizens say, answering it, and closing the tree of every hour."""

from pingyi.records.voices.actions.answering import answer, commit, stand_back
from pingyi.records.voices.actions.batching import batch
from pingyi.records.voices.actions.bringing import bring
from pingyi.records.voices.actions.exhibits import clean, exhibit, open_exhibit
from pingyi.records.voices.actions.finding import find
from pingyi.records.voices.actions.notifying import notify
from pingyi.records.voices.actions.noting import discard, note, take_down
from pingyi.records.voices.actions.raising import go_on, raise_opinion, withdraw

__all__ = [
    "answer",
    "batch",
    "bring",
    "clean",
    "commit",
    "discard",
    "exhibit",
    "find",
    "go_on",
    "note",
    "notify",
    "open_exhibit",
    "raise_opinion",
    "stand_back",
    "take_down",
    "withdraw",
]
