"""What the inspectors' pages ask for, and what they take."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.inspection.points import points_field, shown
from pingyi.records.inspection.queries import IndicatorView, SheetView
from pingyi.rules.rulebook.inspection import Inspection
from pingyi.ui.door.forms import Chosen, Sent, Ticked, Written, offer


class TeamForm(Sent):
    """Who inspects a unit, and who heads the team."""

    members = Ticked()
    head = Chosen()


class PresentForm(Sent):
    """Who of the team is present."""

    present = Ticked()


class MarksForm(Sent):
    """One field per indicator; what is left empty is not marked yet."""

    def __init__(self, inspection: Inspection, **sent: Any) -> None:
        super().__init__(**sent)
        for block in inspection.blocks:
            for indicator in block.indicators:
                self.fields[indicator.code] = points_field(indicator, required=False)

    def sound(self) -> dict[str, Decimal]:
        """The marks that can be kept."""
        self.is_valid()
        return {code: mark for code, mark in self.cleaned_data.items() if mark is not None}

    def compare(self, sheet: SheetView) -> None:
        """Show the marks that stand on the sheet; say of one that was emptied that it stands."""
        lines = (line for block in sheet.blocks for line in block.indicators)
        self.initial = {line.indicator.code: shown(line.own) for line in lines if line.own is not None}
        for code in self.initial if self.is_bound else ():
            if code in self.cleaned_data and self.cleaned_data[code] is None:
                self.add_error(code, _("A mark can be replaced, not taken back."))


class SettlementForm(Sent):
    """The team's decision on one indicator: its mark, why, and who disagrees."""

    reason = Written(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea({"class": "form-control", "rows": 2})
    )
    dissent = forms.MultipleChoiceField(
        label=gettext_lazy("Who disagrees"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, line: IndicatorView, sheet: SheetView, **sent: Any) -> None:
        present = [(member.ref, member.name) for member in sheet.members if member.present]
        names = {name: ref for ref, name in present}
        super().__init__(
            prefix=line.indicator.code,
            initial={
                "points": shown(line.offered),
                "reason": line.final.reason if line.final else "",
                "dissent": [names[name] for name in line.dissent if name in names],
            },
            **sent,
        )
        self.line = line
        self.fields["points"] = points_field(line.indicator, required=True)
        offer(self, "dissent", present)

    @property
    def was_sent(self) -> bool:
        """Whether the page had this indicator's fields."""
        return self.add_prefix("points") in self.data


class ReportForm(Sent):
    """The inspection report that is signed with the sheet (R140)."""

    report = Written(label=gettext_lazy("Inspection report"), max_length=40_000, rows=14)
