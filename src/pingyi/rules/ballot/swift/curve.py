"""Powers of points and the commitments of whole ballots and shares in machine code. Protocol swift §4–§7.

Public: table, products, commitments, sums, equalities, combined.
"""

from typing import Any

import numpy as np
from numba import njit

from pingyi.rules.ballot.swift.number import ZERO, same, subtract
from pingyi.rules.ballot.swift.point import (
    IDENTITY,
    Point,
    cached,
    compress,
    decompress,
    double,
    load,
    negative,
    opposite,
    plus,
    plus_affine,
    save,
)

ORDER = 2**252 + 27742317777372353535851937790883648493
WINDOW = 5
"""Width of the sparse signed digits of a scalar: odd, below 16 in size, at least five places apart."""


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
                p = plus_affine(p, less_x, sum_x, subtract(ZERO, t2))
            else:
                p = plus_affine(p, sum_x, less_x, t2)
    return p


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def equalities(g: Any, y: Any, bases: Any, images: Any, challenges: Any, responses: Any) -> tuple[Any, int]:
    """g^r·y^c and base^r·image^c of every row, and the first image that is no element, or −1 (Protocol swift §7).

    The identity is an element here; the bases were checked before.
    """
    rows = images.shape[0]
    store, powered = np.empty((2 * rows, 4, 5), np.uint64), np.empty((3, 4, 5), np.uint64)
    answering, asked = np.empty((1, 256), np.int8), np.empty((2, 256), np.int8)
    asked[1] = _ORDER_DIGITS
    out = np.empty((2 * rows, 32), np.uint8)
    for row in range(rows):
        image, valid = decompress(images[row])
        if valid:
            sparse(challenges[row], asked[0])
            powers(image, asked, 2, powered, 1)
        if not valid or not _of_order(powered, 2):
            return out, row
        base, _ = decompress(bases[row])
        sparse(responses[row], answering[0])
        powers(base, answering, 1, powered, 0)
        save(store, 2 * row, fixed(fixed(IDENTITY, g, responses[row], False), y, challenges[row], False))
        save(store, 2 * row + 1, plus(load(powered, 0), cached(load(powered, 1))))
    compress(store, out)
    return out, -1


@njit(cache=True, nogil=True)
def combined(encoded: Any, scalars: Any) -> Any:
    """The products of the columns of (rows, columns, 32), each row to its scalar; all checked before (§7)."""
    rows, columns = encoded.shape[0], encoded.shape[1]
    store, out = np.empty((columns, 4, 5), np.uint64), np.empty((columns, 32), np.uint8)
    digits, powered = np.empty((rows, 1, 256), np.int8), np.empty((1, 4, 5), np.uint64)
    for row in range(rows):
        sparse(scalars[row], digits[row, 0])
    for column in range(columns):
        total = IDENTITY
        for row in range(rows):
            p, _ = decompress(encoded[row, column])
            powers(p, digits[row], 1, powered, 0)
            total = plus(total, cached(load(powered, 0)))
        save(store, column, total)
    compress(store, out)
    return out
