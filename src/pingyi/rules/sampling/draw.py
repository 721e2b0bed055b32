"""The draw anybody can repeat with sha256sum and sort: smallest SHA-256(seed|stratum|id) per stratum (C1.6, E-S 3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from pingyi.rules.encoding import sha256_hex
from pingyi.rules.sampling.errors import BadAllocation, BadFrame
from pingyi.rules.sampling.frame import Frame, Member


@dataclass(frozen=True, slots=True)
class Ticket:
    """A member with the hash that decides its turn (lower-case hex; smallest first)."""

    member: Member
    sha256: str


@dataclass(frozen=True, slots=True)
class Draw:
    """The drawn members and the reserve, both in turn per stratum; a replacement is always the next of the reserve."""

    fingerprint: str
    drawn: tuple[Ticket, ...]
    reserve: Mapping[str, tuple[Ticket, ...]]


def ticket(seed: str, member: Member) -> Ticket:
    """The member's ticket: SHA-256 of seed + "|" + stratum + "|" + id in UTF-8, no line break."""
    return Ticket(member, sha256_hex(f"{seed}|{member.stratum}|{member.id}".encode()))


def draw(frame: Frame, seed: str, sizes: Mapping[str, int]) -> Draw:
    """Draw `sizes` members per stratum; the rest is the reserve.

    The seed must be public, drawn after the frame's fingerprint was published, by nobody's choice. Strata come in
    byte order. Raises BadAllocation when a stratum is unknown, left out or too small, BadFrame without a seed.
    """
    if not seed:
        raise BadFrame("the seed is empty: anybody could have chosen it")
    queues: dict[str, list[Ticket]] = {stratum: [] for stratum in frame.sizes}
    for member in frame.members:
        queues[member.stratum].append(ticket(seed, member))
    for stratum in sorted(set(sizes) | set(queues)):
        _check(stratum, sizes, queues)
    for queue in queues.values():
        queue.sort(key=lambda own: own.sha256)
    drawn = tuple(own for stratum, queue in queues.items() for own in queue[: sizes[stratum]])
    return Draw(
        frame.fingerprint, drawn, {stratum: tuple(queue[sizes[stratum] :]) for stratum, queue in queues.items()}
    )


def _check(stratum: str, sizes: Mapping[str, int], queues: Mapping[str, list[Ticket]]) -> None:
    if stratum not in queues:
        raise BadAllocation(f"stratum {stratum} is not in the frame; it has: {', '.join(queues) or 'no stratum'}")
    if stratum not in sizes:
        raise BadAllocation(f"the frame has stratum {stratum}, but no number is given for it (0 draws nobody)")
    if not 0 <= sizes[stratum] <= len(queues[stratum]):
        raise BadAllocation(
            f"stratum {stratum} has {len(queues[stratum])} members: between 0 and that many can be drawn, "
            f"not {sizes[stratum]}"
        )
