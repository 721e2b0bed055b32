"""The arithmetic of whole ballots and shares behind one small interface. Protocol seal §6.

A kernel answers for one key y of an election or a trustee: what are g^a · y^b (sealing), and what must the prover of
these answers or this share have committed to (checking). `PlainKernel` is the definition; a faster one must give the
same texts. Public: Kernel, kernel_for, hasten.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from pingyi.rules.ballot.group import Ed25519, FiniteField, group_named
from pingyi.rules.ballot.parts import Answer, AnswerCommitments, Ciphertext
from pingyi.rules.ballot.plain_kernel import PlainKernel
from pingyi.rules.ballot.proof import Proof
from pingyi.rules.ballot.swift.finite_field import SwiftField


class Kernel(Protocol):
    """The arithmetic of ballots sealed for one key (Protocol seal §6)."""

    @property
    def order(self) -> int:
        """The order of the group."""

    def products(self, exponents: Sequence[tuple[int, int]]) -> list[str]:
        """The texts of g^a · y^b for each pair (a, b)."""

    def commitments(self, answers: Sequence[Answer]) -> list[AnswerCommitments]:
        """The commitments of every proof, every element checked to be in the group. Raises NotAnElement."""

    def sum(self, ciphertexts: Iterable[Sequence[Ciphertext]]) -> list[Ciphertext]:
        """The pointwise product of equally long rows of ciphertexts that have been checked before."""

    def equalities(self, bases: Sequence[str], images: Sequence[str], proofs: Sequence[Proof]) -> list[tuple[str, str]]:
        """What the proofs that log_g(y) = log_base(image) must have committed to (Protocol proof §4).

        Every image is checked to be an element or the identity; bases have been checked before. Raises NotAnElement.
        """

    def combined(self, rows: Sequence[Sequence[str]], weights: Sequence[int]) -> list[str]:
        """The pointwise product of rows of checked elements, each to its row's weight (Protocol tally §5)."""


FEW = 20
"""Ballots that a process checks by libsodium in the time that loading the compiled kernel takes (bench/board.py)."""


@dataclass(slots=True)
class _Demand:
    """How often this process was asked for a kernel, about once a ballot."""

    calls: int = 0


_DEMAND = _Demand()


def kernel_for(group: str, public_key: str) -> Kernel:
    """A kernel for an election key; the compiled one only from some ballots on. Raises NotAnElement.

    Whoever checks one ballot does not wait for it, and whoever checks many loses no more than loading it takes.
    """
    _DEMAND.calls += 1
    return _plain(group, public_key) if group == Ed25519.name and _DEMAND.calls <= FEW else _swiftest(group, public_key)


def hasten() -> None:
    """Have this process, and those forked from it, use the swiftest kernel from the next ballot on: many will come."""
    _DEMAND.calls = max(_DEMAND.calls, FEW)
    with suppress(ImportError):  # the extra `swift` is not installed
        import_module("pingyi.rules.ballot.swift.ed25519")


@lru_cache(maxsize=64)
def _plain(group: str, public_key: str) -> Kernel:
    return PlainKernel(group_named(group), public_key)


@lru_cache(maxsize=64)
def _swiftest(group: str, public_key: str) -> Kernel:
    """The swiftest kernel installed, made once per process."""
    arithmetic = group_named(group)
    if isinstance(arithmetic, FiniteField):
        return SwiftField(arithmetic, public_key)
    try:
        from pingyi.rules.ballot.swift.ed25519 import SwiftEd25519
    except ImportError:  # the extra `swift` is not installed
        return _plain(group, public_key)
    return SwiftEd25519(cast(Ed25519, arithmetic), public_key)
