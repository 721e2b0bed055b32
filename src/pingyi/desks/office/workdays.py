"""Holidays that were published after the plan was signed: put on record by the office, so that working days count."""

import re
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.records.campaign import actions
from pingyi.records.campaign.queries import required
from pingyi.rules.mandate import Power
from pingyi.rules.timetable import Announced
from pingyi.ui.gate import serves
from pingyi.ui.refusal import telling
from pingyi.ui.request import Request

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class YearForm(forms.Form):
    """One year's published holidays."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2200)
    source = forms.CharField(label=gettext_lazy("Document that published them"), max_length=200)
    off = forms.CharField(
        label=gettext_lazy("Days off from Monday to Friday"),
        help_text=gettext_lazy(
            "As year-month-day, one after the other. The days from 25 December of the year before belong to it."
        ),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )
    worked = forms.CharField(
        label=gettext_lazy("Saturdays and Sundays that are worked"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def clean_off(self) -> frozenset[date]:
        """The days off."""
        return _days(self.cleaned_data["off"])

    def clean_worked(self) -> frozenset[date]:
        """The weekends worked."""
        return _days(self.cleaned_data["worked"])


@serves(Power.PHASE_OPEN, "GET", "HEAD", "POST")
def record(request: Request) -> HttpResponse:
    """Put a year on record; what was refused stays in its fields."""
    campaign = required()
    asked = request.method == "POST"
    form = YearForm(request.POST if asked else None, initial={"year": next(iter(campaign.unknown_years), None)})
    if asked and form.is_valid():
        given = form.cleaned_data
        announced = Announced(given["year"], given["off"], given["worked"])
        with telling(request):
            actions.record_year(announced, given["source"], actor=request.actor, at=request.at)
            messages.success(request, _("Done, and noted in the journal."))
            return redirect("campaign")
    return render(request, "office/record_year.html", {"form": form}, status=422 if asked else 200)


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
        return bool(DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
