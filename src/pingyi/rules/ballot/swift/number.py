"""Numbers modulo 2^255 − 19 in machine code. Protocol swift §2.

Five limbs of 51 bits, with 128-bit sums that only LLVM's own integers offer; compiled by numba, which keeps what it
compiled in `__pycache__`. It does not notice that another module changed: who edits this one or `point` removes
the `*.nbi` files there. Running times depend on the numbers: these are for checking, where everything is public, and
for sealing on a machine that the respondent trusts anyway.
"""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

Field = tuple[np.uint64, np.uint64, np.uint64, np.uint64, np.uint64]
"""A number modulo 2^255 − 19: five limbs of 51 bits, each below 2^54 in between (Protocol swift §2)."""

PRIME = 2**255 - 19
LIMB = 51

_FIELD: Any = cast(Any, types).UniTuple(types.uint64, 5)
_unpack: Any = cast(Any, cgutils).unpack_tuple
_WIDE, _WORD = ir.IntType(128), ir.IntType(64)


def limbs(number: int) -> Field:
    """The limbs of a number below 2^255."""
    parts = [np.uint64(number >> LIMB * place & (1 << LIMB) - 1) for place in range(5)]
    return (parts[0], parts[1], parts[2], parts[3], parts[4])


ZERO, ONE, TWO = limbs(0), limbs(1), limbs(2)
MASK = np.uint64(2**LIMB - 1)
_BIAS_0, _BIAS = np.uint64(4 * (2**LIMB - 19)), np.uint64(4 * (2**LIMB - 1))
_LIMB, _LOW = np.uint64(LIMB), np.uint64(19)


def _carried(builder: Any, sums: list[Any]) -> list[Any]:
    """Five wide sums brought down to limbs below 2^51 + 2^13: 2^255 counts 19 (Protocol swift §2)."""
    mask, shift = ir.Constant(_WIDE, (1 << LIMB) - 1), ir.Constant(_WIDE, LIMB)
    for place in range(4):
        sums[place + 1] = builder.add(sums[place + 1], builder.lshr(sums[place], shift))
        sums[place] = builder.and_(sums[place], mask)
    high = builder.mul(builder.lshr(sums[4], shift), ir.Constant(_WIDE, 19))
    sums[4] = builder.and_(sums[4], mask)
    sums[0] = builder.add(sums[0], high)
    sums[1] = builder.add(sums[1], builder.lshr(sums[0], shift))
    sums[0] = builder.and_(sums[0], mask)
    return [builder.trunc(total, _WORD) for total in sums]


def _school(builder: Any, left: list[Any], right: list[Any]) -> list[Any]:
    """The product as at school: limb i times limb j counts at i + j, or 19-fold at i + j − 5."""
    wide = [builder.zext(limb, _WIDE) for limb in left]
    plain = [builder.zext(limb, _WIDE) for limb in right]
    folded = [builder.zext(builder.mul(limb, ir.Constant(_WORD, 19)), _WIDE) for limb in right]
    sums = []
    for place in range(5):
        terms = [builder.mul(wide[i], plain[place - i] if i <= place else folded[place - i]) for i in range(5)]
        total = terms[0]
        for term in terms[1:]:
            total = builder.add(total, term)
        sums.append(total)
    return sums


def _multiply(typing_context: Any, left: Any, right: Any) -> Any:
    """The product of two field numbers, with 128-bit sums that only LLVM's own integers offer."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        first, second = (_unpack(builder, argument, 5) for argument in arguments)
        return context.make_tuple(builder, _FIELD, _carried(builder, _school(builder, first, second)))

    return _FIELD(_FIELD, _FIELD), emit


def _squared(builder: Any, limbs: list[Any]) -> list[Any]:
    """The product of a number with itself: mixed terms once, doubled."""
    wide = [builder.zext(limb, _WIDE) for limb in limbs]
    times = {n: [builder.zext(builder.mul(limb, ir.Constant(_WORD, n)), _WIDE) for limb in limbs] for n in (2, 19, 38)}
    sums: list[Any] = [None] * 5
    for i in range(5):
        for j in range(i, 5):
            factor = (1 if i == j else 2) * (19 if i + j >= 5 else 1)
            term = builder.mul(wide[i], wide[j] if factor == 1 else times[factor][j])
            place = (i + j) % 5
            sums[place] = term if sums[place] is None else builder.add(sums[place], term)
    return sums


def _square(typing_context: Any, number: Any) -> Any:
    """The square of a field number."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        limbs = _unpack(builder, arguments[0], 5)
        return context.make_tuple(builder, _FIELD, _carried(builder, _squared(builder, limbs)))

    return _FIELD(_FIELD), emit


multiply: Callable[[Field, Field], Field] = cast(Any, intrinsic(_multiply))
square: Callable[[Field], Field] = cast(Any, intrinsic(_square))


@njit(cache=True, inline="always")
def add(a: Field, b: Field) -> Field:
    """a + b, limb by limb."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4])


@njit(cache=True, inline="always")
def subtract(a: Field, b: Field) -> Field:
    """a − b + 4p: no limb goes below zero while none of b exceeds that of 4p (Protocol swift §2)."""
    return (
        a[0] + _BIAS_0 - b[0],
        a[1] + _BIAS - b[1],
        a[2] + _BIAS - b[2],
        a[3] + _BIAS - b[3],
        a[4] + _BIAS - b[4],
    )


@njit(cache=True)
def squares(a: Field, times: int) -> Field:
    """a^(2^times)."""
    for _ in range(times):
        a = square(a)
    return a


@njit(cache=True)
def power_of_250_ones(a: Field) -> tuple[Field, Field]:
    """a^(2^250 − 1) and a^11."""
    two = square(a)
    nine = multiply(squares(two, 2), a)
    eleven = multiply(nine, two)
    five = multiply(square(eleven), nine)
    ten = multiply(squares(five, 5), five)
    twenty = multiply(squares(ten, 10), ten)
    forty = multiply(squares(twenty, 20), twenty)
    fifty = multiply(squares(forty, 10), ten)
    hundred = multiply(squares(fifty, 50), fifty)
    two_hundred = multiply(squares(hundred, 100), hundred)
    return multiply(squares(two_hundred, 50), fifty), eleven


@njit(cache=True)
def invert(a: Field) -> Field:
    """a^(p − 2)."""
    ones, eleven = power_of_250_ones(a)
    return multiply(squares(ones, 5), eleven)


@njit(cache=True)
def canonical(a: Field) -> Field:
    """The one form with every limb below 2^51 and the number below p."""
    a = multiply(a, ONE)
    carry = (a[0] + _LOW) >> _LIMB
    for place in range(1, 5):
        carry = (a[place] + carry) >> _LIMB
    b0 = a[0] + _LOW * carry
    b1 = a[1] + (b0 >> _LIMB)
    b2 = a[2] + (b1 >> _LIMB)
    b3 = a[3] + (b2 >> _LIMB)
    b4 = a[4] + (b3 >> _LIMB)
    return (b0 & MASK, b1 & MASK, b2 & MASK, b3 & MASK, b4 & MASK)


@njit(cache=True)
def same(a: Field, b: Field) -> bool:
    """Whether two numbers are equal modulo p."""
    return canonical(a) == canonical(b)
