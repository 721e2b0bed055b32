"""What people declared, pools, their draw and appointments; append-only. The last declaration of a person holds."""

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


class Pool(models.Model):
    """A closed pool: who may be drawn for a unit ("" for the organiser), and where the seed will come from (R82)."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="pools")
    unit = models.CharField(max_length=64, blank=True)
    work = models.CharField(max_length=20)
    purpose = models.CharField(max_length=120)
    places = models.JSONField(help_text="[category, how many], in order")
    candidates = models.JSONField(help_text="code, category, group, barred and further categories of each")
    names = models.JSONField(help_text="code → name and employer")
    accounts = models.JSONField(help_text="code → account, of whoever has one")
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=300)
    known_at = models.DateTimeField()
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "purpose"], name="one_pool_per_purpose")]

    def __str__(self) -> str:
        return self.purpose


class PoolDraw(models.Model):
    """The value of the seed, and who was drawn by it; once for a pool."""

    pool = models.OneToOneField(Pool, models.PROTECT, related_name="draw")
    seed = models.CharField(max_length=200)
    drawn = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pool_id} {self.seed}"


class PoolSuccession(models.Model):
    """Somebody drawn gave up the place, and the next in turn stepped in."""

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="successions")
    leaving = models.CharField(max_length=40)
    entering = models.CharField(max_length=40)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pool_id} {self.leaving} → {self.entering}"


class Appointment(models.Model):
    """Somebody drawn is appointed for a term; `category` is the place's, `number` the letter's, `row` a register's."""

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="appointments")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=120)
    number = models.CharField(max_length=120, unique=True)
    row = models.PositiveIntegerField(null=True)
    account = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="appointments")
    since = models.DateField()
    until = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pool", "code"], name="appointed_once")]

    def __str__(self) -> str:
        return self.number


class AppointmentReceipt(models.Model):
    """The letter was received: acknowledged by the person, or handed over as the office writes."""

    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="receipt")
    words = models.TextField(blank=True)
    by = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.appointment_id} {self.at:%Y-%m-%d}"
