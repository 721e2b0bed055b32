"""edwards25519 in machine code: the arithmetic of the swift kernel. Protocol swift §2–§6.

Five limbs of 51 bits, extended coordinates, complete addition; compiled by numba. Everything computed here is public
or belongs to the person whose machine it is: the running time depends on the numbers.
Public: table, products, commitments, sums.
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

Point = tuple[Field, Field, Field, Field]
"""X, Y, Z, T with x = X/Z, y = Y/Z, x·y = T/Z; or, as what is added, Y+X, Y−X, 2Z, 2dT (Protocol swift §3)."""

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
LIMB = 51
WINDOW = 5
"""Width of the sparse signed digits of a scalar: odd, below 16 in size, at least five places apart."""

_FIELD: Any = cast(Any, types).UniTuple(types.uint64, 5)
_unpack: Any = cast(Any, cgutils).unpack_tuple
_WIDE, _WORD = ir.IntType(128), ir.IntType(64)


def limbs(number: int) -> Field:
    """The limbs of a number below 2^255."""
    parts = [np.uint64(number >> LIMB * place & (1 << LIMB) - 1) for place in range(5)]
    return (parts[0], parts[1], parts[2], parts[3], parts[4])


_D = -121665 * pow(121666, -1, PRIME) % PRIME
ZERO, ONE, TWO = limbs(0), limbs(1), limbs(2)
D, TWICE_D = limbs(_D), limbs(2 * _D % PRIME)
ROOT = limbs(pow(2, (PRIME - 1) // 4, PRIME))
IDENTITY: Point = (ZERO, ONE, ONE, ZERO)
NOTHING: Point = (ONE, ONE, TWO, ZERO)
"""The identity, as what is added."""
_BIAS_0, _BIAS = np.uint64(4 * (2**LIMB - 19)), np.uint64(4 * (2**LIMB - 1))
_MASK, _LIMB, _LOW = np.uint64(2**LIMB - 1), np.uint64(LIMB), np.uint64(19)


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
    for _ in range(times):
        a = square(a)
    return a


@njit(cache=True)
def _power_of_250_ones(a: Field) -> tuple[Field, Field]:
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
    ones, eleven = _power_of_250_ones(a)
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
    return (b0 & _MASK, b1 & _MASK, b2 & _MASK, b3 & _MASK, b4 & _MASK)


@njit(cache=True)
def same(a: Field, b: Field) -> bool:
    return canonical(a) == canonical(b)


@njit(cache=True)
def double(p: Point, with_t: bool) -> Point:
    """2p, its T only when asked for (dbl-2008-hwcd)."""
    xx, yy, zz = square(p[0]), square(p[1]), square(p[2])
    total = add(yy, xx)
    less = subtract(yy, xx)
    e = subtract(square(add(p[0], p[1])), total)
    f = subtract(add(add(zz, zz), xx), yy)
    t = multiply(e, total) if with_t else ZERO
    return (multiply(e, f), multiply(total, less), multiply(less, f), t)


@njit(cache=True)
def plus(p: Point, c: Point) -> Point:
    """p + q for q as what is added (add-2008-hwcd-3); complete: right for every p and q."""
    a, b = multiply(subtract(p[1], p[0]), c[1]), multiply(add(p[1], p[0]), c[0])
    t, d = multiply(p[3], c[3]), multiply(p[2], c[2])
    e, f, g, h = subtract(b, a), subtract(d, t), add(d, t), add(b, a)
    return (multiply(e, f), multiply(g, h), multiply(f, g), multiply(e, h))


@njit(cache=True)
def negative(p: Point) -> Point:
    """−p."""
    return (subtract(ZERO, p[0]), p[1], p[2], subtract(ZERO, p[3]))


@njit(cache=True)
def cached(p: Point) -> Point:
    """p as what is added."""
    return (add(p[1], p[0]), subtract(p[1], p[0]), add(p[2], p[2]), multiply(p[3], TWICE_D))


@njit(cache=True)
def opposite(c: Point) -> Point:
    """−q as what is added."""
    return (c[1], c[0], c[2], subtract(ZERO, c[3]))


@njit(cache=True, inline="always")
def load(store: Any, row: int) -> Point:
    """The point in a row of an array (…, 4, 5)."""
    r = store[row]
    return (
        (r[0, 0], r[0, 1], r[0, 2], r[0, 3], r[0, 4]),
        (r[1, 0], r[1, 1], r[1, 2], r[1, 3], r[1, 4]),
        (r[2, 0], r[2, 1], r[2, 2], r[2, 3], r[2, 4]),
        (r[3, 0], r[3, 1], r[3, 2], r[3, 3], r[3, 4]),
    )


@njit(cache=True, inline="always")
def save(store: Any, row: int, p: Point) -> None:
    """Writes a point into a row of an array (…, 4, 5)."""
    for part in range(4):
        for place in range(5):
            store[row, part, place] = p[part][place]


@njit(cache=True)
def decompress(encoded: Any) -> tuple[Point, bool]:
    """The point behind 32 bytes (RFC 8032), and whether there is one and this is its only encoding."""
    w = np.zeros(4, np.uint64)
    for place in range(32):
        w[place // 8] |= np.uint64(encoded[place]) << np.uint64(place % 8 * 8)
    sign = w[3] >> np.uint64(63)
    w[3] &= np.uint64(2**63 - 1)
    y = (
        w[0] & _MASK,
        (w[0] >> np.uint64(51) | w[1] << np.uint64(13)) & _MASK,
        (w[1] >> np.uint64(38) | w[2] << np.uint64(26)) & _MASK,
        (w[2] >> np.uint64(25) | w[3] << np.uint64(39)) & _MASK,
        w[3] >> np.uint64(12),
    )
    if canonical(y) != y:
        return IDENTITY, False
    yy = square(y)
    u, v = multiply(subtract(yy, ONE), ONE), multiply(add(multiply(yy, D), ONE), ONE)
    cube = multiply(square(v), v)
    seventh = multiply(square(cube), v)
    ones, _ = _power_of_250_ones(multiply(u, seventh))
    x = multiply(multiply(u, cube), multiply(squares(ones, 2), multiply(u, seventh)))
    check = multiply(square(x), v)
    if not same(check, u):
        if not same(check, subtract(ZERO, u)):
            return IDENTITY, False
        x = multiply(x, ROOT)
    x = canonical(x)
    if x[0] & np.uint64(1) != sign:
        x = canonical(subtract(ZERO, x))
        if x == ZERO:
            return IDENTITY, False
    return (x, y, ONE, multiply(x, y)), True


@njit(cache=True)
def compress(store: Any, encoded: Any) -> None:
    """Writes the 32 bytes of every point of an array, with one inversion for all (Montgomery's trick)."""
    count = store.shape[0]
    before = np.empty((count, 5), np.uint64)
    running = ONE
    for row in range(count):
        for place in range(5):
            before[row, place] = running[place]
        running = multiply(running, load(store, row)[2])
    running = invert(running)
    for row in range(count - 1, -1, -1):
        x, y, z, _ = load(store, row)
        b = before[row]
        inverse = multiply(running, (b[0], b[1], b[2], b[3], b[4]))
        running = multiply(running, z)
        x, y = canonical(multiply(x, inverse)), canonical(multiply(y, inverse))
        w0 = y[0] | y[1] << np.uint64(51)
        w1 = y[1] >> np.uint64(13) | y[2] << np.uint64(38)
        w2 = y[2] >> np.uint64(26) | y[3] << np.uint64(25)
        w3 = y[3] >> np.uint64(39) | y[4] << np.uint64(12) | (x[0] & np.uint64(1)) << np.uint64(63)
        for place in range(8):
            shift = np.uint64(8 * place)
            encoded[row, place] = w0 >> shift & np.uint64(255)
            encoded[row, place + 8] = w1 >> shift & np.uint64(255)
            encoded[row, place + 16] = w2 >> shift & np.uint64(255)
            encoded[row, place + 24] = w3 >> shift & np.uint64(255)


@njit(cache=True)
def sparse(scalar: Any, digits: Any) -> None:
    """The sparse signed digits of 32 little-endian bytes: Σ digits[i]·2^i, all odd or zero (Protocol swift §4)."""
    digits[:] = 0
    place, carry = 0, 0
    while place < 256:
        if (scalar[place >> 3] >> (place & 7) & 1) == carry:
            place += 1
            continue
        value = carry
        for bit in range(min(WINDOW, 256 - place)):
            at = place + bit
            value += int(scalar[at >> 3] >> (at & 7) & 1) << bit
        carry = int(value >= 1 << (WINDOW - 1))
        digits[place] = value - (carry << WINDOW)
        place += WINDOW


_ORDER_DIGITS = np.zeros(256, np.int8)
sparse(np.frombuffer(ORDER.to_bytes(32, "little"), np.uint8), _ORDER_DIGITS)
_BUCKETS = 1 << (WINDOW - 2)


@njit(cache=True)
def powers(p: Point, digits: Any, count: int, results: Any, first: int) -> None:
    """The multiples of one point by `count` scalars, sharing the doublings (Protocol swift §4).

    Digit d at place i adds ±2^i·p to the bucket of |d|; in the end bucket d counts d times.
    """
    buckets = np.empty((count * _BUCKETS, 4, 5), np.uint64)
    full = np.zeros(count * _BUCKETS, np.bool_)
    needed = _any(digits, count, 0)
    for place in range(254):
        if needed:
            term = cached(p)
            for which in range(count):
                digit = digits[which, place]
                if digit != 0:
                    bucket = which * _BUCKETS + (abs(digit) >> 1)
                    if full[bucket]:
                        signed = term if digit > 0 else opposite(term)
                        save(buckets, bucket, plus(load(buckets, bucket), signed))
                    else:
                        save(buckets, bucket, p if digit > 0 else negative(p))
                        full[bucket] = True
        needed = _any(digits, count, place + 1)
        p = double(p, needed)
    for which in range(count):
        mine = slice(which * _BUCKETS, (which + 1) * _BUCKETS)
        save(results, first + which, _collect(buckets[mine], full[mine]))


@njit(cache=True)
def _any(digits: Any, count: int, place: int) -> bool:
    """Whether some scalar has a digit there."""
    found = False
    for which in range(count):
        found |= digits[which, place] != 0
    return found


@njit(cache=True)
def _collect(buckets: Any, full: Any) -> Point:
    """The sum of 2k + 1 times bucket k."""
    running, total, started = IDENTITY, IDENTITY, False
    for step in range(_BUCKETS - 1, 0, -1):
        if full[step]:
            running = plus(running, cached(load(buckets, step))) if started else load(buckets, step)
            total = plus(total, cached(running)) if started else running
            started = True
        elif started:
            total = plus(total, cached(running))
    if full[0]:
        running = plus(running, cached(load(buckets, 0)))
    return plus(double(total, True), cached(running))


@njit(cache=True)
def _multiples(p: Point) -> Any:
    """m·256^i·p for i below 32 and m from 1 to 128."""
    store = np.empty((32 * 128, 4, 5), np.uint64)
    for row in range(32):
        step, term = p, cached(p)
        for column in range(128):
            save(store, row * 128 + column, step)
            if column < 127:
                step = plus(step, term)
        p = double(step, True)
    return store


@njit(cache=True)
def table(encoded: Any) -> Any:
    """The multiples of a base as Y+X, Y−X, 2dT with Z = 1, ready to be added (Protocol swift §5)."""
    p, _ = decompress(encoded)
    store = _multiples(p)
    flat = np.empty((store.shape[0], 32), np.uint8)
    compress(store, flat)
    entries = np.empty((store.shape[0], 3, 5), np.uint64)
    for row in range(store.shape[0]):
        affine, _ = decompress(flat[row])
        c = cached(affine)
        for place in range(5):
            entries[row, 0, place] = c[0][place]
            entries[row, 1, place] = c[1][place]
            entries[row, 2, place] = c[3][place]
    return entries


@njit(cache=True)
def _plus_affine(p: Point, plus_x: Field, less_x: Field, t2: Field) -> Point:
    """p + q for q of a table, whose Z is 1."""
    a, b = multiply(subtract(p[1], p[0]), less_x), multiply(add(p[1], p[0]), plus_x)
    t, d = multiply(p[3], t2), add(p[2], p[2])
    e, f, g, h = subtract(b, a), subtract(d, t), add(d, t), add(b, a)
    return (multiply(e, f), multiply(g, h), multiply(f, g), multiply(e, h))


@njit(cache=True)
def fixed(p: Point, entries: Any, scalar: Any, negative: bool) -> Point:
    """p ± scalar · base: one addition per byte, digits from −127 to 128 (Protocol swift §5)."""
    carry = 0
    for place in range(32):
        digit = int(scalar[place]) + carry
        carry = int(digit > 128)
        digit -= carry << 8
        if digit != 0:
            e = entries[place * 128 + abs(digit) - 1]
            sum_x = (e[0, 0], e[0, 1], e[0, 2], e[0, 3], e[0, 4])
            less_x = (e[1, 0], e[1, 1], e[1, 2], e[1, 3], e[1, 4])
            t2 = (e[2, 0], e[2, 1], e[2, 2], e[2, 3], e[2, 4])
            if (digit < 0) != negative:
                p = _plus_affine(p, less_x, sum_x, subtract(ZERO, t2))
            else:
                p = _plus_affine(p, sum_x, less_x, t2)
    return p


@njit(cache=True)
def products(g: Any, y: Any, firsts: Any, seconds: Any) -> Any:
    """The encodings of g^a · y^b for rows of 32 bytes a and b."""
    store = np.empty((firsts.shape[0], 4, 5), np.uint64)
    for row in range(firsts.shape[0]):
        save(store, row, fixed(fixed(IDENTITY, g, firsts[row], False), y, seconds[row], False))
    encoded = np.empty((firsts.shape[0], 32), np.uint8)
    compress(store, encoded)
    return encoded


@njit(cache=True)
def _element(encoded: Any) -> tuple[Point, bool]:
    """The point behind 32 bytes, and whether it is one other than the identity."""
    p, valid = decompress(encoded)
    return p, valid and p[0] != ZERO


@njit(cache=True)
def _of_order(store: Any, row: int) -> bool:
    """Whether q·p, computed there, is the identity."""
    p = load(store, row)
    return same(p[0], ZERO) and same(p[1], p[2])


@njit(cache=True)
def commitments(g: Any, y: Any, encoded: Any, counts: Any, challenges: Any, responses: Any) -> tuple[Any, int]:
    """All commitments of a ballot, and the first row of `encoded` that is no element, or −1 (Protocol swift §6).

    `encoded` holds alpha, beta of every choice; `challenges` and `responses` hold two rows per choice and one per
    question after its choices. The result holds A_0, B_0, A_1, B_1 per choice, and after each question's choices the
    total alpha and beta, A and B.
    """
    rows, choices = counts.sum() * 4 + len(counts) * 4, 0
    store, powered = np.empty((rows, 4, 5), np.uint64), np.empty((6, 4, 5), np.uint64)
    digits = np.empty((3, 256), np.int8)
    digits[2] = _ORDER_DIGITS
    out = np.empty((rows, 32), np.uint8)
    row, scalar = 0, 0
    for count in counts:
        total_alpha, total_beta = IDENTITY, IDENTITY
        for _ in range(count):
            sparse(challenges[scalar], digits[0])
            sparse(challenges[scalar + 1], digits[1])
            for side in range(2):
                p, valid = _element(encoded[2 * choices + side])
                if valid:
                    powers(p, digits, 3, powered, 3 * side)
                if not valid or not _of_order(powered, 3 * side + 2):
                    return out, 2 * choices + side
                if side == 0:
                    total_alpha = plus(total_alpha, cached(p))
                else:
                    total_beta = plus(total_beta, cached(p))
            for branch in range(2):
                at = scalar + branch
                save(store, row, fixed(load(powered, branch), g, responses[at], False))
                b = fixed(load(powered, 3 + branch), y, responses[at], False)
                if branch == 1:
                    b = fixed(b, g, challenges[at], True)
                save(store, row + 1, b)
                row += 2
            scalar += 2
            choices += 1
        save(store, row, total_alpha)
        save(store, row + 1, total_beta)
        sparse(challenges[scalar], digits[0])
        powers(total_alpha, digits, 1, powered, 0)
        powers(total_beta, digits, 1, powered, 1)
        save(store, row + 2, fixed(load(powered, 0), g, responses[scalar], False))
        b = fixed(load(powered, 1), y, responses[scalar], False)
        save(store, row + 3, fixed(b, g, challenges[scalar], True))
        row += 4
        scalar += 1
    compress(store, out)
    return out, -1


@njit(cache=True)
def sums(encoded: Any) -> Any:
    """The products of the columns of an array (rows, columns, 32) of elements that were checked before."""
    columns = encoded.shape[1]
    store, out = np.empty((columns, 4, 5), np.uint64), np.empty((columns, 32), np.uint8)
    for column in range(columns):
        total = IDENTITY
        for row in range(encoded.shape[0]):
            p, _ = decompress(encoded[row, column])
            total = plus(total, cached(p))
        save(store, column, total)
    compress(store, out)
    return out
