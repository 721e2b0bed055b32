"""One campaign a year: its plan, approval, decisions, openings, extensions of phases. All but its state only grows."""

from django.db import models
from django.db.models import Q

from pingyi.records.campaign.topics import Topic
from pingyi.rules.lifecycle.campaign import ARCHIVED, DRAFT


class Campaign(models.Model):
    """One year's appraisal. Archived ones stay; beside them there is at most one."""

    code = models.CharField(max_length=64, primary_key=True)
    state = models.CharField(max_length=40, default=DRAFT)
    """Of `rules.lifecycle.campaign`: while it runs, the code of the open phase."""
    created_by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=~Q(state=ARCHIVED), name="one_campaign_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.code


class PlanVersion(models.Model):
    """A plan as it was handed in. `year` replaces the year written in `text`."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    year = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    created_by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "campaign_plan_version"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="plan_version_number")]

    def __str__(self) -> str:
        return f"{self.campaign_id} v{self.number}"


class PlanApproval(models.Model):
    """The leader's signature under one version (R11)."""

    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="approval")
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "campaign_plan_approval"

    def __str__(self) -> str:
        return f"{self.version_id} approved {self.at:%Y-%m-%d}"


class Decision(models.Model):
    """A decision of the leading group, by the number on its minutes."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="decisions")
    number = models.CharField(max_length=60)
    topic = models.CharField(max_length=16, choices=Topic)
    phase = models.CharField(max_length=40)
    text = models.TextField()
    recorded_by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="decision_number")]

    def __str__(self) -> str:
        return self.number


class PhaseOpening(models.Model):
    """A phase was opened: by its checklist, or past it on a decision."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="openings")
    phase = models.CharField(max_length=40)
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="opening")

    class Meta:
        db_table = "campaign_phase_opening"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "phase"], name="phase_opens_once")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.phase}"


class PhaseExtension(models.Model):
    """A phase was given a later last day, on a decision."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="extensions")
    phase = models.CharField(max_length=40)
    ends = models.DateField()
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="extension")

    class Meta:
        db_table = "campaign_phase_extension"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.phase} to {self.ends}"


class RecordedYear(models.Model):
    """A year's holidays that were published after the plan was signed, from the document named; the newest counts."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="recorded_years")
    year = models.PositiveSmallIntegerField()
    off = models.TextField()
    """Days off from Monday to Friday, as ISO dates with a blank between."""
    worked = models.TextField(blank=True)
    """Saturdays and Sundays that are worked."""
    source = models.CharField(max_length=200)
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "campaign_recorded_year"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.year}"


class Turn(models.Model):
    """Whose turn it is in a campaign is settled by this row's lock; `at` is the moment of the act before."""

    scope = models.CharField(primary_key=True, max_length=140)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.scope} {self.at:%Y-%m-%d}"
