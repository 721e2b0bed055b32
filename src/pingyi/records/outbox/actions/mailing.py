"""Mail about notices: enclosed with the notice, packed and sent by the clockwork, each mail exactly once.

A mail is claimed by locking its row past those that others hold, sent, and marked in one transaction. Whoever is killed
before it has sent leaves the mail as it was. Killed between sending and marking, it is sent again under the same
Message-ID, by which mail programs drop the second copy (decision 0156).
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta, tzinfo
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from pingyi.records.outbox.models import Enclosure, Mail, Preference, Receipt
from pingyi.records.outbox.queries import Outgoing, outgoing
from pingyi.records.outbox.quiet import is_quiet, is_summary_due
from pingyi.rules.mandate.role import APPRAISED

LONGEST_WAIT = 60
"""Minutes between two tries of one mail, at most."""
_ENCLOSE = """
WITH told AS (SELECT * FROM outbox_notice WHERE id = ANY(%s)),
  held AS (SELECT * FROM organisation_grant WHERE granted_at IS NOT NULL AND withdrawn_at IS NULL),
  reached AS (
    SELECT told.id, held.account_id FROM told
      JOIN held ON told.role = '' AND held.unit_id = told.unit_id AND held.role = ANY(%s)
    UNION SELECT told.id, held.account_id FROM told
      JOIN held ON held.role = told.role AND (told.unit_id IS NULL OR held.unit_id = told.unit_id)
    UNION SELECT id, account_id FROM told WHERE account_id IS NOT NULL
    UNION SELECT told.id, preference.account_id FROM told CROSS JOIN outbox_preference preference
      WHERE told.unit_id IS NULL AND told.role = '' AND told.account_id IS NULL)
INSERT INTO outbox_enclosure (notice_id, account_id)
SELECT reached.id, reached.account_id FROM reached
  JOIN outbox_preference preference
    ON preference.account_id = reached.account_id AND preference.confirmed_at IS NOT NULL
  JOIN organisation_account account ON account.id = reached.account_id AND account.is_active
"""
"""Whom a notice reaches is `access.addressed_to`, read from the other end."""

Write = Callable[[Outgoing], EmailMessage]


def enclose(notices: Iterable[int]) -> None:
    """Note who is to be mailed these new notices: whoever they are for and has confirmed an address. One statement."""
    if settings.EMAIL_HOST:
        with connection.cursor() as cursor:
            cursor.execute(_ENCLOSE, [list(notices), sorted(APPRAISED)])


@transaction.atomic
def pack(*, urgent: Collection[str], ordered: Collection[str], zone: tzinfo, at: datetime) -> int:
    """Put what waits into mails: what is urgent at once, the rest once a day when the quiet hours end.

    What was read meanwhile, or is not wanted by mail and not `ordered`, is left out. Answers how many mails were made.
    """
    now = at.astimezone(zone)
    waiting = Q(Exists(Enclosure.objects.filter(account_id=OuterRef("pk"), mail=None)))
    to_sum = Q(quiet_until__lte=now.hour) & (Q(summed_on=None) | Q(summed_on__lt=now.date()))
    people = Preference.objects.select_for_update(skip_locked=True).filter(confirmed_at__isnull=False)
    made = 0
    for person in people.filter(waiting | to_sum):
        if is_quiet(now.hour, since=person.quiet_from, until=person.quiet_until):
            continue
        wanted = _wanted(person, ordered)
        made += _pack(Mail.Kind.URGENT, [each for each in wanted if each.notice.kind in urgent], at)
        if is_summary_due(now, until=person.quiet_until, summed_on=person.summed_on):
            Preference.objects.filter(pk=person.pk).update(summed_on=now.date())
            made += _pack(Mail.Kind.SUMMARY, [each for each in wanted if each.notice.kind not in urgent], at)
    return made


def _wanted(person: Preference, ordered: Collection[str]) -> list[Enclosure]:
    """What waits for this person, without what was read or is not wanted, which is not kept."""
    own = Enclosure.objects.filter(account_id=person.pk, mail=None).select_related("notice").order_by("notice_id")
    read = Receipt.objects.filter(notice=OuterRef("notice"), account=OuterRef("account"))
    left = set(person.muted) - set(ordered)
    own.filter(Exists(read) | Q(notice__kind__in=left)).delete()
    return list(own)


def _pack(kind: Mail.Kind, enclosures: list[Enclosure], at: datetime) -> int:
    if not enclosures:
        return 0
    mail = Mail.objects.create(account_id=enclosures[0].account_id, kind=kind, made_at=at, next_at=at)
    return bool(Enclosure.objects.filter(pk__in=[each.pk for each in enclosures]).update(mail=mail))


def send(write: Write, *, at: datetime, most: int = 200) -> int:
    """Send what is due, as `write` words it; answers how many. A server that is down ends the round; all is kept."""
    if not settings.EMAIL_HOST:
        return 0
    server, sent = get_connection(), 0
    try:
        while sent < most and _send_one(server, write, at):
            sent += 1
    finally:
        server.close()
    return sent


@transaction.atomic
def _send_one(server: BaseEmailBackend, write: Write, at: datetime) -> bool:
    """Claim one mail, send it, mark it. False when there is none, or the server does not take it."""
    due = Mail.objects.filter(sent_at=None, dropped_at=None, next_at__lte=at).order_by("next_at", "pk")
    mail = due.select_for_update(skip_locked=True).first()
    if mail is None:
        return False
    letter = outgoing(mail)
    if letter is None:
        return _mark(mail, dropped_at=at)
    try:
        server.open()
        server.send_messages([write(letter)])
    except SMTPRecipientsRefused as refused:
        if all(code >= 500 for code, _answer in refused.recipients.values()):
            Preference.objects.filter(pk=mail.account_id).update(confirmed_at=None, refused_at=at)
            return _mark(mail, dropped_at=at, fault=_named(refused))
        return _later(mail, refused, at)
    except (SMTPException, OSError) as fault:
        return _later(mail, fault, at)
    return _mark(mail, sent_at=at, fault="")


def _later(mail: Mail, fault: Exception, at: datetime) -> bool:
    """It stays; every further try waits twice as long."""
    pause = timedelta(minutes=min(2**mail.tries, LONGEST_WAIT))
    _mark(mail, tries=mail.tries + 1, next_at=at + pause, fault=_named(fault))
    return False


def _mark(mail: Mail, **values: object) -> bool:
    return bool(Mail.objects.filter(pk=mail.pk).update(**values))


def _named(fault: Exception) -> str:
    """What the server or the network said, without the addresses that a refusal quotes."""
    reason = getattr(fault, "smtp_code", None) or getattr(fault, "strerror", None)
    return f"{type(fault).__name__} {reason or ''}".strip()
