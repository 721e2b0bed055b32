"""What one says of how one wants to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pingyi.desks.notices.kinds import families, ordered
from pingyi.ui.door.forms import Sent

HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class AddressForm(Sent):
    """Where mail goes; an empty one takes the address away."""

    address = forms.EmailField(
        label=_("My address for mail"),
        required=False,
        help_text=_("Nobody else sees it. Mail is sent there only after you have followed the link in the first one."),
    )


class ChoiceForm(Sent):
    """Which families are mailed, and when nothing is."""

    wanted = forms.MultipleChoiceField(
        label=_("Mail me about"),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
        choices=lambda: _optional(),
    )
    quiet_from = forms.TypedChoiceField(label=_("No mail from"), coerce=int, choices=HOURS)
    quiet_until = forms.TypedChoiceField(
        label=_("until"),
        coerce=int,
        choices=HOURS,
        help_text=_("Then the summary of the day is sent. The same hour twice means: no quiet hours."),
    )

    def muted(self) -> list[str]:
        """The kinds that were not ticked. Raises ValidationError."""
        wanted = self.taken()["wanted"]
        left = (kind.code for family in families() if family.code not in wanted for kind in family.kinds)
        return [code for code in left if code not in ordered()]


def _optional() -> list[tuple[Any, Any]]:
    return [(family.code, family.title) for family in families() if not family.ordered]
