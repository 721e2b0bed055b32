"""What an entry is about has one spelling, and is read back from it."""

import pytest

from pingyi.rules.journal.errors import BadEntry
from pingyi.rules.journal.subject import Subject


@pytest.mark.parametrize(
    ("subject", "spelled"),
    [
        (Subject.of("campaign", "kx-2026"), "campaign:kx-2026"),
        (Subject.of("duty", 7), "duty:7"),
        (Subject.of("units"), "units"),
        (Subject.of("journal", "a:b/c"), "journal:a:b/c"),
    ],
)
def test_a_subject_is_read_as_it_is_spelled(subject: Subject, spelled: str) -> None:
    assert str(subject) == spelled
    assert Subject.read(spelled) == subject


@pytest.mark.parametrize("text", ["", ":7", "campaign/x", "Campaign:x", "campaign:", "17"])
def test_what_is_no_subject_is_refused(text: str) -> None:
    with pytest.raises(BadEntry):
        Subject.read(text)
