"""What the campaign's pages ask for, and what they take."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi import plans
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.campaign.topics import Topic
from pingyi.rules.rulebook import decode
from pingyi.ui.door.forms import ISO_DAY, Chosen, Day, Sent, Written, Year, offer
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
