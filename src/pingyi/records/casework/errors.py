"""Why a case is not found, or not given to somebody.

Refusal
├── CaseHidden      there is no such case (hidden)
├── NoSuchBody      nobody of this name handles cases
├── MaskFirst       somebody outside the office would read what nobody has looked through
└── HandledAsCase   what is handled as a case is answered there
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class CaseHidden(Refusal):
    message = _("There is no such case.")


class NoSuchBody(Refusal):
    message = _("Nobody of this name handles cases. Please choose from the list.")


class HandledAsCase(Refusal):
    message = _("This is handled as a case, and its clock runs. Please answer it on the page of the case.")


class MaskFirst(Refusal):
    message = _(
        "A body outside the office reads only what two people have looked through. Please mask what shows who said it "
        "first, on the page of the opinion; where nothing does, agree on a mask that hides nothing."
    )
