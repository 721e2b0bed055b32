"""A clue is a stub beside something sealed, which is erased once the discipline body has it; and its steps."""

from django.db import models

from pingyi.rules.lifecycle import ClueState


class Clue(models.Model):
    """One sealed report. `sealed`: as the raiser's browser sealed it; `layer`: without the outer layer.

    Both are emptied when the discipline body confirms that it has them (domain C4.2): only this row is changed, and
    what was sealed is proved by its digest in the tree of its hour.
    """

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="+")
    number = models.CharField(max_length=9, help_text="of the opinion that is its stub")
    hour = models.CharField(max_length=13)
    state = models.CharField(max_length=16, default=ClueState.LEFT)
    slip = models.PositiveIntegerField(null=True, help_text="number of the slip with which it was handed over first")
    sealed = models.TextField(help_text="armored age file")
    layer = models.TextField(blank=True, help_text="armored age file")

    class Meta:
        ordering = ["hour", "number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="a_clue_has_its_own_stub"),
            models.UniqueConstraint(fields=["campaign", "slip"], name="a_slip_is_of_one_clue"),
        ]

    def __str__(self) -> str:
        return self.number


class ClueStep(models.Model):
    """Who took a step, when, and what the raiser was told; append-only. `by` is None for the raiser's own."""

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=16)
    by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.clue_id} {self.verb}"
