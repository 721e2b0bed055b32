"""Rows of registers as they stand now, and every version of them; what a version says never changes."""

from django.db import models
from django.db.models import Q


class RegisterRow(models.Model):
    """One row as it stands. `register` and the columns of `values` are codes of the campaign's plan.

    `unit` is "" for the organiser's own. `words` is what of it is searched, `key` what must be different in every row.
    """

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="register_rows")
    register = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    unit = models.CharField(max_length=64, blank=True)
    values = models.JSONField()
    signatures = models.JSONField(default=dict)
    """Column → who signed this version there: reference, name and day."""
    day = models.DateField(null=True)
    words = models.TextField()
    key = models.CharField(max_length=64, null=True)
    version = models.PositiveSmallIntegerField(default=1)
    written_by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        db_table = "registers_row"
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "register", "number"], name="register_row_number"),
            models.UniqueConstraint(
                fields=["campaign", "register", "key"], condition=Q(withdrawn=False), name="register_row_unique"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "register", "-number"], name="register_rows_newest")]

    def __str__(self) -> str:
        return f"{self.register} {self.number}"


class RegisterRowVersion(models.Model):
    """What a row held from this moment on, who wrote that and why."""

    row = models.ForeignKey(RegisterRow, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    verb = models.CharField(max_length=10)
    values = models.JSONField()
    digest = models.CharField(max_length=64)
    column = models.CharField(max_length=40, blank=True)
    """The column that was signed."""
    reason = models.TextField(blank=True)
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "registers_version"
        ordering = ["row_id", "number"]
        constraints = [models.UniqueConstraint(fields=["row", "number"], name="register_row_version")]

    def __str__(self) -> str:
        return f"{self.row_id} v{self.number}"
