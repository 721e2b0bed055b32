"""A request and its steps. It knows the opinion by its number, and of the vault nothing."""

from django.db import models

from pingyi.rules.lifecycle import UnsealingState


class Unsealing(models.Model):
    """One request. `quiet`: why the raiser is not told, where that would endanger the check; "" where they are."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="+")
    opinion = models.CharField(max_length=9, help_text="its number")
    quiet = models.TextField(blank=True)
    state = models.CharField(max_length=16, default=UnsealingState.ASKED)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["campaign", "opinion"], name="unsealings_of_an_opinion")]

    def __str__(self) -> str:
        return f"{self.opinion} {self.state}"


class UnsealingStep(models.Model):
    """Who took a step, when and why; append-only, and committed to in the tree of its hour."""

    unsealing = models.ForeignKey(Unsealing, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=16)
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.unsealing_id} {self.verb}"
