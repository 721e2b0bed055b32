"""Why nothing can be mailed, or shown in a calendar.

Refusal
├── AddressMissing     no address was given
├── CalendarUnknown    no calendar has this address, or not any more (hidden)
├── ConfirmationOver   the link that confirms an address is older than two days, or for another one
├── LinkBroken         a link of a mail that is not complete
├── MailMissing        the installation sends no mail
└── OthersLink         the link that confirms an address was sent to somebody else
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class AddressMissing(Refusal):
    message = _("Give an address first. Nothing was changed.")


class CalendarUnknown(Refusal):
    message = _("No calendar has this address.")


class ConfirmationOver(Refusal):
    message = _("This link is too old, or the address was changed since. Ask for a new one on the page “My notices”.")


class LinkBroken(Refusal):
    message = _("This is not a complete link. Copy it once more from the mail, from beginning to end.")


class MailMissing(Refusal):
    message = _("This installation sends no mail. What is new stands under “Today”.")


class OthersLink(Refusal):
    message = _("This link was sent to another account. Sign in with the account that gave the address.")
