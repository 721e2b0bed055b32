"""What the journal keeps. PostgreSQL refuses to change any of it but the waiting list (see the first migration)."""

from django.db import models


class JournalEntry(models.Model):
    """One action. `leaf` is what is published, byte for byte; `actor` and its salt never are.

    Nor is a `subject` that has a salt. `held_until`: when the leaf may enter the tree, None at once.
    """

    kind = models.CharField(max_length=100)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    actor_salt = models.BinaryField(max_length=32)
    subject = models.CharField(max_length=200)
    subject_salt = models.BinaryField(max_length=32, null=True)
    held_until = models.DateTimeField(null=True)
    leaf = models.BinaryField()

    class Meta:
        db_table = "journal_entry"
        indexes = [
            models.Index(fields=["actor"], name="journal_entry_actor"),
            models.Index(fields=["subject"], name="journal_entry_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class JournalBody(models.Model):
    """The private part of an entry in canonical bytes; it goes only when an entry of kind `journal:shred:1` says so."""

    entry = models.OneToOneField(JournalEntry, models.PROTECT, primary_key=True, related_name="body")
    salt = models.BinaryField(max_length=32)
    body = models.BinaryField()

    class Meta:
        db_table = "journal_body"

    def __str__(self) -> str:
        return f"private part of {self.entry_id}"


class JournalApart(models.Model):
    """The public part of an entry in canonical bytes, where it is too long for a leaf, which holds its digest."""

    entry = models.OneToOneField(JournalEntry, models.PROTECT, primary_key=True, related_name="apart")
    digest = models.CharField(max_length=64, db_index=True)
    body = models.BinaryField()

    class Meta:
        db_table = "journal_apart"

    def __str__(self) -> str:
        return f"public part of {self.entry_id}"


class JournalPending(models.Model):
    """Entries without a place in the tree yet; a trigger puts every new entry here, integration takes it out."""

    entry = models.OneToOneField(JournalEntry, models.PROTECT, primary_key=True, related_name="pending")

    class Meta:
        db_table = "journal_pending"

    def __str__(self) -> str:
        return f"{self.entry_id} waits"


class JournalLeaf(models.Model):
    """The place of an entry in the tree, for ever."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="place")
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "journal_leaf"

    def __str__(self) -> str:
        return f"entry {self.index}"


class JournalNode(models.Model):
    """Root of a full tile of the level below: hash `index` of tile level `level` ≥ 1."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "journal_node"
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="journal_node_place")]

    def __str__(self) -> str:
        return f"node {self.level}/{self.index}"


class JournalCheckpoint(models.Model):
    """A signed tree head, and the verifier key that opens it."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    key = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        db_table = "journal_checkpoint"

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"


class JournalRestoration(models.Model):
    """The journal went on from a backup under this name; the note, signed under the former one, tells the gap."""

    name = models.CharField(max_length=300, unique=True)
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "journal_restoration"

    def __str__(self) -> str:
        return self.name
