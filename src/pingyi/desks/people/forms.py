"""What people declare, and what a draw is told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.forms import REASON, Chosen, Day, Reason, SeedSource, Sent, Words, Written, offer
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


class CloseForm(SeedSource):
    """How many are drawn, and where the seed will come from."""

    size = forms.IntegerField(label=_("How many are drawn"), min_value=1, max_value=1000)


class TeamsForm(CloseForm):
    """How large each team is, and where the seed will come from."""

    size = forms.IntegerField(label=_("Members of each team, besides its head"), min_value=0, max_value=20)


class AppointForm(Sent):
    """The term for which those drawn are appointed."""

    since = Day(label=_("Term begins"))
    until = Day(label=_("Term ends"))

    def clean(self) -> dict[str, Any]:
        """A term does not end before it begins."""
        given = super().clean() or {}
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("The term ends before it begins."))
        return given


class OwnLetterForm(Sent):
    """Which of one's own letters of appointment was received."""

    number = forms.CharField(max_length=120, widget=forms.HiddenInput)


class ReceivedForm(Sent):
    """Which letter of appointment was handed over, and how."""

    number = Chosen(label=_("Letter of appointment"), widget=forms.Select)
    words = Written(label=_("How and when it was handed over"), max_length=300, required=False)


class ReplaceForm(Sent):
    """Who gives up a place, and why."""

    code = Chosen(label=_("Who gives up the place"), widget=forms.Select)
    reason = Reason(required=False)
