"""What second factors are shown by: codes as people type them, with spaces, dashes, full-width; answers of passkeys."""

import unicodedata
from collections.abc import Callable
from struct import error as StructError
from typing import Any, TypeVar

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pingyi.ui.door.body import json_of

LONGEST = 64
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, InvalidSignature, StructError)
"""How the library of passkeys says that bytes from outside are not what they should be."""

T = TypeVar("T")


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
        return typed((super().to_python(value) or "")[:LONGEST])


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


class Answer(forms.JSONField):
    """What a passkey answered: JSON that Python reads, the database keeps, and no page shows again."""

    def __init__(self) -> None:
        super().__init__(required=True, widget=forms.HiddenInput)

    def to_python(self, value: str | None) -> Any:
        try:
            return json_of(value.encode()) if value else None
        except ValueError as unreadable:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from unreadable

    def bound_data(self, data: Any, initial: Any) -> Any:
        return None


def _read(check: Callable[[], T]) -> T:
    """What allauth makes of an answer; where its parts are not what they should be, no passkey of ours gave it."""
    try:
        return check()
    except ValidationError as fault:
        if fault.code != "incorrect_code":
            raise
        raise get_adapter().validation_error("strange_passkey") from fault
    except UNREADABLE as fault:
        raise get_adapter().validation_error("strange_passkey") from fault


class Named(forms.Form):
    """What its owner knows a passkey by."""

    name = forms.CharField(
        label=_("Name of the passkey"), max_length=LONGEST, help_text=_("So that you know which one it is.")
    )


class EditPasskeyForm(Named, webauthn.EditWebAuthnForm):
    """When a passkey is named anew."""


class AddPasskeyForm(Named, webauthn.AddWebAuthnForm):
    """When a passkey is added."""

    credential = Answer()
    passwordless = forms.BooleanField(
        label=_("It opens the account alone, without the password"),
        required=False,
        help_text=_("Then it asks for your finger, your face or its own number each time."),
    )

    def clean(self) -> dict[str, Any] | None:
        return _read(super().clean)


class LoginPasskeyForm(webauthn.LoginWebAuthnForm):
    """At sign-in with nothing else."""

    credential = Answer()

    def clean_credential(self) -> Authenticator:
        return _read(super().clean_credential)


class AuthenticatePasskeyForm(webauthn.AuthenticateWebAuthnForm):
    """At sign-in, after the password."""

    credential = Answer()

    def clean_credential(self) -> Authenticator:
        return _read(super().clean_credential)


class ReauthenticatePasskeyForm(webauthn.ReauthenticateWebAuthnForm):
    """Before a signature, or a change of factors."""

    credential = Answer()

    def clean_credential(self) -> Authenticator:
        return _read(super().clean_credential)
