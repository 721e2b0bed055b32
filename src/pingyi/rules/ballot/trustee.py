"""Trustees: whose keys together open a box. Protocol trustee.

Public: Single, Pedersen, Trustees, read_trustees, write_trustees, joint_key, owners.
"""

from dataclasses import dataclass
from typing import Any

from pingyi.rules.ballot.errors import Malformed, TrusteeRefused
from pingyi.rules.ballot.form import read_json
from pingyi.rules.ballot.group import Element, Group, product
from pingyi.rules.ballot.key import TrusteeKey, check_trustee_key
from pingyi.rules.ballot.pedersen import Pedersen, check_pedersen, read_coefexps, read_pedersen
from pingyi.rules.encoding import compact

__all__ = ["Pedersen", "Single", "Trustees", "joint_key", "owners", "read_trustees", "write_trustees"]


@dataclass(frozen=True, slots=True)
class Single:
    """A trustee without whom the box stays shut (Protocol trustee §2)."""

    key: TrusteeKey


Trustees = tuple[Single | Pedersen, ...]
"""The entries of a box, in the order of the board."""


def write_trustees(trustees: Trustees) -> bytes:
    """The one spelling of a box's trustees."""
    return compact([_entry_shape(entry) for entry in trustees])


def _entry_shape(entry: Single | Pedersen) -> list[Any]:
    return ["Single", entry.key.shape()] if isinstance(entry, Single) else ["Pedersen", entry.shape()]


def read_trustees(group: Group, data: bytes, *, unsafe_unsigned_setup: bool = False) -> Trustees:
    """The trustees of a box, every key, certificate and signature verified (Protocol trustee §2, §3).

    `unsafe_unsigned_setup` also takes threshold entries made by Belenios 2.0, whose trustees did not sign what they
    saw (Protocol laxer §1). Raises Malformed, NotAScalar, TrusteeRefused with the owner number.
    """
    shape = read_json(data, "trustees")
    if not isinstance(shape, list) or not shape:
        raise Malformed("trustees are a list with at least one entry")
    entries: list[Single | Pedersen] = []
    owner = 1
    for item in shape:
        entry = _read_entry(group, item, unsafe_unsigned_setup)
        owner = _check_entry(group, owner, entry)
        entries.append(entry)
    keys = [key.public_key for key in owners(tuple(entries))]
    for number, key in enumerate(keys, 1):
        if key in keys[: number - 1]:
            raise TrusteeRefused(number, f"its key is the key of trustee {keys.index(key) + 1} again")
    return tuple(entries)


def _read_entry(group: Group, shape: Any, unsigned: bool) -> Single | Pedersen:
    match shape:
        case ["Single", shaped]:
            key = TrusteeKey.read(shaped, group.order)
            if key.signature is not None:
                raise Malformed("a single trustee has no certificate, hence nothing to sign its key with")
            return Single(key)
        case ["Pedersen", dict(parameters)]:
            return read_pedersen(group, parameters, unsigned)
    raise Malformed('an entry of trustees is ["Single",key] or ["Pedersen",parameters]')


def _check_entry(group: Group, owner: int, entry: Single | Pedersen) -> int:
    """The owner number of the next entry. Raises TrusteeRefused, numbered from the start of the list."""
    if isinstance(entry, Single):
        check_trustee_key(group, owner, entry.key)
        return owner + 1
    try:
        check_pedersen(group, entry)
    except TrusteeRefused as error:
        raise TrusteeRefused(error.trustee and owner + error.trustee - 1, error.reason) from error
    return owner + len(entry.certs)


def joint_key(group: Group, trustees: Trustees) -> str:
    """y, the key that ballots are sealed for: the product of the entries' keys (Protocol trustee §4)."""
    parts: list[Element] = []
    for entry in trustees:
        if isinstance(entry, Single):
            parts.append(group.recall(entry.key.public_key))
        else:
            parts += [group.recall(read_coefexps(group, message)[0]) for message in entry.coefexps]
    return group.encode(product(group, parts))


def owners(trustees: Trustees) -> tuple[TrusteeKey, ...]:
    """The key against which each owner's decryptions are checked; owner 1 first (Protocol trustee §5)."""
    keys: list[TrusteeKey] = []
    for entry in trustees:
        keys += [entry.key] if isinstance(entry, Single) else entry.verification_keys
    return tuple(keys)
