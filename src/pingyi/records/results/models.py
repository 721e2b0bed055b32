"""Append-only: a reckoning is never edited, only followed by another; a ruling is never taken back.

A disqualification is taken back by another decision, not by erasing it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reckoning(models.Model):
    """One computed result with exactly what it was computed from (canonical JSON)."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="reckonings")
    plan = models.CharField(max_length=64)
    inputs = models.TextField()
    result = models.TextField()
    digest = models.CharField(max_length=64, help_text="of the exact part of the result")
    reckoned_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.digest[:8]}"


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


class Disqualification(models.Model):
    """A decision of the leading group: this unit broke a prohibition and is unqualified for the year (R200).

    `notified_on` is the day on which the unit was told that it may be heard, `hearing` how it was.
    """

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="disqualifications")
    unit = models.CharField(max_length=64)
    number = models.CharField(max_length=60)
    prohibition = models.CharField(max_length=40)
    facts = models.TextField()
    notified_on = models.DateField()
    hearing = models.TextField()
    decided_on = models.DateField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="disqualification_number"),
            models.CheckConstraint(
                condition=~models.Q(number="") & ~models.Q(facts="") & ~models.Q(hearing=""),
                name="a_disqualification_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_on__gt=models.F("notified_on")), name="a_disqualification_is_heard_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.number}"


class Revocation(models.Model):
    """The later decision that takes a disqualification back, and why; the same row is never used again."""

    disqualification = models.OneToOneField(Disqualification, models.PROTECT, related_name="revocation")
    number = models.CharField(max_length=60)
    reason = models.TextField()
    decided_on = models.DateField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(number="") & ~models.Q(reason=""), name="a_revocation_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.disqualification_id} {self.number}"


class ObjectionGround(models.TextChoices):
    """What a unit may object to (A2-26)."""

    ARITHMETIC = "arithmetic", _("the arithmetic")
    EVIDENCE = "evidence", _("the evidence behind a mark")


class Objection(models.Model):
    """A unit's objection to the approved, not yet published result: to its arithmetic or evidence, nothing else."""

    reckoning = models.ForeignKey(Reckoning, models.PROTECT, related_name="objections")
    unit = models.CharField(max_length=64)
    ground = models.CharField(max_length=16, choices=ObjectionGround.choices)
    text = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="an_objection_says_why")]

    def __str__(self) -> str:
        return f"{self.reckoning_id} {self.unit}"


class Answer(models.Model):
    """The written answer to an objection; one that is upheld means that the result is computed anew."""

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="answer")
    upheld = models.BooleanField()
    text = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="an_answer_says_why")]

    def __str__(self) -> str:
        return f"{self.objection_id} {'upheld' if self.upheld else 'not upheld'}"


class Release(models.Model):
    """The publication of an approved reckoning."""

    reckoning = models.OneToOneField(Reckoning, models.PROTECT, related_name="release")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reckoning_id} {self.at:%Y-%m-%d}"
