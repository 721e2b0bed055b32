"""Why something about people cannot be done now.

Refusal
├── AccountClosed            the account was closed
├── AlreadyFurnished         the first administrators are brought into an empty house only
├── AlreadyGranted           the person holds exactly this role already
├── AlreadyWithdrawn         the role was withdrawn already
├── FactorMissing            the person has no second factor
├── InvitationExpired        its seven days are over
├── InvitationUnknown        no such link, or one that was altered
├── InvitationUsed           it served once
├── InvitationWithdrawn      taken back, or replaced by a newer one
├── NameDiffers              the name typed is not the invited person's
├── NameMissing              a correction needs a name that differs
├── OneRoleRefused           one of several roles in one act refuses, and so none is granted
├── OwnAccount               nobody administers himself
├── ReasonMissing            a withdrawal needs a reason
└── UnitMissing              the role is granted for one unit, or the unit is unknown
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class AccountClosed(Refusal):
    message = _("This account was closed. The system administrator can open it again.")


class AlreadyFurnished(Refusal):
    message = _("There are people already; the system administrator brings in the others.")


class AlreadyGranted(Refusal):
    message = _("This person holds the role already: %(role)s.")


class AlreadyWithdrawn(Refusal):
    message = _("This role was withdrawn already.")


class FactorMissing(Refusal):
    message = _("This person has no second factor. Nothing was changed.")


class InvitationExpired(Refusal):
    message = _("This invitation expired on %(day)s. Ask the system administrator for a new one.")


class InvitationUnknown(Refusal):
    message = _("This is not a complete invitation link. Copy it once more, from beginning to end.")


class InvitationUsed(Refusal):
    message = _(
        "This invitation was used on %(day)s. If that was you, please sign in; "
        "if not, tell the security administrator at once."
    )


class InvitationWithdrawn(Refusal):
    message = _("This invitation was withdrawn or replaced by a newer one. Use the newest link you were given.")


class NameDiffers(Refusal):
    message = _("The name is not the one this invitation was made out to. Nothing was changed.")


class NameMissing(Refusal):
    message = _("Write the name as it should be; it must differ from the one that stands there.")


class OneRoleRefused(Refusal):
    message = _("%(name)s, %(role)s: %(why)s None of those you ticked was granted; leave this one out.")

    def __init__(self, name: str, role: str, why: Refusal) -> None:
        super().__init__(name=name, role=role, why=str(why))
        self.values["why"] = why


class OwnAccount(Refusal):
    message = _("Nobody administers their own account. Ask another administrator.")


class ReasonMissing(Refusal):
    message = _("Please give the reason; it is kept with the record.")


class UnitMissing(Refusal):
    message = _("This role is granted for one unit. Choose the unit.")
