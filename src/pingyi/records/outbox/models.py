"""Notices and their receipts, which only grow; how each person wants to be told, and the mails that follow."""

from django.db import models
from django.db.models import Q

EVENING, MORNING = 20, 8


class Notice(models.Model):
    """What a unit, the holders of a role, one person or (none named) everybody should know. Its room words it."""

    kind = models.CharField(max_length=40)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="notices")
    role = models.CharField(max_length=32, blank=True)
    account = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=200)
    values = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["unit", "role"], name="notice_by_addressee")]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class Receipt(models.Model):
    """A person has seen a notice."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="receipts")
    account = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "account"], name="one_receipt")]

    def __str__(self) -> str:
        return f"{self.notice_id} seen {self.at:%Y-%m-%d}"


class Preference(models.Model):
    """How one person wants to be told: mail goes to `address` only since its owner confirmed it.

    From hour `quiet_from` to hour `quiet_until` of the campaign's zone nothing is mailed; then comes the day's summary.
    """

    account = models.OneToOneField("organisation.Account", models.PROTECT, related_name="+", primary_key=True)
    address = models.EmailField(blank=True)
    confirmed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    """When a mail server said that there is no such address."""
    muted = models.JSONField(default=list)
    """Codes of the kinds that are not mailed."""
    quiet_from = models.PositiveSmallIntegerField(default=EVENING)
    quiet_until = models.PositiveSmallIntegerField(default=MORNING)
    summed_on = models.DateField(null=True)
    """The day of the last summary."""
    calendar_digest = models.CharField(max_length=64, blank=True)
    """Of the token in the calendar's address; the token itself is kept nowhere."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar_digest"], condition=~Q(calendar_digest=""), name="one_calendar"),
            models.CheckConstraint(condition=Q(quiet_from__lt=24, quiet_until__lt=24), name="hours_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"preference of {self.account_id}"


class Mail(models.Model):
    """One mail, to be sent exactly once: what it says follows from what is enclosed."""

    class Kind(models.TextChoices):
        """A confirmation encloses nothing and goes to an address that is not confirmed yet."""

        CONFIRMATION = "confirmation"
        URGENT = "urgent"
        SUMMARY = "summary"

    account = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    """Not tried before."""
    tries = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True)
    """Why the last try failed."""
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    """Never to be sent: the address is not the person's any more, or does not exist."""

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(sent_at=None, dropped_at=None), name="mail_to_be_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} mail {self.pk}"


class Enclosure(models.Model):
    """A notice that is to be mailed to a person; in no mail yet while `mail` is none."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+")
    account = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, related_name="enclosures")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "account"], name="enclosed_once")]
        indexes = [models.Index(fields=["account"], condition=Q(mail=None), name="enclosure_waiting")]

    def __str__(self) -> str:
        return f"{self.notice_id} for {self.account_id}"
