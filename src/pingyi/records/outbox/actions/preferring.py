"""How a person wants to be told: address, kinds, quiet hours, calendar. Each is one's own affair, and nobody else's."""

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, tzinfo

from django.conf import settings
from django.db import transaction

from pingyi.records.journal.actions import append
from pingyi.records.outbox.errors import AddressMissing, ConfirmationOver, MailMissing, OthersLink
from pingyi.records.outbox.links import read_confirmation, read_leaving
from pingyi.records.outbox.models import Enclosure, Mail, Preference
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.journal.vocabulary import outbox as entries
from pingyi.rules.mandate import Actor, PhaseState, Power, check


@transaction.atomic
def give_address(address: str, *, actor: Actor, at: datetime) -> None:
    """Where mail is to go; until its owner has followed the link sent there, none goes. "" takes the address away.

    Raises MailMissing, AddressMissing.
    """
    person = _own(actor)
    if address and not settings.EMAIL_HOST:
        raise MailMissing
    if not address and not person.address:
        raise AddressMissing
    Mail.objects.filter(account_id=person.pk, sent_at=None, dropped_at=None).update(dropped_at=at)
    Enclosure.objects.filter(account_id=person.pk, mail=None).delete()
    person.address, person.confirmed_at, person.refused_at = address, None, None
    person.save(update_fields=["address", "confirmed_at", "refused_at"])
    if address:
        Mail.objects.create(account_id=person.pk, kind=Mail.Kind.CONFIRMATION, made_at=at, next_at=at)
    append(entries.AddressGiven(about=actor.ref, address=address), actor=actor, at=at)


@transaction.atomic
def confirm_address(token: str, *, zone: tzinfo, actor: Actor, at: datetime) -> None:
    """Mail to the address arrived. Raises LinkBroken, OthersLink, ConfirmationOver."""
    account, address, until = read_confirmation(token)
    person = _own(actor)
    if account != person.pk:
        raise OthersLink
    if at >= until or address != person.address:
        raise ConfirmationOver
    if person.confirmed_at is None:
        person.confirmed_at, person.refused_at, person.summed_on = at, None, at.astimezone(zone).date()
        person.save(update_fields=["confirmed_at", "refused_at", "summed_on"])
        append(entries.AddressConfirmed(about=actor.ref), actor=actor, at=at)


@transaction.atomic
def choose(*, muted: Iterable[str], quiet_from: int, quiet_until: int, actor: Actor, at: datetime) -> None:
    """Which kinds are not to be mailed, and when nothing is."""
    person = _own(actor)
    person.muted, person.quiet_from, person.quiet_until = sorted(set(muted)), quiet_from, quiet_until
    person.save(update_fields=["muted", "quiet_from", "quiet_until"])
    chosen = entries.NoticesChosen(about=actor.ref, muted=person.muted, quiet_from=quiet_from, quiet_until=quiet_until)
    append(chosen, actor=actor, at=at)


@transaction.atomic
def leave(token: str, *, ordered: Collection[str], actor: Actor, at: datetime) -> None:
    """Whoever has the mail wants no more of what it told, but for what is `ordered`. Raises LinkBroken."""
    check(actor, Power.MAIL_LEAVE, phase=PhaseState.BEFORE)
    account, kinds = read_leaving(token)
    person = Preference.objects.select_for_update().get(pk=account)
    muted = sorted({*person.muted, *kinds} - set(ordered))
    if muted != person.muted:
        person.muted = muted
        person.save(update_fields=["muted"])
        left = entries.NoticesChosen(
            about=str(account), muted=muted, quiet_from=person.quiet_from, quiet_until=person.quiet_until
        )
        append(left, actor=actor, at=at)


@transaction.atomic
def renew_calendar(*, actor: Actor, at: datetime) -> str:
    """A new secret address for one's calendar: the answer is its token, kept nowhere; any earlier one is void."""
    return _calendar(secrets.token_urlsafe(32), actor, at)


@transaction.atomic
def end_calendar(*, actor: Actor, at: datetime) -> None:
    """No calendar any more."""
    _calendar("", actor, at)


def _calendar(token: str, actor: Actor, at: datetime) -> str:
    person = _own(actor)
    person.calendar_digest = sha256_hex(token.encode()) if token else ""
    person.save(update_fields=["calendar_digest"])
    append(entries.CalendarRenewed(about=actor.ref), actor=actor, at=at)
    return token


def _own(actor: Actor) -> Preference:
    """The person's own, made where there is none, locked."""
    check(actor, Power.ACCOUNT_USE, phase=PhaseState.BEFORE)
    Preference.objects.get_or_create(account_id=int(actor.ref))
    return Preference.objects.select_for_update().get(account_id=int(actor.ref))
