"""The codes of second factors as people type them: with spaces and dashes, and full-width under a Chinese keyboard."""

import unicodedata

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django import forms

LONGEST = 64


def typed(text: str) -> str:
    """The letters and digits that were meant; digits of any script, no spaces, dashes or invisible signs."""
    plain = (_digit(letter) for letter in unicodedata.normalize("NFKC", text))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


class Code(forms.CharField):
    """A field that holds what was meant."""

    def to_python(self, value: object) -> str:
        return typed(super().to_python(value)[:LONGEST])


def _of(form: type[forms.Form]) -> Code:
    """The field of allauth's form, its label and keyboard, as ours."""
    field = form.base_fields["code"]
    field.widget.attrs["inputmode"] = "text"
    return Code(label=field.label, widget=field.widget)


class AuthenticateForm(base.AuthenticateForm):
    """At sign-in."""

    code = _of(base.AuthenticateForm)


class ReauthenticateForm(base.ReauthenticateForm):
    """Before a signature, or a change of factors."""

    code = _of(base.ReauthenticateForm)


class ActivateTOTPForm(totp.ActivateTOTPForm):
    """When a code app is set up."""

    code = _of(totp.ActivateTOTPForm)
