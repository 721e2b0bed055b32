"""What a trustee's key file holds once it is opened; sealing it with a passphrase is age's work. Protocol keyfile.

Public: KeyFile, read_key_file, SHORTEST_PASSPHRASE.
"""

import re
from dataclasses import dataclass
from typing import Any

from pingyi.rules.ballot.credential import BASE58
from pingyi.rules.ballot.errors import BallotError, Malformed, TrusteeRefused
from pingyi.rules.ballot.form import read_json
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.setup import Place
from pingyi.rules.encoding import compact

VERSION = 1
SHORTEST_PASSPHRASE = 12
_SEED = re.compile(f"[{BASE58}]{{22}}")
_KEYS = ["version", "ceremony", "group", "size", "threshold", "index", "seed"]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A trustee's place in one ceremony, and the seed of its keys (Protocol keyfile §2)."""

    ceremony: str
    place: Place
    seed: str

    @property
    def serialised(self) -> bytes:
        """The one spelling of what is sealed."""
        place = self.place
        where = {"group": place.group, "size": place.size, "threshold": place.threshold, "index": place.index}
        return compact({"version": VERSION, "ceremony": self.ceremony, **where, "seed": self.seed})

    def check_ceremony(self, ceremony: str, place: Place) -> None:
        """Refuses a file of another ceremony or another place (Protocol keyfile §4). Raises TrusteeRefused."""
        if self.ceremony != ceremony or (self.place.group, self.place.size, self.place.threshold) != (
            place.group,
            place.size,
            place.threshold,
        ):
            raise TrusteeRefused(0, f"this key file belongs to another key ceremony, {self.ceremony}")
        if self.place.index != place.index:
            raise TrusteeRefused(self.place.index, "this is its key file, not yours")


def read_key_file(data: bytes) -> KeyFile:
    """What an opened key file says (Protocol keyfile §2). Raises Malformed."""
    shape = read_json(data, "a key file")
    if not isinstance(shape, dict) or list(shape) != _KEYS or shape["version"] != VERSION:
        raise Malformed(f"a key file of version {VERSION} has the keys {', '.join(_KEYS)} in this order and no other")
    seed, size, threshold, index = shape["seed"], shape["size"], shape["threshold"], shape["index"]
    if not isinstance(seed, str) or not _SEED.fullmatch(seed) or not isinstance(shape["ceremony"], str):
        raise Malformed("a key file names its ceremony and holds a seed of 22 Base58 letters")
    if not _counts(size, threshold, index) or not 1 <= threshold <= size or not 1 <= index <= size:
        raise Malformed(f"trustee {index} of {size}, {threshold} to open, is no place")
    try:
        group = group_named(shape["group"]).name
    except (BallotError, KeyError, TypeError) as error:
        raise Malformed("a key file names its group") from error
    return KeyFile(shape["ceremony"], Place(group, size, threshold, index), seed)


def _counts(*numbers: Any) -> bool:
    return all(type(number) is int for number in numbers)
