"""Why a request for an identity is not made, found or decided.

Refusal
├── UnsealingHidden      there is no such request (hidden)
├── UnsealingUnexplained a reason is missing
├── AskedAlready         a request for this opinion is not decided yet
├── OtherCustodian       it is the other custodian's turn
├── NothingSealed        whoever raised the opinion left no identity and no file
└── OwnRequest           nobody decides on what they asked for
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class UnsealingHidden(Refusal):
    message = _("There is no such request.")


class UnsealingUnexplained(Refusal):
    message = _("A reason is needed: it stays on record, and the raiser may read it.")


class AskedAlready(Refusal):
    message = _("A request about this opinion waits for the custodians already.")


class OtherCustodian(Refusal):
    message = _("This step belongs to the other custodian: %(post)s.")


class NothingSealed(Refusal):
    message = _(
        "Whoever raised this left nothing sealed, neither a name nor a file. You can ask for it in the conversation."
    )


class OwnRequest(Refusal):
    message = _("Nobody decides on a request of their own. Another holder of the post has to.")
