"""A box is one Belenios election (protocol: docs/protocol/board.md); its board is a row per tar member, append-only.

No row holds a time, an address or an account: the board's order is all that is known about a ballot's arrival.
"""

from django.db import models


class KeySetup(models.Model):
    """One key ceremony of the trustees; the newest one that is complete gives the boxes their key."""

    campaign_id = models.CharField(max_length=64)
    group = models.CharField(max_length=32)
    threshold = models.PositiveSmallIntegerField()
    trustees = models.JSONField(help_text="codes of the bodies, in order")
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(threshold__gte=1), name="setup_threshold_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.threshold} of {len(self.trustees)}"


class SetupMessage(models.Model):
    """One message of a trustee in a key ceremony, as it was sent; append-only."""

    setup = models.ForeignKey(KeySetup, models.PROTECT, related_name="messages")
    trustee = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=16)
    body = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["setup", "trustee", "step"], name="one_message_per_step")]

    def __str__(self) -> str:
        return f"{self.setup_id}: {self.trustee} {self.step}"


class SetupObjection(models.Model):
    """Why a trustee stopped a key ceremony; append-only."""

    setup = models.ForeignKey(KeySetup, models.PROTECT, related_name="objections")
    trustee = models.PositiveSmallIntegerField()
    blamed = models.PositiveSmallIntegerField(null=True, help_text="whose message was refused")
    reason = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["setup", "trustee"], name="a_trustee_objects_once")]

    def __str__(self) -> str:
        return f"{self.setup_id}: {self.trustee}"


class Box(models.Model):
    """What a box is and will always be; append-only."""

    uuid = models.CharField(max_length=22, primary_key=True)
    campaign_id = models.CharField(max_length=64, db_index=True)
    unit = models.CharField(max_length=64)
    stratum = models.CharField(max_length=1000, help_text="of the plan, or several joined by + that share the box")
    invited = models.PositiveIntegerField(help_text="how many were drawn, so how many credentials there must be")
    setup = models.ForeignKey(KeySetup, models.PROTECT, related_name="boxes")
    election = models.TextField()
    trustees = models.TextField()
    timestamp = models.PositiveBigIntegerField(help_text="carried by every member of the board; tells nothing more")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "boxes"
        ordering = ["unit", "stratum"]
        constraints = [
            models.UniqueConstraint(fields=["campaign_id", "unit", "stratum"], name="one_box_per_cell"),
            models.CheckConstraint(condition=models.Q(closes_at__gt=models.F("opens_at")), name="box_closes_later"),
        ]

    def __str__(self) -> str:
        return self.uuid


class BoxHead(models.Model):
    """Where a box's board ends; the row that is locked while something is appended."""

    box = models.OneToOneField(Box, models.PROTECT, primary_key=True, related_name="head")
    event = models.CharField(max_length=64, blank=True)
    height = models.IntegerField(default=-1)
    type = models.CharField(max_length=24, blank=True, help_text="the last event; empty before the set-up event")
    size = models.PositiveBigIntegerField(default=0)
    ballots = models.PositiveIntegerField(default=0)
    withheld = models.BooleanField(default=False, help_text="fewer ballots than the plan's minimum: never opened")

    def __str__(self) -> str:
        return f"{self.box_id}: {self.type}"


class BoardStep(models.Model):
    """One event and its data as the bytes they take in the board's file; append-only by trigger."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="board", db_index=False)
    height = models.PositiveIntegerField()
    type = models.CharField(max_length=24)
    start = models.PositiveBigIntegerField(help_text="where these bytes start in the file")
    data = models.BinaryField()
    payload = models.CharField(max_length=64, null=True)
    credential = models.TextField(blank=True, help_text="of a ballot: the public credential, as the board shows it")

    class Meta:
        ordering = ["box", "height"]
        constraints = [
            models.UniqueConstraint(fields=["box", "height"], name="one_step_per_height"),
            models.UniqueConstraint(fields=["box", "payload"], name="nothing_twice_on_a_board"),
        ]

    def __str__(self) -> str:
        return f"{self.box_id}/{self.height} {self.type}"
