"""Closing the tree of every hour that is over, and publishing its root."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction

from pingyi.records.campaign.queries import CurrentCampaign, begun_at
from pingyi.records.journal.actions import append_all
from pingyi.records.voices.actions.stating import LOCK
from pingyi.records.voices.models import Batch, Deed, Miss, Note, Statement
from pingyi.rules import voices
from pingyi.rules.journal.vocabulary.voices import VoicesBatched
from pingyi.rules.mandate import Actor
from pingyi.rules.voices import hour_of, hours_between

FORGOTTEN_AFTER = timedelta(days=1)
"""What was typed and not kept within a day never becomes an opinion; the work of a miss is too old by then."""


@transaction.atomic
def batch(
    *, campaign: CurrentCampaign, actor: Actor, at: datetime, chance: Callable[[int], bytes] = secrets.token_bytes
) -> int:
    """Close the trees of all hours since the last one, also of those in which nobody said anything.

    Answers how many. The first is the hour after the one in which the campaign was begun.
    `chance(n)` answers n random bytes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    for passing in (Note, Miss):
        passing.objects.filter(campaign_id=campaign.code, hour__lt=hour_of(at - FORGOTTEN_AFTER)).delete()
    last = Batch.objects.filter(campaign_id=campaign.code).order_by("-hour").values_list("hour", flat=True).first()
    hours = list(hours_between(last or hour_of(begun_at(campaign)), at))
    if not hours:
        return 0
    leaves = _leaves(campaign.code, hours)
    trees = {hour: voices.Batch.of(leaves.get(hour, ()), chance) for hour in hours}
    Batch.objects.bulk_create(
        Batch(campaign_id=campaign.code, hour=hour, leaves=b"".join(tree.leaves)) for hour, tree in trees.items()
    )
    entries = [VoicesBatched(about=hour, leaves=tree.size, root=tree.root.hex()) for hour, tree in trees.items()]
    append_all(entries, actor=actor, at=at)
    return len(hours)


def _leaves(campaign_id: str, hours: list[str]) -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    for table in (Statement, Deed):
        rows = table.objects.filter(opinion__campaign_id=campaign_id, hour__gte=hours[0], hour__lte=hours[-1])
        for hour, leaf in rows.values_list("hour", "leaf"):
            found.setdefault(hour, []).append(bytes(leaf))
    return found
