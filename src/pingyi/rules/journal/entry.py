"""One journal entry and its canonical bytes: a public part, and salted digests of what may have to be forgotten.

Protocol journal §1, §2. Who acted and the private part enter the leaf only as digests under a random salt. Destroying
the salt and the body therefore leaves every leaf, and so the whole tree, as it was, while the digest says nothing about
what it once covered.
"""

import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pingyi.rules.encoding import NotCanonical, canonical, sha256_hex
from pingyi.rules.journal.errors import BadEntry
from pingyi.rules.journal.tile import MOST_ENTRY_BYTES

FORMAT = 1
SALT_SIZE = 32
APART = "apart"
"""The only member of a public part that is too long for a leaf: the SHA-256 of the part itself. Protocol journal §1."""

MOST_PUBLIC_BYTES = MOST_ENTRY_BYTES - 4096
"""What the other members of an entry leave for its public part."""

_KIND = re.compile(r"(?P<noun>[a-z][a-z_]*):(?P<verb>[a-z][a-z_]*):(?P<version>[1-9][0-9]*)")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FIELDS = {"format", "kind", "at", "actor", "subject", "public", "private"}


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of action an entry records, spelled `noun:verb:version`; the version counts the public part's shape."""

    noun: str
    verb: str
    version: int

    def __str__(self) -> str:
        return f"{self.noun}:{self.verb}:{self.version}"

    @classmethod
    def parse(cls, text: str) -> "Kind":
        """The kind spelled by `text`. Raises BadEntry."""
        match = _KIND.fullmatch(text)
        if not match:
            raise BadEntry(f"{text!r} is not a kind of entry: write noun:verb:version, such as phase:open:1")
        return cls(match["noun"], match["verb"], int(match["version"]))


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal says in public about one action.

    `actor` and `private` are salted digests (see `commitment`), `private` None when nothing is withheld; `subject` is
    an opaque reference to what was acted on; `public` holds no personal data; `at` is aware.
    """

    kind: Kind
    at: datetime
    actor: str
    subject: str
    public: Mapping[str, Any]
    private: str | None = None

    @property
    def apart(self) -> str | None:
        """The digest that stands for a public part too long for a leaf; None where it stands in the leaf itself."""
        digest = self.public.get(APART) if self.public.keys() == {APART} else None
        return digest if isinstance(digest, str) and _DIGEST.fullmatch(digest) else None

    def shortened(self) -> tuple["Entry", bytes | None]:
        """The entry as it fits a leaf, and the canonical bytes of the public part if that is kept apart.

        Raises BadEntry when there is no canonical form.
        """
        try:
            public = canonical(dict(self.public))
        except NotCanonical as fault:
            raise BadEntry(f"the public part of {self.kind} cannot be published: {fault}") from fault
        if len(public) <= MOST_PUBLIC_BYTES:
            return self, None
        return replace(self, public={APART: sha256_hex(public)}), public

    def with_apart(self, data: bytes) -> "Entry":
        """The entry with the public part that was kept apart. Raises BadEntry unless it is what the leaf commits to."""
        try:
            public = json.loads(data)
        except (ValueError, RecursionError):
            public = None
        if self.apart != sha256_hex(data) or not isinstance(public, dict) or canonical(public) != data:
            raise BadEntry("a public part kept apart is not what its entry says")
        return replace(self, public=public)

    def leaf(self) -> bytes:
        """Canonical bytes: what is hashed into the tree and published. Raises BadEntry when they cannot be made."""
        if self.at.tzinfo is None:
            raise BadEntry("the time of an entry needs a time zone")
        if not isinstance(self.subject, str):
            raise BadEntry("the subject of an entry is a reference in text")
        for digest in (self.actor, self.private):
            if digest is not None and not _DIGEST.fullmatch(digest):
                raise BadEntry("who acted, and what is private, enter an entry as salted digests only")
        fields = {
            "format": FORMAT,
            "kind": str(self.kind),
            "at": self.at.astimezone(UTC),
            "actor": self.actor,
            "subject": self.subject,
            "public": dict(self.public),
            "private": self.private,
        }
        try:
            leaf = canonical(fields)
        except NotCanonical as fault:
            raise BadEntry(f"the public part of {self.kind} cannot be published: {fault}") from fault
        if len(leaf) > MOST_ENTRY_BYTES:
            raise BadEntry(f"the public part of {self.kind} is too long: {len(leaf)} of {MOST_ENTRY_BYTES} bytes")
        return leaf

    @classmethod
    def read(cls, leaf: bytes) -> "Entry":
        """The entry in these bytes. Raises BadEntry unless they are exactly its canonical form."""
        try:
            fields = json.loads(leaf)
            if not isinstance(fields, dict) or fields.keys() != _FIELDS or fields["format"] != FORMAT:
                raise BadEntry(f"an entry has exactly the fields {', '.join(sorted(_FIELDS))}, format {FORMAT}")
            entry = cls(
                Kind.parse(fields["kind"]),
                datetime.fromisoformat(fields["at"]),
                fields["actor"],
                fields["subject"],
                fields["public"],
                fields["private"],
            )
            again = entry.leaf()
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as fault:
            raise BadEntry("these bytes are not a journal entry") from fault
        if again != leaf:
            raise BadEntry("these bytes are not the canonical form of a journal entry")
        return entry


def commitment(salt: bytes, value: Any) -> str:
    """Lower-case hex SHA-256(salt || canonical bytes of value); `salt` is 32 fresh random bytes.

    Binds whoever published it to the value and tells nobody else anything. Raises BadEntry for a salt of another
    length or a value without canonical form.
    """
    if len(salt) != SALT_SIZE:
        raise BadEntry(f"a salt has {SALT_SIZE} bytes")
    try:
        return sha256_hex(salt + canonical(value))
    except NotCanonical as fault:
        raise BadEntry(f"the private part cannot be recorded: {fault}") from fault


def opens(digest: str, salt: bytes, value: Any) -> bool:
    """Whether the salt and value shown are those behind the published digest."""
    return hmac.compare_digest(digest, commitment(salt, value))
