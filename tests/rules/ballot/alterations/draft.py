"""Every way in which we thought of altering a board. `TABLE` names each, what we say, and whether Belenios 2.0 cares.

Deep alterations keep the archive and the chain of events whole (names, parents and heights are recomputed), and
ballots are signed again by a hostile respondent: only the check that is meant can refuse them.
"""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pingyi.rules.ballot.board import _member, read_steps, write_header
from pingyi.rules.ballot.credential import secret_exponent
from pingyi.rules.ballot.group import Group, Randomness
from pingyi.rules.ballot.proof import prove_secret
from pingyi.rules.ballot.seal import tracker
from pingyi.rules.encoding import compact, sha256_hex
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import TIMESTAMP, Sample, sample

GROUP = "BELENIOS-2048"
VOTES = [(0, [0, 0]), (1, [2, 1]), (2, [1, 1]), (0, [1, 0])]
OPENERS = [1, 3]


@dataclass
class Draft:
    """A tallied board taken apart: events with their data, to be altered and put together again."""

    box: Sample
    steps: list[tuple[str, list[bytes]]]
    draw: Randomness = field(default_factory=lambda: seeded("hostile"))

    @property
    def group(self) -> Group:
        """The box's group."""
        return self.box.setup.election.arithmetic

    def find(self, kind: str, nth: int = 0) -> int:
        """The place of the nth event of that type."""
        return [at for at, (found, _) in enumerate(self.steps) if found == kind][nth]

    def cut(self, kind: str, nth: int = 0) -> None:
        """Leaves out everything after that event."""
        del self.steps[self.find(kind, nth) + 1 :]

    def ballot(self, nth: int = 0) -> dict[str, Any]:
        """The nth ballot, parsed."""
        parsed: dict[str, Any] = json.loads(self.steps[self.find("Ballot", nth)][1][0])
        return parsed

    def put(self, ballot: bytes | dict[str, Any], nth: int = 0) -> bytes:
        """The open board with that ballot instead of the nth, and no later ones."""
        self.cut("Ballot", nth)
        self.steps[-1] = ("Ballot", [ballot if isinstance(ballot, bytes) else compact(ballot)])
        return self.written()

    def signed(self, ballot: dict[str, Any], voter: int = 0) -> dict[str, Any]:
        """The ballot with the signature that a hostile respondent gives it."""
        body = {key: value for key, value in ballot.items() if key != "signature"}
        hashed = tracker(compact(body))
        secret = secret_exponent(self.group, self.box.setup.election.uuid, self.box.codes[voter])
        proof = prove_secret(self.group, f"sig|{hashed}", secret, self.draw)
        return {**body, "signature": {"hash": hashed, "proof": proof.shape()}}

    def resigned(self, change: Callable[[dict[str, Any]], None], nth: int = 0) -> bytes:
        """The open board whose nth ballot was changed and signed again."""
        ballot = self.ballot(nth)
        change(ballot)
        return self.put(self.signed(ballot, VOTES[nth][0]), nth)

    def setup(self, place: int, change: Callable[[Any], Any]) -> bytes:
        """The board, as far as the first ballot, with election (0), trustees (1) or credentials (2) changed."""
        self.cut("Ballot")
        contents = self.steps[0][1]
        parsed = json.loads(contents[place])
        replaced = change(parsed)
        contents[place] = compact(parsed if replaced is None else replaced)
        names = ("election", "trustees", "credentials")
        contents[3] = compact({name: sha256_hex(data) for name, data in zip(names, contents, strict=False)})
        return self.written()

    def written(self) -> bytes:
        """The board, chained anew."""
        return write_header(TIMESTAMP) + b"".join(self._members())

    def _members(self) -> Iterator[bytes]:
        parent = None
        for height, (kind, contents) in enumerate(self.steps):
            payload = sha256_hex(contents[-1]) if contents else None
            for content in contents:
                yield member(content, "data")
            shape: dict[str, Any] = {"parent": parent} if parent else {}
            shape |= {"height": height, "type": kind} | ({"payload": payload} if payload else {})
            yield member(compact(shape), "event")
            parent = sha256_hex(compact(shape))


def member(content: bytes, kind: str) -> bytes:
    """A member named after its content."""
    return _member(f"{sha256_hex(content)}.{kind}.json", content, TIMESTAMP)


def tallied() -> tuple[Sample, bytes]:
    """The box that everything here alters, and its board with result."""
    box = sample(GROUP, ["pedersen"], 3, seeded("alterations"))
    *_, board = box.stages(VOTES, OPENERS)
    return box, board


def draft(box: Sample, board: bytes) -> Draft:
    """A fresh copy of the board, taken apart."""
    return Draft(box, [(step.event.type.value, list(step.contents)) for step in read_steps(io.BytesIO(board))])


@dataclass(frozen=True)
class Alteration:
    """One way to alter a board, what our refusal says, and why Belenios 2.0 takes it, if it does."""

    alter: Callable[[Draft], bytes]
    says: str
    laxer: str = ""

    @property
    def name(self) -> str:
        """What the test is called."""
        return self.alter.__name__


TABLE: list[Alteration] = []


def refused(says: str, laxer: str = "") -> Callable[[Callable[[Draft], bytes]], Callable[[Draft], bytes]]:
    """Enters an alteration into the table."""

    def enter(alter: Callable[[Draft], bytes]) -> Callable[[Draft], bytes]:
        TABLE.append(Alteration(alter, says, laxer))
        return alter

    return enter


def modulus(d: Draft) -> int:
    """p, which only BELENIOS-2048 has."""
    return int(d.group.modulus)  # type: ignore[attr-defined]
