"""Every draw is repeated from the journal: what came too early, twice, or from elsewhere is told with what is due."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from pingyi.rules.encoding import plain
from pingyi.rules.journal.entry import Entry, Kind
from pingyi.rules.people.draw import Candidate, Pool, drawn, successor
from pingyi.verify.draws import Draws
from pingyi.verify.finding import Check, Outcome
from tests.verify.test_bundle import verified
from tests.verify.test_forged import Forger

SEED, PURPOSE = "03 08 11 19 25 30 07", "representatives-c-qinghe"
POOL = Pool(
    PURPOSE, {"served": 2, "others": 1}, tuple(Candidate(str(n), "served" if n < 6 else "others") for n in range(9))
)
DRAWN = list(drawn(POOL, SEED))
NEXT = successor(POOL, SEED, DRAWN, (), DRAWN[0])
CLOSED = datetime.fromisoformat("2026-06-24T09:00:00+08:00")
KNOWN = CLOSED + timedelta(days=1)


def close(**other: Any) -> dict[str, Any]:
    told = {"places": [["served", 2], ["others", 1]], "candidates": plain(POOL.candidates), "pool": POOL.digest}
    return {**told, "source": "双色球", "known_at": KNOWN.isoformat(), **other}


def draw(**other: Any) -> dict[str, Any]:
    return {"pool": POOL.digest, "seed": SEED, "drawn": DRAWN, **other}


def replace(**other: Any) -> dict[str, Any]:
    return {"leaving": DRAWN[0], "entering": NEXT, **other}


Step = tuple[str, datetime, Mapping[str, Any]]


def told(*steps: Step) -> list[str]:
    draws = Draws()
    for verb, at, public in steps:
        draws.witness(Entry(Kind.parse(f"pool:{verb}:1"), at, "0" * 64, f"pool:{PURPOSE}", public))
    return [fault.reason for fault in draws.faults]


CLOSE, DRAW, REPLACE = ("close", CLOSED, close()), ("draw", KNOWN, draw()), ("replace", KNOWN, replace())


def test_what_follows_from_the_seed_holds() -> None:
    assert told(CLOSE) == told(CLOSE, DRAW) == told(CLOSE, DRAW, REPLACE) == []


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ((("close", KNOWN, close()),), "when the seed could already be known"),
        ((CLOSE, CLOSE), "closed before"),
        ((("close", CLOSED, close(pool="0" * 64)),), "fingerprint"),
        ((("close", CLOSED, close(places=[["served", 10**12]])),), "no pool"),
        ((("close", CLOSED, close(candidates=[{"code": "1"}])),), "no pool"),
        ((("close", CLOSED, close(known_at="tomorrow")),), "no pool"),
        ((DRAW,), "no pool was closed before"),
        ((CLOSE, ("draw", KNOWN - timedelta(seconds=1), draw())), "before the seed could be known"),
        ((CLOSE, ("draw", KNOWN, draw(drawn=DRAWN[::-1]))), f"these are drawn: {' '.join(DRAWN)}"),
        ((CLOSE, ("draw", KNOWN, draw(pool="0" * 64))), "another pool"),
        ((CLOSE, ("draw", KNOWN, draw(seed=""))), "without a seed"),
        ((CLOSE, DRAW, DRAW), "drawn before"),
        ((CLOSE, REPLACE), "where nobody was drawn"),
        ((CLOSE, DRAW, ("replace", KNOWN, replace(entering=DRAWN[1]))), f"candidate {NEXT} was next in turn"),
        ((CLOSE, DRAW, REPLACE, REPLACE), "held no place"),
    ],
)
def test_what_does_not_follow_is_told(steps: tuple[Step, ...], reason: str) -> None:
    (found,) = told(*steps)
    assert reason in found


def test_a_bundle_with_an_altered_draw_does_not_hold(published: Mapping[str, bytes]) -> None:
    def verdict(drawn: list[str]) -> tuple[Outcome, int]:
        forger = Forger(published)
        known = forger.entries[-1].at + timedelta(seconds=2)
        forger.say("pool:close:1", f"pool:{PURPOSE}", close(known_at=known.isoformat()))
        forger.say("pool:draw:1", f"pool:{PURPOSE}", draw(drawn=drawn))
        report = verified(forger.published())
        (finding,) = [each for each in report.findings if each.check is Check.DRAWS]
        assert report.outcome is finding.outcome
        return finding.outcome, finding.amount

    assert verdict(DRAWN) == (Outcome.HOLDS, 1)
    assert verdict(DRAWN[::-1]) == (Outcome.WRONG, 1)
