"""Signed notes: the published examples open and are made byte for byte; anything altered is refused."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.journal.errors import BadNote, NoteUnsigned
from pingyi.rules.journal.note import VerifierKey, open_note, sign, verifier_key

# golang.org/x/mod/sumdb/note, package documentation: the reference implementation's example.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    GO_TEXT
    + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# c2sp.org/signed-note, the specification's example.
C2SP_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
C2SP_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)

SEED = bytes(range(32))
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.just("\n")).map(lambda t: t + "\n")


def test_the_reference_example_is_made_byte_for_byte() -> None:
    seed = base64.b64decode(GO_SECRET)[1:]
    assert sign(GO_TEXT, "PeterNeumann", seed) == GO_NOTE
    assert str(verifier_key("PeterNeumann", seed)) == GO_KEY


@pytest.mark.parametrize(("note", "key"), [(GO_NOTE, GO_KEY), (C2SP_NOTE, C2SP_KEY)])
def test_published_examples_open_and_altered_ones_do_not(note: str, key: str) -> None:
    verifier = VerifierKey.parse(key)
    assert str(verifier) == key
    assert note.startswith(open_note(note, verifier) + "\n— ")
    with pytest.raises(NoteUnsigned, match="wrong"):
        open_note("x" + note, verifier)
    with pytest.raises(NoteUnsigned, match="not signed by someone"):
        open_note(note, verifier_key("someone", SEED))


@given(texts)
def test_what_was_signed_opens(text: str) -> None:
    assert open_note(sign(text, "journal.example", SEED), verifier_key("journal.example", SEED)) == text


def test_other_signatures_are_passed_over_but_a_false_one_of_the_key_spoils_the_note() -> None:
    ours, theirs = sign("text\n", "ours.example", SEED), sign("text\n", "theirs.example", bytes(32))
    key = verifier_key("ours.example", SEED)
    assert open_note(ours + theirs.rpartition("\n\n")[2], key) == "text\n"
    false = sign("other\n", "ours.example", SEED).rpartition("\n\n")[2]
    with pytest.raises(NoteUnsigned):
        open_note(ours + false, key)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        GO_NOTE.rstrip("\n"),
        GO_NOTE.replace("—", "-"),
        GO_NOTE.replace("PeterNeumann ", "PeterNeumann"),
        GO_NOTE.replace("AM=\n", "AN=\n"),
        GO_NOTE.replace("AM=\n", "AM\n"),
        GO_NOTE.replace("x08go/", "x08go!"),
        GO_NOTE.replace("If", "\tIf"),
        "text\n\n" + GO_NOTE.rpartition("\n\n")[2] * 101,
    ],
)
def test_malformed_notes_are_refused(note: str) -> None:
    with pytest.raises(BadNote):
        open_note(note, VerifierKey.parse(GO_KEY))


@pytest.mark.parametrize(
    "key",
    [
        "",
        "PeterNeumann",
        GO_KEY.replace("c74f20a3", "c74f20a4"),
        GO_KEY.replace("Peter", "Petra"),
        GO_KEY.replace("+AR", "+AT"),
        GO_KEY[:-4],
        "two words" + GO_KEY.removeprefix("PeterNeumann"),
    ],
)
def test_malformed_keys_are_refused(key: str) -> None:
    with pytest.raises(BadNote):
        VerifierKey.parse(key)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u3000b"])
def test_names_that_no_signature_line_can_carry_are_refused(name: str) -> None:
    with pytest.raises(BadNote):
        sign("text\n", name, SEED)


@pytest.mark.parametrize("text", ["", "no newline", "bell\a\n"])
def test_text_that_no_note_can_carry_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        sign(text, "journal.example", SEED)
