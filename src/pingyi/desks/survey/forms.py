"""What the statistics bureau's pages ask for, and what they take."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.survey.columns import same_everywhere
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.sampling.planned import proposed
from pingyi.ui.door.forms import Sent, WholeNumber, Written

LARGEST_UPLOAD = 20_000_000
Sizes = dict[str, dict[str, int]]
"""Unit → stratum → how many."""


class CredentialsForm(Sent):
    """The public credentials that were made on another machine."""

    credentials = forms.FileField(allow_empty_file=True)

    def clean_credentials(self) -> Any:
        """A file that is not longer than any list of credentials."""
        chosen = self.cleaned_data["credentials"]
        if chosen.size > LARGEST_UPLOAD:
            raise forms.ValidationError("")
        return chosen


class SourceForm(Sent):
    """Where the seed will come from, and when."""

    source = Written(
        label=gettext_lazy("Source"),
        max_length=300,
        help_text=gettext_lazy("So that a stranger finds the value: which lottery, which draw number, which day."),
    )
    known_at = forms.DateTimeField(
        label=gettext_lazy("When its value becomes public"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("Beijing time. Every frame must be fixed before; the draw comes after."),
    )

    def clean_source(self) -> str:
        """Without doubtful signs."""
        return _alike(self.cleaned_data["source"])


class SeedForm(Sent):
    """The value, typed twice: a draw cannot be repeated."""

    value = Written(
        label=gettext_lazy("The seed's value"),
        max_length=200,
        help_text=gettext_lazy("Exactly as published, digits 0-9, numbers separated by one blank."),
    )
    again = Written(label=gettext_lazy("The value again"), max_length=200)

    def clean_value(self) -> str:
        """Without doubtful signs."""
        return _alike(self.cleaned_data["value"])

    def clean_again(self) -> str:
        """The same once more."""
        if self.cleaned_data["again"] != self.cleaned_data.get("value"):
            raise forms.ValidationError(_("The two differ. Compare them with the announcement."))
        return str(self.cleaned_data["again"])


def _alike(text: str) -> str:
    try:
        return same_everywhere(text)
    except ValueError as fault:
        raise forms.ValidationError(str(fault)) from fault


class SizesForm(Sent):
    """How many of each kind are invited, unit by unit: as typed, else as proposed."""

    def __init__(self, book: Rulebook, members: Sizes, **sent: Any) -> None:
        super().__init__(**sent)
        self.book, self.members = book, members
        for unit, own in members.items():
            for code, most in own.items():
                self.fields[size_field(unit, code)] = WholeNumber(digits=6, max_value=most)

    @property
    def only_computes(self) -> bool:
        """Whether to show what these numbers buy, and draw nothing."""
        return "compute" in self.data

    @property
    def is_complete(self) -> bool:
        """Whether every number was sent: in a draw none is taken as read."""
        return set(self.fields).issubset(self.data)

    @property
    def sizes(self) -> Sizes:
        """The numbers typed; those proposed for what was not, or is impossible."""
        typed = self.cleaned()
        sizes = {unit: proposed(self.book, own) for unit, own in self.members.items()}
        for unit, own in sizes.items():
            own |= {code: number for code in own if (number := typed[size_field(unit, code)]) is not None}
        return sizes


def size_field(unit: str, stratum: str) -> str:
    """The name of the field of one number."""
    return f"n.{unit}.{stratum}"
