"""What those who take down and answer send."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.ui.door.forms import Chosen, Sent, Ticked, WholeNumber, Words, offer
from pingyi.ui.words.voices import KINDS, SENT


class EnterForm(Sent):
    """What somebody says on the telephone or brings, word for word; `token` makes a second click harmless."""

    text = Words(max_length=SENT, rows=8, label=_("Word for word"), required=False)
    kind = forms.ChoiceField(label=_("What is it?"), choices=list(KINDS.items()))
    units = Ticked()
    source = forms.ChoiceField(label=_("How did it come?"))
    token = Chosen(widget=forms.HiddenInput)

    def __init__(self, units: Mapping[str, str], sources: Mapping[str, str], **sent: Any) -> None:
        super().__init__(**sent)
        self.fields["units"].label = _("Which unit is it about?")
        self.fields["units"].widget = forms.CheckboxSelectMultiple({"class": "form-check-input"})
        self.fields["text"].widget.attrs["autofocus"] = True
        offer(self, "units", units.items())
        offer(self, "source", sources.items())


class AnswerForm(Sent):
    """What the raiser is answered; `seen`: how many statements there were on the page."""

    text = Words(max_length=SENT, rows=6, label=_("Answer to the raiser"), required=False)
    seen = WholeNumber(widget=forms.HiddenInput)
