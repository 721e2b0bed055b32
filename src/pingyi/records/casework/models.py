"""A case is an opinion that is handled, known by the opinion's number; its steps only grow.

What was said stands in `voices` alone. A step of the raiser has no time finer than an hour.
"""

from django.db import models

from pingyi.rules.casework import Answers
from pingyi.rules.lifecycle import CaseState


class Case(models.Model):
    """One matter in hand. `received`: the day it came; `due`: the last day for the answer, if it is known."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="cases")
    number = models.CharField(max_length=9)
    kind = models.CharField(max_length=16, help_text="of the opinion")
    units = models.JSONField(help_text="codes of the units it is about, sorted")
    received = models.DateField()
    state = models.CharField(max_length=24, default=CaseState.NEW)
    limit = models.CharField(max_length=64, blank=True, help_text="code of the plan's time limit")
    due = models.DateField(null=True)
    body = models.CharField(max_length=64, blank=True, help_text="code of the unit that has it in hand, if any")
    protected = models.BooleanField(default=False)
    care_from = models.DateField(null=True, help_text="since when aftercare counts, by its steps")
    asked = models.PositiveSmallIntegerField(default=0, help_text="how often the raiser was asked after since then")

    class Meta:
        ordering = ["campaign", "number"]
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="one_case_for_an_opinion")]

    def __str__(self) -> str:
        return self.number


class Step(models.Model):
    """One step, append-only. `handler`: that person's number, nothing for the raiser. `body`: whom it was given to."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=24)
    handler = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    day = models.DateField(help_text="of `at`, in the campaign's zone")
    text = models.TextField(blank=True)
    body = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, help_text="the last day for the answer after this step")
    solved = models.BooleanField(null=True)
    satisfied = models.BooleanField(null=True)
    harassed = models.BooleanField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verb}"

    @property
    def answers(self) -> Answers:
        """What the raiser answered."""
        return Answers(self.solved, self.satisfied, self.harassed)
