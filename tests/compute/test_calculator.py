"""`pingyi compute`: every published case within its own tolerance, and no input that ends in a traceback."""

import json
import math
import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.commands.compute import command
from pingyi.compute.calculator import TOPICS, ComputeError, compute

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


def tolerance(limits, key):
    """The largest absolute difference a case allows at a key; exact where it says so."""
    if not isinstance(limits, dict):
        return 0
    if key.startswith("critical_value"):
        return float(limits["critical_value_abs"])
    numbers = [float(limit) for limit in limits.values() if isinstance(limit, int | float | Decimal)]
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


def answer_or_refusal(document):
    """Compute; the answer must be plain JSON, a refusal one sentence without line breaks."""
    try:
        answer = compute(document)
    except ComputeError as fault:
        assert 0 < len(str(fault)) < 2000
        assert "\n" not in str(fault)
        return None
    json.dumps(answer, allow_nan=False)
    return answer


def test_every_topic_has_a_published_case():
    shown = {read(path)["topic"] for path in OURS.glob("*.json")}
    assert set(TOPICS) - shown == {"aapor"}  # its case is somebody else's data


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ([], "must be a JSON object with the fields topic and inputs"),
        ({}, "topic: is missing; allowed: aapor, allocation"),
        ({"topic": "horoscope", "inputs": {}}, "topic: 'horoscope' is unknown; allowed: aapor"),
        ({"topic": "hamilton"}, "inputs: is missing"),
        ({"topic": "hamilton", "inputs": {}}, "inputs.sizes: is missing"),
        (
            {"topic": "hamilton", "inputs": [{"id": "a", "sizes": [3, -1], "n": 2}]},
            r"inputs\[0\].sizes\[1\]: must be a whole number from 0 to 1000000000, not -1",
        ),
        ({"topic": "hamilton", "inputs": [{"id": "a", "sizes": [0], "n": 2}]}, "no stratum has a member"),
        (
            {"topic": "rank_sets", "inputs": {"units": [{"id": "a", "score": 1, "se": 1}] * 2}},
            r"inputs.units\[1\].id: 'a' is used twice",
        ),
        (
            {"topic": "aapor", "inputs": [{"id": "a", "dispositions": {"X": 1}}]},
            "unknown disposition X; allowed: I, P, R, NC, O, UH, UO, NE",
        ),
        (
            {"topic": "composite_ranking", "inputs": {"weights_percent": {"a": 60, "b": 50}, "units": [{"id": "x"}]}},
            "inputs.weights_percent: must sum to 100, not 110",
        ),
        (
            {"topic": "sample_size", "inputs": {"margin": Decimal("0." + "1" * 200_000), "p": 0.5, "N": [10]}},
            "inputs.margin: must be written with at most 100 digits",
        ),
        (
            {
                "topic": "rank_sets",
                "inputs": {"units": {str(i): {"score": i, "se": 1} for i in range(100)}, "draws": 200_001},
            },
            "inputs.draws: must be a whole number from 1000 to 200000, not 200001",
        ),
        (
            {"topic": "rater_agreement", "inputs": {"krippendorff": {"raters_by_units": [list(range(200))] * 2}}},
            "inputs.krippendorff.raters_by_units: must have fewer units or use fewer different ratings",
        ),
        (
            {"topic": "rank_sets_multinomial", "inputs": {"counts": {"\ud800": 1, "b": 2}}},
            "inputs.counts: must have names of valid Unicode characters",
        ),
        (
            {"topic": "hamilton", "inputs": [{"id": f"i{i}"} for i in range(100_001)]},
            "inputs: must have between 1 and 100000 entries, not 100001",
        ),
        (
            {
                "topic": "stratified_score",
                "inputs": {"grade_weights": [0.9, 0.5], "strata": {"a": {"N": 2, "counts": [1]}}},
            },
            "inputs.strata.a.counts: must have exactly 2 entries, not 1",
        ),
        (
            {
                "topic": "stratified_score",
                "inputs": {"grade_weights": [0.9, 0.5], "strata": {"a": {"N": 2, "counts": [1, 2]}}},
            },
            "inputs.strata.a: stratum a: 3 answers but only 2 members in the frame",
        ),
        (
            {"topic": "sample_size", "inputs": {"margin": 0, "p": 0.5, "N": [10]}},
            "margin and share must lie strictly between 0 and 1",
        ),
    ],
)
def test_a_fault_gets_one_sentence_that_names_the_field_and_what_is_allowed(document, sentence):
    with pytest.raises(ComputeError, match=sentence):
        compute(document)


def test_response_rates_follow_aapor():
    (readme,) = compute(
        {
            "topic": "aapor",
            "inputs": [{"id": "a", "dispositions": dict.fromkeys(["I", "P", "R", "NC", "O", "UH", "UO", "NE"], 1)}],
        }
    )
    assert readme["e"] == pytest.approx(5 / 6)
    assert readme["rates"]["RR1"] == pytest.approx(1 / 7)
    assert readme["rates"]["RR3"] == pytest.approx(1 / (5 + 2 * 5 / 6))
    (nobody,) = compute({"topic": "aapor", "inputs": [{"id": "a", "dispositions": {}}]})
    assert set(nobody["rates"].values()) == {None}


EXTREMES = [0, 1, -1, 1e308, 5e-324, 10**400, Decimal("1e-399"), Decimal("1e999999"), "1/3", "", "1e5", "x|y"]
junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.decimals(allow_nan=True, allow_infinity=True)
    | st.sampled_from(
        [0, 1, -1, 1e308, 5e-324, 10**400, Decimal("1e-399"), Decimal("1e999999"), "1/3", "", "1e5", "x|y"]
    )
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)
SEEDED = [read(path) for path in sorted(OURS.glob("*.json"))]


def spots(value, path=()):
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from spots(item, (*path, key))


def planted(value, path, new):
    """A copy of value with one place replaced (or dropped, when new is `...`)."""
    if not path:
        return None if new is ... else new
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1 and new is ...:
        del copy[path[0]]
    else:
        copy[path[0]] = planted(copy[path[0]], path[1:], new)
    return copy


@settings(max_examples=400)
@given(st.data())
def test_no_planted_fault_ends_in_anything_but_an_answer_or_a_sentence(data):
    case = data.draw(st.sampled_from(SEEDED))
    inputs = case["inputs"]
    if case["topic"] == "rank_sets":
        inputs = {**inputs, "draws": 1000}
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(spots(inputs))))
        inputs = planted(inputs, path, data.draw(st.just(...) | junk | st.integers(-2, 12) | st.floats(-1, 2)))
    answer_or_refusal({"topic": case["topic"], "inputs": inputs})


@given(st.sampled_from(sorted(TOPICS)), junk)
def test_no_junk_ends_in_a_traceback(topic, inputs):
    answer_or_refusal({"topic": topic, "inputs": inputs})


def run(content):
    return CliRunner().invoke(command, ["-"], input=content)


def test_the_command_prints_the_worked_example():
    result = run((OURS / "worked-example.json").read_bytes())
    assert result.exit_code == 0
    assert json.loads(result.stdout)["total"] == "83.30"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not JSON"),
        (b'{"topic": "hamilton", "inputs": NaN}', "NaN, which is not a number of JSON"),
        (b'{"topic": "hamilton", "topic": "aapor"}', "the field 'topic' twice"),
        (b'{"topic": 1' + b"0" * 5000 + b"}", "too many digits"),
        (b"[" * 100_000, "nested too deeply"),
        (b"{" + b",".join(b'"k%d":0' % i for i in range(200_000)) + b',"k0":1}', "the field 'k0' twice"),
        ("{“topic”: 1}".encode("gb18030"), "not UTF-8"),
        (b'{"topic": "\xef\xbb\xbf"}', "is unknown"),
    ],
)
def test_the_command_refuses_with_exit_code_2_and_a_sentence(content, sentence):
    result = run(content)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(max_examples=60)
def test_no_bytes_end_in_a_traceback(content):
    assert run(content).exit_code == 2


def test_the_handbook_page_names_every_topic_and_only_files_that_exist():
    page = ROOT / "docs" / "protocol" / "compute.md"
    text = page.read_text(encoding="utf-8")
    assert [topic for topic in TOPICS if f"`{topic}`" not in text] == []
    linked = re.findall(r"\]\(([^)]+)\)", text)
    assert len(linked) > 20
    assert [link for link in linked if not (page.parent / link).exists()] == []
