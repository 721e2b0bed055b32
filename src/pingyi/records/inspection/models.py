"""What a team did, in order; append-only. The sheet itself is a value that `queries` rebuilds from these rows."""

from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from django.db import models

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Team(models.Model):
    """The team of one unit; its head signs (R138, R142)."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="teams")
    unit = models.CharField(max_length=64)
    members = models.JSONField(help_text="person reference → name, in order")
    head = models.CharField(max_length=64)
    appointed_at = models.DateTimeField()

    class Meta:
        ordering = ["unit"]
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="one_team_per_unit")]

    def __str__(self) -> str:
        return self.unit


class Whole(TypedDict):
    """What a team is read with so that its sheet can be rebuilt: marks and settlements, in order."""

    given: list[dict[str, Any]]
    settled: list[dict[str, Any]]


if TYPE_CHECKING:
    WholeTeam: TypeAlias = WithAnnotations[Team, Whole]


class Mark(models.Model):
    """One inspector's own mark of one indicator; a later one replaces it until the discussion opens."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="marks")
    inspector = models.CharField(max_length=64)
    indicator = models.CharField(max_length=40)
    points = models.DecimalField(max_digits=7, decimal_places=3)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.team_id} {self.indicator} {self.points}"


class Discussion(models.Model):
    """The collective deliberation: who was present (R141)."""

    team = models.OneToOneField(Team, models.PROTECT, related_name="discussion")
    present = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.team_id} {self.at:%Y-%m-%d}"


class Settlement(models.Model):
    """The team's decision on one indicator, with its reason; a later one replaces it until the signature."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="settlements")
    indicator = models.CharField(max_length=40)
    points = models.DecimalField(max_digits=7, decimal_places=3)
    reason = models.TextField()
    dissent = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.team_id} {self.indicator} {self.points}"


class SheetSignature(models.Model):
    """The head's signature under sheet and report; what is signed never changes (R142, R143)."""

    team = models.OneToOneField(Team, models.PROTECT, related_name="signature")
    report = models.TextField()
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.team_id} {self.digest[:8]}"
