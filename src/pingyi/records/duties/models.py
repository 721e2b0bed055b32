"""Duties and their moves. A duty is owed by a unit, or by a body of the plan such as the office itself."""

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Duty(models.Model):
    """One task owed by one unit (or body) by the end of one day. `table` names the rules.lifecycle table it follows."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="duties")
    task = models.CharField(max_length=40)
    phase = models.CharField(max_length=40)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="duties")
    body = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=120, blank=True)
    """What called for it, spelled as a `Subject`, where one task may be owed several times: a row of a register."""
    matter = models.CharField(max_length=200, blank=True)
    """What of the task it is then, in the words of whoever called for it."""
    table = models.CharField(max_length=16)
    state = models.CharField(max_length=20)
    due_on = models.DateField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    late = models.BooleanField(default=False)
    """Of the first submission: a paper returned for completeness does not become late by being returned."""
    missing_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    """When the clockwork noticed and told everybody concerned."""
    reminded = models.PositiveSmallIntegerField(null=True)
    """The last reminder, as days before the due day."""
    urged_on = models.DateField(null=True)
    """The last day on which the office asked for it by hand."""

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "task", "unit", "body", "origin"], nulls_distinct=False, name="duty_owed_once"
            ),
            models.CheckConstraint(
                condition=Q(unit=None) & ~Q(body="") | Q(unit__isnull=False, body=""), name="duty_has_one_owner"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "due_on"], name="duty_by_day")]

    def __str__(self) -> str:
        return f"{self.task} {self.unit_id or self.body}"


class Held(TypedDict):
    """What a duty is read with by whoever acts on it: phases of its unit's plans not in force, and its last move."""

    open_plans: list[str]
    moved_at: datetime | None


if TYPE_CHECKING:
    HeldDuty: TypeAlias = WithAnnotations[Duty, Held]


class DutyMove(models.Model):
    """One step of a duty: what was done, by whom, with what words and papers. Nobody when a record fulfilled it."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="moves")
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    reference = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "duties_move"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.verb}"
