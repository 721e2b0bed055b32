"""Minutes and the signatures under them; both append-only, so an act is complete when every party has signed."""

from django.db import models


class Act(models.Model):
    """One joint act: its kind, the exact content that is signed, and the parties whose signatures it needs."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=32)
    content = models.TextField(help_text="canonical JSON")
    digest = models.CharField(max_length=64)
    parties = models.JSONField(help_text="roles, in order")
    drawn_up_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"


class Signature(models.Model):
    """One party's signature; nobody signs for two parties."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=32)
    signer = models.CharField(max_length=64, help_text="reference of the person")
    name = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["act", "party"], name="a_party_signs_once"),
            models.UniqueConstraint(fields=["act", "signer"], name="nobody_signs_for_two"),
        ]

    def __str__(self) -> str:
        return f"{self.act_id} {self.party}"
