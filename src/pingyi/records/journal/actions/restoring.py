"""Going on from a backup, in the open: under the next name, with the gap told and signed (Protocol journal §8)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from pingyi.records.journal import custody, key, queries, soundness
from pingyi.records.journal.actions.appending import append
from pingyi.records.journal.actions.sequencing import wait_for_turn
from pingyi.records.journal.errors import OutOfStep
from pingyi.records.journal.models import JournalRestoration
from pingyi.rules.journal.checkpoint import Checkpoint
from pingyi.rules.journal.note import verifier_key
from pingyi.rules.journal.restoration import Restoration, next_name, sign_restoration
from pingyi.rules.journal.tree import EMPTY_ROOT
from pingyi.rules.journal.vocabulary.journal import JournalRestored
from pingyi.rules.mandate import Actor


def take_over(*, lost: str | None, reason: str, actor: Actor, at: datetime) -> Restoration:
    """Let this database take the place of the one whose newest head was `lost`, and say so.

    `lost` is the newest signed checkpoint that anybody has: a keeper's, where the one beside the key is gone too; None
    when nobody has a newer one than the database itself. Raises KeyMissing, OtherKey, OutOfStep.
    """
    restoration = _restore(lost, reason, actor, at)
    last = queries.latest_checkpoint()
    custody.forget()  # after the commit: until then the head that was lost is the last word
    if last:
        custody.keep_head(last.note)
    return restoration


@transaction.atomic(durable=True)
def _restore(lost: str | None, reason: str, actor: Actor, at: datetime) -> Restoration:
    wait_for_turn()
    last = queries.latest_checkpoint()
    heads = [soundness.kept_head(note) for note in (lost, custody.head(), last.note if last else None) if note]
    if not heads:
        raise OutOfStep("Nothing of this journal was ever signed: there is nothing to take over.")
    if len({queries.origin(), *(head.origin for head in heads)}) > 1:
        raise OutOfStep("The backup was made before the journal went on from an earlier one. Use one made after that.")
    newest = max(heads, key=lambda head: head.size)
    kept = Checkpoint(newest.origin, last.size if last else 0, last.root if last else EMPTY_ROOT)
    name = next_name(settings.JOURNAL_ORIGIN, newest.origin)
    restoration = Restoration(newest, kept, verifier_key(name, key.read()))
    JournalRestoration.objects.create(note=sign_restoration(restoration, key.read()), name=name, at=at)
    restored = JournalRestored(from_=newest.origin, signed=newest.size, root=newest.root, kept=kept.size, reason=reason)
    append(restored, actor=actor, at=at)
    return restoration
