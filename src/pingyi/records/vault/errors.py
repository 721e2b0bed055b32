"""Why something is not sealed or kept.

Refusal
├── NoCustodians     a custodian's key is not made yet, so nothing can be sealed
├── NotARecipient    what was sent is no public key of age
├── KeyTaken         another post has this key
├── TooManyEnvelopes more than anybody needs for one opinion
└── NotSealed        what was sent is no envelope, or not as long as all are
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class NoCustodians(Refusal):
    message = _("Nothing can be sealed yet: both custodians have to make their keys first.")


class NotARecipient(Refusal):
    message = _("This is not the public part of a key. Please make it on this page once more.")


class KeyTaken(Refusal):
    message = _("This key was made public before. A new one is needed: please make a new key file.")


class TooManyEnvelopes(Refusal):
    message = _("An identity was sealed here so often that nothing is added any more; the last one counts.")


class NotSealed(Refusal):
    message = _(
        "What arrived was not sealed in your browser, and nothing of it was kept. Please load the page again and send "
        "it once more."
    )
