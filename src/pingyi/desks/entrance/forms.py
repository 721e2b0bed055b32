"""What the entrance asks for, and what it takes."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.records.organisation.models import Account
from pingyi.ui.door.forms import Chosen, Sent, Written


class OnwardForm(Sent):
    """Where somebody wanted to go."""

    next = Chosen()


class PledgeForm(OnwardForm):
    """The eight prohibitions, signed."""

    signed = Chosen()


class NewPassword(forms.CharField):
    """One that a browser proposes, and keeps."""

    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class JoinForm(Sent):
    """What an invited person fills in."""

    name = Written(label=gettext_lazy("Your name"), max_length=100)
    password = NewPassword(label=gettext_lazy("New password"))
    again = NewPassword(label=gettext_lazy("The same password again"))
    signed = forms.BooleanField(label=gettext_lazy("I have read the eight prohibitions and will keep them."))

    def __init__(self, account: Account, **sent: Any) -> None:
        super().__init__(**sent)
        self.account = account
        self.fields["password"].help_text = " ".join(map(str, password_validators_help_texts()))

    def clean(self) -> None:
        password, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            try:
                validate_password(password, self.account)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
