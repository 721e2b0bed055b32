"""The receipt: what was said, a signed promise to put it into its hour's tree, and later the proof that it is there.

As a signed certificate timestamp of RFC 6962 §3.2: the promise is given at once, so whoever holds it can show a higher
body that something was received and kept out; the audit path follows when the hour is over. Protocol voices §4.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from pingyi.rules.encoding import canonical
from pingyi.rules.journal.errors import BrokenProof, JournalError
from pingyi.rules.journal.note import VerifierKey, open_note, sign
from pingyi.rules.journal.proof import check_inclusion
from pingyi.rules.voices.batch import begins
from pingyi.rules.voices.original import Kind, Original, Side

FORMAT = 1
HEADING = "pingyi receipt"
"""The first line of a promise: it has a blank, which no origin of a journal has, so it is no checkpoint."""

MOST_BYTES = 64 * 1024
"""A receipt is a small file; what is larger is none."""


class BrokenReceipt(ValueError):
    """The receipt is none, or does not hold; says why."""


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Leaf `index` of the `size` leaves of an hour's tree, with its audit path, lowest sibling first."""

    index: int
    size: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the raiser keeps. `promise`: a C2SP signed note; `inclusion` is None until the hour is over."""

    original: Original
    salt: bytes
    promise: str
    inclusion: Inclusion | None = None

    @property
    def leaf(self) -> bytes:
        """The leaf hash of what was said."""
        return self.original.leaf(self.salt)

    def write(self) -> bytes:
        """The file: canonical JSON, one line."""
        found = self.inclusion
        tree = found and {"index": found.index, "path": [each.hex() for each in found.path], "size": found.size}
        value = {"format": FORMAT, "inclusion": tree, "promise": self.promise, "salt": self.salt.hex()}
        return canonical(value | {"statement": self.original.value}) + b"\n"

    @classmethod
    def read(cls, data: bytes) -> "Receipt":
        """The receipt in a file. Raises BrokenReceipt for anything that `write` would not have written."""
        if len(data) > MOST_BYTES:
            raise BrokenReceipt(f"a receipt has at most {MOST_BYTES // 1024} KiB")
        try:
            receipt = _receipt(json.loads(data))
            same = receipt.write() == data.rstrip(b"\r\n") + b"\n"
        except BrokenReceipt:
            raise
        except (ValueError, TypeError, KeyError, RecursionError) as fault:
            raise BrokenReceipt(f"this is not a receipt: {type(fault).__name__}") from fault
        if not same:
            raise BrokenReceipt("a receipt has one spelling, and this file has another: something was changed in it")
        return receipt

    def ensure_promised(self, key: VerifierKey) -> None:
        """The journal's key signed that this statement was received in its hour. Raises BrokenReceipt."""
        own = self.original
        try:
            text = open_note(self.promise, key)
        except JournalError as fault:
            raise BrokenReceipt(f"the promise is not signed by this journal: {fault}") from fault
        if text != promised(own.campaign, own.hour, self.leaf):
            raise BrokenReceipt("what was signed is another statement: the text, the unit or the hour was changed")

    def ensure_included(self, root: bytes, size: int) -> None:
        """The statement is in the tree of its hour that the journal published. Raises BrokenReceipt."""
        found = self.inclusion
        if found is None:
            raise BrokenReceipt("the receipt was saved before its hour was over, so it has no proof of inclusion yet")
        if found.size != size:
            raise BrokenReceipt(f"the tree of this hour has {size} leaves, not {found.size}")
        try:
            check_inclusion(self.leaf, found.index, found.size, found.path, root)
        except BrokenProof as fault:
            raise BrokenReceipt(f"the statement is not in the tree of its hour: {fault}") from fault


def promised(campaign_id: str, hour: str, leaf: bytes) -> str:
    """The text of a promise."""
    return f"{HEADING}\n{campaign_id}\n{hour}\n{base64.b64encode(leaf).decode()}\n"


def promise(original: Original, salt: bytes, name: str, seed: bytes) -> str:
    """The promise for a statement, signed with the journal's key `name`. Raises BadNote for an unfit name."""
    return sign(promised(original.campaign, original.hour, original.leaf(salt)), name, seed)


def _receipt(value: Any) -> Receipt:
    if not isinstance(value, Mapping) or value.get("format") != FORMAT:
        _refuse("this is not a receipt of format 1")
    words, tree = value["statement"], value["inclusion"]
    original = Original(
        campaign=_text(words["campaign"]),
        hour=_text(words["hour"]),
        kind=Kind(words["kind"]),
        units=tuple(map(_text, words["units"])),
        number=_count(words["number"]),
        side=Side(words["side"]),
        text=_text(words["text"]),
        files=tuple(map(_text, words.get("files", ()))),
    )
    begins(original.hour)
    found = tree and Inclusion(
        _count(tree["index"]), _count(tree["size"]), tuple(bytes.fromhex(each) for each in tree["path"])
    )
    return Receipt(original, bytes.fromhex(value["salt"]), _text(value["promise"]), found or None)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else _refuse("where a text should stand in this receipt, there is none")


def _count(value: Any) -> int:
    fit = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return int(value) if fit else _refuse("where a number should stand in this receipt, there is none")


def _refuse(reason: str) -> NoReturn:
    raise BrokenReceipt(reason)
