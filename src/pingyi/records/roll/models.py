"""Frames, the public seed, draws. Names and addresses are kept apart, so that they can be erased (E-P P8)."""

from django.db import models


class Frame(models.Model):
    """The sampling frame of one unit; a newer one supersedes it until the draw."""

    campaign_id = models.CharField(max_length=64)
    unit = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, help_text="when its members' names and addresses were erased")

    class Meta:
        ordering = ["unit", "pk"]
        indexes = [models.Index(fields=["campaign_id", "unit"])]

    def __str__(self) -> str:
        return f"{self.unit} {self.fingerprint[:8]}"


class FrameMember(models.Model):
    """Somebody who could be asked, by an opaque reference."""

    frame = models.ForeignKey(Frame, models.PROTECT, related_name="members")
    ref = models.CharField(max_length=64)
    stratum = models.CharField(max_length=64)
    turn = models.PositiveIntegerField(null=True, help_text="place in the draw of its stratum, from 1")
    drawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["stratum", "turn", "ref"]
        constraints = [models.UniqueConstraint(fields=["frame", "ref"], name="one_ref_per_frame")]

    def __str__(self) -> str:
        return self.ref


class Contact(models.Model):
    """How to reach a member; erased when the term is over."""

    member = models.OneToOneField(FrameMember, models.CASCADE, primary_key=True, related_name="contact")
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"contact of {self.member_id}"


class Seed(models.Model):
    """The public seed: its source is named first, its value comes later, and neither is anybody's choice."""

    campaign_id = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=300)
    named_at = models.DateTimeField()
    known_at = models.DateTimeField(null=True, help_text="when the value becomes public; every frame is older")
    value = models.CharField(max_length=200, blank=True)
    drawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.source
