"""Weights tried on an earlier result: worked by hand for three units and two parts."""

from decimal import Decimal
from fractions import Fraction

from pingyi.rules.scoring.trial import invented, tried

SHARES = {
    "a": (Fraction(9, 10), Fraction(5, 10)),
    "b": (Fraction(8, 10), Fraction(9, 10)),
    "c": (Fraction(7, 10), Fraction(4, 10)),
}
PLACES = {"a": 1, "b": 2, "c": 3}


def test_other_weights_change_places_and_say_what_they_really_weigh() -> None:
    trial = tried(SHARES, PLACES, [Decimal(50), Decimal(50)])
    assert trial is not None
    assert dict(trial.outcome.places) == {"a": 2, "b": 1, "c": 3}  # 0.70, 0.85, 0.55
    assert not trial.outcome.first_stays and trial.outcome.last_stays and trial.outcome.largest_shift == 1
    assert [weight.nominal for weight in trial.weights] == [Fraction(1, 2)] * 2
    # totals .70 .85 .55 (mean .70); first part .45 .40 .35: covariance (0 + 0 + .0075)/2; variance of totals .045/2
    assert trial.weights[0].variance_share == Fraction(75, 450)
    assert sum(weight.variance_share or 0 for weight in trial.weights) == 1
    assert trial.change is None, "c is below a in both parts: no weights make another last"


def test_there_is_nothing_to_try_on_other_parts_one_unit_or_no_points() -> None:
    assert tried(SHARES, PLACES, [Decimal(100)]) is None
    assert tried(SHARES, PLACES, [Decimal(0), Decimal(0)]) is None
    assert tried({"a": SHARES["a"]}, {"a": 1}, [Decimal(50), Decimal(50)]) is None


def test_invented_points_are_the_same_at_every_look_and_compare_with_equal_weights() -> None:
    shares, places = invented(["a", "b", "c"], 2)
    assert (shares, places) == invented(["a", "b", "c"], 2)
    assert all(Fraction(60, 100) <= share <= Fraction(95, 100) for own in shares.values() for share in own)
    # printf 'a:0' | sha256sum | cut -c1-8
    assert shares["a"][0] == Fraction(60 + 0x0ED32D33 % 36, 100)
    even = tried(shares, places, [Decimal(50), Decimal(50)])
    assert even is not None and even.outcome.largest_shift == 0
    assert invented([], 2) == invented(["a"], 0) == ({}, {})
    assert tried(*invented(["a"], 2), [Decimal(50), Decimal(50)]) is None
