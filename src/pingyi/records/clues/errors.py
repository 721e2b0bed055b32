"""Why a report of wrongdoing is not taken, found, handed over or answered.

Refusal
├── ClueHidden          there is no such report (hidden)
├── NotSealedHere       what was sent is no envelope
├── NobodyToSealTo      a custodian's key is not made yet, so nothing can be sealed
└── ClueUnexplained     what the raiser is to read is missing
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class ClueHidden(Refusal):
    message = _("There is no such report of wrongdoing.")


class NotSealedHere(Refusal):
    code = "not-sealed"
    message = _(
        "What arrived was not sealed in the browser, or is too long, and nothing of it was kept. Please load the page "
        "again and send it once more."
    )


class NobodyToSealTo(Refusal):
    code = "nobody-to-seal-to"
    message = _(
        "Nothing can be sealed yet: the custodians have not made their keys. Please go to the discipline body itself, "
        "by its hotline 12388."
    )


class ClueUnexplained(Refusal):
    message = _("Please write what the raiser is to read: they see it with their receipt code.")
