"""The page behind an invitation link: prove the name, choose a password, sign the eight prohibitions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from pingyi.desks.entrance import pledge
from pingyi.records.organisation.access import access_invitation
from pingyi.records.organisation.actions import accept_invitation, ensure_open
from pingyi.records.organisation.errors import NameDiffers
from pingyi.records.organisation.models import Account
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refused, sentence
from pingyi.ui.door.request import Request


class NewPassword(forms.CharField):
    """One that a browser proposes, and keeps."""

    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class JoinForm(forms.Form):
    """What an invited person fills in."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=100)
    password = NewPassword(label=gettext_lazy("New password"))
    again = NewPassword(label=gettext_lazy("The same password again"))
    signed = forms.BooleanField(label=gettext_lazy("I have read the eight prohibitions and will keep them."))

    def __init__(self, account: Account, *args: Any) -> None:
        super().__init__(*args)
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


@sensitive_post_parameters("password", "again")
@serves(Power.SESSION_OPEN, "GET", "HEAD", "POST")
def join(request: Request, token: str) -> HttpResponse:
    """Show the form while the link is good; a link that is not says why."""
    try:
        invitation = access_invitation(token)
        ensure_open(invitation, at=request.at)
    except Refusal as refusal:
        return refused(request, refusal, status=410)
    form = JoinForm(invitation.account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(
                invitation,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                campaign=request.campaign_code,
                text_digest=pledge.text_digest(request.campaign),
                actor=request.actor,
                at=request.at,
            )
        except NameDiffers as refusal:
            form.add_error("name", sentence(refusal))
        else:
            messages.success(request, _("Your account is ready. Sign in with your username and the new password."))
            return redirect("account_login")
    shown = {"form": form, "username": invitation.account.username, "conduct": pledge.conduct(request.campaign)}
    return render(request, "entrance/join.html", shown)
