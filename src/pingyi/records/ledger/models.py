"""Items of the rectification ledger as they stand (C3), what they come from, and every step; steps only grow."""

from django.db import models

from pingyi.rules.ledger import Cause, Origin, Pace
from pingyi.rules.lifecycle import ItemState

SHORT = 200


class Item(models.Model):
    """One problem of one unit, and what is done about it. Terms are those of the campaign's plan.

    `verbatim`: what was said, as it was fed back, never changed. `raisers`: how many people, without saying who.
    `drawn`: a spot check waits; `findings`: of all that were made.
    `asked`: another wording or day that the unit asks for and nobody has decided about. `published`: what everybody may
    read of the outcome.
    """

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    unit = models.CharField(max_length=64)
    origin = models.CharField(max_length=16, choices=[(each, each) for each in Origin])
    state = models.CharField(max_length=16, default=ItemState.OPEN, choices=[(each, each) for each in ItemState])
    content = models.CharField(max_length=40)
    priority = models.CharField(max_length=40, blank=True)
    prominent = models.BooleanField(default=False)
    raisers = models.PositiveIntegerField(default=0)
    verbatim = models.TextField(blank=True)
    problem = models.TextField()
    phase = models.CharField(max_length=40)
    found_on = models.DateField()

    analysis = models.TextField(blank=True)
    cause = models.CharField(max_length=16, blank=True, choices=[(each, each) for each in Cause])

    pace = models.CharField(max_length=16, blank=True, choices=[(each, each) for each in Pace])
    measures = models.TextField(blank=True)
    building = models.TextField(blank=True)
    target = models.TextField(blank=True)
    leader = models.CharField(max_length=SHORT, blank=True)
    department = models.CharField(max_length=SHORT, blank=True)
    person = models.CharField(max_length=SHORT, blank=True)
    partners = models.CharField(max_length=SHORT, blank=True)
    start = models.DateField(null=True)
    due = models.DateField(null=True)
    milestones = models.JSONField(default=list)
    deferral = models.TextField(blank=True)
    next_step = models.TextField(blank=True)

    asked = models.JSONField(null=True)
    result = models.TextField(blank=True)
    rules = models.TextField(blank=True)
    done_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    published = models.TextField(blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    drawn = models.BooleanField(default=False)
    findings = models.JSONField(default=list)
    steps_taken = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="an_item_has_its_own_number")]
        indexes = [models.Index(fields=["campaign", "unit", "state"], name="items_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.number}"


class Source(models.Model):
    """What an item comes from; several may come from one, and one from several. Append-only."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="sources")
    noun = models.CharField(max_length=16)
    reference = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "noun", "reference"], name="a_source_stands_once")]
        indexes = [models.Index(fields=["noun", "reference"], name="items_of_a_source")]

    def __str__(self) -> str:
        return f"{self.noun}:{self.reference}"


class Step(models.Model):
    """What somebody did with an item and wrote at that; append-only."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=16)
    written = models.JSONField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="a_step_follows_another")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.verb}"
