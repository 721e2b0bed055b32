"""Does a receipt hold against a published journal? Protocol voices §5.

Public: Proved, Trees, judge.
"""

from collections.abc import Collection
from enum import StrEnum

from pingyi.rules.journal.entry import Entry
from pingyi.rules.journal.note import VerifierKey
from pingyi.rules.journal.vocabulary.voices import VOICES, VoicesBatched
from pingyi.rules.voices import BrokenReceipt, Receipt


class Proved(StrEnum):
    """What a receipt that is not wrong shows."""

    INCLUDED = "included"
    """Promised, and in the tree of its hour that the journal published."""
    PROMISED = "promised"
    """Promised; whether it is in the tree, this receipt cannot say: it was saved too early, or the journal was."""


class Trees:
    """The trees of the hours, as the journal tells them: root and size. An hour told twice has no root any more."""

    def __init__(self) -> None:
        self.roots: dict[str, tuple[bytes, int]] = {}

    def witness(self, entry: Entry) -> None:
        """Take in one entry of the journal."""
        if str(entry.kind) == VoicesBatched.KIND:
            hour = entry.subject.removeprefix(f"{VOICES}:")
            tree = bytes.fromhex(entry.public["root"]), entry.public["leaves"]
            self.roots[hour] = (b"", 0) if hour in self.roots else tree


def judge(receipt: Receipt, trees: Trees, keys: Collection[VerifierKey]) -> Proved:
    """What the receipt proves against a journal that holds, with the keys under which it was ever signed.

    Raises BrokenReceipt: the receipt is not this journal's, something in it was changed, or the promise was broken.
    """
    _ensure_promised(receipt, keys)
    hour = receipt.original.hour
    tree = trees.roots.get(hour)
    if tree is None:
        if any(later > hour for later in trees.roots):
            raise BrokenReceipt(f"the promise was broken: the journal went on and has no tree of the hour {hour}")
        return Proved.PROMISED
    if receipt.inclusion is None:
        return Proved.PROMISED
    receipt.ensure_included(*tree)
    return Proved.INCLUDED


def _ensure_promised(receipt: Receipt, keys: Collection[VerifierKey]) -> None:
    faults = []
    for key in keys:
        try:
            return receipt.ensure_promised(key)
        except BrokenReceipt as fault:
            faults.append(fault)
    raise faults[-1]
