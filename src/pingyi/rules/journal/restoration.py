"""A journal that went on from a backup says so itself, signed with the key that had signed it. Protocol journal §8.

The entries after the backup are lost. Going on under the same name would make two journals of one key; so the journal
goes on under the next name, and this note, signed under the former name, connects the two and tells the gap.
"""

import base64
import json
import re
from dataclasses import dataclass

from pingyi.rules.journal.checkpoint import Checkpoint
from pingyi.rules.journal.errors import BadCheckpoint, BadNote
from pingyi.rules.journal.note import VerifierKey, open_note, sign

PATH = "restored.json"
_TITLE = "restored"
_NUMBERED = re.compile(r"(?P<base>.+)/restored-(?P<number>[2-9]|[1-9][0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Restoration:
    """Of the journal signed as `lost`, the entries under `kept` are there still; it goes on under `successor`.

    Both checkpoints carry the former name.
    """

    lost: Checkpoint
    kept: Checkpoint
    successor: VerifierKey

    @property
    def text(self) -> str:
        """The note text that is signed."""
        sizes = [line for head in (self.lost, self.kept) for line in (str(head.size), _base64(head.root))]
        return "\n".join([self.lost.origin, _TITLE, *sizes, str(self.successor)]) + "\n"

    @classmethod
    def parse(cls, text: str) -> "Restoration":
        """The restoration in a note's text. Raises BadNote."""
        lines = text.split("\n")
        if len(lines) != 8 or lines[1] != _TITLE or lines[7]:
            raise BadNote("a restoration has seven lines: name, “restored”, size and root twice, the next key")
        origin = lines[0]
        lost, kept = (Checkpoint.parse("\n".join([origin, *lines[at : at + 2], ""])) for at in (2, 4))
        if kept.size > lost.size:
            raise BadCheckpoint("a restored journal cannot keep more than was signed")
        return cls(lost, kept, VerifierKey.parse(lines[6]))


def sign_restoration(restoration: Restoration, seed: bytes) -> str:
    """The restoration as a note signed under the former name."""
    return sign(restoration.text, restoration.lost.origin, seed)


def follow(key: VerifierKey, published: bytes) -> tuple[tuple[VerifierKey, Restoration], ...]:
    """The restorations since `key`, each with the key that signed it; `published` is the file restored.json.

    Raises BadNote, NoteUnsigned.
    """
    trail: list[tuple[VerifierKey, Restoration]] = []
    for note in _notes(published):
        if note.partition("\n")[0] == key.name:
            restoration = Restoration.parse(open_note(note, key))
            trail.append((key, restoration))
            key = restoration.successor
    return tuple(trail)


def next_name(base: str, name: str) -> str:
    """The name after `name` of the journal that was called `base` at first."""
    return f"{base}/restored-{_number(base, name) + 1}"


def belongs(base: str, name: str) -> bool:
    """Whether `name` is one of the names of the journal that was called `base` at first."""
    return bool(_number(base, name))


def _number(base: str, name: str) -> int:
    match = _NUMBERED.fullmatch(name)
    if match and match["base"] == base:
        return int(match["number"])
    return int(name == base)


def _notes(published: bytes) -> list[str]:
    try:
        notes = json.loads(published)
    except (ValueError, RecursionError):
        notes = None
    if not isinstance(notes, list) or not all(isinstance(note, str) for note in notes):
        raise BadNote(f"{PATH} is a list of signed notes")
    return notes


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
