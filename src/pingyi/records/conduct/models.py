"""A possible violation as it stands, and its steps, which only grow: each commits to all before it."""

from django.db import models

from pingyi.rules.conduct import Origin
from pingyi.rules.lifecycle import ViolationState


class Violation(models.Model):
    """Against one prohibition, by a person, a unit or both. `accused`: whom the reporter wrote of.

    `reporter` is shown to the discipline body alone; none where it came with a receipt code, and then `opinion` is the
    number of what it was about, and `implicated` the units it was about. `due`: by when the next step has to be taken,
    if a clock runs.
    """

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="+")
    number = models.CharField(max_length=16)
    prohibition = models.CharField(max_length=40)
    origin = models.CharField(max_length=16, choices=[(each, each) for each in Origin])
    accused = models.CharField(max_length=200, blank=True)
    facts = models.TextField()
    unit = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    reporter = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    opinion = models.CharField(max_length=9, blank=True, help_text="number of an opinion")
    implicated = models.JSONField(default=list, help_text="codes of units, sorted")
    reported_on = models.DateField()
    state = models.CharField(
        max_length=24, default=ViolationState.REPORTED, choices=[(each, each) for each in ViolationState]
    )
    due = models.DateField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="a_violation_has_its_own_number")]

    def __str__(self) -> str:
        return self.number


class ViolationStep(models.Model):
    """Who took a step, and what was written at it; append-only. `digest`: of this step and the one before."""

    violation = models.ForeignKey(Violation, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=24)
    by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    document = models.CharField(max_length=100, blank=True)
    body = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.violation_id} {self.verb}"
