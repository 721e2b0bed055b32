"""What the joint sitting's pages ask for, and what they take."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.ui.door.forms import Signing, Words


class CountForm(Signing):
    """The counts, signed; the statistics bureau's with the fingerprint of its own count."""

    recount = Words(
        label=_("Fingerprint of your own count"),
        help_text=_(
            'The line "counts digest" that the command printed on your machine. '
            "If it is not that of the count on the server, nothing is signed."
        ),
        max_length=80,
        widget=forms.TextInput({"class": "hash", "autocomplete": "off", "spellcheck": "false"}),
    )
