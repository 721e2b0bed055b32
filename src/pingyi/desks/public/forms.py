"""What the public pages are asked for, in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.rules.journal.vocabulary import KINDS
from pingyi.ui.door.forms import Sent, WholeNumber, Written
from pingyi.ui.words.phrases import said


class PlaceForm(Sent):
    """Places in the journal and sizes of its tree, as its addresses name them."""

    before = WholeNumber()
    start = WholeNumber()
    index = WholeNumber()
    size = WholeNumber()
    old = WholeNumber()
    new = WholeNumber()


def _acts() -> list[tuple[str, str]]:
    return sorted(((kind, said(each.WORDS)) for kind, each in KINDS.items()), key=lambda act: act[1])


class JournalFilter(Sent):
    """Which entries: of one act, one day, one unit; daily work only where it is asked for."""

    act = forms.ChoiceField(required=False, choices=_acts, label=_("Act"))
    day = forms.DateField(required=False, label=_("Day"))
    unit = Written(required=False, max_length=40, label=_("Unit"))
    routine = forms.BooleanField(required=False, label=_("daily work too"))
