"""Elements have one spelling, lie in the prime-order subgroup, and compute as exponents do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.ballot.errors import Malformed, NotAnElement
from pingyi.rules.ballot.group import Ed25519, Element, FiniteField, Group, group_named, product, random_scalar
from tests.rules.ballot.conftest import seeded

ED, FF = Ed25519(), FiniteField()
P = 2**255 - 19
groups = pytest.mark.parametrize("group", [ED, FF], ids=lambda group: group.name)
exponents = st.one_of(st.integers(0, 5), st.integers(0, 2**256))


def point(encoded: int) -> str:
    """The text of the point whose RFC 8032 encoding is that number."""
    return f"{encoded:064x}"


# The eight points of small order (RFC 8032 encodings as numbers): 1, 2, two of 4, four of 8.
EIGHTH = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SMALL = [1, P - 1, 0, 1 << 255, EIGHTH, EIGHTH | 1 << 255, P - EIGHTH, P - EIGHTH | 1 << 255]


@groups
@given(a=exponents, b=exponents)
def test_elements_multiply_as_exponents_add(group: Group, a: int, b: int) -> None:
    left, right = group.generate(a), group.generate(b)
    assert group.multiply(left, right) == group.generate(a + b)
    assert group.divide(left, right) == group.generate(a - b)
    assert group.power(left, b) == group.generate(a * b)
    assert product(group, [left, right, left]) == group.generate(2 * a + b)


@groups
@given(exponent=exponents)
def test_an_element_survives_its_spelling(group: Group, exponent: int) -> None:
    element = group.generate(exponent)
    text = group.encode(element)
    assert group.decode(text, identity=True) == group.recall(text) == element


@groups
def test_the_identity_is_taken_only_when_asked_for(group: Group) -> None:
    text = group.encode(group.identity)
    assert group.decode(text, identity=True) == group.identity
    with pytest.raises(NotAnElement):
        group.decode(text)


@pytest.mark.parametrize("small", SMALL)
def test_points_of_small_and_mixed_order_are_refused(small: int) -> None:
    assert ED.decode(ED.encode(ED.generator)) == ED.generator
    torsion = Element(small.to_bytes(32, "little"))
    eight = product(ED, [torsion] * 8)
    assert eight == ED.identity
    with pytest.raises(NotAnElement):
        ED.decode(point(small))
    if small != 1:
        with pytest.raises(NotAnElement):
            ED.decode(ED.encode(ED.multiply(ED.generator, torsion)), identity=True)


@pytest.mark.parametrize(
    "text",
    [
        point(P + 1),  # the identity with y ≥ p
        point(1 | 1 << 255),  # the identity with the sign of x set
        point(2),  # not on the curve
        point(P + 3),
        ED.encode(ED.generate(7)).upper(),
        ED.encode(ED.generator)[1:],
        ED.encode(ED.generator) + "0",
        ED.encode(ED.generator) + "\n",
        "0x" + ED.encode(ED.generator)[2:],
        "",
        "６" * 64,
    ],
)
def test_second_spellings_and_strangers_are_refused(text: str) -> None:
    with pytest.raises(NotAnElement):
        ED.decode(text)
    with pytest.raises(NotAnElement):
        ED.decode(text, identity=True)


@pytest.mark.parametrize("change", [lambda n: n + FF.modulus, lambda n: -n, lambda n: FF.modulus - n, lambda n: 0])
def test_numbers_outside_the_subgroup_are_refused(change: object) -> None:
    value = int(str(FF.generate(7)))
    assert FF.decode(str(value)) == FF.generate(7)
    with pytest.raises(NotAnElement):
        FF.decode(str(change(value)))  # type: ignore[operator]


@pytest.mark.parametrize("text", ["0{}", "+{}", " {}", "{}\n", "{}_0", "0x{}", "{}.0"])
def test_second_spellings_of_numbers_are_refused(text: str) -> None:
    with pytest.raises(NotAnElement):
        FF.decode(text.format(FF.encode(FF.generator)))


def test_ed25519_texts_are_the_reversed_bytes_of_rfc_8032() -> None:
    assert ED.encode(ED.generator) == "66" * 31 + "58"


def test_only_two_groups_are_known() -> None:
    assert [group_named(name).name for name in ("Ed25519", "BELENIOS-2048")] == ["Ed25519", "BELENIOS-2048"]
    with pytest.raises(Malformed):
        group_named("RFC-3526-2048")


@groups
def test_random_numbers_stay_below_the_order(group: Group) -> None:
    draw = seeded("scalars")
    numbers = [random_scalar(group.order, draw) for _ in range(200)]
    assert len(set(numbers)) == 200 and min(numbers) > 0 and max(numbers) < group.order
    assert random_scalar(group.order, lambda length: b"\xff" * length) < group.order
