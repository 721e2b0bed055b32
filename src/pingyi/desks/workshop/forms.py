"""What the workshop asks for, and what it takes."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi import plans
from pingyi.desks.workshop.fields import Choices, day_of, input_of
from pingyi.desks.workshop.plan import Line, Plan
from pingyi.rules.rulebook import decode
from pingyi.rules.rulebook.outline import Part, slots
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.forms import Chosen, Day, Sent, WholeNumber, Written, Year, offer
from pingyi.ui.words.phrases import translated

LONGEST_READ = 1_000_001


@cache
def _called(plan: str) -> Text:
    """What a plan that comes with the programme calls its campaign."""
    return Text(**tomllib.loads(plans.read(plan))["name"])


class BeginForm(Sent):
    """From what a draft begins."""

    name = Written(label=gettext_lazy("Name of the draft"), max_length=100)
    earlier = forms.ChoiceField(label=gettext_lazy("From the plan of an earlier campaign"), required=False)
    builtin = forms.ChoiceField(label=gettext_lazy("Or from a plan that comes with the programme"), required=False)
    file = forms.FileField(label=gettext_lazy("Or from a template of the upper level (.toml)"), required=False)
    year = Year(label=gettext_lazy("Year"), required=False, last=2199)

    def __init__(self, earlier: Choices, **sent: Any) -> None:
        super().__init__(**sent)
        offer(self, "earlier", [("", "—"), *earlier])
        offer(self, "builtin", [("", "—"), *((name, translated(_called(name))) for name in plans.names())])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if [bool(given.get(name)) for name in ("earlier", "builtin", "file")].count(True) != 1:
            raise forms.ValidationError(_("Choose one: an earlier plan, one that comes with the programme, or a file."))
        return given

    def text(self) -> str | None:
        """The text of the chosen plan; None for an earlier campaign's. Raises FaultyPlan."""
        if self.cleaned_data["builtin"]:
            return plans.read(self.cleaned_data["builtin"])
        return decode(self.cleaned_data["file"].read(LONGEST_READ)) if self.cleaned_data["file"] else None


class PlaceForm(Sent):
    """Which part of the plan, and what of it, as an address names them."""

    at = Chosen()
    name = Chosen()


class SavingForm(Sent):
    """Which version was on the page when somebody changed something."""

    seen = WholeNumber(widget=forms.HiddenInput)


class PartForm(SavingForm):
    """One table of a plan: a field for everything in it that is no table itself."""

    def __init__(self, part: Part, year: int, mentions: Mapping[str, Choices], **sent: Any) -> None:
        super().__init__(**sent)
        own = [slot for slot in slots(part.kind) if not slot.is_table and slot.name not in ("source", "schema")]
        self.inputs = {slot.name: input_of(part.kind, slot, part.values, year, mentions.get(slot.name)) for slot in own}
        for entry in self.inputs.values():
            self.fields |= entry.fields
            self.initial.update(entry.initial)

    def changes(self) -> dict[str, Any]:
        """What was changed, as values of the plan. Raises ValidationError."""
        given, touched = self.taken(), set(self.changed_data)
        return {name: entry.value(given) for name, entry in self.inputs.items() if touched & entry.fields.keys()}


class LinesForm(SavingForm):
    """Many values of one kind, from all over the plan."""

    def __init__(self, plan: Plan, lines: Iterable[Line], make: Callable[[str], forms.Field], **sent: Any) -> None:
        super().__init__(**sent)
        self.lines = {f"line-{place}": line for place, line in enumerate(lines)}
        for name, line in self.lines.items():
            raw = plan.written(line)
            self.fields[name] = make(line.label)
            self.initial[name] = day_of(raw, plan.year)

    def changes(self) -> dict[str, dict[str, Any]]:
        """What was changed, by table. Raises ValidationError."""
        given = self.taken()
        found: dict[str, dict[str, Any]] = {}
        for name in self.changed_data:
            if line := self.lines.get(name):
                found.setdefault(line.owner, {})[line.name] = given[name]
        return found


class DaysForm(LinesForm):
    """Every day of the plan."""

    def __init__(self, plan: Plan, **sent: Any) -> None:
        super().__init__(plan, plan.days(), lambda label: Day(label=label, required=False), **sent)


class WeightsForm(LinesForm):
    """Every weight of the plan."""

    def __init__(self, plan: Plan, **sent: Any) -> None:
        super().__init__(plan, plan.weights(), _number, **sent)


def _number(label: str) -> forms.Field:
    return forms.DecimalField(
        label=label, required=False, max_digits=15, widget=forms.TextInput({"inputmode": "decimal"})
    )
