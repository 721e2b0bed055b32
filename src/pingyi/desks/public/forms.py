"""What the public pages are asked for, in the address."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.rules.journal.vocabulary import KINDS
from pingyi.ui.door.forms import Day, Sent, WholeNumber, Written, offer
from pingyi.ui.words.phrases import translated


class PlaceForm(Sent):
    """Places in the journal and sizes of its tree, as its addresses name them."""

    beyond = WholeNumber()
    start = WholeNumber()
    index = WholeNumber()
    size = WholeNumber()
    old = WholeNumber()
    new = WholeNumber()


def _acts() -> list[tuple[str, str]]:
    return sorted(((kind, translated(each.WORDS)) for kind, each in KINDS.items()), key=lambda act: act[1])


class JournalFilter(Sent):
    """Which entries: of one act, one day, one unit; daily work only where it is asked for."""

    act = forms.ChoiceField(required=False, choices=_acts, label=_("Act"))
    day = Day(required=False, label=_("Day"))
    unit = Written(required=False, max_length=40, label=_("Unit"))
    routine = forms.BooleanField(required=False, label=_("daily work too"))
    oldest = forms.BooleanField(required=False, label=_("oldest first"))


OWN = "organiser"
"""How the address calls what belongs to no unit."""


class UnitFilter(Sent):
    """Whose rows: of one unit, or of all."""

    unit = forms.ChoiceField(required=False, label=_("Unit"))

    def __init__(self, units: Mapping[str, str], **sent: Any) -> None:
        super().__init__(**sent)
        offer(self, "unit", [("", _("all")), *((code or OWN, name) for code, name in units.items())])

    def chosen(self) -> str | None:
        """The unit that is asked for, None for all."""
        unit: str = self.cleaned()["unit"]
        return {"": None, OWN: ""}.get(unit, unit)
