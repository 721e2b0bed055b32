"""Laying an act before its parties, and signing it: one way for every act.

Everything happens within the campaign's turn, so that whatever is read still holds when it is signed.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.records.acts import commitments, queries
from pingyi.records.acts.act import Approval, Approved, JointAct, Signed
from pingyi.records.acts.errors import ContentChanged, DoneAlready, NoSuchAct, NotAParty, SignedAlready
from pingyi.records.acts.models import Act, Signature
from pingyi.records.acts.queries import ActView, SignatureView
from pingyi.records.campaign.actions.turn import turn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import actions as journal
from pingyi.rules.acts.kind import Kind
from pingyi.rules.encoding import canonical, sha256_hex
from pingyi.rules.journal.vocabulary.acts import ActDrawnUp, ActSigned
from pingyi.rules.mandate import ROLE_NAMES, Actor, PhaseState, Role, check


@transaction.atomic
def lay(act: JointAct, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> ActView:
    """Lay an act before its parties, as things stand now. Raises DoneAlready, and what the act itself refuses."""
    campaign, moment = turn(campaign, at=at)
    moment = act.hold(campaign, moment)
    act.ready(campaign, at)
    content = act.content(campaign)
    return draw_up(act.kind, content, campaign_id=campaign.code, actor=actor, at=moment, phase=campaign.phase)


@transaction.atomic
def sign(act: JointAct, *, campaign: CurrentCampaign, digest: str, actor: Actor, at: datetime) -> ActView:
    """One party's signature under what it was shown (`digest`); the last one does what all have signed.

    Raises NoSuchAct, RowsAltered, DoneAlready, Outdated, ContentChanged, SignedAlready, NotAParty.
    """
    campaign, at = turn(campaign, at=at)
    at = act.hold(campaign, at)
    laid = act.laid(campaign)
    if laid is None:
        raise NoSuchAct
    commitments.ensure(laid)
    if laid.complete:
        raise DoneAlready
    act.ensure_true(campaign, laid)
    view = put_signature(
        act.kind, campaign_id=campaign.code, pk=laid.pk, digest=digest, actor=actor, at=at, phase=campaign.phase
    )
    if view.complete:
        act.done(Signed(view, campaign, actor, at))
    return view


@transaction.atomic
def approve(
    approval: Approval[Approved], *, campaign: CurrentCampaign, digest: str, actor: Actor, at: datetime
) -> Approved:
    """The one party's signature under what it was shown, which approves it. Raises what the approval refuses."""
    campaign, at = turn(campaign, at=at)
    return approval.done(campaign, digest, actor, at)


def ensure_open(kind: Kind, *, campaign_id: str) -> None:
    """Refuse to begin an act that all its parties have signed. Raises DoneAlready."""
    if not kind.again and queries.done(campaign_id, kind.code):
        raise DoneAlready


@transaction.atomic
def draw_up(
    kind: Kind, content: Mapping[str, Any], *, campaign_id: str, actor: Actor, at: datetime, phase: PhaseState
) -> ActView:
    """Write down, within the campaign's turn, what lies before the parties; it replaces an older one not all signed.

    What lies before them already is not laid again. Raises DoneAlready.
    """
    check(actor, kind.lays, phase=phase)
    data, parties = canonical(content), tuple(str(party) for party in kind.parties)
    before = queries.newest(campaign_id, kind.code) if kind.again else queries.latest(campaign_id, kind.code)
    if before and before.complete and not kind.again:
        raise DoneAlready
    if before and not before.complete and (before.digest, before.parties) == (sha256_hex(data), parties):
        return before
    row = Act.objects.create(
        campaign_id=campaign_id,
        kind=kind.code,
        content=data.decode(),
        digest=sha256_hex(data),
        parties=list(parties),
        drawn_up_at=at,
    )
    drawn_up = ActDrawnUp(about=row.pk, kind=row.kind, digest=row.digest, parties=row.parties)
    journal.append(drawn_up, actor=actor, at=at)
    return queries.act(row.pk)


@transaction.atomic
def put_signature(
    kind: Kind, *, campaign_id: str, pk: int, digest: str, actor: Actor, at: datetime, phase: PhaseState
) -> ActView:
    """One party's signature, within the campaign's turn, under exactly what it was shown.

    Raises NoSuchAct, ContentChanged, SignedAlready, NotAParty.
    """
    check(actor, kind.signs, phase=phase)
    view = queries.newest(campaign_id, kind.code)
    if view is None:
        raise NoSuchAct
    if (view.pk, view.digest) != (pk, digest):
        raise ContentChanged
    if any(signature.signer == actor.ref for signature in view.signatures):
        raise SignedAlready
    party = next((party for party in view.missing if actor.holds(Role(party))), None)
    if party is None:
        raise NotAParty(parties=tuple(ROLE_NAMES[Role(each)] for each in view.missing))
    given = SignatureView(party, actor.ref, actor.name, at)
    Signature.objects.create(act_id=pk, **asdict(given))
    signed = ActSigned(about=pk, kind=view.kind, digest=digest, party=party, name=actor.name)
    journal.append(signed, actor=actor, at=at)
    return replace(view, signatures=(*view.signatures, given))
