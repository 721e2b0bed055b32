"""What the trustees' pages ask for, and what they take. Secrets never come here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.ui.door.forms import Reason, Sent, SeveralFiles


class CeremonyForm(Sent):
    """Why the ceremony that is under way is abandoned, if one is."""

    reason = Reason(label=_("Reason, for everybody to read"), rows=2)


class MessageForm(Sent):
    """A message that was made on another machine."""

    message = forms.FileField(required=False, allow_empty_file=True)


class SharesForm(Sent):
    """Shares of boxes that were made on another machine."""

    shares = SeveralFiles()
