"""Agreement between inspectors: Krippendorff's alpha and the intraclass correlations."""

import hashlib
from typing import Any

import numpy as np

from pingyi.compute.inputs import BadInput, Value, confidence, percent, whole
from pingyi.compute.topics.survey import pair
from pingyi.rules.scoring import agreement
from pingyi.rules.scoring.agreement import Intraclass, Level

MOST_PAIRS = 2_000_000


def rater_agreement(inputs: Value) -> dict[str, Any]:
    """`krippendorff` (raters × units, with a mark for missing) and/or `icc` (targets × raters)."""
    alpha, icc = inputs.maybe("krippendorff"), inputs.maybe("icc")
    if alpha is None and icc is None:
        raise BadInput("inputs: must have krippendorff or icc")
    answer: dict[str, Any] = {}
    if alpha is not None:
        ratings = _ratings(alpha)
        answer["krippendorff_alpha"] = {level.value: _alpha(ratings, level) for level in Level}
        if alpha.maybe("bootstrap") is not None:
            answer["krippendorff_interval"] = _interval(ratings, alpha.field("bootstrap"), confidence(inputs))
    if icc is not None:
        answer["icc"] = _icc(icc, confidence(inputs))
    return answer


def _ratings(alpha: Value) -> list[list[float | None]]:
    mark = alpha.maybe("missing")
    missing = None if mark is None else mark.raw
    rows = alpha.field("raters_by_units").items(least=2, most=200)
    table = [
        [None if cell.raw is None or _same(cell.raw, missing) else cell.number() for cell in row.items(most=2000)]
        for row in rows
    ]
    for row, own in zip(rows, table, strict=True):
        if len(own) != len(table[0]):
            raise BadInput(f"{row.path}: must have {len(table[0])} entries like the first rater, not {len(own)}")
    different = len({rating for own in table for rating in own})
    if different**2 * len(table[0]) > MOST_PAIRS:
        raise BadInput(
            f"{alpha.path}.raters_by_units: must have fewer units or use fewer different ratings: "
            f"units times ratings squared may be at most {MOST_PAIRS}"
        )
    return table


def _same(raw: Any, missing: Any) -> bool:
    return type(raw) is type(missing) and bool(raw == missing)


def _alpha(ratings: list[list[float | None]], level: Level) -> float | None:
    if level is Level.RATIO and any(rating is not None and rating < 0 for row in ratings for rating in row):
        return None
    return agreement.krippendorff(ratings, level)


def _interval(ratings: list[list[float | None]], given: Value, level: float) -> dict[str, Any]:
    seed, draws = given.field("seed").text(), whole(given, "draws", 1000, 100, 2_000)
    words = np.frombuffer(hashlib.sha256(seed.encode()).digest(), dtype=">u4").astype(np.uint32)
    found = {}
    for own in (Level.ORDINAL, Level.INTERVAL):
        rng = np.random.RandomState(words)
        interval = agreement.krippendorff_interval(ratings, own, rng, draws=draws, confidence=level)
        found[own.value] = pair(interval)
    return found


def _icc(icc: Value, level: float) -> dict[str, Any]:
    rows = icc.field("targets_by_raters").items(least=2, most=2000)
    table = [[cell.number() for cell in row.items(least=2, most=200)] for row in rows]
    for row, own in zip(rows, table, strict=True):
        if len(own) != len(table[0]):
            raise BadInput(f"{row.path}: must have {len(table[0])} ratings like the first target, not {len(own)}")
    return {name: _form(own, level) for name, own in agreement.intraclass(table, confidence=level).items()}


def _form(own: Intraclass, level: float) -> dict[str, Any]:
    return {
        "icc": own.value,
        "F": own.f,
        "df1": own.df1,
        "df2": own.df2,
        f"ci{percent(level)}": pair(own.interval),
    }
