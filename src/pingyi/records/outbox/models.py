"""Notices and their receipts; both only grow."""

from django.db import models


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
