"""What is hidden in a statement: proposed whole, version by version, each agreed or refused by a second person.

The text as others may read it stands here, so that whatever serves them never reads the original.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Masking(models.Model):
    """All places hidden in one statement of an opinion; append-only. `leaf`: of the original in the tree of its hour.

    `spans`: lists of start, end, finding. `handler`: the number of whoever proposed it, as text.
    """

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="+")
    opinion = models.CharField(max_length=9, help_text="its number")
    statement = models.PositiveSmallIntegerField(help_text="its number in the conversation")
    version = models.PositiveSmallIntegerField()
    leaf = models.BinaryField(max_length=32)
    spans = models.JSONField()
    text = models.TextField(help_text="with everything hidden")
    lost = ArrayField(models.CharField(max_length=2), help_text="what of the original is not found any more")
    reason = models.TextField()
    handler = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["opinion", "statement", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "opinion", "statement", "version"], name="a_masking_follows_another"
            )
        ]

    def __str__(self) -> str:
        return f"{self.opinion} {self.statement} {self.version}"


class Countersign(models.Model):
    """What the second person decided about a masking; append-only."""

    masking = models.OneToOneField(Masking, models.PROTECT, related_name="countersign")
    agreed = models.BooleanField()
    reason = models.TextField(blank=True)
    handler = models.CharField(max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.masking_id} {self.agreed}"
