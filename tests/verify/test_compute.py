"""`pingyi compute`: every published case within its own tolerance, and no input that ends in a traceback."""

import json
import math
import os
from decimal import Decimal
from pathlib import Path

import pytest

from pingyi.verify.compute import compute

ROOT = Path(__file__).parents[2]
OURS = ROOT / "vectors" / "statistics"
SHARED = Path(os.environ.get("PINGYI_SHARED", ROOT.parent / "shared")) / "vectors" / "statistics"
ELSEWHERE = ["open-06-aapor-rates", "open-08-rank-sets-pisa2018-math"]


def read(path):
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def cases():
    yield from (pytest.param(path, id=path.stem) for path in sorted(OURS.glob("*.json")))
    for name in ELSEWHERE:
        path = SHARED / f"{name}.json"
        missing = pytest.mark.skipif(not path.exists(), reason="somebody else's data, not copied into this repository")
        yield pytest.param(path, id=name, marks=missing)


def tolerance(given, key):
    """The largest absolute difference a case allows at a key; exact where it says so."""
    if not isinstance(given, dict):
        return 0
    if key.startswith("critical_value"):
        return float(given["critical_value_abs"])
    numbers = [float(limit) for name, limit in given.items() if isinstance(limit, int | float | Decimal)]
    return min(numbers, default=0)


def differences(expected, found, limits, path="", key=""):
    if isinstance(expected, dict):
        for name, item in expected.items():
            if name not in found:
                yield f"{path}.{name} is missing"
                continue
            yield from differences(item, found[name], limits, f"{path}.{name}", name)
    elif isinstance(expected, list):
        if len(expected) != len(found):
            yield f"{path}: {len(found)} items, not {len(expected)}"
        for index, (item, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(item, other, limits, f"{path}[{index}]", key)
    elif isinstance(expected, Decimal | float) and isinstance(found, int | float):
        if not math.isclose(float(expected), found, rel_tol=1e-12, abs_tol=tolerance(limits, key)):
            yield f"{path}: {found}, not {expected}"
    elif expected != found:
        yield f"{path}: {found!r}, not {expected!r}"


@pytest.mark.parametrize("path", list(cases()))
def test_published_case(path):
    case = read(path)
    answer = compute(case)
    expected = {"expected": case["expected"]}
    seeds = {"agreement_over_seeds", "values_differing_between_seeds", "marginal_two_sided_stepdown"}
    if path.stem in ELSEWHERE and case["topic"] == "rank_sets":
        # Which bounds wobble between seeds depends on the seeds; every value another seed may give is listed.
        marginal = {bound: list(case["expected"]["marginal_two_sided_stepdown"][bound]) for bound in "LU"}
        for wobble in case["expected"]["values_differing_between_seeds"]["marginal"]:
            index = wobble["unit_index_from_1"] - 1
            own = answer["marginal_two_sided_stepdown"][wobble["bound"]][index]
            assert own in wobble["values_seen"]
            marginal[wobble["bound"]][index] = own
        assert answer["marginal_two_sided_stepdown"] == marginal
        expected = {"expected": {key: item for key, item in case["expected"].items() if key not in seeds}}
    assert not list(differences(expected, {"expected": answer}, case["tolerance"]))
