"""How sure the places are: rank sets by max-t, by Holm, from one multinomial count; is the last place real?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from pingyi.compute.inputs import BadInput, Value, confidence, flag, whole
from pingyi.rules.scoring import certainty
from pingyi.rules.scoring.certainty import MaxT, Measured, RankSet, holm_adjusted, sets_of_wins, z_matrix
from pingyi.rules.scoring.multinomial import Correction, marginal_sets, multinomial_sets
from pingyi.rules.scoring.ranking import competition, first_units, last_units

MOST_UNITS = 100
MOST_ERRORS = 20_000_000
"""Units times draws: what a machine of 1 GB can hold."""
SEEDS = ("pingyi-1", "pingyi-2")
DRAWS = 100_000
TAU = (1, 2, 3, 4, 5, 10)


@dataclass(frozen=True, slots=True)
class _Answer:
    """All sets of one seed."""

    stepdown: list[RankSet]
    single_step: list[RankSet]
    marginal: list[RankSet]
    critical: float


def read_units(inputs: Value) -> list[Measured]:
    """`units` with `id`, `score`, `se`; scores are negated when `higher_is_better` is false."""
    if not flag(inputs, "independent", True):
        raise BadInput("inputs.independent: must be true; correlated scores would need their covariances")
    sign = 1 if flag(inputs, "higher_is_better", True) else -1
    return [
        Measured(name, sign * item.field("score").number(), item.field("se").number(0))
        for name, item in inputs.field("units").rows(least=2, most=MOST_UNITS)
    ]


def _places(inputs: Value) -> dict[str, int]:
    """Places on the exact scores: two that differ only beyond floating point do not share one."""
    sign = 1 if flag(inputs, "higher_is_better", True) else -1
    return competition({name: (sign * item.field("score").exact(),) for name, item in inputs.field("units").rows()})


def rank_sets(inputs: Value) -> dict[str, Any]:
    """Simultaneous and marginal sets by max-t step-down over published seeds, tau-best, tau-worst, first and last."""
    units, level = read_units(inputs), confidence(inputs)
    draws = whole(inputs, "draws", DRAWS, 1000, MOST_ERRORS // len(units))
    seeds = _seeds(inputs)
    taus = _taus(inputs, len(units))
    answers = [_by_seed(units, level, MaxT(seed, draws)) for seed in seeds]
    own = answers[0]
    places = _places(inputs)
    return {
        "ids": [unit.unit for unit in units],
        "rank": [places[unit.unit] for unit in units],
        "simultaneous_two_sided_stepdown": _bounds(own.stepdown),
        "simultaneous_two_sided_single_step": _bounds(own.single_step),
        "critical_value_single_step": own.critical,
        "agreement_over_seeds": {
            "stepdown": not _differing([answer.stepdown for answer in answers]),
            "single_step": not _differing([answer.single_step for answer in answers]),
            "marginal": not _differing([answer.marginal for answer in answers]),
        }
        | {f"tau_{tau}": len({str(_possible(answer.stepdown, tau)) for answer in answers}) == 1 for tau in taus},
        "values_differing_between_seeds": {
            "stepdown": _differing([answer.stepdown for answer in answers]),
            "single_step": _differing([answer.single_step for answer in answers]),
            "marginal": _differing([answer.marginal for answer in answers]),
        },
        "marginal_two_sided_stepdown": _bounds(own.marginal),
        **_tau_sets(own.stepdown, taus),
        **_ends(units, places),
        "seeds": list(seeds),
        "draws": draws,
        "confidence": level,
    }


def _seeds(inputs: Value) -> tuple[str, ...]:
    given = inputs.maybe("seeds")
    return SEEDS if given is None else tuple(item.text() for item in given.items(least=1, most=8))


def _taus(inputs: Value, units: int) -> list[int]:
    given = inputs.maybe("tau")
    if given is None:
        return [tau for tau in TAU if tau < units]
    return [item.whole(1, units) for item in given.items(least=1, most=20)]


def _by_seed(units: Sequence[Measured], level: float, method: MaxT) -> _Answer:
    names = [unit.unit for unit in units]
    noise = certainty.max_t_noise(units, method)
    wins, single, critical = certainty.max_t_wins(units, level, noise)
    marginal = [
        sets_of_wins(names, certainty.max_t_wins(units, level, noise, among=_involving(index))[0])[index]
        for index in range(len(units))
    ]
    return _Answer(sets_of_wins(names, wins), sets_of_wins(names, single), marginal, critical)


def _involving(index: int) -> Callable[[int, int], bool]:
    return lambda j, k: index in (j, k)


def _bounds(sets: Sequence[RankSet]) -> dict[str, list[int]]:
    return {"L": [own.low for own in sets], "U": [own.high for own in sets]}


def _differing(versions: Sequence[Sequence[RankSet]]) -> list[dict[str, Any]]:
    return [found for bound in ("L", "U") for found in _differing_bound(versions, bound)]


def _differing_bound(versions: Sequence[Sequence[RankSet]], bound: str) -> Iterator[dict[str, Any]]:
    for index, values in enumerate(zip(*(_bounds(sets)[bound] for sets in versions), strict=True), start=1):
        if len(set(values)) > 1:
            yield {"bound": bound, "unit_index_from_1": index, "values_seen": sorted(set(values))}


def _possible(sets: Sequence[RankSet], tau: int) -> tuple[list[str], list[str]]:
    best = [own.unit for own in sets if own.low <= tau]
    worst = [own.unit for own in sets if own.high >= len(sets) - tau + 1]
    return best, worst


def _tau_sets(sets: Sequence[RankSet], taus: Sequence[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for tau in taus:
        best, worst = _possible(sets, tau)
        found |= {f"possible_best_{tau}": _alone(best), f"possible_worst_{tau}": _alone(worst)}
    return found


def _alone(names: Sequence[str]) -> str | list[str]:
    """A single name stands by itself, as the published cases print it."""
    return names[0] if len(names) == 1 else list(names)


def _ends(units: Sequence[Measured], places: dict[str, int]) -> dict[str, Any]:
    return _end(units, "last", last_units(places)) | _end(units, "first", first_units(places))


def _end(units: Sequence[Measured], name: str, standing: Sequence[str]) -> dict[str, Any]:
    """The first or the last unit against every other: z is positive where the observed order holds."""
    index = [unit.unit for unit in units].index(standing[0])
    z = z_matrix(units)[index] * (1 if name == "first" else -1)
    p = certainty.rival_p(units, standing[0])
    rivals = [i for i, unit in enumerate(units) if unit.unit in p]
    return {
        name: _alone(standing),
        f"{name}_vs_others": {
            "ids": list(p),
            "z": [float(z[i]) for i in rivals],
            "p_two_sided": list(p.values()),
            "p_holm": [float(own) for own in holm_adjusted(np.array(list(p.values())))],
        },
        f"{name}_verification_p": max(p.values()),
    }


def rank_sets_holm(inputs: Value) -> dict[str, Any]:
    """Holm over all ordered pairs, once per confidence asked for."""
    units, places = read_units(inputs), _places(inputs)
    levels = _levels(inputs)
    answer: dict[str, Any] = {"ids": [unit.unit for unit in units]}
    for level in levels:
        answer[f"confidence_{level:g}"] = _holm(units, places, level)
    return answer


def _levels(inputs: Value) -> list[float]:
    given = inputs.maybe("confidence")
    if given is None or not isinstance(given.raw, list | tuple):
        return [confidence(inputs)]
    return [item.number(0.01, 0.999999) for item in given.items(least=1, most=10)]


def _holm(units: Sequence[Measured], places: dict[str, int], level: float) -> dict[str, Any]:
    adjusted = certainty.holm_matrix(units)
    wins = certainty.holm_wins(units, level)
    cells = ~np.eye(len(units), dtype=bool)
    return {
        "rank": [places[unit.unit] for unit in units],
        **_bounds(sets_of_wins([unit.unit for unit in units], wins)),
        "pairs_separated": int(wins.sum()),
        # The published cases use this key for the gap to 1 - confidence, whatever the confidence is.
        "smallest_gap_p_to_0.05": float(np.abs(adjusted[cells] - (1 - level)).min()),
    }


def rank_sets_multinomial(inputs: Value) -> dict[str, Any]:
    """Rank sets of units ranked by how often they were chosen: `counts` (unit → count), or `units` with `count`."""
    counts = _votes(inputs)
    level = confidence(inputs)
    places = competition({unit: (Fraction(count),) for unit, count in counts.items()})
    answer: dict[str, Any] = {"ids": list(counts), "rank": [places[unit] for unit in counts]}
    for correction in Correction:
        sets = multinomial_sets(counts, confidence=level, correction=correction)
        marginal = marginal_sets(counts, confidence=level, correction=correction)
        answer[f"simultaneous_{correction.value}"] = _bounds(sets)
        answer[f"marginal_{correction.value}"] = _bounds(marginal)
    return answer


def _votes(inputs: Value) -> dict[str, int]:
    if inputs.maybe("units") is not None:
        rows = inputs.field("units").rows(least=2, most=500)
        return {unit: (item.field("count") if item.is_object else item).whole() for unit, item in rows}
    given = inputs.field("counts")
    if given.is_list:
        return {str(number): own.whole() for number, own in enumerate(given.items(least=2, most=500), start=1)}
    return {unit: count.whole() for unit, count in given.fields(least=2, most=500)}


def last_place(inputs: Value) -> dict[str, Any]:
    """Is the last (and the first) place real, and if not, who may stand there? Named as in `rank_sets`."""
    units, level = read_units(inputs), confidence(inputs)
    places = _places(inputs)
    sets = certainty.rank_sets(units, confidence=level)
    answer: dict[str, Any] = {
        "ids": [unit.unit for unit in units],
        "rank": [places[unit.unit] for unit in units],
        "confidence": level,
        **_ends(units, places),
    }
    for name, standing in (("last", last_units(places)), ("first", first_units(places))):
        found = certainty.verdict(units, sets, standing, last=name == "last")
        answer |= {f"{name}_confirmed": found.confirmed, f"possible_{name}": sorted(found.possible)}
    return answer
