"""Compute one statistic from a document with `topic` and `inputs`, for anyone who wants to check a number.

`pingyi compute FILE.json` prints what `compute` returns. Topics, keys and an example each: docs/protocol/compute.md.
"""

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pingyi.compute.inputs import BadInput, Value
from pingyi.compute.spellings import topic_named
from pingyi.compute.topics import (
    agreement,
    anomaly,
    certainty,
    change,
    composite,
    county,
    people,
    planning,
    response,
    survey,
)

Answer = dict[str, Any] | list[Any]

TOPICS: Mapping[str, Callable[[Value], Answer]] = {
    "aapor": response.aapor,
    "allocation": planning.allocation,
    "allocation_floor": planning.allocation_floor,
    "anomaly_screen": anomaly.anomaly_screen,
    "burst_scan": anomaly.burst_scan,
    "composite_ranking": composite.composite_ranking,
    "composite_score": composite.composite_score,
    "county_table": county.county_table,
    "effective_weights": composite.effective_weights,
    "hamilton": planning.hamilton,
    "identical_vectors": anomaly.identical_vectors,
    "last_place": certainty.last_place,
    "nonresponse_bounds": response.nonresponse_bounds,
    "people_draw": people.people_draw,
    "rank_sets": certainty.rank_sets,
    "rank_sets_holm": certainty.rank_sets_holm,
    "rank_sets_multinomial": certainty.rank_sets_multinomial,
    "rater_agreement": agreement.rater_agreement,
    "response_rates": response.response_rates,
    "sample_draw": planning.sample_draw,
    "sample_size": planning.sample_size,
    "share_interval": survey.share_interval,
    "stratified_score": survey.stratified_score,
    "stratified_score_edge": survey.stratified_score_edge,
    "trend": change.trend,
    "weight_sensitivity": composite.weight_sensitivity,
    "weighting": response.weighting,
    "year_change": change.year_change,
}
"""Topic → the function that answers it."""


class ComputeError(ValueError):
    """The document cannot be computed: one sentence naming the field, what is wrong and what is allowed."""


def compute(document: Mapping[str, Any]) -> Answer:
    """The answer to a document's `topic` for its `inputs`; other keys (`expected`, `source`) are ignored.

    Only JSON values come back: text for exact numbers where the topic says so, null for what is undefined.
    Raises ComputeError.
    """
    if not isinstance(document, Mapping):
        raise ComputeError("the document must be a JSON object with the fields topic and inputs")
    topic = _topic(document.get("topic"))
    if document.get("inputs") is None:
        raise ComputeError("inputs: is missing")
    inputs = Value(document["inputs"], "inputs")
    try:
        with inputs.blamed():
            answer = TOPICS[topic](inputs)
    except BadInput as fault:
        raise ComputeError(str(fault)) from fault
    except ArithmeticError as fault:
        raise ComputeError(f"inputs: the numbers lie outside the range {topic} can be computed for") from fault
    cleaned: Answer = _jsonable(answer)
    return cleaned


def _topic(given: Any) -> str:
    topic = topic_named(given) if isinstance(given, str) else None
    if topic in TOPICS:
        return str(topic)
    shown = "is missing" if given is None else f"{str(given)[:60]!r} is unknown"
    raise ComputeError(f"topic: {shown}; allowed: {', '.join(TOPICS)}")


def _jsonable(value: Any) -> Any:
    match value:
        case None | bool() | str():
            return value
        case Fraction():
            return float(value)
        case Decimal():
            return str(value)
        case float():
            return float(value) if math.isfinite(value) else None
        case int():
            return int(value)
        case Mapping():
            return {str(key): _jsonable(item) for key, item in value.items()}
    return [_jsonable(item) for item in value]
