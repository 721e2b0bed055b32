"""Before the field phase: sample size, allocation and the draw."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from scipy import stats

from pingyi.compute.inputs import BadInput, Value, confidence, each
from pingyi.rules.sampling import allocation as allocating
from pingyi.rules.sampling import size
from pingyi.rules.sampling.allocation import Stratum
from pingyi.rules.sampling.draw import draw, ticket
from pingyi.rules.sampling.frame import Frame
from pingyi.rules.sampling.interval import quantile_z

MOST_ANSWERS = 200_000
RESERVE_SHOWN = 5
REFERENCE_PLANS = (("0.011", "0.01", 238), ("0.011", "0.005", 4000))
"""S², target SE and N of the two documented plans, shown when the file names none of its own."""


def hamilton(inputs: Value) -> list[dict[str, Any]] | dict[str, Any]:
    """Apportionments (a list, or one alone), each checked a second time against what largest remainders means."""
    return each(inputs, _apportioned)


def _apportioned(case: Value) -> dict[str, Any]:
    sizes = [own.whole() for own in case.field("sizes").items(least=1)]
    n = case.field("n").whole()
    shares = allocating.hamilton(sizes, n)
    return {"allocation": shares, "second_tool_agrees": allocating.is_largest_remainder(sizes, n, shares)}


def allocation(inputs: Value) -> dict[str, Any]:
    """Proportional, Neyman (with minimums) and the exact integer optimum of n over strata with `N` and `S`."""
    strata = _strata(inputs, with_deviation=True)
    n = _sample(inputs)
    floors = _floors(inputs.field("min_per_stratum"))
    alike = [Stratum(own.id, own.size) for own in strata]
    even = allocating.spread_real(alike, n)
    neyman = allocating.spread_real(strata, n)
    answer: dict[str, Any] = {
        "proportional_real": _by_id(strata, even),
        "proportional_largest_remainder": _by_id(strata, allocating.round_largest(alike, even, n)),
        "neyman_real": _by_id(strata, neyman),
        "neyman_anticipated_se_of_mean": _root(allocating.variance_of_mean(strata, _by_id(strata, neyman))),
        "neyman_largest_remainder": _by_id(strata, allocating.round_largest(strata, neyman, n)),
    }
    for name, floor in floors.items():
        if name != "none":
            real = allocating.spread_real(strata, n, floor=floor)
            answer[f"neyman_min{floor}_real"] = _by_id(strata, real)
            answer[f"neyman_min{floor}_largest_remainder"] = _by_id(strata, allocating.round_largest(strata, real, n))
    for floor in floors.values():
        best = _by_id(strata, allocating.optimum(strata, n, floor=floor))
        variance = allocating.variance_of_mean(strata, best)
        answer[f"integer_optimum_min{floor}"] = {"x": best, "variance_of_mean": variance}
    answer["variance_of_mean_of"] = {
        key: allocating.variance_of_mean(strata, answer[key])
        for key in ("proportional_largest_remainder", "neyman_largest_remainder")
    }
    return answer


def allocation_floor(inputs: Value) -> dict[str, Any]:
    """The default allocation: proportional with a floor per stratum, and the invitations it takes."""
    strata = _strata(inputs, with_deviation=False)
    n, floor = _sample(inputs), inputs.field("floor").whole(0)
    shares = allocating.proportional(strata, n, floor=floor)
    answer: dict[str, Any] = {
        "real": _by_id(strata, allocating.spread_real(strata, n, floor=floor)),
        "allocation": _by_id(strata, shares),
    }
    rate = inputs.maybe("expected_response")
    if rate is not None:
        expected = rate.number(0, 1)
        answer["invitations"] = _by_id(strata, [size.invitations(share, expected) for share in shares])
    return answer


def _strata(inputs: Value, *, with_deviation: bool) -> list[Stratum]:
    return [
        Stratum(name, item.field("N").whole(), item.field("S").exact(0, 10**9) if with_deviation else Fraction(1))
        for name, item in inputs.field("strata").rows(most=2000)
    ]


def _floors(given: Value) -> dict[str, int]:
    if not given.is_object:
        return {"all": given.whole(1)}
    return {name: floor.whole(1) for name, floor in given.fields(least=1, most=20)}


def _sample(inputs: Value) -> int:
    return inputs.field("n").whole(0, MOST_ANSWERS)


def _by_id(strata: Sequence[Stratum], values: Sequence[Fraction] | Sequence[int]) -> dict[str, Any]:
    return {stratum.id: value for stratum, value in zip(strata, values, strict=True)}


def _root(variance: Fraction | None) -> float | None:
    return None if variance is None else math.sqrt(variance)


def sample_size(inputs: Value) -> dict[str, Any]:
    """Answers needed for a share within a margin, per population size, and for a standard error of a score."""
    margin, share = inputs.field("margin").number(), inputs.field("p").number()
    level = confidence(inputs)
    given = inputs.field("N")
    populations = [item.whole(1) for item in (given.items(least=1) if given.is_list else [given])]
    z = quantile_z(level)
    printed = round(float(stats.chi2.ppf(level, 1)), 3)  # the 1970 table's own rounding of z²
    exact = [size.size_for_share(margin, share, own, z=z) for own in populations]
    tabled = [size.size_for_share(margin, share, own, z=math.sqrt(printed)) for own in populations]
    return {
        f"n_real_chi2_{printed:.3f}": tabled,
        "n_real_z_exact": exact,
        "n_ceiling_z_exact": [size.whole(own) for own in exact],
        "continuous": [_continuous(*plan) for plan in _plans(inputs)],
    }


def _plans(inputs: Value) -> list[tuple[float, float, int]]:
    given = inputs.maybe("continuous")
    if given is None:
        return [(float(variance), float(target), population) for variance, target, population in REFERENCE_PLANS]
    return [
        (item.field("S2").number(0), item.field("target_se").above(0), item.field("N").whole(1))
        for item in given.items()
    ]


def _continuous(variance: float, target: float, population: int) -> dict[str, Any]:
    n = size.size_for_score(variance, target, population)
    return {"S2": variance, "target_se": target, "N": population, "n_real": n}


def sample_draw(inputs: Value) -> dict[str, Any]:
    """The draw by SHA-256 and its reserve order; `reserve` says how many of the reserve are listed (5, or "all")."""
    seed = inputs.field("seed").text()
    members = inputs.field("frame").items(least=1)
    frame = Frame.of((item.field("stratum").text(), item.field("id").text()) for item in members)
    sizes = {stratum: number.whole() for stratum, number in inputs.field("n_per_stratum").fields()}
    drawn = draw(frame, seed, sizes)
    shown = _reserve_shown(inputs)
    return {
        "frame_sha256_of_sorted_tab_lines": drawn.fingerprint,
        "drawn_in_order": [
            {"stratum": own.member.stratum, "id": own.member.id, "sha256": own.sha256} for own in drawn.drawn
        ],
        "reserve_order": {
            stratum: [own.member.id for own in queue[:shown]] for stratum, queue in drawn.reserve.items()
        },
        "all_hashes": {member.id: ticket(seed, member).sha256 for member in frame.members},
    }


def _reserve_shown(inputs: Value) -> int | None:
    given = inputs.maybe("reserve")
    if given is None:
        return RESERVE_SHOWN
    if isinstance(given.raw, str) and given.raw != "all":
        raise BadInput(f'{given.path}: must be a whole number or "all", not {given.raw[:60]!r}')
    return None if given.raw == "all" else given.whole()
