"""Who there is: units, accounts, grants of roles, invitations, acknowledgements. Nothing here decides anything."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from pingyi.records.organisation.terms import CODE, OrgType
from pingyi.rules import mandate
from pingyi.rules.rulebook.words import Text


class Unit(models.Model):
    """A body that appraises, counts, supervises or is appraised."""

    code = models.CharField(max_length=64, unique=True, validators=[CODE])
    name_zh = models.CharField(max_length=200, unique=True)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=32, choices=OrgType)
    ranked = models.BooleanField(default=False)
    remit_zh = models.TextField(blank=True)
    remit_en = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_zh

    @property
    def name(self) -> Text:
        """In both languages: in Chinese for both where nobody wrote the English."""
        return Text(self.name_zh, self.name_en or self.name_zh)


class Account(AbstractBaseUser):
    """A person who may sign in. An account alone can do nothing: grants can."""

    username = models.CharField(max_length=64, unique=True, validators=[CODE])
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people")
    is_active = models.BooleanField(default=True)
    invented = models.BooleanField(default=False)
    """A rehearsal's account: it can sign in only to a demo, where its password is on the page."""
    created_at = models.DateTimeField()
    password_set_at = models.DateTimeField(null=True, blank=True)
    session_key = models.CharField(max_length=40, blank=True)
    """The session opened last; a privileged person has no other."""

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = BaseUserManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> mandate.PersonRef:
        """How rules and journal call this person: a number, not a name."""
        return mandate.PersonRef(str(self.pk))


class FormerPassword(models.Model):
    """A hash that may not be chosen again (E-D D1)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.account_id} {self.set_at:%Y-%m-%d}"


class Grant(models.Model):
    """A role for one unit or for all: proposed, granted, perhaps withdrawn; never deleted."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32)  # a mandate.Role; no choices here, so a new role needs no migration
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="grants")
    post = models.CharField(max_length=100, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(null=True)
    granted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["account_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "unit"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="one_live_grant",
            ),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | ~Q(reason=""), name="withdrawal_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.unit_id or '*'}"


class Invitation(models.Model):
    """A link that lets one person choose a password once; of its token only the digest is kept."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="invitation_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["account"], condition=Q(used_at=None, withdrawn_at=None), name="one_open_invitation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} until {self.expires_at:%Y-%m-%d}"


class Suspension(models.Model):
    """Roles withheld for a campaign while a violation is looked into (R199); lifted, or final. `cause`: its number."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="suspensions")
    campaign_id = models.CharField(max_length=64)
    cause = models.CharField(max_length=16)
    begun_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    final = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "campaign_id", "cause"], name="suspended_once_for_a_cause")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.cause}"


class Acknowledgement(models.Model):
    """A person signed the eight prohibitions of a campaign (R190)."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="acknowledgements")
    campaign_id = models.CharField(max_length=64, blank=True)
    text_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "campaign_id"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.campaign_id}"
