"""What a unit's pages ask for, and what they take."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.records.results.queries import ObjectionGround
from pingyi.ui.door.forms import Reason, Sent, Words, Written


class PaperForm(Sent):
    """A duty that is handed in."""

    text = Words(label=_("What was done"), max_length=20_000, rows=8)
    reference = Written(
        label=_("Reference of the papers"),
        help_text=_("Document number, file name or address where the office finds them."),
        max_length=300,
        required=False,
    )


class HandBackForm(Sent):
    """Why a paper goes back within the unit, unsigned."""

    reasons = Reason(label=_("What has to be changed before you sign"), rows=4)


class ObjectionForm(Sent):
    """To what, and by which record it can be seen."""

    ground = forms.ChoiceField(label=_("What you object to"), choices=ObjectionGround.choices)
    text = Written(label=_("What is wrong, and by which record it can be seen"), max_length=4000, rows=6)
