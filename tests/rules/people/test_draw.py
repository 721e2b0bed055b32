"""The draw of people is what sha256sum and sort give; nobody barred, one of each group, the next steps in."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.people.draw import Candidate, Pool, drawn, successor, ticket
from pingyi.rules.people.errors import (
    NobodyLeft,
    PlaceNotHeld,
    PoolAmbiguous,
    SeedEmpty,
    TooFewCandidates,
    TooFewTogether,
)

SEED, PURPOSE = "双色球 2026078 期 03 08 11 19 25 30 + 07", "candidates/qinghe"
SERVED = tuple(Candidate(f"{n}", "served") for n in range(1, 9))
OTHERS = tuple(Candidate(f"{n}", "others") for n in range(9, 13))


def pool(places: dict[str, int], candidates: tuple[Candidate, ...] = SERVED + OTHERS) -> Pool:
    return Pool(PURPOSE, places, candidates)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_the_draw_can_be_repeated_with_a_shell() -> None:
    script = """for code in 1 2 3 4 5 6 7 8; do
        printf '%s %s\n' "$(printf %s "$1|$2|$code" | sha256sum | cut -d ' ' -f 1)" "$code"
    done | LC_ALL=C sort | head -n 3 | cut -d ' ' -f 2"""
    done = subprocess.run(["sh", "-c", script, "-", SEED, PURPOSE], capture_output=True, text=True, check=True)
    assert drawn(pool({"served": 3}), SEED) == tuple(done.stdout.split())


def test_a_ticket_is_known_from_sha256sum() -> None:
    """printf %s '42|team/qinghe|7' | sha256sum."""
    assert ticket("42", "team/qinghe", "7") == "c3a9a1c68ece500de9e85946931811f2e5f2458a4d7a6019dd88633049e13111"


def test_who_is_linked_is_never_drawn_and_never_steps_in() -> None:
    candidates = (*(Candidate(str(n), "served", barred=n < 7) for n in range(1, 9)), *OTHERS)
    whole = pool({"served": 2, "others": 1}, candidates)
    chosen = drawn(whole, SEED)
    assert set(chosen[:2]) == {"7", "8"}
    with pytest.raises(NobodyLeft):
        successor(whole, SEED, chosen, (), "7")


def test_of_one_employer_one_is_drawn_while_others_are_left() -> None:
    grouped = tuple(Candidate(str(n), "served", "a" if n < 7 else "") for n in range(1, 9))
    assert {"7", "8"} < set(drawn(pool({"served": 3}, grouped), SEED))
    assert len(drawn(pool({"served": 5}, grouped), SEED)) == 5  # nobody else is left: the rest is of one employer


def test_the_next_in_turn_steps_in_and_nobody_else_changes() -> None:
    whole = pool({"served": 3, "others": 2})
    standing = list(drawn(whole, SEED))
    turn = sorted((each.code for each in SERVED), key=lambda code: ticket(SEED, PURPOSE, code))
    assert successor(whole, SEED, standing, (), turn[1]) == turn[3]
    standing[standing.index(turn[1])] = turn[3]
    assert successor(whole, SEED, standing, [turn[1]], turn[3]) == turn[4]
    with pytest.raises(PlaceNotHeld):
        successor(whole, SEED, standing, (), turn[6])


def test_what_no_two_tools_read_alike_or_nobody_can_fill_is_refused() -> None:
    for codes in (["1", "1"], ["a|b"], ["７"], [""], ["a b"]):
        with pytest.raises(PoolAmbiguous):
            pool({"served": 1}, tuple(Candidate(code, "served") for code in codes))
    for places in ({"served": 9}, {"nobody": 1}, {"served": -1}):
        with pytest.raises(TooFewCandidates):
            pool(places)
    with pytest.raises(SeedEmpty):
        drawn(pool({"served": 1}), "")


people = st.lists(
    st.builds(Candidate, st.just("x"), st.sampled_from("ab"), st.sampled_from(["", "g", "h"]), st.booleans()),
    max_size=24,
)


@given(people, st.text(min_size=1), st.data())
def test_every_draw_keeps_its_promises(found: list[Candidate], seed: str, data: st.DataObject) -> None:
    candidates = tuple(Candidate(str(n), own.category, own.group, own.barred) for n, own in enumerate(found))
    able = {each: [own for own in candidates if own.category == each and not own.barred] for each in "ab"}
    places = {each: data.draw(st.integers(0, len(own))) for each, own in able.items()}
    whole = pool(places, candidates)
    chosen = [whole.candidate(code) for code in drawn(whole, seed)]
    assert len({own.code for own in chosen}) == len(chosen) == sum(places.values())
    assert not any(own.barred for own in chosen)
    assert [own.category for own in chosen] == [each for each, many in places.items() for _ in range(many)]
    assert drawn(pool(places, candidates[::-1]), seed) == tuple(own.code for own in chosen)
    assert pool(places, candidates[::-1]).digest == whole.digest


def test_who_may_take_several_places_is_drawn_for_one_and_no_place_stays_empty() -> None:
    both = tuple(Candidate(str(n), "qinghe", also=("linshan",)) for n in range(1, 5))
    only = Candidate("9", "qinghe")
    places = {"qinghe": 2, "linshan": 3}
    for seed in ("1", "2", "3", "4", "5"):
        chosen = drawn(pool(places, (*both, only)), seed)
        assert sorted(chosen) == ["1", "2", "3", "4", "9"] and "9" in chosen[:2]
        turn = sorted((each.code for each in both), key=lambda code: ticket(seed, PURPOSE, code))
        assert [code for code in chosen[:2] if code != "9"] == turn[:1]  # the others are needed for the second unit
    with pytest.raises(TooFewTogether):
        pool({"qinghe": 1, "linshan": 4}, both)
    with pytest.raises(NobodyLeft):
        successor(pool(places, (*both, only)), SEED, drawn(pool(places, (*both, only)), SEED), (), "9")
