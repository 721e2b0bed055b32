"""Writing drafts: begin one, save its next version. Nothing is ever overwritten."""

from datetime import datetime

from django.db import transaction

from pingyi.records.drafts.errors import DraftChanged, DraftSame, DraftTooLong
from pingyi.records.drafts.models import Draft, DraftVersion
from pingyi.records.journal.actions import append
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.journal.vocabulary.drafts import DraftBegun, DraftSaved
from pingyi.rules.mandate import Actor, PhaseState, Power, check
from pingyi.rules.rulebook.parsing import LARGEST


@transaction.atomic
def begin_draft(name: str, text: str, *, actor: Actor, at: datetime) -> int:
    """Begin a draft from the text of a plan; answers its number. Raises DraftTooLong."""
    check(actor, Power.CAMPAIGN_CREATE, phase=PhaseState.BEFORE)
    draft = Draft.objects.create(name=name, by_id=int(actor.ref), at=at)
    digest = _add(draft, 1, text, "", actor, at)
    append(DraftBegun(about=draft.pk, text=digest), actor=actor, at=at)
    return draft.pk


@transaction.atomic
def save_draft(draft: Draft, text: str, *, change: str, seen: int, actor: Actor, at: datetime) -> int:
    """Save the next version of a draft of which version `seen` was the newest; answers its number.

    Raises DraftChanged, DraftSame, DraftTooLong.
    """
    check(actor, Power.CAMPAIGN_CREATE, phase=PhaseState.BEFORE)
    newest = Draft.objects.select_for_update().get(pk=draft.pk).versions.latest("number")
    if newest.number != seen:
        raise DraftChanged
    if newest.text == text:
        raise DraftSame
    digest = _add(draft, seen + 1, text, change, actor, at)
    append(DraftSaved(about=draft.pk, text=digest, version=seen + 1), actor=actor, at=at)
    return seen + 1


def _add(draft: Draft, number: int, text: str, change: str, actor: Actor, at: datetime) -> str:
    data = text.encode()
    if len(data) > LARGEST:
        raise DraftTooLong
    DraftVersion.objects.create(draft=draft, number=number, text=text, change=change[:200], by_id=int(actor.ref), at=at)
    return sha256_hex(data)
