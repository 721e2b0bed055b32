"""Minutes as they are published: one file for every act that all its parties signed. Protocol bundle §6.

Public: Minutes, Signature, NAME.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

NAME = re.compile(r"minutes/(?P<number>[1-9][0-9]{0,17})-(?P<kind>[a-z][a-z_]{0,31})\.json")


@dataclass(frozen=True, slots=True)
class Signature:
    """One party's signature; `salt` opens what the journal sealed of it."""

    party: str
    name: str
    at: datetime
    salt: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """One joint act: what was laid before the parties, and who signed exactly that; its fields are the file's."""

    number: int
    kind: str
    campaign: str
    content: Any
    digest: str
    parties: tuple[str, ...]
    signatures: tuple[Signature, ...]
    drawn_up_at: datetime

    @property
    def file(self) -> str:
        """What the file is called."""
        return f"minutes/{self.number}-{self.kind}.json"
