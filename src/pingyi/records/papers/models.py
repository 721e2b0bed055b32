"""Papers: what is written on, and beside it what only grows: versions, moves; deliveries say what became of them."""

from django.db import models
from django.db.models import Q


class Paper(models.Model):
    """One paper of one unit, of a body of the plan, or with both of the team that inspects the unit.

    `draft` is what is being written; what was sent is a version.
    """

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    draft = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    """Counted up with every saving: two windows never write over each other."""
    window = models.CharField(max_length=32, blank=True)
    """The window that saved last; it may save again, whatever it has heard of."""
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    """Given at the first signature and kept, whatever becomes of the paper: so no number is ever missing."""
    spelled = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True)
    duty = models.ForeignKey("duties.Duty", models.PROTECT, null=True, related_name="+")
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    supplements = models.ForeignKey("self", models.PROTECT, null=True, related_name="supplemented")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty"], name="a_duty_has_one_paper"),
            models.UniqueConstraint(
                fields=["unit", "body", "year", "number"],
                nulls_distinct=False,
                name="a_number_is_given_once",
                condition=Q(number__isnull=False),
            ),
            models.CheckConstraint(condition=Q(unit__isnull=False) | ~Q(body=""), name="paper_has_a_sender"),
        ]
        indexes = [models.Index(fields=["campaign", "kind"], name="paper_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.spelled or self.pk}"


class NumberRegister(models.Model):
    """The last number that a sender has given in a year."""

    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "papers_number_register"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "body", "year"], nulls_distinct=False, name="a_sender_has_one_register"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id or self.body} {self.year}: {self.last}"


class PaperVersion(models.Model):
    """A paper as it was laid before its signer: the exact content, and who wrote it."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField(help_text="canonical JSON")
    digest = models.CharField(max_length=64)
    written_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    laid_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "papers_version"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="versions_are_counted")]

    def __str__(self) -> str:
        return f"{self.paper_id} version {self.number}"


class Delivery(models.Model):
    """A version on its way to one recipient: a unit, a body, or with both a unit's body that has no accounts here."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="deliveries")
    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=40, blank=True)
    outside = models.BooleanField(default=False)
    """It goes to a body without accounts here: how it was sent, and its receipt, are written down by the sender."""
    copy = models.BooleanField(default=False)
    state = models.CharField(max_length=20)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    receipt = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    reply = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["copy", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "unit", "body"], nulls_distinct=False, name="a_version_goes_there_once"
            )
        ]
        indexes = [models.Index(fields=["unit", "body"], name="delivery_by_recipient")]

    def __str__(self) -> str:
        return f"{self.version_id} to {self.unit_id or self.body}"


class PaperMove(models.Model):
    """One step of a paper: what was done, by whom, with which words, about which section."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="moves")
    version = models.ForeignKey(PaperVersion, models.PROTECT, null=True, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=20)
    by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    section = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "papers_move"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.verb}"
