"""A file, its versions, its withdrawal: rows that are only ever added. The bytes lie in `store`, under their digest."""

from django.db import models


class File(models.Model):
    """One thing attached to another. `about` spells that other as a `Subject`: a duty, a row of a register, a paper."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="files")
    about = models.CharField(max_length=120, db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.about}"


class Version(models.Model):
    """What was handed over at one moment. `sha256` and `size` are of the bytes kept, `original` of those that came."""

    file = models.ForeignKey(File, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    original = models.CharField(max_length=64)
    by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["file", "-number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="a_version_follows_another")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.number} {self.name}"


class Withdrawal(models.Model):
    """A file was taken back: its line and the reason stay, and nobody can open it any more."""

    file = models.OneToOneField(File, models.PROTECT, related_name="withdrawal")
    by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.file_id} {self.at}"


class Upload(models.Model):
    """A file that comes piece by piece (`staging`); it is gone when it was attached, refused, abandoned or too old."""

    key = models.CharField(max_length=32, unique=True)
    about = models.CharField(max_length=120)
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    name = models.CharField(max_length=500)
    length = models.BigIntegerField()
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} {self.name}"
