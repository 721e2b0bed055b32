"""What the parties of an act sign: the one definition of every content. Protocol bundle §6.

The house fills it from its records, the verifier from the published boards; both sign and compare these values.
Public: BoardClosed, BoxToOpen, Frame, Cell, closing, opening, counts_digest, count, freeze, reckoning.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pingyi.rules.encoding import digest
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.sampling.merging import boxes_of

Cell = tuple[str, str]
"""A unit and a stratum, by code."""

Rows = Sequence[Sequence[int]]
"""The result of one box, question by question."""


class BoardClosed(NamedTuple):
    """Where the board of a box stood when it was closed: its last event, its ballots, how many could have voted."""

    event: str | None
    ballots: int
    invited: int


class BoxToOpen(NamedTuple):
    """A closed box as it is laid before the parties; `withheld`: so few voted that it must never be opened (box §8)."""

    unit: str
    stratum: str
    invited: int
    ballots: int
    voters: int
    withheld: bool
    closed_by: str | None


class Frame(NamedTuple):
    """A unit's frame: its fingerprint, and of every stratum how many there are and how many of them were drawn."""

    fingerprint: Any
    strata: Mapping[str, tuple[int, int]]


def closing(boards: Mapping[str, BoardClosed]) -> dict[str, Any]:
    """Where every board stood, by the number of its box, when both bodies closed it (R150)."""
    return {"boxes": {uuid: board._asdict() for uuid, board in boards.items()}}


def opening(plan: str, boxes: Mapping[str, BoxToOpen]) -> dict[str, Any]:
    """The closed boxes of the plan with this digest, by their numbers (R149)."""
    return {"plan": plan, "boxes": {uuid: box._asdict() for uuid, box in boxes.items()}}


def counts_digest(counts: Mapping[str, Rows]) -> str:
    """What the statistics bureau signs for, and can compute on its own machine (Protocol bundle §7)."""
    return digest(counts)


def count(counts: Mapping[str, Rows]) -> dict[str, Any]:
    """The result of every box that was opened, by its number (R150)."""
    rows = {uuid: [list(row) for row in result] for uuid, result in counts.items()}
    return {"counts": rows, "counts_digest": counts_digest(counts)}


def freeze(book: Rulebook, *, seed: Any, frames: Mapping[str, Frame], setup: Any, key: str) -> dict[str, Any]:
    """The plan, the frames and how many were drawn of them, the boxes these make (strata that are too small share
    one), the seed, the key (R90)."""
    return {
        "plan": book.digest,
        "survey": digest(book.survey),
        "seed": seed,
        "frames": {unit: _frame(frame) for unit, frame in frames.items()},
        "cells": {
            unit: boxes_of(book.survey, {code: drawn for code, (_, drawn) in frame.strata.items()})
            for unit, frame in frames.items()
        },
        "setup": setup,
        "key": key,
    }


def _frame(frame: Frame) -> dict[str, Any]:
    strata = {code: {"members": members, "drawn": drawn} for code, (members, drawn) in frame.strata.items()}
    return {"fingerprint": frame.fingerprint, "strata": strata}


def reckoning(plan: str, *, count: str, inputs: str, result: str, number: Any) -> dict[str, Any]:
    """The result with this number, by digests: of the count's act, of inputs.json, of the exact part (R151)."""
    return {"plan": plan, "count": count, "inputs": inputs, "result": result, "reckoning": number}
