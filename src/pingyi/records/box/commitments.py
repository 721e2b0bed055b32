"""What the journal says of the trustees' key, which its rows must say too before boxes are sealed for it."""

from pingyi.records.box.errors import KeyAltered
from pingyi.records.box.progress import SetupProgress
from pingyi.records.journal import commitments as journal
from pingyi.rules.encoding import plain, sha256_hex
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.box import SETUP, KeyMessageSent, KeySetupStarted, KeySetupStopped


def ensure_key(progress: SetupProgress) -> None:
    """This ceremony's parties and messages are those that were recorded: one query. Raises KeyAltered."""
    entries = journal.entries_about(Subject.of(SETUP, progress.pk), [KeySetupStarted, KeyMessageSent, KeySetupStopped])
    begun = [
        (each["group"], each["threshold"], list(each["trustees"])) for kind, each in entries if kind is KeySetupStarted
    ]
    sent = [plain(each) for kind, each in entries if kind is KeyMessageSent]
    rows = [{"trustee": n, "step": step, "sha256": sha256_hex(body)} for (n, step), body in progress.sent.items()]
    stopped = sum(kind is KeySetupStopped for kind, _ in entries)
    recorded = (begun, sorted(sent, key=_place), stopped)
    if recorded != (
        [(progress.group, progress.threshold, list(progress.trustees))],
        sorted(rows, key=_place),
        len(progress.objections),
    ):
        raise KeyAltered


def _place(message: dict[str, object]) -> tuple[object, ...]:
    return message["trustee"], message["step"]
