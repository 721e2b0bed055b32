"""Points of edwards25519 in machine code: adding, doubling, their 32 bytes. Protocol swift §3.

Extended coordinates and complete addition: one formula is right for every pair of points.
"""

from typing import Any

import numpy as np
from numba import njit

from pingyi.rules.ballot.swift.number import (
    MASK,
    ONE,
    PRIME,
    ZERO,
    Field,
    add,
    canonical,
    invert,
    limbs,
    multiply,
    power_of_250_ones,
    same,
    square,
    squares,
    subtract,
)

Point = tuple[Field, Field, Field, Field]
"""X, Y, Z, T with x = X/Z, y = Y/Z, x·y = T/Z; or, as what is added, Y+X, Y−X, 2Z, 2dT (Protocol swift §3)."""

_D = -121665 * pow(121666, -1, PRIME) % PRIME
D, TWICE_D = limbs(_D), limbs(2 * _D % PRIME)
ROOT = limbs(pow(2, (PRIME - 1) // 4, PRIME))
"""A square root of −1."""
IDENTITY: Point = (ZERO, ONE, ONE, ZERO)


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
def plus_affine(p: Point, plus_x: Field, less_x: Field, t2: Field) -> Point:
    """p + q for q of a table, whose Z is 1."""
    a, b = multiply(subtract(p[1], p[0]), less_x), multiply(add(p[1], p[0]), plus_x)
    t, d = multiply(p[3], t2), add(p[2], p[2])
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
        w[0] & MASK,
        (w[0] >> np.uint64(51) | w[1] << np.uint64(13)) & MASK,
        (w[1] >> np.uint64(38) | w[2] << np.uint64(26)) & MASK,
        (w[2] >> np.uint64(25) | w[3] << np.uint64(39)) & MASK,
        w[3] >> np.uint64(12),
    )
    if canonical(y) != y:
        return IDENTITY, False
    yy = square(y)
    u, v = multiply(subtract(yy, ONE), ONE), multiply(add(multiply(yy, D), ONE), ONE)
    cube = multiply(square(v), v)
    seventh = multiply(square(cube), v)
    ones, _ = power_of_250_ones(multiply(u, seventh))
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
