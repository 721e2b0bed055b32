"""What custodians send: a public key, an envelope with a layer less, a reason. Nothing that is secret."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.ui.door.forms import REASON, REPORT, Sent, Words

LONGEST = 150_000
"""Characters of an identity and of the keys of twenty files, each with one layer."""


class KeyForm(Sent):
    """The public part of a key, which the browser reads from the key file."""

    recipient = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)


class LayerForm(Sent):
    """The envelope without its outer layer, which the browser took off."""

    layer = forms.CharField(max_length=LONGEST, required=False, strip=False, widget=forms.HiddenInput)


class HandOverForm(Sent):
    """A report of wrongdoing without its outer layer."""

    layer = forms.CharField(max_length=REPORT, required=False, strip=False, widget=forms.HiddenInput)


class ClueForm(Sent):
    """A step of the discipline body, and what the raiser reads of it."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in ("accept", "return", "conclude", "send_back")])
    text = Words(max_length=REASON, rows=3, label=_("For the raiser"), required=False)


class RefuseForm(Sent):
    """Why not."""

    reason = Words(max_length=REASON, rows=3, label=_("Why it is refused"), required=False)
