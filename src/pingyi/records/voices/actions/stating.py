"""One statement into its row and, later, its hour's tree; shared by the actions of this room."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from pingyi.records.files.intake import Kept
from pingyi.records.journal import key
from pingyi.records.journal.queries import origin
from pingyi.records.voices.errors import ConversationFull, NothingSaid, TooManyExhibits, TooMuchSaid
from pingyi.records.voices.exhibits import ALL, MOST, came_with
from pingyi.records.voices.models import Batch, Exhibit, Opinion, Statement
from pingyi.rules.lifecycle import OPINION, OpinionState, advance
from pingyi.rules.voices import LONGEST, SALT_SIZE, Original, Side, hour_of, next_hour, pairs, promise
from pingyi.rules.voices import Kind as OpinionKind

LOCK = int.from_bytes(b"voices")
LONG = 200
"""Statements of one conversation."""


def hold_hour(campaign_id: str, *, at: datetime) -> str:
    """The hour into which something said now goes: not one whose tree is closed, whatever the clock says.

    Until the transaction ends, no tree is closed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
    now = hour_of(at)
    last = (
        Batch.objects.filter(campaign_id=campaign_id, hour__gte=now)
        .order_by("-hour")
        .values_list("hour", flat=True)
        .first()
    )
    return next_hour(last) if last else now


def fit(text: str) -> str:
    """What was said, as it is kept. Raises NothingSaid, TooMuchSaid."""
    if not text.strip():
        raise NothingSaid
    if len(text) > LONGEST:
        raise TooMuchSaid(length=str(len(text)), most=str(LONGEST))
    return text


def move(opinion: Opinion, verb: str) -> None:
    """The opinion, held against everybody else, takes this step. Raises NotNow."""
    opinion.state = advance(OPINION, OpinionState(opinion.state), verb)
    opinion.save(update_fields=["state"])


def held(opinion: Opinion) -> Opinion:
    """The opinion as it stands, held until the transaction ends."""
    return Opinion.objects.select_for_update().get(pk=opinion.pk)


def add(
    opinion: Opinion, text: str, verb: str, *, side: Side, seen: int, hour: str, files: Sequence[Kept] = ()
) -> Statement | None:
    """A further statement in an opinion that is held, by whoever saw `seen` of them; None when it is there already.

    Raises NotNow, ConversationFull, TooManyExhibits.
    """
    before = opinion.statements.filter(number__gte=seen, side=side, text=text)
    if digests(files) in map(came_with, before):
        return None
    move(opinion, verb)
    return state(opinion, text, side=side, hour=hour, number=opinion.statements.count(), files=files)


def state(opinion: Opinion, text: str, *, side: Side, hour: str, number: int, files: Sequence[Kept] = ()) -> Statement:
    """The statement as a row, with the signed promise to put it into the tree of its hour, and its files beside it.

    Raises ConversationFull, TooManyExhibits.
    """
    if number >= LONG:
        raise ConversationFull
    made = row_of(opinion, text, side=side, hour=hour, number=number, signer=signer(), files=digests(files))
    made.save(force_insert=True)
    keep_beside(made, files, added=False)
    return made


def digests(files: Sequence[Kept]) -> tuple[str, ...]:
    """Of files as they are kept."""
    return tuple(each.sha256 for each in files)


def keep_beside(statement: Statement, files: Sequence[Kept], *, added: bool) -> None:
    """Keep these files beside a statement. Raises TooManyExhibits."""
    if not files:
        return
    if Exhibit.objects.filter(statement__opinion=statement.opinion_id).count() + len(files) > ALL:
        raise TooManyExhibits(most=str(MOST), all=str(ALL))
    first = statement.exhibits.count()
    Exhibit.objects.bulk_create(
        Exhibit(statement=statement, number=place, kind=kept.kind, size=kept.size, sha256=kept.sha256, added=added)
        for place, kept in enumerate(files, first)
    )


def signer() -> tuple[str, bytes]:
    """The name and the seed by which promises are signed now."""
    return origin(), key.read()


def row_of(
    opinion: Opinion,
    text: str,
    *,
    side: Side,
    hour: str,
    number: int,
    signer: tuple[str, bytes],
    files: tuple[str, ...] = (),
) -> Statement:
    """The same, not yet kept."""
    salt = secrets.token_bytes(SALT_SIZE)
    original = Original(
        campaign=opinion.campaign_id,
        hour=hour,
        kind=OpinionKind(opinion.kind),
        units=tuple(opinion.units),
        number=number,
        side=side,
        text=text,
        files=files,
    )
    return Statement(
        opinion=opinion,
        number=number,
        side=side,
        hour=hour,
        text=text,
        salt=salt,
        leaf=original.leaf(salt),
        pairs=pairs(text),
        promise=promise(original, salt, *signer),
    )
