"""An opinion is a conversation under a receipt code: statements and deeds that only grow, and a tree for every hour.

No row has a time finer than an hour before it is answered, an address, an account of a raiser, or a name. Rows are
keyed by random numbers, so that their order tells nothing.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from pingyi.rules.lifecycle import OpinionState
from pingyi.rules.voices import Kind, Side


class Opinion(models.Model):
    """One thing that somebody wants said, asked, praised or put right. `lookup`: argon2 digest of its receipt code."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    campaign_id = models.CharField(max_length=64, db_index=True)
    number = models.CharField(max_length=9)
    lookup = models.BinaryField(max_length=32, unique=True)
    kind = models.CharField(max_length=16, choices=[(each, each) for each in Kind])
    source = models.CharField(max_length=64, help_text="a term of the plan's sources of opinions")
    units = models.JSONField(help_text="codes, sorted")
    hour = models.CharField(max_length=13)
    state = models.CharField(max_length=16, default=OpinionState.WAITING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign_id", "number"], name="an_opinion_has_its_own_number")]

    def __str__(self) -> str:
        return self.number


class Statement(models.Model):
    """What one side said, as it came; append-only. Its leaf stands in the tree of its hour."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=8, choices=[(each, each) for each in Side])
    hour = models.CharField(max_length=13, db_index=True)
    text = models.TextField()
    salt = models.BinaryField(max_length=32)
    leaf = models.BinaryField(max_length=32)
    promise = models.TextField()
    pairs = ArrayField(models.CharField(max_length=2), help_text="of neighbouring signs, to be found by")

    class Meta:
        ordering = ["opinion", "number"]
        indexes = [GinIndex(fields=["pairs"], name="statements_by_pairs")]
        constraints = [models.UniqueConstraint(fields=["opinion", "number"], name="a_statement_follows_another")]

    def __str__(self) -> str:
        return f"{self.opinion_id} {self.number}"


class Exhibit(models.Model):
    """A picture or PDF beside a statement, cleaned of what tells who made it; append-only. The bytes lie in the store
    of files, under their digest. `added`: not by whoever made the statement, whose leaf knows nothing of it, but by
    whoever took it down: the scan of a letter.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="exhibits")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    added = models.BooleanField()

    class Meta:
        ordering = ["statement", "number"]
        constraints = [models.UniqueConstraint(fields=["statement", "number"], name="an_exhibit_follows_another")]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.number}"


class Deed(models.Model):
    """What somebody of the office did with an opinion; append-only. `handler` is that person's number as text."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="deeds")
    verb = models.CharField(max_length=16)
    handler = models.CharField(max_length=40)
    at = models.DateTimeField()
    hour = models.CharField(max_length=13, db_index=True)
    salt = models.BinaryField(max_length=32)
    leaf = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.opinion_id} {self.verb}"


class Batch(models.Model):
    """The tree of one hour: its leaf hashes in their order; append-only."""

    campaign_id = models.CharField(max_length=64)
    hour = models.CharField(max_length=13)
    leaves = models.BinaryField()

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["campaign_id", "hour"]
        constraints = [models.UniqueConstraint(fields=["campaign_id", "hour"], name="one_batch_an_hour")]

    def __str__(self) -> str:
        return self.hour


class Miss(models.Model):
    """A code was looked up that is none: the work that was spent on it, and the hour; deleted after a day."""

    token = models.BinaryField(primary_key=True, max_length=32)
    campaign_id = models.CharField(max_length=64)
    hour = models.CharField(max_length=13, db_index=True)

    class Meta:
        verbose_name_plural = "misses"

    def __str__(self) -> str:
        return self.hour


class Note(models.Model):
    """What somebody who takes words down has typed and not kept yet: one for each of them."""

    campaign_id = models.CharField(max_length=64)
    handler = models.CharField(max_length=40)
    hour = models.CharField(max_length=13)
    typed = models.JSONField(help_text="the fields of the form")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign_id", "handler"], name="one_note_each")]

    def __str__(self) -> str:
        return self.handler
