"""How an opinion was sorted: version by version, the newest holds; the opinion itself stands in another room."""

from django.db import models

from pingyi.rules.sorting import Disposition


class Sorting(models.Model):
    """One decision about an opinion; append-only. `proposed_…`: what the machine had proposed, if anything."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="+")
    opinion = models.CharField(max_length=9, help_text="its number")
    version = models.PositiveSmallIntegerField()
    content = models.CharField(max_length=64, help_text="code of a point of the plan's contents")
    priority = models.CharField(max_length=64, blank=True, help_text="a term of the plan's priorities")
    outcome = models.CharField(max_length=64, blank=True, help_text="a term of the plan's outcome dimensions")
    disposition = models.CharField(max_length=32, choices=[(each, each) for each in Disposition])
    into = models.CharField(max_length=9, blank=True, help_text="number of the opinion that takes it in")
    reason = models.TextField(blank=True)
    proposed_content = models.CharField(max_length=64, blank=True)
    proposed_outcome = models.CharField(max_length=64, blank=True)
    handler = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["opinion", "version"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "opinion", "version"], name="a_sorting_follows_another")
        ]

    def __str__(self) -> str:
        return f"{self.opinion} {self.version}"
