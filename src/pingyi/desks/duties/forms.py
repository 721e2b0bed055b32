"""What the pages of duties ask for, and what they take."""

from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.records.duties.overview import Order
from pingyi.records.duties.standing import Standing
from pingyi.rules.rulebook.calendar import Phase
from pingyi.ui.door.forms import Chosen, Reason, Sent, Sought, Ticked, Words, Written, offer
from pingyi.ui.pictures.duties import LOOKS
from pingyi.ui.words.phrases import translated


class OverviewForm(Sent):
    """What narrows the overview: phase, standing and part of a name."""

    phase = Chosen(label=gettext_lazy("Phase"), widget=forms.Select)
    only = forms.ChoiceField(
        label=gettext_lazy("Only units with"),
        required=False,
        choices=[("", gettext_lazy("anything")), *((each, LOOKS[each].words) for each in Standing)],
    )
    name = Sought(label=gettext_lazy("Unit"), max_length=50, widget=forms.TextInput({"type": "search"}))
    order = forms.ChoiceField(
        label=gettext_lazy("Sort by"),
        required=False,
        choices=[
            ("", gettext_lazy("the list's own order")),
            (Order.NAME, gettext_lazy("Unit")),
            (Order.OVERDUE, gettext_lazy("most overdue first")),
            (Order.PUNCTUAL, gettext_lazy("least punctual first")),
        ],
    )

    def offering(self, phases: Iterable[Phase]) -> Self:
        """These phases, and all of them."""
        offer(self, "phase", [("", _("all")), *((each.code, translated(each.name)) for each in phases)])
        return self


class ReturnForm(Sent):
    """Why a paper goes back."""

    reasons = Reason(label=gettext_lazy("What is missing or wrong, and what to do"), rows=4)


class ApprovalForm(Sent):
    """The document that approves a paper."""

    number = Words(label=gettext_lazy("Number of the approval document"), max_length=300)

    def __init__(self, *, required: bool = False, **sent: Any) -> None:
        super().__init__(**sent)
        self.fields["number"].required = required


class MissingForm(Sent):
    """Why the roll-up goes on without a paper."""

    reason = Reason(label=gettext_lazy("Reason, as the roll-up will say it"), rows=3)


class TickedForm(Sent):
    """Papers that were ticked, and the one document that approves them."""

    duty = Ticked()
    number = Words(
        label=gettext_lazy("Number of the approval document, for the units' plans"),
        help_text=gettext_lazy(
            "One document for all that you tick. Where each plan has its own, tick one after the other."
        ),
        max_length=300,
        required=False,
    )


class PaperForm(Sent):
    """A duty that is handed in."""

    text = Words(label=gettext_lazy("What was done"), max_length=20_000, rows=8)
    reference = Written(
        label=gettext_lazy("Reference of the papers"),
        help_text=gettext_lazy("Document number, file name or address where the office finds them."),
        max_length=300,
        required=False,
    )


class HandBackForm(Sent):
    """Why a paper goes back within the unit, unsigned."""

    reasons = Reason(label=gettext_lazy("What has to be changed before you sign"), rows=4)
