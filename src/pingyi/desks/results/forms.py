"""What the pages about a result ask for, and what they take."""

from django import forms
from django.utils.translation import gettext_lazy

from pingyi.records.results.queries import ObjectionGround
from pingyi.ui.door.forms import Sent, Written


class ObjectionForm(Sent):
    """To what, and by which record it can be seen."""

    ground = forms.ChoiceField(label=gettext_lazy("What you object to"), choices=ObjectionGround.choices)
    text = Written(label=gettext_lazy("What is wrong, and by which record it can be seen"), max_length=4000, rows=6)


class AnswerForm(Sent):
    """Upheld or not, and why."""

    upheld = forms.ChoiceField(
        label=gettext_lazy("The objection is"),
        choices=[("no", gettext_lazy("not upheld")), ("yes", gettext_lazy("upheld: the result is computed anew"))],
    )
    text = Written(label=gettext_lazy("Answer, with its reasons"), max_length=4000, rows=5)
