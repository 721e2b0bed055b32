"""Other words a stranger's file may use for the same thing, all in one place.

The word on the left is the one docs/protocol/compute.md uses. A file that gives several words for one thing is read by
the leftmost.
"""

from collections.abc import Mapping

FIELDS: Mapping[str, tuple[str, ...]] = {
    "after": ("current", "this_year", "year2"),
    "answers": ("n", "r", "valid"),
    "before": ("previous", "last_year", "year1"),
    "collapse": ("collapse_into",),
    "confidence": ("confidence_level", "level", "coverage"),
    "count": ("counts", "votes", "x"),
    "counts": ("count", "votes"),
    "df": ("df_n_minus_H",),
    "dispositions": ("counts", "outcomes"),
    "disqualified": ("is_disqualified",),
    "drawn": ("n", "sampled", "invited"),
    "draws": ("R",),
    "estimate": ("score", "value", "mean", "total"),
    "expected_response": ("response_rate",),
    "floor": ("minimum", "min"),
    "grade_weights": ("weights",),
    "id": ("name", "unit", "stratum", "county"),
    "N": ("population", "members", "size", "N_h"),
    "S": ("sd", "S_h"),
    "score": ("estimate", "value", "mean", "total"),
    "se": ("SE", "standard_error", "std_error"),
    "series": ("years",),
    "strata": ("by_stratum",),
    "units": ("counties", "bureaus"),
    "x": ("yes", "successes"),
}
"""Field → what else it may be called."""

TOPICS: Mapping[str, str] = {
    "aapor_rates": "aapor",
    "anomalies": "anomaly_screen",
    "anomaly_screens": "anomaly_screen",
    "bursts": "burst_scan",
    "change": "year_change",
    "county_pipeline": "county_table",
    "full_pipeline": "county_table",
    "full_pipeline_of_a_county_table": "county_table",
    "is_last_real": "last_place",
    "is_the_last_place_real": "last_place",
    "last_place_real": "last_place",
    "last_place_verification": "last_place",
    "last_verification": "last_place",
    "multinomial_rank_sets": "rank_sets_multinomial",
    "non_response_bounds": "nonresponse_bounds",
    "pipeline": "county_table",
    "rank_sets_multinom": "rank_sets_multinomial",
    "ranking_sensitivity": "weight_sensitivity",
    "sensitivity": "weight_sensitivity",
    "share_intervals": "share_interval",
    "share_intervals_at_0_and_100": "share_interval",
    "the_full_pipeline_of_a_county_table": "county_table",
    "year_to_year_change": "year_change",
}
"""What else a topic may be called, written as `topic_named` writes it."""


def topic_named(text: str) -> str:
    """The topic a text means: "Non-response bounds" is nonresponse_bounds. An unknown text comes back as written."""
    letters = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    word = "_".join(letters.split())
    return TOPICS.get(word, word)
