"""Drawing up minutes and signing them. Which power an act needs is the ceremony's to say; it is checked here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.records.acts import queries
from pingyi.records.acts.errors import ContentChanged, DoneAlready, NoSuchAct, NotAParty, SignedAlready
from pingyi.records.acts.models import Act, Signature
from pingyi.records.acts.queries import ActView
from pingyi.records.campaign.actions.turn import hold
from pingyi.records.journal import actions as journal
from pingyi.rules.encoding import canonical, sha256_hex
from pingyi.rules.journal.vocabulary.acts import ActDrawnUp, ActSigned
from pingyi.rules.mandate import ROLE_NAMES, Actor, PhaseState, Power, Role, check


@transaction.atomic
def draw_up(
    *,
    kind: str,
    content: Mapping[str, Any],
    parties: Sequence[Role],
    campaign: str,
    power: Power,
    actor: Actor,
    at: datetime,
    phase: PhaseState,
    again: bool = False,
) -> ActView:
    """Lay an act before its parties; newer minutes of the same kind take the place of incomplete older ones.

    What lies before them already is not laid again. `again`: the act may be done once more although all have signed.
    Raises DoneAlready.
    """
    check(actor, power, phase=phase)
    at = hold(campaign, at=at)
    data = canonical(content)
    before = queries.newest(campaign, kind) if again else queries.latest(campaign, kind)
    if before and before.complete and not again:
        raise DoneAlready
    if before and not before.complete and (before.digest, before.parties) == (sha256_hex(data), tuple(parties)):
        return before
    row = Act.objects.create(
        campaign=campaign,
        kind=kind,
        content=data.decode(),
        digest=sha256_hex(data),
        parties=[str(party) for party in parties],
        drawn_up_at=at,
    )
    drawn_up = ActDrawnUp(about=row.pk, kind=kind, digest=row.digest, parties=row.parties)
    journal.append(drawn_up, actor=actor, at=at)
    return queries.act(row.pk)


@transaction.atomic
def sign(*, pk: int, digest: str, power: Power, actor: Actor, at: datetime, phase: PhaseState) -> ActView:
    """One party's signature under exactly what it was shown (`digest`).

    Raises NoSuchAct, ContentChanged, SignedAlready, NotAParty.
    """
    check(actor, power, phase=phase)
    row = Act.objects.filter(pk=pk).only("campaign", "kind").first()
    if row is None:
        raise NoSuchAct
    at = hold(row.campaign, at=at)
    view = queries.newest(row.campaign, row.kind)
    if view is None or (view.pk, view.digest) != (pk, digest):
        raise ContentChanged
    if any(signature.signer == actor.ref for signature in view.signatures):
        raise SignedAlready
    party = next((party for party in view.missing if actor.holds(Role(party))), None)
    if party is None:
        raise NotAParty(parties=tuple(ROLE_NAMES[Role(each)] for each in view.missing))
    Signature.objects.create(act_id=pk, party=party, signer=actor.ref, name=actor.name, at=at)
    signed = ActSigned(about=pk, kind=view.kind, digest=digest, party=party, name=actor.name)
    journal.append(signed, actor=actor, at=at)
    return queries.act(pk)
