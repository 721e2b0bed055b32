"""A draft of a plan, and its versions, which only grow."""

from django.db import models


class Draft(models.Model):
    """A plan that the office writes; the first of its versions is what it was begun from."""

    name = models.CharField(max_length=100)
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class DraftVersion(models.Model):
    """The whole text after one change; it may still have faults."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    change = models.CharField(max_length=200, blank=True)
    """The path of what was changed; empty for what the draft was begun from."""
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["draft", "-number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="a_draft_version_follows_another")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"
