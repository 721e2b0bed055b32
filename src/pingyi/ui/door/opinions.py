"""The form of something said, for whoever says it and whoever takes it down: what, about whom, word for word."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.rules.voices import Kind
from pingyi.ui.door.forms import Sent, Ticked, Words, offer
from pingyi.ui.words.voices import OPEN_KINDS, SENT

KEYS = "1234567890"
"""Digits that tick a unit, where the page lets them."""


class TicksByKey(forms.CheckboxSelectMultiple):
    """Boxes of which the first ten are ticked by a digit."""

    def create_option(
        self, name: str, value: Any, label: Any, selected: bool, index: int, *args: Any, **own: Any
    ) -> Any:
        option = super().create_option(name, value, label, selected, index, *args, **own)
        option["attrs"] |= {"data-key": KEYS[index]} if index < len(KEYS) else {}
        return option


class OpinionForm(Sent):
    """What somebody wants said."""

    text = Words(max_length=SENT, rows=8, label=_("In your own words"), required=False)
    kind = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect({"class": "form-check-input"}),
        choices=list(OPEN_KINDS.items()),
    )
    units = Ticked()

    def __init__(self, units: Mapping[str, str], **sent: Any) -> None:
        super().__init__(**sent)
        self.fields["units"].label = _("Which unit is it about?")
        self.fields["units"].widget = TicksByKey({"class": "form-check-input"})
        offer(self, "units", units.items())

    def opinion(self) -> NewOpinion:
        """It, as it was sent; a kind that there is not was refused before."""
        sent = self.cleaned_data
        return NewOpinion(Kind(sent["kind"]), sent["units"], sent["text"])
