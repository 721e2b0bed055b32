"""Every opinion is counted in exactly one line and ends in exactly one place, is taken back, or is open."""

from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.sorting import Counted, Disposition, Entered, Mailed, Reconciled, reconciled, summed, totals
from pingyi.rules.voices import Kind

COUNTED = st.builds(
    Counted,
    st.sampled_from(["web", "telephone"]),
    st.sampled_from([(), ("linshan",), ("linshan", "qinghe")]),
    st.sampled_from(Kind),
    st.booleans(),
    st.none() | st.sampled_from(Disposition),
    st.integers(1, 4),
)


@given(st.lists(COUNTED, max_size=20))
def test_nothing_is_lost_and_nothing_counted_twice(counted: list[Counted]) -> None:
    lines = totals(counted)
    assert summed(lines)[0] == sum(each.many for each in counted)
    for line in lines:
        assert line.entered == sum(line.ended.values()) + line.withdrawn + line.open
    open_ones = [each.many for each in counted if not each.withdrawn and each.disposition is None]
    assert summed(lines)[1] == sum(open_ones)


def test_an_opinion_about_two_units_is_one_opinion() -> None:
    (line,) = totals([Counted("web", ("linshan", "qinghe"), Kind.PRAISE, False, Disposition.FOR_FEEDBACK, 1)])
    assert (line.units, line.entered, line.open) == (("linshan", "qinghe"), 1, 0)


def test_returned_forms_that_stand_nowhere_are_missed() -> None:
    came = [
        Entered("1", "post", ("linshan", "qinghe"), Kind.SUGGESTION),
        Entered("2", "post", ("linshan",), Kind.PRAISE, withdrawn=True),
        Entered("3", "web", ("qinghe",), Kind.SUGGESTION),
    ]
    mailed = [Mailed("linshan", "post", 5, 1), Mailed("qinghe", "post", 5, 3), Mailed("linshan", "post", 5, 0)]
    linshan, qinghe = reconciled(mailed, came)
    assert linshan == Reconciled("linshan", "post", 10, 1, 2) and linshan.missing == 0
    assert qinghe == Reconciled("qinghe", "post", 5, 3, 1) and qinghe.missing == 2
    assert reconciled([], came) == []
