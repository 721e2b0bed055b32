"""What the office's pages ask for, and what they take."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi import plans
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.campaign.topics import Topic
from pingyi.records.duties.overview import Order
from pingyi.records.duties.standing import Standing
from pingyi.rules.rulebook import decode
from pingyi.rules.rulebook.calendar import Phase
from pingyi.ui.door.forms import ISO_DAY, Chosen, Day, Reason, Sent, Sought, Ticked, Words, Written, Year, offer
from pingyi.ui.pictures.duties import LOOKS
from pingyi.ui.words.phrases import translated

LONGEST_READ = 1_000_001
"""One byte more than a plan may have: enough to know that it is too long."""


class PlanForm(Sent):
    """Which plan, and of which year."""

    builtin = forms.ChoiceField(label=gettext_lazy("A plan that comes with the programme"), required=False)
    file = forms.FileField(label=gettext_lazy("Or your own plan file (.toml, at most 1 MB)"), required=False)
    year = Year(label=gettext_lazy("Year, if not the one in the plan"), required=False, last=2199)

    def __init__(self, **sent: Any) -> None:
        super().__init__(**sent)
        offer(self, "builtin", [("", "—"), *((name, name) for name in plans.names())])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("builtin")) == bool(given.get("file")):
            raise forms.ValidationError(_("Choose one: a plan from the list, or a file."))
        return given

    def text(self) -> str:
        """The text of the chosen plan. Raises FaultyPlan."""
        if self.cleaned_data["builtin"]:
            return plans.read(self.cleaned_data["builtin"])
        return decode(self.cleaned_data["file"].read(LONGEST_READ))


class OfPhase(Sent):
    """Something about one phase of the campaign."""

    phase = forms.ChoiceField(label=gettext_lazy("Phase"))

    def __init__(self, campaign: CurrentCampaign | None, **sent: Any) -> None:
        super().__init__(**sent)
        phases = campaign.book.calendar.phases if campaign else ()
        offer(self, "phase", [(each.code, translated(each.name)) for each in phases])


class DecisionForm(OfPhase):
    """A decision of the leading group."""

    number = Written(label=gettext_lazy("Number on the minutes"), max_length=60)
    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=Topic.choices)
    text = Written(label=gettext_lazy("Text"), max_length=4000, rows=3)
    field_order = ("number", "topic", "phase", "text")


class ExtensionForm(OfPhase):
    """A phase's new last day, by a decision."""

    decision = Chosen()
    ends = Day()


class PhaseForm(Sent):
    """The phase to open, and the decision by which it may be early."""

    phase = Chosen()
    decision = Chosen()


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


class AnswerForm(Sent):
    """Upheld or not, and why."""

    upheld = forms.ChoiceField(
        label=gettext_lazy("The objection is"),
        choices=[("no", gettext_lazy("not upheld")), ("yes", gettext_lazy("upheld: the result is computed anew"))],
    )
    text = Written(label=gettext_lazy("Answer, with its reasons"), max_length=4000, rows=5)


class YearForm(Sent):
    """One year's published holidays."""

    year = Year(label=gettext_lazy("Year"), required=True, last=2200)
    source = Written(label=gettext_lazy("Document that published them"), max_length=200)
    off = Written(
        label=gettext_lazy("Days off from Monday to Friday"),
        help_text=gettext_lazy(
            "As year-month-day, one after the other. The days from 25 December of the year before belong to it."
        ),
        max_length=4000,
        rows=4,
    )
    worked = Written(
        label=gettext_lazy("Saturdays and Sundays that are worked"),
        max_length=4000,
        required=False,
        rows=2,
    )

    def clean_off(self) -> frozenset[date]:
        """The days off."""
        return _days(self.cleaned_data["off"])

    def clean_worked(self) -> frozenset[date]:
        """The weekends worked."""
        return _days(self.cleaned_data["worked"])


def _days(text: str) -> frozenset[date]:
    parts = [part for part in re.split(r"[\s,;，；、]+", text) if part]
    wrong = [part[:20] for part in parts if not _is_day(part)]
    if wrong:
        raise forms.ValidationError(
            _("Write every day as year-month-day, such as 2027-01-01, one after the other. Wrong: %(text)s")
            % {"text": " ".join(wrong[:5])}
        )
    return frozenset(map(date.fromisoformat, parts))


def _is_day(text: str) -> bool:
    try:
        return bool(ISO_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
