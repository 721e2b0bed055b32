"""Append-only: a reckoning is never edited, only followed by another; a ruling is never taken back."""

from django.db import models


class Reckoning(models.Model):
    """One computed result with exactly what it was computed from (canonical JSON)."""

    campaign = models.CharField(max_length=64, db_index=True)
    plan = models.CharField(max_length=64)
    inputs = models.TextField()
    result = models.TextField()
    digest = models.CharField(max_length=64, help_text="of the exact part of the result")
    reckoned_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.campaign} {self.digest[:8]}"


class RulingKind(models.TextChoices):
    """What the leading group may say (R152): nothing else, and never a number."""

    APPROVED = "approved"
    RETURNED = "returned"


class Ruling(models.Model):
    """The leading group's word on one reckoning."""

    reckoning = models.OneToOneField(Reckoning, models.PROTECT, related_name="ruling")
    kind = models.CharField(max_length=16, choices=RulingKind.choices)
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=RulingKind.RETURNED) | ~models.Q(reason=""), name="a_return_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reckoning_id} {self.kind}"


class Release(models.Model):
    """The publication of an approved reckoning."""

    reckoning = models.OneToOneField(Reckoning, models.PROTECT, related_name="release")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reckoning_id} {self.at:%Y-%m-%d}"
