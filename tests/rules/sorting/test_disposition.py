"""Every opinion is counted in exactly one line and ends in exactly one place, is taken back, or is open."""

from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.sorting import Disposition, Entered, Mailed, Reconciled, reconciled, summed, totals
from pingyi.rules.voices import Kind

CAME = st.builds(
    Entered,
    st.uuids().map(str),
    st.sampled_from(["web", "telephone"]),
    st.sampled_from([(), ("linshan",), ("linshan", "qinghe")]),
    st.sampled_from(Kind),
    st.booleans(),
)


@given(st.lists(CAME, max_size=20, unique_by=lambda each: each.number), st.data())
def test_nothing_is_lost_and_nothing_counted_twice(came: list[Entered], data: st.DataObject) -> None:
    ended = {each.number: data.draw(st.sampled_from(Disposition)) for each in came if data.draw(st.booleans())}
    lines = totals(came, ended | {"0000-0000": Disposition.ANSWERED})
    assert summed(lines)[0] == len(came)
    for line in lines:
        assert line.entered == sum(line.ended.values()) + line.withdrawn + line.open
    open_ones = [each for each in came if not each.withdrawn and each.number not in ended]
    assert summed(lines)[1] == len(open_ones)


def test_an_opinion_about_two_units_is_one_opinion() -> None:
    (line,) = totals([Entered("1", "web", ("linshan", "qinghe"), Kind.PRAISE)], {"1": Disposition.FOR_FEEDBACK})
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
