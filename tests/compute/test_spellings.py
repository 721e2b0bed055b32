"""A file written by somebody who has not read our page is read all the same, and gives the same numbers."""

import pytest

from pingyi.compute.calculator import TOPICS, ComputeError, compute
from pingyi.compute.spellings import FIELDS, topic_named
from pingyi.compute.spellings import TOPICS as OTHER_NAMES

WEIGHTS = {"1": 0.9, "2": 0.8, "3": 0.7, "4": 0.5}
STRATA = [
    {"id": "firms", "N": 60, "counts": {"1": 8, "2": 5, "3": 2, "4": 1}},
    {"id": "parks", "N": 40, "counts": {"1": 1, "2": 1}},
]
UNITS = [
    {"id": "a", "score": 84.0, "se": 0.6},
    {"id": "b", "score": 82.5, "se": 0.7},
    {"id": "c", "score": 79, "se": 1},
]
COUNTY = {"survey_points": 70, "parts": {"A": 20, "BC": 10}, "grade_weights": WEIGHTS}


def same(topic, *files):
    """All files give the same answer, which comes back."""
    answers = [compute({"topic": topic, "inputs": inputs}) for inputs in files]
    assert [answer for answer in answers if answer != answers[0]] == []
    return answers[0]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Non-response bounds", "nonresponse_bounds"),
        ("share intervals at 0 and 100 %", "share_interval"),
        ("is-the-last-place-real", "last_place"),
        ("Is the last place real?", "last_place"),
        ("year-to-year change", "year_change"),
        ("anomaly screens", "anomaly_screen"),
        ("multinomial rank sets", "rank_sets_multinomial"),
        ("the full pipeline of a county table", "county_table"),
        ("HAMILTON", "hamilton"),
    ],
)
def test_a_topic_may_be_called_by_its_usual_name(said, meant):
    with pytest.raises(ComputeError) as fault:
        compute({"topic": said, "inputs": {}})
    assert topic_named(said) == meant
    assert "unknown" not in str(fault.value)
    with pytest.raises(ComputeError, match="is unknown; allowed: aapor"):
        compute({"topic": f"no {said}", "inputs": {}})


def test_every_other_name_means_a_topic_and_hides_none():
    assert set(OTHER_NAMES.values()) <= set(TOPICS)
    assert set(OTHER_NAMES) & set(TOPICS) == set()
    assert [name for name in OTHER_NAMES if topic_named(name) != OTHER_NAMES[name]] == []
    assert [name for name, words in FIELDS.items() if name in words or len(set(words)) < len(words)] == []


def test_strata_grades_and_counts_may_be_lists_or_objects():
    lists = [{**own, "counts": [own["counts"].get(grade, 0) for grade in WEIGHTS]} for own in STRATA]
    by_name = {own["id"]: {"size": own["N"], "counts": own["counts"]} for own in STRATA}
    answer = same(
        "stratified_score",
        {"grade_weights": WEIGHTS, "strata": STRATA},
        {"weights": list(WEIGHTS.values()), "strata": lists},
        {"grade_weights": WEIGHTS, "by_stratum": by_name, "level": 0.95},
    )
    assert (answer["n"], answer["strata"][0]["W"]) == (18, 0.6)


def test_units_may_be_called_otherwise():
    other = {own["id"]: {"estimate": own["score"], "standard_error": own["se"]} for own in UNITS}
    answer = same("last_place", {"units": UNITS}, {"counties": other})
    assert (answer["last"], answer["last_confirmed"], answer["possible_first"]) == ("c", True, ["a", "b"])
    assert answer["last_verification_p"] == max(answer["last_vs_others"]["p_two_sided"])


def test_places_are_taken_on_the_exact_scores():
    close = [{"id": "a", "score": "80.00000000000000000001", "se": 1}, {"id": "b", "score": "80", "se": 1}]
    assert float("80.00000000000000000001") == 80
    assert compute({"topic": "last_place", "inputs": {"units": close}})["last"] == "b"
    holm = compute({"topic": "rank_sets_holm", "inputs": {"units": close, "higher_is_better": False}})
    assert holm["confidence_0.95"]["rank"] == [2, 1]


def test_the_first_spelling_counts_and_ids_may_be_numbers():
    units = [{"id": number, "score": own["score"], "value": 1, "se": own["se"]} for number, own in enumerate(UNITS)]
    assert compute({"topic": "last_place", "inputs": {"units": units}})["ids"] == ["0", "1", "2"]
    assert compute({"topic": "last_place", "inputs": {"units": units}})["rank"] == [1, 2, 3]


def test_one_case_alone_is_answered_alone():
    (listed,) = compute({"topic": "hamilton", "inputs": [{"id": "x", "sizes": [3, 1], "n": 2}]})
    assert {"id": "x"} | compute({"topic": "hamilton", "inputs": {"sizes": [3, 1], "n": 2}}) == listed
    (listed,) = compute({"topic": "aapor", "inputs": [{"id": "x", "outcomes": {"I": 3, "R": 1}}]})
    assert {"id": "x"} | compute({"topic": "aapor", "inputs": {"dispositions": {"I": 3, "R": 1}}}) == listed
    drawn = [{**own, "n": 20} for own in STRATA]
    sampled = [{**own, "sampled": 20} for own in STRATA]
    alone = same(
        "nonresponse_bounds", {"grade_weights": WEIGHTS, "strata": drawn}, {"weights": WEIGHTS, "strata": sampled}
    )
    units = compute(
        {"topic": "nonresponse_bounds", "inputs": {"grade_weights": WEIGHTS, "units": {"x": {"strata": drawn}}}}
    )
    assert units["units"] == [{"id": "x"} | alone]


def test_votes_may_be_counted_in_three_ways():
    same(
        "rank_sets_multinomial",
        {"counts": {"1": 70, "2": 50, "3": 3}},
        {"counts": [70, 50, 3]},
        {"units": [{"id": "1", "votes": 70}, {"id": "2", "count": 50}, {"id": "3", "x": 3}]},
    )


def test_a_year_may_be_the_answer_of_stratified_score():
    scored = compute({"topic": "stratified_score", "inputs": {"grade_weights": WEIGHTS, "strata": STRATA}})
    later = {"score": 0.85, "SE": 0.02, "df": 40}
    by_counts = {"grade_weights": WEIGHTS, "before": {"strata": STRATA}, "after": later}
    answer = same("year_change", by_counts, {"years": [scored, later]})
    assert answer["df"] == scored["df_n_minus_H"] + 40
    assert answer["z"] == answer["t"]
    assert answer["p_two_sided_z"] < answer["p_two_sided"]
    with pytest.raises(ComputeError, match=r"inputs.before.strata: must have more answers than strata"):
        lone = [{"id": "a", "N": 3, "counts": {"1": 1}}]
        compute({"topic": "year_change", "inputs": {**by_counts, "before": {"strata": lone}}})


def test_a_county_table_may_be_flat():
    nested = [{"id": own, "strata": STRATA, "points": {"A": 15, "BC": 8}} for own in "xyz"]
    flat = [{"id": own, "strata": STRATA, "A": 15, "BC": 8} for own in "xyz"]
    in_percent = [{"id": own, "strata": STRATA, "A": 75, "BC": 80} for own in "xyz"]
    answer = same("county_table", {"rule": COUNTY, "units": nested}, {**COUNTY, "counties": flat})
    percent = {"grade_weights": WEIGHTS, "weights_percent": {"survey": 70, "A": 20, "BC": 10}, "units": in_percent}
    assert compute({"topic": "county_table", "inputs": percent}) == answer
    with pytest.raises(ComputeError, match=r"inputs.units\[0\].BC: is missing"):
        compute({"topic": "county_table", "inputs": {**COUNTY, "units": [{"id": "x", "strata": STRATA, "A": 1}]}})


def test_counts_of_a_screen_may_stand_in_strata():
    whole = {"a": {"counts": [9, 6, 2, 1]}, "b": {"counts": [5, 6, 2, 1]}}
    parted = {**whole, "a": {"strata": [{"id": "s", "counts": [4, 6, 0, 1]}, {"id": "t", "counts": [5, 0, 2, 0]}]}}
    same("anomaly_screen", {"weights": WEIGHTS, "units": whole}, {"weights": WEIGHTS, "units": parted})
