"""What the leading group's pages ask for, and what they take."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.forms import Day, Digest, Reason, Sent, Written, offer
from pingyi.ui.words.phrases import translated


class ReturnForm(Sent):
    """Why a signed result is to be checked again."""

    digest = Digest()
    reason = Reason(label=_("What is to be checked again, and why"), rows=3)


class BreachForm(Sent):
    """The decision as it stands in the leading group's document; in the order in which things happen."""

    unit = forms.ChoiceField(label=_("Unit"))
    prohibition = forms.ChoiceField(label=_("Prohibition that was broken"))
    facts = Written(
        label=_("What was found"),
        help_text=_("Not published; no names of those who reported it."),
        max_length=4000,
        rows=4,
    )
    notified_on = Day(label=_("Told of its right to be heard on"))
    hearing = Written(
        label=_("How the unit was heard"),
        help_text=_("What it said, or that it said nothing."),
        max_length=4000,
        rows=4,
    )
    number = Written(label=_("Number of the decision"), max_length=60)
    decided_on = Day(label=_("Decided on"))

    def __init__(self, book: Rulebook, **sent: Any) -> None:
        super().__init__(**sent)
        for name, listed in (("unit", book.ranked_units), ("prohibition", book.conduct.prohibitions)):
            choices = [(each.code, translated(each.name)) for each in listed]
            offer(self, name, [("", "—"), *choices])


class RevocationForm(Sent):
    """The decision that takes another back."""

    number = Written(label=_("Number of the decision"), max_length=60)
    decided_on = Day(label=_("Decided on"))
    reason = Written(label=_("Why it is revoked"), max_length=4000, rows=4)
