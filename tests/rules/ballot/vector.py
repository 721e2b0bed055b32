"""A published election of `vectors/ballots`, opened."""

import json
from functools import cached_property
from pathlib import Path

from pingyi.rules.ballot.board import EventType, Step, read_steps
from pingyi.rules.ballot.box import Setup, read_setup
from pingyi.rules.ballot.form import Election, read_election
from pingyi.rules.ballot.group import Group

ROOT = Path(__file__).parents[3] / "vectors" / "ballots"
FOLDERS = sorted(path.parent for path in ROOT.glob("*/election.json"))
"""The elections with everything secret laid open: those that Belenios 2.5.1 made."""

NEWEST = ROOT / "ed25519-threshold-3.3"
"""A board of Belenios 3.3.0 and the public messages of its key; its form leaves answers empty, which ours does not."""


class Vector:
    """One folder of vectors."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name

    def read(self, name: str) -> bytes:
        """A file without its last line break."""
        return (self.folder / name).read_bytes().strip()

    @cached_property
    def board(self) -> bytes:
        """The bytes of the board."""
        (path,) = self.folder.glob("*.bel")
        return path.read_bytes()

    @cached_property
    def steps(self) -> list[Step]:
        """The steps of the board."""
        with next(self.folder.glob("*.bel")).open("rb") as stream:
            return list(read_steps(stream))

    def contents(self, kind: EventType) -> list[tuple[bytes, ...]]:
        """The data of every event of that type."""
        return [step.contents for step in self.steps if step.event.type is kind]

    @cached_property
    def election(self) -> Election:
        """The election as `election.json` has it."""
        return read_election(self.read("election.json"))

    @property
    def group(self) -> Group:
        """The election's group."""
        return self.election.arithmetic

    @cached_property
    def setup(self) -> Setup:
        """The set-up on the board."""
        return read_setup(self.contents(EventType.SETUP)[0])

    @cached_property
    def ballots(self) -> list[bytes]:
        """The ballots on the board."""
        return [contents[0] for contents in self.contents(EventType.BALLOT)]

    @cached_property
    def codes(self) -> list[str]:
        """The private codes, in the order of the voters."""
        return list(json.loads(self.read("private_creds.json")).values())

    @cached_property
    def votes(self) -> dict[str, list[list[int]]]:
        """What each code's counted ballot ticked: the first vote, but the first two voted again as the last did."""
        votes = {}
        for line in self.read("votes.tsv").decode().splitlines():
            code, ticks = line.split("\t")
            votes[code] = json.loads(ticks)
        last = list(votes.values())[-1]
        return votes | dict.fromkeys(list(votes)[:2], last)
