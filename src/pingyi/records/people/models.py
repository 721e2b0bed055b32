"""What people declared, in order; append-only. The last declaration of a person holds."""

from django.db import models


class Declaration(models.Model):
    """A person's word, once for all appraised units: with which of them they have to do, and how (R195)."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="declarations")
    account = models.ForeignKey("organisation.Account", models.PROTECT, related_name="declarations")
    units = models.JSONField()
    facts = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["campaign", "account", "-id"], name="declaration_newest")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.at:%Y-%m-%d}"
