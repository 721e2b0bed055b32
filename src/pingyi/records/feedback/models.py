"""Packages for units, what each passage comes from, meetings and signatures; nothing here is ever changed.

How far a package is follows from what hangs on it: a meeting, the unit's signature, the office's.
"""

from django.db import models


class Package(models.Model):
    """What one unit is to read, as it was frozen. `content`: the file, whose SHA-256 is `digest`."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="+")
    unit = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "number"]
        constraints = [models.UniqueConstraint(fields=["campaign", "unit", "number"], name="a_package_follows_another")]

    def __str__(self) -> str:
        return f"{self.unit} {self.number}"


class Origin(models.Model):
    """What a passage comes from: a statement of an opinion under the mask of this version. Not for the unit.

    `leaf`: of the original in the tree of its hour.
    """

    package = models.ForeignKey(Package, models.PROTECT, related_name="origins")
    passage = models.PositiveSmallIntegerField()
    opinion = models.CharField(max_length=9, help_text="its number")
    statement = models.PositiveSmallIntegerField(help_text="its number in the conversation")
    version = models.PositiveSmallIntegerField(help_text="of its masking")
    leaf = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["package", "passage"]
        constraints = [models.UniqueConstraint(fields=["package", "passage"], name="a_passage_has_one_origin")]

    def __str__(self) -> str:
        return f"{self.package_id} {self.passage}"


class Meeting(models.Model):
    """What was recorded of a meeting; a later version corrects an earlier one, until somebody has signed."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="meetings")
    version = models.PositiveSmallIntegerField()
    record = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["package", "version"]
        constraints = [models.UniqueConstraint(fields=["package", "version"], name="a_record_follows_another")]

    def __str__(self) -> str:
        return f"{self.package_id} {self.version}"


class Signature(models.Model):
    """One side's signature under package and record together."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["package", "party"], name="each_side_signs_once")]

    def __str__(self) -> str:
        return f"{self.package_id} {self.party}"
