"""What the statistics bureau's pages ask for, and what they take."""

from typing import Any

from django import forms

from pingyi.ui.door.forms import Sent

LARGEST_UPLOAD = 20_000_000


class CredentialsForm(Sent):
    """The public credentials that were made on another machine."""

    credentials = forms.FileField(allow_empty_file=True)

    def clean_credentials(self) -> Any:
        """A file that is not longer than any list of credentials."""
        chosen = self.cleaned_data["credentials"]
        if chosen.size > LARGEST_UPLOAD:
            raise forms.ValidationError("")
        return chosen
