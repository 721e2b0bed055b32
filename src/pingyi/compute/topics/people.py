"""Drawing people for the work: who of a pool is drawn, and in whose turn."""

from typing import Any

from pingyi.compute.inputs import Value, flag
from pingyi.rules.people.draw import Candidate, Pool, drawn, ticket


def people_draw(inputs: Value) -> dict[str, Any]:
    """The draw of a closed pool by SHA-256, with everybody's ticket."""
    seed = inputs.field("seed").text()
    places = {category: number.whole() for category, number in inputs.field("places").fields(least=1)}
    candidates = tuple(_candidate(item) for item in inputs.field("candidates").items(least=1))
    pool = Pool(inputs.field("purpose").text(), places, candidates)
    return {
        "pool_sha256": pool.digest,
        "drawn_in_order": list(drawn(pool, seed)),
        "tickets": {each.code: ticket(seed, pool.purpose, each.code) for each in candidates},
    }


def _candidate(item: Value) -> Candidate:
    group, also = item.maybe("group"), item.maybe("also")
    return Candidate(
        item.field("code").text(),
        item.field("category").text(),
        group.text() if group and group.raw != "" else "",
        flag(item, "barred", False),
        tuple(each.text() for each in also.items()) if also else (),
    )
