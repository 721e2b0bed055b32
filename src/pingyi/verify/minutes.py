"""Minutes as they are published, and what their parties must be. Protocol bundle §6.

Public: read_minutes, minutes_faults, latest_of, again, PARTIES.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from types import MappingProxyType
from typing import Any

from pingyi.rules.acts.kind import PUBLISHED
from pingyi.rules.bundle.minutes import Minutes, Signature
from pingyi.rules.encoding import digest
from pingyi.rules.mandate import Role
from pingyi.verify.finding import Fault, Wrong
from pingyi.verify.source import read_value

PARTIES: Mapping[str, frozenset[Role]] = MappingProxyType({kind.code: frozenset(kind.parties) for kind in PUBLISHED})
"""The acts without which no result may be published, and who must at least have signed them (R90, R149, R150)."""

AGAIN = {kind.code for kind in PUBLISHED if kind.again}

_KEYS, _SIGNATURE = ({field.name for field in fields(shape)} for shape in (Minutes, Signature))


def read_minutes(file: str, data: bytes) -> Minutes:
    """The minutes in these bytes, their shape checked and nothing else. Raises Wrong."""
    value = read_value(file, data)
    if not isinstance(value, dict) or value.keys() != _KEYS:
        raise Wrong(file, f"minutes have exactly the members {', '.join(sorted(_KEYS))}")
    texts = {key: _text(file, value, key) for key in ("campaign", "digest", "kind")}
    if type(value["number"]) is not int:
        raise Wrong(file, "number and kind are not those in the file's name")
    parties, signatures = value["parties"], value["signatures"]
    if not _texts(parties) or not isinstance(signatures, list):
        raise Wrong(file, "parties and signatures are lists")
    minutes = Minutes(
        number=value["number"],
        content=value["content"],
        parties=tuple(parties),
        signatures=tuple(_signature(file, each) for each in signatures),
        drawn_up_at=_moment(file, value["drawn_up_at"]),
        **texts,
    )
    if minutes.file != file:
        raise Wrong(file, "number and kind are not those in the file's name")
    return minutes


def minutes_faults(minutes: Minutes) -> Iterator[Fault]:
    """What does not hold of one act by itself: its digest, its parties, their signatures."""
    if minutes.digest != digest(minutes.content):
        yield Fault(minutes.file, "the digest that was signed is not that of the content")
    signed = [signature.party for signature in minutes.signatures]
    for party in minutes.parties:
        if signed.count(party) != 1:
            yield Fault(minutes.file, f"{party} has {'not signed' if party not in signed else 'signed twice'}")
    if strangers := sorted(set(signed) - set(minutes.parties)):
        yield Fault(minutes.file, f"{', '.join(strangers)} signed without being a party")
    if missing := sorted(PARTIES.get(minutes.kind, frozenset()) - set(minutes.parties)):
        yield Fault(minutes.file, f"{', '.join(missing)} should be a party to this act and is not")
    order = [(signature.at, signature.party) for signature in minutes.signatures]
    if order != sorted(order):
        yield Fault(minutes.file, "its signatures are not in the order in which they were given")
    if any(signature.at < minutes.drawn_up_at for signature in minutes.signatures):
        yield Fault(minutes.file, "signed before it was drawn up")


def latest_of(minutes: Iterable[Minutes]) -> dict[str, Minutes]:
    """Kind → the minutes that hold: those with the largest number."""
    return {each.kind: each for each in sorted(minutes, key=lambda each: each.number)}


def again(minutes: Iterable[Minutes]) -> list[str]:
    """Files of acts that are done once, and were done again: all but the reckoning, which may be returned."""
    ordered = sorted(minutes, key=lambda each: each.number)
    kinds = [each.kind for each in ordered]
    return [each.file for n, each in enumerate(ordered) if each.kind in kinds[:n] and each.kind not in AGAIN]


def _signature(file: str, value: Any) -> Signature:
    if not isinstance(value, dict) or value.keys() != _SIGNATURE:
        raise Wrong(file, "a signature has exactly the members at, name, party, salt")
    party, name, salt = (_text(file, value, key) for key in ("party", "name", "salt"))
    return Signature(party, name, _moment(file, value["at"]), salt)


def _text(file: str, value: dict[str, Any], key: str) -> str:
    if not isinstance(value[key], str):
        raise Wrong(file, f"{key} is a text")
    return str(value[key])


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _moment(file: str, value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None or moment.isoformat() != value:
        raise Wrong(file, "a time is written as 2026-07-01T09:00:00+08:00")
    return moment
