"""What custodians send: a public key, an envelope with a layer less, a reason. Nothing that is secret."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.ui.door.forms import REASON, Sent, Words

LONGEST = 20_000


class KeyForm(Sent):
    """The public part of a key, which the browser reads from the key file."""

    recipient = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)


class LayerForm(Sent):
    """The envelope without its outer layer, which the browser took off."""

    layer = forms.CharField(max_length=LONGEST, required=False, strip=False, widget=forms.HiddenInput)


class RefuseForm(Sent):
    """Why not."""

    reason = Words(max_length=REASON, rows=3, label=_("Why it is refused"), required=False)
