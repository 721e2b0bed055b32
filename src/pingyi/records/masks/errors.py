"""Why a masking is not proposed or decided.

Refusal
├── MaskUnexplained     nothing is written about why
├── MaskingChanged      somebody else proposed or decided meanwhile
├── MaskingWaits        one waits for its second person already
├── NoMaskingWaits      there is nothing to decide
└── SamePerson          who proposed cannot be the second person
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class MaskUnexplained(Refusal):
    code = "mask-unexplained"
    message = _("Please write why: the second person decides by it, and whoever checks later reads it.")


class MaskingChanged(Refusal):
    message = _("Somebody else has worked on this mask meanwhile. Please look at it as it stands now.")


class MaskingWaits(Refusal):
    message = _("A proposal for this text waits for the second person already.")


class NoMaskingWaits(Refusal):
    message = _("No proposal for this text waits for a decision.")


class SamePerson(Refusal):
    code = "same-person"
    message = _("You proposed it yourself: a second person decides.")
