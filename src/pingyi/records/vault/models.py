"""Custodians' public keys, envelopes that only their private ones open, and files sealed to a key in one; append-only.

An envelope has no time, and its reference follows from the opinion by a key that does not lie in the database: whoever
copies the database cannot tell which opinion it belongs to (Protocol vault §3).
"""

import uuid

from django.db import models

from pingyi.rules.mandate.role import CUSTODIANS


class CustodianKey(models.Model):
    """The public key of a custodian's post; the last one holds, for what is sealed from then on."""

    campaign_id = models.CharField(max_length=64)
    post = models.CharField(max_length=32, choices=[(each, each) for each in CUSTODIANS])
    recipient = models.CharField(max_length=100, unique=True)
    keeper = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.recipient


class Envelope(models.Model):
    """An identity behind `layers` layers: two as it was sealed, one once the first custodian has released it."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    campaign_id = models.CharField(max_length=64)
    reference = models.BinaryField(max_length=32, db_index=True)
    number = models.PositiveSmallIntegerField(help_text="how many there were before under this reference and layers")
    layers = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="armored age file")

    class Meta:
        ordering = ["reference", "number"]
        constraints = [
            models.UniqueConstraint(fields=["reference", "layers", "number"], name="an_envelope_follows_another")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.layers}"


class SealedFile(models.Model):
    """A file as it lay on its raiser's device, sealed there to a key that lies in an envelope (Protocol vault §7)."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    data = models.BinaryField(help_text="age file")

    class Meta:
        ordering = ["envelope__number", "number"]
        constraints = [models.UniqueConstraint(fields=["envelope", "number"], name="a_sealed_file_follows_another")]

    def __str__(self) -> str:
        return f"{self.envelope_id} {self.number}"
