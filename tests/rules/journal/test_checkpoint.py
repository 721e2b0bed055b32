"""Checkpoints: a real one from the Go checksum database opens; the C2SP example reads; wrong ones are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.journal.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from pingyi.rules.journal.errors import BadCheckpoint, BadNote, NoteUnsigned
from pingyi.rules.journal.note import VerifierKey, open_note, sign, verifier_key
from pingyi.rules.journal.tree import EMPTY_ROOT

SEED = bytes(range(32))
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

# A checkpoint that sum.golang.org, the largest log of this kind, served; its key is built into every Go tool chain.
GO_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
GO_CHECKPOINT = (
    "go.sum database tree\n63096908\n8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=\n\n"
    "— sum.golang.org Az3gri/oVBN1jAhNZ/iS+W31psFAWRT20/GyrhpU6taFwulQGetBkH5S7wpGXdS935jiIGiUUAXBVHzT/P6fYhqAmAk=\n"
)


def test_a_real_checkpoint_opens_and_an_altered_one_does_not() -> None:
    key = VerifierKey.parse(GO_KEY)
    checkpoint = Checkpoint.parse(open_note(GO_CHECKPOINT, key))
    assert (checkpoint.origin, checkpoint.size) == ("go.sum database tree", 63_096_908)
    with pytest.raises(NoteUnsigned):
        open_note(GO_CHECKPOINT.replace("63096908", "63096909"), key)


def test_the_specifications_example_reads() -> None:
    # c2sp.org/tlog-checkpoint; the specification publishes no key for it
    text = f"example.com/behind-the-sofa\n20852163\n{ROOT}\n"
    assert Checkpoint.parse(text).text == text
    assert Checkpoint.parse(text + "an extension line\n") == Checkpoint.parse(text)


@given(st.integers(0, (1 << 63) - 1), st.binary(min_size=32, max_size=32))
def test_what_was_signed_opens(size: int, root: bytes) -> None:
    checkpoint = Checkpoint("journal.example/2025", size, root)
    note = sign_checkpoint(checkpoint, SEED)
    assert open_checkpoint(note, verifier_key("journal.example/2025", SEED)) == checkpoint


def test_another_logs_head_signed_with_our_key_is_refused() -> None:
    foreign = sign(Checkpoint("another.example", 0, EMPTY_ROOT).text, "journal.example", SEED)
    with pytest.raises(BadCheckpoint, match=r"of another\.example, not of journal\.example"):
        open_checkpoint(foreign, verifier_key("journal.example", SEED))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n",
        f"origin\n1\n{ROOT}",
        f"\n1\n{ROOT}\n",
        f"origin\n01\n{ROOT}\n",
        f"origin\n-1\n{ROOT}\n",
        f"origin\n١\n{ROOT}\n",
        f"origin\n9999999999999999999\n{ROOT}\n",
        f"origin\n1\n{ROOT[:-4]}\n",
        f"origin\n1\n{ROOT[:-2]}J=\n",
        f"origin\n1\n{ROOT}\n\n",
        f"origin\n1\n{ROOT}\n\nmore\n",
    ],
)
def test_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadCheckpoint):
        Checkpoint.parse(text)


def test_an_origin_that_is_no_key_name_cannot_sign() -> None:
    with pytest.raises(BadNote):
        sign_checkpoint(Checkpoint("two words", 0, EMPTY_ROOT), SEED)
