"""What the journal says of decisions about results, which their rows must say too before anything rests on them."""

import json
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Any

from pingyi.records.journal import commitments as journal
from pingyi.records.results import queries
from pingyi.records.results.errors import DecisionsAltered
from pingyi.rules.encoding import canonical, plain, sha256_hex
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary import Statement
from pingyi.rules.journal.vocabulary.campaign import CAMPAIGN
from pingyi.rules.journal.vocabulary.results import (
    OBJECTION,
    DisqualificationDecided,
    DisqualificationRevoked,
    ObjectionAnswered,
    ObjectionFiled,
)


class Kept(StrEnum):
    """What may have been altered."""

    RULING = "ruling"
    RELEASE = "release"
    DISQUALIFICATION = "disqualification"
    OBJECTION = "objection"


def ensure(campaign_id: str) -> None:
    """Every decision about a result is as it was recorded. Raises DecisionsAltered."""
    if altered(campaign_id):
        raise DecisionsAltered


def altered(campaign_id: str) -> tuple[Kept, ...]:
    """Which decisions about this campaign's results are not, or no more, as they were recorded: some six queries."""
    return tuple(_altered(campaign_id))


def _altered(campaign_id: str) -> Iterator[Kept]:
    rows = queries.reckonings(campaign_id)
    if not all(row.ruling_as_recorded for row in rows):
        yield Kept.RULING
    if not all(row.release_as_recorded for row in rows):
        yield Kept.RELEASE
    entries = journal.entries_about(
        Subject.of(CAMPAIGN, campaign_id), (DisqualificationDecided, DisqualificationRevoked)
    )
    recorded = ((kind.KIND, plain(public)) for kind, public in entries)
    if sorted(recorded, key=canonical) != sorted(_decisions(campaign_id), key=canonical):
        yield Kept.DISQUALIFICATION
    if not _objections_as_recorded(campaign_id):
        yield Kept.OBJECTION


def _decisions(campaign_id: str) -> Iterator[tuple[str, Any]]:
    """What the rows say as the journal would."""
    for view in queries.disqualifications(campaign_id):
        yield DisqualificationDecided.KIND, plain({"unit": view.unit, **view.ground})
        if view.revocation:
            taken = view.revocation
            entries = {"revokes": view.number, "decision": taken.number, "decided_on": taken.decided_on}
            yield DisqualificationRevoked.KIND, plain({"unit": view.unit, **entries})


def _objections_as_recorded(campaign_id: str) -> bool:
    views = {Subject.of(OBJECTION, view.pk): view for view in queries.objections(campaign_id)}
    filed = {
        about: ({"ground": view.ground.value}, {"unit": view.unit, "text": view.text}) for about, view in views.items()
    }
    answered = {
        about: ({"upheld": view.answer.upheld}, {"unit": view.unit, "text": view.answer.text})
        for about, view in views.items()
        if view.answer
    }
    return _as_recorded(ObjectionFiled, views, filed) and _as_recorded(ObjectionAnswered, views, answered)


def _as_recorded(
    kind: type[Statement],
    about: Collection[Subject],
    rows: Mapping[Subject, tuple[dict[str, Any], dict[str, Any]]],
) -> bool:
    """Whether the journal has an entry of this kind about exactly these, with these public and private parts."""
    entries = {subject: entry for subject, (entry, _) in journal.sealed(kind, about).items()}
    bodies = {subject: (body, salt) for (subject, body), salt in journal.openings(kind, about).items()}
    return (
        entries.keys() == rows.keys() == bodies.keys()
        and all(plain(entries[each].public) == public for each, (public, _) in rows.items())
        and all(entries[each].private == sha256_hex(salt + body) for each, (body, salt) in bodies.items())
        and all(private.items() <= json.loads(bodies[each][0]).items() for each, (_, private) in rows.items())
    )
