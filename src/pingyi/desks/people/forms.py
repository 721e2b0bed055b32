"""What people declare."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.forms import REASON, Sent, Words, offer
from pingyi.ui.words.phrases import translated


class RecusalForm(Sent):
    """With which appraised units somebody has to do, and how; nothing ticked means with none."""

    units = forms.MultipleChoiceField(
        label=_("Units that I am linked with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    facts = Words(label=_("What links me with them"), max_length=REASON, rows=4, required=False)

    def __init__(self, book: Rulebook, **sent: Any) -> None:
        super().__init__(**sent)
        offer(self, "units", [(unit.code, translated(unit.name)) for unit in book.units])
