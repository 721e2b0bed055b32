"""What is posted about files, and what a large one is announced with."""

import base64
import binascii
from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.ui.door.forms import Reason, Sent, SeveralFiles, Ticked, WholeNumber
from pingyi.ui.door.request import Request


class FilesForm(Sent):
    """Files that were chosen, and keys of those that came piece by piece before."""

    chosen = SeveralFiles()
    uploads = Ticked()


class WithdrawForm(Sent):
    """Why a file is taken back."""

    reason = Reason(label=_("Why it is withdrawn"), rows=2)


class AnnouncedForm(Sent):
    """Name and length of a file that is to come piece by piece."""

    name = forms.CharField(max_length=500)
    length = WholeNumber(digits=15)

    @classmethod
    def in_headers(cls, request: Request) -> Self:
        """As tus announces it: `Upload-Length`, and base64 after each name in `Upload-Metadata`."""
        pairs = (pair.strip().split(" ") for pair in request.headers.get("Upload-Metadata", "").split(","))
        metadata = {pair[0]: pair[-1] for pair in pairs}
        try:
            name = base64.b64decode(metadata.get("filename", ""), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError, ValueError):
            name = ""
        return cls(data={"name": name, "length": request.headers.get("Upload-Length")})

    def clean_length(self) -> int:
        """Every file has one here; the protocol's deferred length is not spoken."""
        length: int | None = self.cleaned_data["length"]
        if length is None:
            raise forms.ValidationError("no length")
        return length
